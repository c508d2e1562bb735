import type { Draft } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { likes } from '../evaluate.ts';
import { take } from '../take.ts';
import { itemsOf, textOf, type Value } from '../value.ts';
import { ADAPTERS, type InterfaceDraft, passedOn, subjectInterfaces } from './interface-names.ts';

/**
 * Advanced properties of network adapters. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/netadapter/
 * (the union of the releases 2012 to 2025).
 */
export const NET_ADAPTER_PROPERTIES = [
  cmdlet(
    'Get-NetAdapterAdvancedProperty',
    `${ADAPTERS} DisplayName(DispN) RegistryKeyword(RegKey) ?AllProperties`,
    getProperties,
  ),
  cmdlet(
    'Set-NetAdapterAdvancedProperty',
    `${ADAPTERS} DisplayName(DispN) DisplayValue RegistryKeyword(RegKey) RegistryValue ?AllProperties ?NoRestart`,
    (call) => {
      change(call, (draft, keyword) => setProperty(call, draft, keyword));
      return passedOn(call);
    },
  ),
  cmdlet('New-NetAdapterAdvancedProperty', `${ADAPTERS} RegistryKeyword RegistryValue RegistryDataType ?NoRestart`, (call) => {
    change(call, (draft, keyword) => setProperty(call, draft, keyword));
    return undefined;
  }),
  cmdlet('Reset-NetAdapterAdvancedProperty', `${ADAPTERS} DisplayName(DispN) ?NoRestart`, (call) => {
    change(call, forgetProperty);
    return passedOn(call);
  }),
  cmdlet(
    'Remove-NetAdapterAdvancedProperty',
    `${ADAPTERS} DisplayName RegistryKeyword(RegKey) ?AllProperties ?NoRestart`,
    (call) => {
      change(call, forgetProperty);
      return passedOn(call);
    },
  ),
];

/** Words drivers show for a property of two states, and those of others that are certain. */
const SWITCHED = { disabled: 0, enabled: 1 };
const OFFLOADED = { disabled: 0, 'tx enabled': 1, 'rx enabled': 2, 'rx & tx enabled': 3 };

interface Keyword {
  readonly keyword: string;
  /** English display names: those Windows gives, and those that well-known drivers share. */
  readonly display: readonly string[];
  readonly words?: Readonly<Record<string, number>>;
}

/**
 * Keywords and their display names. Source: https://learn.microsoft.com/windows-hardware/drivers/network/standardized-inf-keywords-for-network-devices
 * and the pages it leads to. Drivers may show others, also in other languages: those are not known.
 */
