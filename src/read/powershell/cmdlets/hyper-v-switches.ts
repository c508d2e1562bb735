import type { Draft, DraftList } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { takeEnumerated } from '../enumeration.ts';
import { likes } from '../evaluate.ts';
import { type Computer, listOf } from '../machine.ts';
import { propertiesOf } from '../properties.ts';
import { take } from '../take.ts';
import { itemsOf, textOf, truthOf, type Value } from '../value.ts';
import { makeHostAdapter, nameKey } from './hyper-v-adapters.ts';
import { stale } from './stale-name.ts';
import { isOneString } from './string-lists.ts';

const HOST = 'CimSession ComputerName(PSComputerName) Credential';
const ADAPTERS = 'NetAdapterName(InterfaceAlias) NetAdapterInterfaceDescription(InterfaceDescription)';

/**
 * Hyper-V switches. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/hyper-v/ (the union of the releases
 * 2012 to 2025).
 */
export const HYPER_V_SWITCHES = [
  cmdlet(
    'New-VMSwitch',
    `Name@0(SwitchName) SwitchType AllowManagementOS ${ADAPTERS} Notes MinimumBandwidthMode EnableIov EnablePacketDirect EnableEmbeddedTeaming AllowNetLbfoTeams Id ${HOST}`,
    newSwitch,
  ),
  cmdlet(
    'Set-VMSwitch',
    `Name@0(SwitchName) VMSwitch NetAdapterName@1(InterfaceAlias) NetAdapterInterfaceDescription SwitchType AllowManagementOS Notes DefaultFlowMinimumBandwidthAbsolute DefaultFlowMinimumBandwidthWeight Extensions EnableSoftwareRsc EnableRscOffload DefaultQueueVrssEnabled DefaultQueueVmmqEnabled DefaultQueueVmmqQueuePairs(DefaultQueueVrssMaxQueuePairs) DefaultQueueVrssMinQueuePairs DefaultQueueVrssQueueSchedulingMode DefaultQueueVrssExcludePrimaryProcessor ?Passthru ${HOST} more`,
    setSwitch,
  ),
  cmdlet('Get-VMSwitch', `Name@0(SwitchName) Id(SwitchId) SwitchType ResourcePoolName@1 ${HOST} more`, getSwitch),
  cmdlet('Rename-VMSwitch', `Name@0(SwitchName) NewName@1 VMSwitch ?Passthru ${HOST}`, renameSwitch),
  cmdlet('Remove-VMSwitch', `Name@0(SwitchName) ResourcePoolName@1 VMSwitch ?Force ${HOST}`, removeSwitch),
  cmdlet(
    'Set-VMSwitchTeam',
    `Name@0(SwitchName) VMSwitch ${ADAPTERS} TeamingMode LoadBalancingAlgorithm ?Passthru ${HOST}`,
    setSwitchTeam,
  ),
  cmdlet('Add-VMSwitchTeamMember', `VMSwitchName@0(SwitchName) VMSwitch ${ADAPTERS} ?Passthru ${HOST}`, (call) =>
    changeMembers(call, true),
  ),
  cmdlet('Remove-VMSwitchTeamMember', `VMSwitchName@0(SwitchName) VMSwitch ${ADAPTERS} ?Passthru ${HOST}`, (call) =>
    changeMembers(call, false),
  ),
];

function switchesOf(computer: Computer, call: Call): DraftList {
  return listOf(computer.draft, 'vmSwitches', call.range, propertiesOf('host/vmSwitch'));
}

function* switches(call: Call, parameter = 'Name'): Generator<{ computer: Computer; draft: Draft; list: DraftList }> {
  const names = switchNames(call, parameter);
  for (const computer of call.computers) {
    const known = computer.draft.listed('vmSwitches');
    const all = (known?.all ?? []).map((draft) => ({ computer, draft, list: known! }));
    if (!names) yield* call.estate.unsure(all);
    for (const name of names ?? []) {
      const text = textOf(name);
      if (text === undefined) continue;
      if (/[*?]/.test(text)) {
        yield* all.filter(({ draft }) => likes(String(draft.get('name')), text));
        continue;
      }
      const list = switchesOf(computer, call);
      yield { computer, draft: list.at(text, name.range), list };
    }
  }
}

/** Switches a call names, also as -VMSwitch. */
function switchNames(call: Call, parameter: string): readonly Value[] | undefined {
  const given = call.given.get('vmswitch')?.value;
  if (given?.sort === 'things') return given.things.of === 'vm-switch' ? given.things.names : undefined;
  return given ? undefined : call.subjects(parameter, 'vm-switch');
}

