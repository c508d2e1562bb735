import type { Draft } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { takeEnumerated } from '../enumeration.ts';
import { sectionProperties } from '../properties.ts';
import { take } from '../take.ts';
import { itemsOf, textOf, type Value } from '../value.ts';
import { allowsTeaming } from './guest-teams.ts';
import { adaptersOf, adaptersPassedOn, DEFAULT_NAME, makeHostAdapter, vmAdaptersOf, vmDraft } from './hyper-v-adapters.ts';
import { giveUp, stale } from './stale-name.ts';

const HOST = 'CimSession ComputerName Credential';
const OF_VM = 'VMName@0 VM VMNetworkAdapter ?ManagementOS';

/**
 * Virtual network adapters of VMs and of the management operating system. Parameters, their order and aliases:
 * https://learn.microsoft.com/powershell/module/hyper-v/ (the union of the releases 2012 to 2025).
 */
export const HYPER_V_NETWORK_ADAPTERS = [
  cmdlet(
    'Add-VMNetworkAdapter',
    `VMName@0 VM ?ManagementOS Name(VMNetworkAdapterName) SwitchName IsLegacy ?DynamicMacAddress StaticMacAddress ResourcePoolName DeviceNaming ?Passthru NumaAwarePlacement ${HOST}`,
    addAdapter,
  ),
  cmdlet(
    'Get-VMNetworkAdapter',
    `VMName@0 VM ?ManagementOS ?All Name@1(VMNetworkAdapterName) SwitchName IsLegacy VMSnapshot(VMCheckpoint) ${HOST} more`,
    getAdapter,
  ),
  cmdlet('Rename-VMNetworkAdapter', `${OF_VM} Name@1(VMNetworkAdapterName) NewName@2 ?Passthru ${HOST}`, renameAdapter),
  cmdlet('Remove-VMNetworkAdapter', `${OF_VM} Name(VMNetworkAdapterName) SwitchName ?Passthru ${HOST}`, removeAdapter),
  cmdlet(
    'Connect-VMNetworkAdapter',
    `VMName@0 VMNetworkAdapter Name@1(VMNetworkAdapterName) SwitchName@2 VMSwitch ?UseAutomaticConnection ?Passthru ${HOST}`,
    connect,
  ),
  cmdlet('Disconnect-VMNetworkAdapter', `VMName@0 VMNetworkAdapter Name@1(VMNetworkAdapterName) ?Passthru ${HOST}`, (call) => {
    for (const { draft } of adaptersOf(call, 'Name')) draft.lose('switchName');
    return undefined;
  }),
  cmdlet(
    'Set-VMNetworkAdapter',
    `${OF_VM} Name(VMNetworkAdapterName) ?DynamicMacAddress StaticMacAddress MacAddressSpoofing DhcpGuard RouterGuard PortMirroring AllowTeaming IeeePriorityTag VmqWeight IovQueuePairsRequested IovInterruptModeration IovWeight IPsecOffloadMaximumSecurityAssociation MinimumBandwidthAbsolute MinimumBandwidthWeight MaximumBandwidth MandatoryFeatureId ResourcePoolName TestReplicaPoolName TestReplicaSwitchName VirtualSubnetId NotMonitoredInCluster StormLimit DynamicIPAddressLimit DeviceNaming FixSpeed10G PacketDirectNumProcs PacketDirectModerationCount PacketDirectModerationInterval VrssEnabled VmmqEnabled VmmqQueuePairs VrssMaxQueuePairs VrssMinQueuePairs VrssQueueSchedulingMode VrssExcludePrimaryProcessor VrssIndependentHostSpreading VrssVmbusChannelAffinityPolicy RscEnabled NumaAwarePlacement ?Passthru ${HOST} more`,
    setAdapter,
  ),
  cmdlet(
    'Set-VMNetworkAdapterVlan',
    `${OF_VM} VMNetworkAdapterName ?Untagged(u) ?Access(a) VlanId(AccessVlanId) ?Trunk(t) NativeVlanId AllowedVlanIdList ?Isolated(i) ?Community(c) ?Promiscuous(p) PrimaryVlanId SecondaryVlanId SecondaryVlanIdList ?Passthru ${HOST}`,
    setVlan,
  ),
  cmdlet(
    'Get-VMNetworkAdapterVlan',
    `VMName@0 VM VMNetworkAdapter VMSnapshot(VMCheckpoint) ?ManagementOS VMNetworkAdapterName ${HOST} more`,
    getAdapter,
  ),
  cmdlet(
    'Set-VMNetworkAdapterIsolation',
    `${OF_VM} VMNetworkAdapterName IsolationMode AllowUntaggedTraffic DefaultIsolationID MultiTenantStack ?Passthru ${HOST}`,
    setIsolation,
  ),
  cmdlet(
    'Set-VMNetworkAdapterTeamMapping',
    `${OF_VM} VMNetworkAdapterName PhysicalNetAdapterName SwitchName DisableOnFailover ?Passthru ${HOST} more`,
    setMapping,
  ),
  cmdlet(
    'Remove-VMNetworkAdapterTeamMapping',
    `${OF_VM} Name(VMNetworkAdapterName) SwitchName ?Passthru ${HOST} more`,
    (call) => {
      for (const { draft, vm } of adaptersOf(call, 'Name')) if (vm === undefined) draft.clear('teamMapping');
      return undefined;
    },
  ),
  cmdlet(
    'Add-VMNetworkAdapterRoutingDomainMapping',
    `${OF_VM} VMNetworkAdapterName RoutingDomainID@1 RoutingDomainName@2 IsolationID@3 IsolationName@4 ?Passthru ${HOST}`,
    mapRoutingDomain,
  ),
];

