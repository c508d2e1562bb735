import type { Draft } from '../../draft.ts';
import type { Call } from '../call.ts';
import { type Cmdlet, cmdlet } from '../cmdlet.ts';
import { takeEnumerated } from '../enumeration.ts';
import { sectionProperties } from '../properties.ts';
import { booleanOf, take } from '../take.ts';
import { itemsOf, textOf, type Value } from '../value.ts';
import { ADAPTERS, type InterfaceDraft, passedOn, subjectInterfaces } from './interface-names.ts';
import { setKeyword, supersedeKeyword } from './net-adapter-properties.ts';

/** A feature with a section of its own in our documents. */
interface Feature {
  /** The end of the names of its cmdlets. */
  readonly noun: string;
  readonly section: 'rss' | 'vmq' | 'sriov' | 'rdma' | 'qos' | 'ipsecOffload' | 'encapsulatedPacketTaskOffload';
  /** Parameters of its Set- cmdlet, and of the two that switch it. */
  readonly set: string;
  readonly switches: string;
  /** Numbers of the Set- cmdlet that have the same name in our documents. */
  readonly numbers?: readonly string[];
}

const FEATURES: readonly Feature[] = [
  {
    noun: 'Rss',
    section: 'rss',
    set: 'Enabled Profile BaseProcessorGroup(BaseG) BaseProcessorNumber(BaseN) MaxProcessorGroup(MaxG) MaxProcessorNumber(MaxN) MaxProcessors(Max) NumaNode NumberOfReceiveQueues ?NoRestart',
    switches: '?NoRestart',
    numbers: [
      'BaseProcessorGroup',
      'BaseProcessorNumber',
      'MaxProcessorGroup',
      'MaxProcessorNumber',
      'MaxProcessors',
      'NumaNode',
      'NumberOfReceiveQueues',
    ],
  },
  {
    noun: 'Vmq',
    section: 'vmq',
    set: 'Enabled BaseProcessorGroup(BaseG) BaseProcessorNumber(BaseN) MaxProcessorNumber(MaxN) MaxProcessors(Max) NumaNode(NumaN) ?NoRestart',
    switches: '?NoRestart',
    numbers: ['BaseProcessorGroup', 'BaseProcessorNumber', 'MaxProcessorNumber', 'MaxProcessors', 'NumaNode'],
  },
  { noun: 'Sriov', section: 'sriov', set: 'Enabled NumVFs(Vf) ?NoRestart', switches: '?NoRestart', numbers: ['NumVFs'] },
  { noun: 'Rdma', section: 'rdma', set: 'Enabled ?NoRestart', switches: '?NoRestart' },
  { noun: 'Qos', section: 'qos', set: 'Enabled ?NoRestart', switches: '?NoRestart' },
  { noun: 'IPsecOffload', section: 'ipsecOffload', set: 'Enabled ?NoRestart', switches: '?NoRestart' },
  {
    noun: 'EncapsulatedPacketTaskOffload',
    section: 'encapsulatedPacketTaskOffload',
    set: 'EncapsulatedPacketTaskOffloadEnabled NvgreEncapsulatedPacketTaskOffloadEnabled VxlanEncapsulatedPacketTaskOffloadEnabled VxlanUDPPortNumber ?NoRestart',
    switches: 'EncapsulationType ?NoRestart',
  },
];

/** Features that our documents know by registry keyword: the parameter that means a part of it, and the value it gets when it is on. */
interface Offload {
  readonly noun: string;
  readonly parts: readonly (readonly [parameter: string, keyword: string])[];
  readonly on: number;
  readonly set: string;
}

