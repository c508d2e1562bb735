import type { Draft, DraftList } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { takeEnumerated } from '../enumeration.ts';
import { likes } from '../evaluate.ts';
import { type Computer, listOf } from '../machine.ts';
import { propertiesOf } from '../properties.ts';
import { take } from '../take.ts';
import { textOf, type Value } from '../value.ts';

const CIM = 'CimSession(Session) ThrottleLimit ?AsJob';
const CHANGE = 'InputObject ?PassThru';

/** One of the four sorts of entries: its cmdlets, its list, and what its parameters say. */
interface Sort {
  readonly noun: 'LookupRecord' | 'CustomerRoute' | 'ProviderAddress' | 'ProviderRoute';
  readonly list: 'lookupRecords' | 'customerRoutes' | 'providerAddresses' | 'providerRoutes';
  readonly definition: string;
  readonly parameters: string;
  /** Parameters that only the cmdlets that find entries have. */
  readonly found: string;
  readonly texts: readonly (readonly [parameter: string, key: string])[];
  readonly numbers: readonly (readonly [parameter: string, key: string])[];
  /** Properties without which an entry cannot be told from others. */
  readonly required: readonly string[];
}

const SORTS: readonly Sort[] = [
  {
    noun: 'LookupRecord',
    list: 'lookupRecords',
    definition: 'lookupRecord',
    parameters: 'CustomerAddress VirtualSubnetID MACAddress ProviderAddress CustomerID Context Rule VMName UseVmMACAddress',
    found: 'Type Unusable Unsynchronized',
    texts: [
      ['CustomerAddress', 'customerAddress'],
      ['MACAddress', 'macAddress'],
      ['ProviderAddress', 'providerAddress'],
      ['CustomerID', 'customerId'],
      ['Context', 'context'],
      ['VMName', 'vmName'],
    ],
    numbers: [['VirtualSubnetID', 'virtualSubnetId']],
    required: ['virtualSubnetId', 'customerAddress'],
  },
  {
    noun: 'CustomerRoute',
    list: 'customerRoutes',
    definition: 'customerRoute',
    parameters: 'RoutingDomainID VirtualSubnetID DestinationPrefix NextHop Metric',
    found: '',
    texts: [
      ['RoutingDomainID', 'routingDomainId'],
      ['DestinationPrefix', 'destinationPrefix'],
      ['NextHop', 'nextHop'],
    ],
    numbers: [
      ['VirtualSubnetID', 'virtualSubnetId'],
      ['Metric', 'metric'],
    ],
    required: ['routingDomainId', 'virtualSubnetId'],
  },
  {
    noun: 'ProviderAddress',
    list: 'providerAddresses',
    definition: 'providerAddress',
    parameters: 'ProviderAddress InterfaceIndex PrefixLength VlanID MACAddress',
    found: 'AddressState ManagedByCluster',
    texts: [
      ['ProviderAddress', 'providerAddress'],
      ['MACAddress', 'macAddress'],
    ],
    numbers: [
      ['PrefixLength', 'prefixLength'],
      ['VlanID', 'vlanId'],
    ],
    required: ['providerAddress'],
  },
  {
    noun: 'ProviderRoute',
    list: 'providerRoutes',
    definition: 'providerRoute',
    parameters: 'InterfaceIndex DestinationPrefix NextHop Metric',
    found: '',
    texts: [
      ['DestinationPrefix', 'destinationPrefix'],
      ['NextHop', 'nextHop'],
    ],
    numbers: [['Metric', 'metric']],
    required: ['destinationPrefix'],
  },
];

/**
 * Hyper-V Network Virtualization (Windows Server 2012 to 2016). Parameters and their order:
 * https://learn.microsoft.com/powershell/module/netwnv/
 */
export const NET_VIRTUALIZATION = [
  ...SORTS.flatMap((sort) => {
    const type = sort.noun === 'LookupRecord' ? ' Type' : '';
    const state = sort.noun === 'ProviderAddress' ? ' AddressState' : '';
    return [
      cmdlet(`New-NetVirtualization${sort.noun}`, `${sort.parameters}${type} ${CIM}`, (call) => add(call, sort)),
      cmdlet(`Set-NetVirtualization${sort.noun}`, `${sort.parameters}${state} ${CHANGE} ${CIM}`, (call) => change(call, sort)),
      cmdlet(`Get-NetVirtualization${sort.noun}`, `${sort.parameters} ${sort.found} ${CIM}`, (call) => find(call, sort)),
      cmdlet(`Remove-NetVirtualization${sort.noun}`, `${sort.parameters} ${sort.found} ${CHANGE} ${CIM}`, (call) =>
        remove(call, sort),
      ),
    ];
  }),
  cmdlet('Set-NetVirtualizationGlobal', `UseExternalRouter ${CHANGE} ${CIM}`, (call) => {
    for (const computer of call.computers)
      take(policyOf(call, computer), 'useExternalRouter', call.arg('UseExternalRouter'), 'boolean');
    return undefined;
  }),
  cmdlet(
    'Select-NetVirtualizationNextHop',
    `SourceCustomerAddress@0 DestinationCustomerAddress@1 SourceVirtualSubnetID@2 ${CIM}`,
  ),
];