function addAdapter(call: Call): Value | undefined {
  const name = call.arg('Name');
  const hosts = call.computers.map((each) => each.name);
  if (call.on('ManagementOS')) {
    const text = name ? textOf(name) : undefined;
    if (!name || text === undefined) return undefined;
    for (const computer of call.computers) {
      const draft = makeHostAdapter(computer, call, text, call.arg('SwitchName'), name);
      if (!call.given.has('switchname')) draft.lose('switchName');
      take(draft, 'macAddress', call.arg('StaticMacAddress'), 'text');
    }
    return { sort: 'things', things: { of: 'host-adapter', names: [name], hosts }, range: call.range };
  }
  const vms = call.subjects('VMName', 'vm');
  const text = name ? textOf(name) : DEFAULT_NAME;
  if (!vms || text === undefined) return undefined;
  const own: Value = name ?? { sort: 'text', text: DEFAULT_NAME, range: call.nameRange };
  for (const computer of call.computers)
    for (const vm of vms) {
      if (textOf(vm) === undefined) continue;
      const adapters = vmAdaptersOf(vmDraft(call, computer, vm), vm.range);
      // A second adapter of one name is legal.
      const draft = adapters.make(text, own.range);
      draft.created = true;
      take(draft, 'switchName', call.arg('SwitchName'), 'text');
      take(draft, 'staticMacAddress', call.arg('StaticMacAddress'), 'text');
      take(draft, 'isLegacy', call.arg('IsLegacy'), 'boolean');
      takeSetting(call, draft, 'DeviceNaming', 'word');
    }
  return {
    sort: 'things',
    things: { of: 'vm-adapter', names: [own], vm: vms.length === 1 ? vms[0] : undefined, hosts },
    range: call.range,
  };
}

function getAdapter(call: Call): Value | undefined {
  // Get-VMNetworkAdapterVlan of an adapter that is there.
  if (call.given.has('vmnetworkadapter')) return call.arg('VMNetworkAdapter');
  const hosts = call.computers.map((each) => each.name);
  const parameter = call.given.has('vmnetworkadaptername') ? 'VMNetworkAdapterName' : 'Name';
  const given = call.given.has(parameter.toLowerCase());
  if (call.on('ManagementOS')) {
    for (const computer of call.computers)
      for (const name of call.names(parameter) ?? []) stale(call, computer, name, 'host adapter');
    const known = call.computers[0]?.draft.listed('hostAdapters')?.all.map((draft) => String(draft.get('name')));
    const all = known?.map((text): Value => ({ sort: 'text', text, range: call.range }));
    // Which adapters are on a switch is known of those alone that the script puts there.
    const picked = call.given.has('switchname');
    return {
      sort: 'things',
      things: {
        of: 'host-adapter',
        names: picked ? undefined : given ? call.names(parameter) : all,
        hosts,
        all: !given && !picked,
        isPart: !given,
      },
      range: call.range,
    };
  }
  if (call.on('All') !== false) return undefined;
  const vms = call.subjects('VMName', 'vm');
  if (vms?.length !== 1) return { sort: 'things', things: { of: 'vm-adapter', names: undefined, hosts }, range: call.range };
  const adapters =
    call.computers[0] && textOf(vms[0]) !== undefined
      ? vmDraft(call, call.computers[0], vms[0]!).listed('networkAdapters')
      : undefined;
  const all = adapters?.all.map((draft): Value => ({ sort: 'text', text: String(draft.get('name')), range: call.range }));
  return {
    sort: 'things',
    things: { of: 'vm-adapter', names: given ? call.names(parameter) : all, vm: vms[0], hosts, isPart: !given },
    range: call.range,
  };
}