function switchThings(call: Call, names: readonly Value[] | undefined): Value {
  return {
    sort: 'things',
    things: { of: 'vm-switch', names, hosts: call.computers.map((each) => each.name) },
    range: call.range,
  };
}

function newSwitch(call: Call): Value | undefined {
  const name = call.arg('Name');
  const text = textOf(name);
  if (!name || text === undefined) return undefined;
  for (const computer of call.computers) {
    const draft = switchesOf(computer, call).at(text, name.range);
    draft.created = true;
    takeEnumerated(call, draft, 'switchType', 'SwitchType', 'host', ['vmSwitches', 0, 'switchType']);
    uplinks(call, computer, draft);
    const several = (draft.get('netAdapterName') as readonly unknown[] | undefined)?.length ?? 0;
    take(draft, 'embeddedTeamingEnabled', call.arg('EnableEmbeddedTeaming'), 'boolean');
    // Several adapters make an embedded team also without the word.
    if (!call.arg('EnableEmbeddedTeaming') && several > 1)
      draft.set('embeddedTeamingEnabled', true, call.arg('NetAdapterName')!.range);
    take(draft, 'iovEnabled', call.arg('EnableIov'), 'boolean');
    take(draft, 'packetDirectEnabled', call.arg('EnablePacketDirect'), 'boolean');
    take(draft, 'allowNetLbfoTeams', call.arg('AllowNetLbfoTeams'), 'boolean');
    takeEnumerated(call, draft, 'bandwidthReservationMode', 'MinimumBandwidthMode', 'host', [
      'vmSwitches',
      0,
      'bandwidthReservationMode',
    ]);
    const allow = call.arg('AllowManagementOS');
    take(draft, 'allowManagementOS', allow, 'boolean');
    const external = call.given.has('netadaptername') || call.given.has('netadapterinterfacedescription');
    // The management operating system gets an adapter of the switch's name, unless it is told otherwise; an internal switch is for it.
    if (external ? !allow || truthOf(allow) === true : draft.get('switchType') === 'Internal')
      movesAddresses(computer, draft, makeHostAdapter(computer, call, text, name, name));
    else movesAddresses(computer, draft, undefined);
  }
  return switchThings(call, [name]);
}

/** The addresses of an adapter below a switch go to the management operating system's adapter, or away. */
function movesAddresses(computer: Computer, vmSwitch: Draft, adapter: Draft | undefined): void {
  for (const name of [vmSwitch.get('netAdapterName') ?? []].flat()) {
    const nic = computer.draft.listed('nics')?.get(String(name));
    if (!nic?.has('ipAddresses')) continue;
    nic.lose('ipAddresses');
    adapter?.lose('ipAddresses');
  }
}

/** The values that name the adapters a call gives a switch; undefined when one of them is not known. */
function adaptersGiven(call: Call): { readonly names: readonly Value[] | undefined; readonly at: Value } | undefined {
  for (const parameter of ['NetAdapterName', 'NetAdapterInterfaceDescription']) {
    const at = call.given.get(parameter.toLowerCase())?.value;
    if (!at) continue;
    // A description that was got from an adapter stands for the adapter.
    const names =
      at.sort === 'things' && at.things.of === 'nic'
        ? at.things.names
        : parameter === 'NetAdapterName' && !isOneString(call, parameter, 'adapters')
          ? itemsOf(at)
          : undefined;
    const isKnown = names?.every((name) => textOf(name) !== undefined && !/[*?]/.test(textOf(name)!));
    return { names: isKnown ? names : undefined, at };
  }
  return undefined;
}

/** The adapters a switch stands on, as -NetAdapterName or by their descriptions. */
function uplinks(call: Call, computer: Computer, draft: Draft): void {
  const given = adaptersGiven(call);
  if (!given) return;
  const { names, at } = given;
  for (const name of names ?? []) stale(call, computer, name);
  if (names)
    draft.set(
      'netAdapterName',
      names.map((name) => textOf(name)!),
      at.range,
      names.map((name) => name.range),
    );
  else draft.lose('netAdapterName');
  if (!draft.has('switchType')) draft.set('switchType', 'External', at.range);
}