/** The policy of a script for one host: documents of one name for several hosts are copies of it. */
function policyOf(call: Call, computer: Computer): Draft {
  const policy = call.estate.document('network-virtualization', call.estate.own, call.nameRange, computer.name);
  if (!policy.has('appliesTo')) policy.set('appliesTo', [computer.name], call.nameRange);
  return policy;
}

function listedIn(policy: Draft, call: Call, { list, definition }: Sort): DraftList {
  return listOf(policy, list, call.nameRange, propertiesOf(`network-virtualization/${definition}`));
}

function add(call: Call, sort: Sort): undefined {
  for (const computer of call.computers) {
    const policy = policyOf(call, computer);
    const list = listedIn(policy, call, sort);
    const entry = list.add(call.nameRange);
    entry.created = true;
    fill(call, entry, sort);
    // One that nobody can tell from others is some entry more: the list does not hold everything anyway.
    if (sort.required.some((key) => !entry.has(key))) list.drop(entry);
    else if (sort.list === 'providerAddresses' || sort.list === 'providerRoutes')
      entry.set('host', computer.name, call.nameRange);
  }
  return undefined;
}

function fill(call: Call, entry: Draft, { texts, numbers, noun }: Sort): void {
  for (const [parameter, key] of texts) take(entry, key, call.arg(parameter), 'text');
  for (const [parameter, key] of numbers) take(entry, key, call.arg(parameter), 'number');
  if (noun === 'LookupRecord') {
    take(entry, 'useVmMacAddress', call.arg('UseVmMACAddress'), 'boolean');
    for (const [parameter, key] of [
      ['Rule', 'rule'],
      ['Type', 'type'],
    ] as const)
      if (call.arg(parameter)) takeEnumerated(call, entry, key, parameter, 'network-virtualization', ['lookupRecords', 0, key]);
  }
  takeInterface(entry, call.arg('InterfaceIndex'));
}

/** An index that was got from an adapter by name stands for the adapter. */
function takeInterface(entry: Draft, index: Value | undefined): void {
  if (!index) return;
  const names = index.sort === 'things' && index.things.of === 'nic' ? index.things.names : undefined;
  const name = names?.length === 1 ? textOf(names[0]) : undefined;
  if (name !== undefined && !/[*?]/.test(name)) {
    entry.clear('interfaceIndex');
    entry.set('interface', name, index.range);
  } else {
    entry.lose('interface');
    take(entry, 'interfaceIndex', index, 'number');
  }
}

/** The parameters that pick entries; undefined when one of them is not known. */
function picked(call: Call, { texts, numbers }: Sort, only?: readonly string[]): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>();
  for (const [parameter, key] of [...texts, ...numbers]) {
    if (!call.given.has(parameter.toLowerCase()) || (only && !only.includes(key))) continue;
    const text = textOf(call.arg(parameter));
    if (text === undefined) return undefined;
    found.set(key, text.trim());
  }
  return found;
}

/** Whether a call picks by something that our documents do not hold. */
function picksOtherwise(call: Call): boolean {
  return [
    'interfaceindex',
    'unusable',
    'unsynchronized',
    'addressstate',
    'managedbycluster',
    'rule',
    'type',
    'usevmmacaddress',
  ].some((key) => call.given.has(key));
}

function fits(entry: Draft, by: ReadonlyMap<string, string>): boolean {
  return [...by].every(([key, text]) => {
    const own = entry.get(key);
    return own !== undefined && likes(String(own).trim(), text);
  });
}

function find(call: Call, sort: Sort): Value {
  const by = picked(call, sort);
  return {
    sort: 'things',
    things: {
      of: 'virtualization',
      names: undefined,
      hosts: call.computers.map((each) => each.name),
      all: by?.size === 0 && !picksOtherwise(call),
    },
    range: call.range,
  };
}

/** The properties that tell entries apart: other parameters of Set- cmdlets say what changes. */
const KEYS: Readonly<Record<Sort['list'], readonly string[]>> = {
  lookupRecords: ['customerAddress', 'virtualSubnetId'],
  customerRoutes: ['routingDomainId', 'virtualSubnetId', 'destinationPrefix', 'nextHop'],
  providerAddresses: ['providerAddress'],
  providerRoutes: ['destinationPrefix', 'nextHop'],
};

function change(call: Call, sort: Sort): undefined {
  const by = picked(call, sort, KEYS[sort.list]);
  for (const computer of call.computers) {
    const policy = policyOf(call, computer);
    const list = listedIn(policy, call, sort);
    // Entries that nobody can tell change in some way.
    if (!by || by.size === 0) policy.lose(sort.list);
    else for (const entry of list.all) if (fits(entry, by)) fill(call, entry, sort);
  }
  return undefined;
}

function remove(call: Call, sort: Sort): undefined {
  const input = call.input ?? call.arg('InputObject');
  const every = input?.sort === 'things' && input.things.of === 'virtualization' && input.things.all === true;
  const by = input ? undefined : picked(call, sort);
  for (const computer of call.computers) {
    const policy = policyOf(call, computer);
    const list = listedIn(policy, call, sort);
    if (every) list.clear();
    else if (!by || picksOtherwise(call)) policy.lose(sort.list);
    else list.removeWhere((entry) => fits(entry, by));
  }
  return undefined;
}