function renameAdapter(call: Call): Value | undefined {
  const to = call.arg('NewName');
  const text = textOf(to);
  for (const { computer, draft, list, vm } of adaptersOf(call, 'Name')) {
    const from = String(draft.get('name'));
    if (call.estate.isUnsure) continue;
    if (!to || text === undefined) {
      list.drop(draft);
      continue;
    }
    list.rename(from, text, to.range);
    if (vm !== undefined) continue;
    giveUp(call, computer, from, { text, range: to.range }, 'host adapter');
    // Windows lists the adapter under the name it was made with until Rename-NetAdapter changes that.
    computer.aliases.set(`vethernet (${from.toLowerCase()})`, draft);
  }
  return call.on('ManagementOS') ? adaptersPassedOn(call, 'Name') : undefined;
}

function removeAdapter(call: Call): undefined {
  for (const { draft, list } of adaptersOf(call, 'Name')) list.remove(String(draft.get('name')));
  return undefined;
}

function connect(call: Call): Value | undefined {
  const given = call.given.get('vmswitch')?.value;
  const names = given?.sort === 'things' && given.things.of === 'vm-switch' ? given.things.names : undefined;
  const to = call.arg('SwitchName') ?? (names?.length === 1 ? names[0] : undefined);
  for (const { draft } of adaptersOf(call, 'Name')) {
    if (to) take(draft, 'switchName', to, 'text');
    else draft.lose('switchName');
  }
  return adaptersPassedOn(call, 'Name');
}

/** Settings of an adapter by the parameter that sets them; all have the same name in our documents. */
const SETTINGS: readonly (readonly [parameter: string, as: 'text' | 'word' | 'number' | 'boolean'])[] = [
  ['MinimumBandwidthAbsolute', 'number'],
  ['MinimumBandwidthWeight', 'number'],
  ['MaximumBandwidth', 'number'],
  ['VmqWeight', 'number'],
  ['VmmqEnabled', 'boolean'],
  ['VmmqQueuePairs', 'number'],
  ['VrssEnabled', 'boolean'],
  ['IeeePriorityTag', 'word'],
  ['AllowTeaming', 'word'],
  ['MacAddressSpoofing', 'word'],
  ['IovWeight', 'number'],
  ['DeviceNaming', 'word'],
  ['VirtualSubnetId', 'number'],
  ['TestReplicaSwitchName', 'text'],
];
/** Those of them that an adapter of the management operating system has. */
const OF_HOST = new Set([
  'MinimumBandwidthAbsolute',
  'MinimumBandwidthWeight',
  'MaximumBandwidth',
  'VmqWeight',
  'VmmqEnabled',
  'VmmqQueuePairs',
  'VrssEnabled',
  'IeeePriorityTag',
  'VirtualSubnetId',
]);

/** One setting of an adapter; `word` is one of the words our documents know for it. */
function takeSetting(call: Call, draft: Draft, parameter: string, as: (typeof SETTINGS)[number][1]): void {
  const key = parameter[0]!.toLowerCase() + parameter.slice(1);
  if (as === 'word') takeEnumerated(call, draft, key, parameter, 'vm', ['networkAdapters', 0, key]);
  else take(draft, key, call.arg(parameter), as);
}

function setAdapter(call: Call): Value | undefined {
  allowsTeaming(call);
  if (call.on('ManagementOS'))
    for (const computer of call.computers)
      for (const name of call.names('Name') ?? []) stale(call, computer, name, 'host adapter');
  for (const { draft, vm } of adaptersOf(call, 'Name')) {
    for (const [parameter, as] of SETTINGS)
      if (vm !== undefined || OF_HOST.has(parameter)) takeSetting(call, draft, parameter, as);
    const mac = call.arg('StaticMacAddress');
    take(draft, vm === undefined ? 'macAddress' : 'staticMacAddress', mac, 'text');
    if (vm !== undefined && call.on('DynamicMacAddress')) draft.set('dynamicMacAddressEnabled', true, call.range);
    if (vm !== undefined && mac) draft.set('dynamicMacAddressEnabled', false, mac.range);
  }
  return adaptersPassedOn(call, 'Name');
}