const OFFLOADS: readonly Offload[] = [
  {
    noun: 'Lso',
    parts: [
      ['IPv4', '*LsoV2IPv4'],
      ['IPv6', '*LsoV2IPv6'],
    ],
    on: 1,
    set: 'V1IPv4Enabled IPv4Enabled IPv6Enabled ?NoRestart',
  },
  {
    noun: 'Rsc',
    parts: [
      ['IPv4', '*RscIPv4'],
      ['IPv6', '*RscIPv6'],
    ],
    on: 1,
    set: 'IPv4Enabled IPv6Enabled ?NoRestart',
  },
  {
    noun: 'ChecksumOffload',
    parts: [
      ['IpIPv4', '*IPChecksumOffloadIPv4'],
      ['TcpIPv4', '*TCPChecksumOffloadIPv4'],
      ['TcpIPv6', '*TCPChecksumOffloadIPv6'],
      ['UdpIPv4', '*UDPChecksumOffloadIPv4'],
      ['UdpIPv6', '*UDPChecksumOffloadIPv6'],
    ],
    on: 3,
    set: 'IpIPv4Enabled TcpIPv4Enabled TcpIPv6Enabled UdpIPv4Enabled UdpIPv6Enabled ?NoRestart',
  },
];

/** Words of Set-NetAdapterChecksumOffload. */
const DIRECTIONS: Readonly<Record<string, number>> = { disabled: 0, txenabled: 1, rxenabled: 2, rxtxenabled: 3 };

/**
 * Features of network adapters. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/netadapter/ (the
 * union of the releases 2012 to 2025); the keywords they set:
 * https://learn.microsoft.com/windows-hardware/drivers/network/standardized-inf-keywords-for-network-devices
 */
export const NET_ADAPTER_FEATURES: readonly Cmdlet[] = [
  ...FEATURES.flatMap((feature) => [
    cmdlet(`Enable-NetAdapter${feature.noun}`, `${ADAPTERS} ${feature.switches}`, (call) => switched(call, feature, true)),
    cmdlet(`Disable-NetAdapter${feature.noun}`, `${ADAPTERS} ${feature.switches}`, (call) => switched(call, feature, false)),
    cmdlet(`Set-NetAdapter${feature.noun}`, `${ADAPTERS} ${feature.set}`, (call) => set(call, feature)),
    cmdlet(`Get-NetAdapter${feature.noun}`, `${ADAPTERS} more`, adaptersOf),
  ]),
  ...OFFLOADS.flatMap((offload) => {
    const switches = `${ADAPTERS} ${offload.parts.map(([part]) => `?${part}`).join(' ')} ?NoRestart`;
    return [
      cmdlet(`Enable-NetAdapter${offload.noun}`, switches, (call) => offloaded(call, offload, offload.on)),
      cmdlet(`Disable-NetAdapter${offload.noun}`, switches, (call) => offloaded(call, offload, 0)),
      cmdlet(`Set-NetAdapter${offload.noun}`, `${ADAPTERS} ${offload.set}`, (call) => setOffload(call, offload)),
      cmdlet(`Get-NetAdapter${offload.noun}`, `${ADAPTERS} more`, adaptersOf),
    ];
  }),
  cmdlet('Enable-NetAdapterBinding', `${ADAPTERS} ComponentID DisplayName ?AllBindings`, (call) => bound(call, true)),
  cmdlet('Disable-NetAdapterBinding', `${ADAPTERS} ComponentID DisplayName ?AllBindings`, (call) => bound(call, false)),
  cmdlet('Set-NetAdapterBinding', `${ADAPTERS} ComponentID DisplayName Enabled ?AllBindings`, (call) =>
    bound(call, booleanOf(call.arg('Enabled'))),
  ),
  cmdlet('Get-NetAdapterBinding', `${ADAPTERS} ComponentID DisplayName ?AllBindings`, adaptersOf),
];

/** Adapters with a feature, handed on to what changes it. */
function adaptersOf(call: Call): Value {
  return {
    sort: 'things',
    things: {
      of: 'nic',
      names: call.given.has('interfacedescription') ? undefined : call.subjects('Name', 'nic'),
      hosts: call.computers.map((each) => each.name),
      all: !call.given.has('name') && !call.given.has('interfacedescription') && !call.input,
      setting: bindingAsked(call),
    },
    range: call.range,
  };
}