const KEYWORDS: readonly Keyword[] = [
  { keyword: '*JumboPacket', display: ['Jumbo Packet'] },
  { keyword: 'VlanID', display: ['VLAN ID'] },
  {
    keyword: '*PriorityVLANTag',
    display: ['Packet Priority & VLAN', 'Priority & VLAN'],
    words: {
      'packet priority & vlan disabled': 0,
      'packet priority enabled': 1,
      'packet vlan enabled': 2,
      'packet priority & vlan enabled': 3,
      'priority & vlan disabled': 0,
      'priority enabled': 1,
      'vlan enabled': 2,
      'priority & vlan enabled': 3,
    },
  },
  { keyword: '*FlowControl', display: ['Flow Control'], words: OFFLOADED },
  { keyword: '*RSS', display: ['Receive Side Scaling'], words: SWITCHED },
  { keyword: '*RssBaseProcNumber', display: ['RSS Base Processor Number', 'Starting RSS CPU'] },
  { keyword: '*RssMaxProcNumber', display: ['RSS Max Processor Number'] },
  { keyword: '*MaxRssProcessors', display: ['Maximum Number of RSS Processors', 'Max Number of RSS Processors'] },
  { keyword: '*NumRssQueues', display: ['Maximum Number of RSS Queues'] },
  { keyword: '*VMQ', display: ['Virtual Machine Queues'], words: SWITCHED },
  { keyword: '*SRIOV', display: ['SR-IOV'], words: SWITCHED },
  { keyword: '*QOS', display: ['Quality of Service', 'NDIS QoS'], words: SWITCHED },
  { keyword: '*NetworkDirect', display: ['NetworkDirect Functionality', 'Network Direct Functionality'], words: SWITCHED },
  {
    keyword: '*NetworkDirectTechnology',
    display: ['NetworkDirect Technology'],
    words: { iwarp: 1, infiniband: 2, roce: 3, rocev2: 4 },
  },
  { keyword: '*LsoV2IPv4', display: ['Large Send Offload V2 (IPv4)', 'Large Send Offload Version 2 (IPv4)'], words: SWITCHED },
  { keyword: '*LsoV2IPv6', display: ['Large Send Offload V2 (IPv6)', 'Large Send Offload Version 2 (IPv6)'], words: SWITCHED },
  { keyword: '*RscIPv4', display: ['Recv Segment Coalescing (IPv4)'], words: SWITCHED },
  { keyword: '*RscIPv6', display: ['Recv Segment Coalescing (IPv6)'], words: SWITCHED },
  { keyword: '*IPChecksumOffloadIPv4', display: ['IPv4 Checksum Offload'], words: OFFLOADED },
  { keyword: '*TCPChecksumOffloadIPv4', display: ['TCP Checksum Offload (IPv4)'], words: OFFLOADED },
  { keyword: '*TCPChecksumOffloadIPv6', display: ['TCP Checksum Offload (IPv6)'], words: OFFLOADED },
  { keyword: '*UDPChecksumOffloadIPv4', display: ['UDP Checksum Offload (IPv4)'], words: OFFLOADED },
  { keyword: '*UDPChecksumOffloadIPv6', display: ['UDP Checksum Offload (IPv6)'], words: OFFLOADED },
  { keyword: '*EncapsulatedPacketTaskOffload', display: ['Encapsulated Task Offload'], words: SWITCHED },
  { keyword: '*IPsecOffloadV2', display: ['IPsec Offload'] },
];

/** What says the same as a keyword, by the section it is in, or none: the last word of the two holds. */
const SECTIONS: Readonly<Record<string, readonly (readonly [section: string, key: string])[]>> = {
  VlanID: [['', 'vlanId']],
  '*RSS': [['rss', 'enabled']],
  '*VMQ': [['vmq', 'enabled']],
  '*SRIOV': [['sriov', 'enabled']],
  '*QOS': [['qos', 'enabled']],
  '*NetworkDirect': [['rdma', 'enabled']],
  '*NetworkDirectTechnology': [['rdma', 'technology']],
  '*EncapsulatedPacketTaskOffload': [['encapsulatedPacketTaskOffload', 'enabled']],
  '*IPsecOffloadV2': [['ipsecOffload', 'enabled']],
  '*RssBaseProcNumber': [
    ['rss', 'baseProcessorNumber'],
    ['vmq', 'baseProcessorNumber'],
  ],
  '*RssMaxProcNumber': [
    ['rss', 'maxProcessorNumber'],
    ['vmq', 'maxProcessorNumber'],
  ],
  '*MaxRssProcessors': [
    ['rss', 'maxProcessors'],
    ['vmq', 'maxProcessors'],
  ],
  '*NumRssQueues': [['rss', 'numberOfReceiveQueues']],
};

/** A section was set: what a keyword said of the same is no longer so. */
export function supersedeKeyword(nic: Draft, section: string, key: string): void {
  const properties = nic.inner('advancedProperties');
  if (!properties) return;
  for (const [keyword, places] of Object.entries(SECTIONS))
    if (places.some(([of, own]) => of === section && own === key)) properties.clear(written(properties, keyword));
}

/** Sets a keyword of an adapter; undefined is a value that nobody can tell. */
export function setKeyword(call: Call, nic: InterfaceDraft, keyword: string, value: number | undefined): void {
  if (nic.sort !== 'nic') return;
  const properties = propertiesOf(nic);
  const key = written(properties, keyword);
  if (value === undefined) properties.lose(key);
  else properties.set(key, value, call.nameRange);
}

/** The properties of an adapter, by keyword. */
function propertiesOf({ draft, name }: InterfaceDraft): Draft {
  const properties = draft.section('advancedProperties', name.range);
  properties.isFree = true;
  return properties;
}