function setVlan(call: Call): Value | undefined {
  if (call.on('ManagementOS'))
    for (const computer of call.computers)
      for (const name of call.names('VMNetworkAdapterName') ?? []) stale(call, computer, name, 'host adapter');
  for (const { draft } of adaptersOf(call, 'VMNetworkAdapterName')) {
    const vlan = draft.section('vlan', call.nameRange);
    for (const key of [
      'accessVlanId',
      'nativeVlanId',
      'allowedVlanIdList',
      'primaryVlanId',
      'secondaryVlanId',
      'secondaryVlanIdList',
      'privateVlanMode',
    ])
      vlan.clear(key);
    const mode = (['Untagged', 'Access', 'Trunk', 'Isolated', 'Community', 'Promiscuous'] as const).find(
      (each) => call.on(each) === true,
    );
    if (!mode) vlan.lose('operationMode');
    else if (mode === 'Untagged' || mode === 'Access' || mode === 'Trunk')
      vlan.set('operationMode', mode, call.given.get(mode.toLowerCase())!.nameRange);
    else {
      vlan.set('operationMode', 'Private', call.given.get(mode.toLowerCase())!.nameRange);
      vlan.set('privateVlanMode', mode, call.given.get(mode.toLowerCase())!.nameRange);
    }
    take(vlan, 'accessVlanId', call.arg('VlanId'), 'number');
    take(vlan, 'nativeVlanId', call.arg('NativeVlanId'), 'number');
    const list = call.arg('AllowedVlanIdList');
    take(vlan, 'allowedVlanIdList', list, list && itemsOf(list)?.length === 1 ? 'text' : 'list');
    take(vlan, 'primaryVlanId', call.arg('PrimaryVlanId'), 'number');
    take(vlan, 'secondaryVlanId', call.arg('SecondaryVlanId'), 'number');
    take(vlan, 'secondaryVlanIdList', call.arg('SecondaryVlanIdList'), 'list');
  }
  return adaptersPassedOn(call, 'VMNetworkAdapterName');
}

function setIsolation(call: Call): Value | undefined {
  for (const { draft } of adaptersOf(call, 'VMNetworkAdapterName')) {
    const isolation = draft.section('isolation', call.nameRange);
    isolation.created = draft.created;
    isolation.properties = sectionProperties('host', ['hostAdapters', 0, 'isolation']);
    takeEnumerated(call, isolation, 'isolationMode', 'IsolationMode', 'vm', ['networkAdapters', 0, 'isolation', 'isolationMode']);
    take(isolation, 'defaultIsolationId', call.arg('DefaultIsolationID'), 'number');
    take(isolation, 'allowUntaggedTraffic', call.arg('AllowUntaggedTraffic'), 'boolean');
    takeEnumerated(call, isolation, 'multiTenantStack', 'MultiTenantStack', 'vm', [
      'networkAdapters',
      0,
      'isolation',
      'multiTenantStack',
    ]);
  }
  return adaptersPassedOn(call, 'VMNetworkAdapterName');
}

function setMapping(call: Call): Value | undefined {
  const to = call.arg('PhysicalNetAdapterName');
  for (const { computer, draft, vm } of adaptersOf(call, 'VMNetworkAdapterName')) {
    if (vm !== undefined) continue;
    if (to) stale(call, computer, to);
    const mapping = draft.section('teamMapping', call.nameRange);
    take(mapping, 'physicalNetAdapterName', to?.sort === 'things' ? onlyName(to) : to, 'text');
  }
  return adaptersPassedOn(call, 'VMNetworkAdapterName');
}

/** The name of the one adapter that something is; unknown otherwise. */
function onlyName(value: Extract<Value, { sort: 'things' }>): Value {
  const { of, names } = value.things;
  return of === 'nic' && names?.length === 1 ? names[0]! : { sort: 'unknown', range: value.range };
}

/** Routing domains of a gateway's adapter. */
function mapRoutingDomain(call: Call): undefined {
  const id = call.arg('RoutingDomainID');
  const text = textOf(id)?.trim();
  if (!id || !text) return undefined;
  for (const { draft, vm } of adaptersOf(call, 'VMNetworkAdapterName')) {
    if (vm === undefined) continue;
    const list = draft.list('routingDomainMappings', call.nameRange, 'routingDomainId');
    list.whole = draft.created;
    const mapping = list.at(text, id.range);
    mapping.created = true;
    take(mapping, 'isolationId', call.arg('IsolationID'), 'list');
  }
  return undefined;
}