/** The section of a feature; undefined where an interface has none: virtual adapters and team interfaces have RDMA alone. */
function sectionOf({ draft, sort, name }: InterfaceDraft, { section }: Feature): Draft | undefined {
  if (sort !== 'nic' && section !== 'rdma') return undefined;
  const inner = draft.section(section, name.range);
  if (sort === 'nic') {
    inner.created = false;
    inner.properties = sectionProperties('host', ['nics', 0, section]);
  }
  return inner;
}

function switched(call: Call, feature: Feature, on: boolean): Value | undefined {
  // One of the two encapsulations says nothing of both.
  const known = !call.given.has('encapsulationtype');
  for (const found of subjectInterfaces(call)) {
    const section = sectionOf(found, feature);
    if (!section) continue;
    if (known) section.set('enabled', on, call.nameRange);
    else section.lose('enabled');
    supersedeKeyword(found.draft, feature.section, 'enabled');
  }
  return passedOn(call);
}

function set(call: Call, feature: Feature): Value | undefined {
  const enabled = call.arg('Enabled') ?? call.arg('EncapsulatedPacketTaskOffloadEnabled');
  for (const found of subjectInterfaces(call)) {
    const section = sectionOf(found, feature);
    if (!section) continue;
    take(section, 'enabled', enabled, 'boolean');
    if (enabled) supersedeKeyword(found.draft, feature.section, 'enabled');
    for (const parameter of feature.numbers ?? []) {
      const key = parameter[0]!.toLowerCase() + parameter.slice(1);
      const value = call.arg(parameter);
      take(section, key, value, 'number');
      if (value) supersedeKeyword(found.draft, feature.section, key);
    }
    if (feature.section === 'rss' && call.arg('Profile'))
      takeEnumerated(call, section, 'profile', 'Profile', 'host', ['nics', 0, 'rss', 'profile']);
  }
  return passedOn(call);
}

/** Without a part, all parts are meant. */
function offloaded(call: Call, { parts }: Offload, value: number): Value | undefined {
  const chosen = parts.filter(([parameter]) => call.given.has(parameter.toLowerCase()));
  for (const found of subjectInterfaces(call))
    for (const [, keyword] of chosen.length > 0 ? chosen : parts) setKeyword(call, found, keyword, value);
  return passedOn(call);
}

function setOffload(call: Call, { parts, noun }: Offload): Value | undefined {
  for (const found of subjectInterfaces(call))
    for (const [part, keyword] of parts) {
      const value = call.arg(`${part}Enabled`);
      if (!value) continue;
      const truth = noun === 'ChecksumOffload' ? DIRECTIONS[textOf(value)?.toLowerCase() ?? ''] : booleanOf(value);
      setKeyword(call, found, keyword, truth === undefined ? undefined : Number(truth));
    }
  return passedOn(call);
}

function bindingAsked(call: Call): { readonly parameter: string; readonly value: Value } | undefined {
  const value = call.given.get('componentid')?.value;
  if (value) return { parameter: 'ComponentID', value };
  const input = call.input ?? call.arg('InputObject');
  return input?.sort === 'things' ? input.things.setting : undefined;
}

/** Protocol bindings by component; those named by a display name, which differs by language, are not known. */
function bound(call: Call, on: boolean | undefined): Value | undefined {
  const asked = bindingAsked(call);
  const components = asked?.parameter === 'ComponentID' ? itemsOf(asked.value)?.map(textOf) : undefined;
  for (const { draft, sort, name } of subjectInterfaces(call)) {
    if (sort !== 'nic') continue;
    for (const component of components ?? []) {
      if (component === undefined || /[*?[]/.test(component)) continue;
      const bindings = draft.section('bindings', name.range);
      bindings.isFree = true;
      const key = bindings.spelling(component.trim());
      if (on === undefined) bindings.lose(key);
      else bindings.set(key, on, call.nameRange);
    }
  }
  return passedOn(call);
}