/** A keyword as it stands in the properties already, in whatever case. */
function written(properties: Draft, keyword: string): string {
  return properties.spelling(keyword);
}

/** The keywords a parameter asks for; a keyword nobody knows is taken as it is, a pattern stands for those it fits. */
function keywordsOf(parameter: string, value: Value): readonly Keyword[] | undefined {
  const texts = itemsOf(value)?.map(textOf);
  if (!texts || texts.includes(undefined)) return undefined;
  return texts.flatMap((text) => {
    const own = text!.trim();
    if (parameter === 'DisplayName') return KEYWORDS.filter(({ display }) => display.some((name) => likes(name, own)));
    const known = KEYWORDS.filter(({ keyword }) => keyword.toLowerCase() === own.toLowerCase());
    if (known.length > 0) return known;
    // Standardized keywords begin with a star of their own.
    return /[?[\]]|(?!^)\*/.test(own)
      ? KEYWORDS.filter(({ keyword }) => likes(keyword, own))
      : [{ keyword: own, display: [] } satisfies Keyword];
  });
}

function asked(call: Call): { readonly parameter: string; readonly value: Value } | undefined {
  for (const parameter of ['RegistryKeyword', 'DisplayName']) {
    const value = call.given.get(parameter.toLowerCase())?.value;
    if (value) return { parameter, value };
  }
  const input = call.input ?? call.arg('InputObject');
  return input?.sort === 'things' ? input.things.setting : undefined;
}

/** Does something with each keyword a call is about on each physical adapter. */
function change(call: Call, run: (draft: Draft, keyword: Keyword) => void): void {
  const setting = asked(call);
  const keywords = setting && keywordsOf(setting.parameter, setting.value);
  for (const nic of subjectInterfaces(call)) {
    if (nic.sort !== 'nic') continue;
    const { draft } = nic;
    for (const keyword of keywords ?? []) {
      const properties = propertiesOf(nic);
      run(properties, { ...keyword, keyword: written(properties, keyword.keyword) });
      const known = Object.keys(SECTIONS).find((each) => each.toLowerCase() === keyword.keyword.toLowerCase());
      for (const [section, key] of (known && SECTIONS[known]) || []) (section === '' ? draft : draft.inner(section))?.clear(key);
    }
  }
}

function setProperty(call: Call, properties: Draft, { keyword, words }: Keyword): void {
  const registry = call.arg('RegistryValue');
  if (registry) {
    const items = itemsOf(registry);
    take(properties, keyword, items?.length === 1 ? { ...items[0]!, range: registry.range } : registry, 'any');
    if (items && items.length !== 1) properties.lose(keyword);
    return;
  }
  const shown = call.arg('DisplayValue');
  if (!shown) return;
  const text = textOf(shown)?.trim();
  const value = text === undefined ? undefined : meaning(text, keyword, words);
  if (value === undefined) properties.lose(keyword);
  else properties.set(keyword, value, shown.range);
}

/** What a word that a driver shows stands for: a number, also with its unit, or one of the words that are certain. */
function meaning(text: string, keyword: string, words: Keyword['words']): number | undefined {
  const word = words?.[text.toLowerCase().replace(/\s+/g, ' ')];
  if (word !== undefined) return word;
  const number = keyword.toLowerCase() === '*jumbopacket' ? /^(\d+)(?: bytes)?$/i.exec(text) : /^(\d+)$/.exec(text);
  return number && words !== SWITCHED && words !== OFFLOADED ? Number(number[1]) : undefined;
}

function forgetProperty(properties: Draft, { keyword }: Keyword): void {
  properties.lose(keyword);
}

/** Hands on the adapters, with the property that was asked for. */
function getProperties(call: Call): Value {
  const input = call.input?.sort === 'things' ? call.input.things : undefined;
  const names = call.given.has('interfacedescription') ? undefined : call.subjects('Name', 'nic');
  return {
    sort: 'things',
    things: {
      of: 'nic',
      names,
      hosts: input?.hosts ?? call.computers.map((each) => each.name),
      setting: asked(call),
    },
    range: call.range,
  };
}