function setSwitch(call: Call): Value | undefined {
  for (const { computer, draft } of switches(call)) {
    uplinks(call, computer, draft);
    takeEnumerated(call, draft, 'switchType', 'SwitchType', 'host', ['vmSwitches', 0, 'switchType']);
    const allow = call.arg('AllowManagementOS');
    take(draft, 'allowManagementOS', allow, 'boolean');
    const name = String(draft.get('name'));
    if (allow && truthOf(allow) === false) computer.draft.listed('hostAdapters')?.remove(name);
    if (allow && truthOf(allow) === true && !call.estate.isUnsure)
      makeHostAdapter(computer, call, name, { sort: 'text', text: name, range: allow.range }, allow);
    for (const [key, parameter, as] of [
      ['defaultFlowMinimumBandwidthAbsolute', 'DefaultFlowMinimumBandwidthAbsolute', 'number'],
      ['defaultFlowMinimumBandwidthWeight', 'DefaultFlowMinimumBandwidthWeight', 'number'],
      ['softwareRscEnabled', 'EnableSoftwareRsc', 'boolean'],
      ['defaultQueueVrssEnabled', 'DefaultQueueVrssEnabled', 'boolean'],
      ['defaultQueueVmmqEnabled', 'DefaultQueueVmmqEnabled', 'boolean'],
      ['defaultQueueVrssMaxQueuePairs', 'DefaultQueueVmmqQueuePairs', 'number'],
      ['defaultQueueVrssMinQueuePairs', 'DefaultQueueVrssMinQueuePairs', 'number'],
    ] as const)
      take(draft, key, call.arg(parameter), as);
  }
  return call.on('Passthru') ? call.input : undefined;
}

function getSwitch(call: Call): Value {
  if (call.given.has('name')) return switchThings(call, call.names('Name'));
  const [computer] = call.computers;
  const known = computer?.draft.listed('vmSwitches')?.all ?? [];
  const isChosen = ['switchtype', 'id', 'resourcepoolname'].some((key) => call.given.has(key));
  return switchThings(
    call,
    known.length > 0 && !isChosen
      ? known.map((draft) => ({ sort: 'text', text: String(draft.get('name')), range: call.range }))
      : undefined,
  );
}

function renameSwitch(call: Call): undefined {
  const to = call.arg('NewName');
  const text = textOf(to);
  for (const { computer, draft, list } of switches(call)) {
    const from = String(draft.get('name'));
    if (call.estate.isUnsure) continue;
    if (to && text !== undefined) list.rename(from, text, to.range);
    else list.drop(draft);
    // Adapters stay connected: what they stand on has another name.
    const connected = [...(computer.draft.listed('hostAdapters')?.all ?? []), ...call.estate.adaptersOfVms(computer.name)];
    for (const adapter of connected) {
      if (nameKey(adapter.get('switchName')) !== nameKey(from)) continue;
      if (to && text !== undefined) adapter.set('switchName', text, to.range);
      else adapter.lose('switchName');
    }
  }
  return undefined;
}

function removeSwitch(call: Call): undefined {
  for (const { computer, draft, list } of switches(call)) {
    const name = String(draft.get('name'));
    for (const adapter of computer.draft.listed('hostAdapters')?.all ?? [])
      if (nameKey(adapter.get('switchName')) === nameKey(name))
        computer.draft.listed('hostAdapters')!.remove(String(adapter.get('name')));
    list.remove(name);
  }
  return undefined;
}

function setSwitchTeam(call: Call): undefined {
  for (const { computer, draft } of switches(call)) {
    uplinks(call, computer, draft);
    takeEnumerated(call, draft, 'teamingMode', 'TeamingMode', 'host', ['vmSwitches', 0, 'teamingMode']);
    takeEnumerated(call, draft, 'loadBalancingAlgorithm', 'LoadBalancingAlgorithm', 'host', [
      'vmSwitches',
      0,
      'loadBalancingAlgorithm',
    ]);
  }
  return undefined;
}

function changeMembers(call: Call, add: boolean): undefined {
  const given = adaptersGiven(call);
  for (const { computer, draft } of switches(call, 'VMSwitchName')) {
    const before = draft.get('netAdapterName');
    const known = Array.isArray(before) ? before.map(String) : typeof before === 'string' ? [before] : undefined;
    for (const name of given?.names ?? []) stale(call, computer, name);
    if (!given?.names || !known) {
      draft.lose('netAdapterName');
      continue;
    }
    const names = given.names.map((name) => textOf(name)!);
    const keys = new Set(names.map(nameKey));
    const rest = known.filter((name) => !keys.has(nameKey(name)));
    draft.set('netAdapterName', add ? [...rest, ...names] : rest, given.at.range);
    movesAddresses(computer, draft, undefined);
  }
  return undefined;
}
