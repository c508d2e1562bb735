import { fabricView } from '#model/fabric-view';
import type { Network } from '#model/network';
import { osText } from '#model/os';
import type { Level, Status } from '#model/teaming-status';
import { teamingView } from '#model/teaming-view';
import type { AdapterStatisticsData } from '#read/generated/documents';
import {
  type Cell,
  COUNTERS,
  type Column,
  type Counters,
  type FindingData,
  type Row,
  type Statistics,
  type Table,
} from './data.ts';

/** The number of each level in the data of the page: the larger, the worse. */
const LEVEL_OF: Readonly<Record<Level, number>> = { Unknown: 0, OK: 1, Warning: 2, Fault: 3 };

/** One estate of the page. `prefix` stands before its ids, so that those of several estates differ. */
export interface EstateTables {
  readonly name: string;
  readonly prefix: string;
  readonly network: Network;
}

/** How many errors, warnings and infos are about a thing. */
type Counts = (id: string) => readonly [number, number, number];

/** What a table is but its rows; with each column, what it takes from a thing. */
interface Form<T> extends Omit<Table, 'columns' | 'rows'> {
  readonly columns: readonly (Column & { readonly of: (thing: T) => Cell | undefined })[];
  readonly of?: (thing: T) => readonly (string | undefined)[];
  readonly aside?: (thing: T) => boolean;
  readonly statistics?: (thing: T) => Statistics | undefined;
}

/** The tables of the page, over all estates. */
export function tablesOf(estates: readonly EstateTables[], findings: readonly FindingData[]): Table[] {
  const counts = countsOf(findings);
  const views = estates.map(({ name, prefix, network }) => ({
    name,
    prefix,
    teaming: teamingView(network),
    fabric: fabricView(network),
  }));
  type View = (typeof views)[number];
  const table = <T extends { readonly id: string }>(form: Form<T>, things: (view: View) => readonly T[]): Table => {
    const { columns, of, aside, statistics, ...rest } = form;
    const rows = views.flatMap(({ name, prefix, ...view }) =>
      things({ name, prefix, ...view }).map((thing): Row => {
        const id = prefix + thing.id;
        const belongs = (of?.(thing) ?? []).flatMap((each) => (each === undefined ? [] : [prefix + each]));
        const numbers = statistics?.(thing);
        return {
          id,
          cells: [
            ...columns.map((column) => (column.kind === 'findings' ? counts(id) : (column.of(thing) ?? null))),
            ...(views.length > 1 ? [name] : []),
          ],
          ...(belongs.length > 0 ? { of: belongs } : {}),
          ...(aside?.(thing) ? { aside: true as const } : {}),
          ...(numbers ? { statistics: numbers } : {}),
        };
      }),
    );
    const estate: Column[] = views.length > 1 ? [{ id: 'estate', title: 'Estate', kind: 'text' }] : [];
    return { ...rest, columns: [...columns.map(({ of: _, ...column }) => column), ...estate], rows };
  };
  return [
    table(SERVERS, ({ teaming }) => teaming.servers),
    table(TEAMS, ({ teaming }) => teaming.teams),
    table(ADAPTERS, ({ teaming }) => teaming.adapters),
    table(INTERFACES, ({ teaming }) => teaming.interfaces),
    table(SWITCHES, ({ fabric }) => fabric.switches),
    table(PORTS, ({ fabric }) => fabric.ports),
    table(VMS, ({ fabric }) => fabric.vms),
    table(TENANTS, ({ fabric }) => fabric.tenants),
  ];
}

function countsOf(findings: readonly FindingData[]): Counts {
  const counts = new Map<string, [number, number, number]>();
  for (const { severity, about, suppressed } of findings) {
    if (suppressed) continue;
    // Of everything that holds what a finding is about; a finding counts once for each.
    const holders = new Set(about.flatMap((id) => [...id.matchAll(/\/|$/g)].map(({ index }) => id.slice(0, index))));
    for (const id of holders) {
      const known = counts.get(id) ?? [0, 0, 0];
      known[2 - severity]!++;
      counts.set(id, known);
    }
  }
  return (id) => counts.get(id) ?? [0, 0, 0];
}

type View = ReturnType<typeof teamingView>;
type Fabric = ReturnType<typeof fabricView>;

const FINDINGS = { id: 'findings', title: 'Findings', kind: 'findings', of: () => null } as const;

function statusCell({ level, reason }: Status): Cell {
  return [LEVEL_OF[level], reason];
}

const yesNo = (value: boolean | undefined): string | undefined => (value === undefined ? undefined : value ? 'yes' : 'no');

function counters(data: AdapterStatisticsData): Counters {
  return COUNTERS.map(({ key }) => data[key] ?? null);
}

function ownStatistics({
  name,
  statistics,
}: {
  name: string;
  statistics: AdapterStatisticsData | undefined;
}): Statistics | undefined {
  return statistics && { parts: [{ name, counters: counters(statistics) }] };
}

const SERVERS: Form<View['servers'][number]> = {
  id: 'servers',
  title: 'Servers',
  empty: 'No host was read.',
  choose: 'narrow',
  columns: [
    { id: 'name', title: 'Server', kind: 'text', of: (s) => s.name },
    { id: 'status', title: 'Status', kind: 'status', of: (s) => statusCell(s.status) },
    FINDINGS,
    { id: 'os', title: 'Windows release', kind: 'text', of: (s) => s.os && osText(s.os) },
    { id: 'cluster', title: 'Cluster', kind: 'text', of: (s) => s.cluster },
    { id: 'teams', title: 'Teams', kind: 'number', of: (s) => s.teams },
    { id: 'vms', title: 'VMs', kind: 'number', of: (s) => s.vms },
    { id: 'adapters', title: 'Adapters', kind: 'number', hidden: true, of: (s) => s.adapters },
    { id: 'vmSwitches', title: 'Hyper-V switches', kind: 'number', hidden: true, of: (s) => s.vmSwitches },
    { id: 'hyperV', title: 'Hyper-V', kind: 'text', hidden: true, of: (s) => yesNo(s.hyperV) },
    { id: 'site', title: 'Site', kind: 'text', hidden: true, of: (s) => s.site },
  ],
};

/** As the management interface calls them. */
const MODES: Readonly<Record<string, string>> = {
  SwitchIndependent: 'Switch Independent',
  Static: 'Static Teaming',
  Lacp: 'LACP',
};
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  TransportPorts: 'Address Hash',
  IPAddresses: 'Address Hash (IP addresses)',
  MacAddresses: 'Address Hash (MAC addresses)',
  HyperVPort: 'Hyper-V Port',
};
const SORTS = { LBFO: 'NIC Teaming (LBFO)', SET: 'Embedded (SET)', Guest: 'In a VM', Vendor: 'Vendor software' } as const;

const TEAMS: Form<View['teams'][number]> = {
  id: 'teams',
  title: 'Teams',
  empty: 'No team was read.',
  choose: 'statistics',
  of: (t) => [t.server],
  statistics: ({ statistics }) =>
    statistics && {
      ...(statistics.total ? { total: counters(statistics.total) } : {}),
      parts: statistics.parts.map(({ name, statistics: own }) => ({ name, counters: counters(own) })),
    },
  columns: [
    { id: 'name', title: 'Team', kind: 'text', of: (t) => t.name },
    { id: 'server', title: 'Server', kind: 'text', of: (t) => t.serverName },
    { id: 'status', title: 'Status', kind: 'status', of: (t) => statusCell(t.status) },
    {
      id: 'members',
      title: 'Members',
      kind: 'members',
      of: (t) => t.members.flatMap(({ name, status, standby }) => [LEVEL_OF[status.level], standby ? 1 : 0, name]),
    },
    { id: 'mode', title: 'Teaming mode', kind: 'text', of: (t) => t.mode && (MODES[t.mode] ?? t.mode) },
    {
      id: 'distribution',
      title: 'Load distribution',
      kind: 'text',
      of: (t) => t.distribution && (DISTRIBUTIONS[t.distribution] ?? t.distribution),
    },
    FINDINGS,
    { id: 'sort', title: 'Made by', kind: 'text', hidden: true, of: (t) => SORTS[t.sort] },
    { id: 'interfaces', title: 'Interfaces', kind: 'number', hidden: true, of: (t) => t.interfaces },
    { id: 'vmSwitches', title: 'Hyper-V switches', kind: 'list', hidden: true, of: (t) => t.vmSwitches },
  ],
};

const ADAPTERS: Form<View['adapters'][number]> = {
  id: 'adapters',
  title: 'Network Adapters',
  empty: 'No adapter was read.',
  choose: 'statistics',
  asideTitle: 'Show adapters that cannot be teamed',
  of: (a) => [a.server, a.team],
  aside: (a) => a.notTeamable !== undefined,
  statistics: ownStatistics,
  columns: [
    { id: 'name', title: 'Adapter', kind: 'text', of: (a) => a.name },
    { id: 'server', title: 'Server', kind: 'text', of: (a) => a.serverName },
    { id: 'status', title: 'Status', kind: 'status', of: (a) => statusCell(a.status) },
    FINDINGS,
    { id: 'team', title: 'Team', kind: 'text', of: (a) => a.teamName },
    { id: 'speed', title: 'Speed', kind: 'rate', of: (a) => a.speed },
    { id: 'cabledTo', title: 'Cabled to', kind: 'text', of: (a) => a.cabledTo },
    { id: 'role', title: 'Role', kind: 'text', hidden: true, of: (a) => a.role },
    { id: 'vlan', title: 'VLAN', kind: 'number', hidden: true, of: (a) => a.vlan },
    { id: 'mac', title: 'MAC address', kind: 'text', hidden: true, of: (a) => a.mac },
    { id: 'addresses', title: 'IP addresses', kind: 'list', hidden: true, of: (a) => a.addresses },
    { id: 'description', title: 'Description', kind: 'text', hidden: true, of: (a) => a.description },
    { id: 'driver', title: 'Driver', kind: 'text', hidden: true, of: (a) => a.driver },
    { id: 'notTeamable', title: 'Cannot be teamed', kind: 'text', hidden: true, of: (a) => a.notTeamable },
  ],
};

const INTERFACES: Form<View['interfaces'][number]> = {
  id: 'interfaces',
  title: 'Team Interfaces',
  empty: 'No team interface was read.',
  choose: 'statistics',
  of: (i) => [i.server, i.team],
  statistics: ownStatistics,
  columns: [
    { id: 'name', title: 'Interface', kind: 'text', of: (i) => i.name },
    { id: 'server', title: 'Server', kind: 'text', of: (i) => i.serverName },
    { id: 'status', title: 'Status', kind: 'status', of: (i) => statusCell(i.status) },
    FINDINGS,
    { id: 'team', title: 'Team', kind: 'text', of: (i) => i.teamName },
    {
      id: 'vlan',
      title: 'VLAN',
      kind: 'text',
      of: (i) => (i.vlan === 0 ? 'Default' : i.vlan === undefined ? undefined : String(i.vlan)),
    },
    { id: 'primary', title: 'Primary', kind: 'text', of: (i) => yesNo(i.primary) },
    { id: 'addresses', title: 'IP addresses', kind: 'list', of: (i) => i.addresses },
    { id: 'speed', title: 'Speed', kind: 'rate', hidden: true, of: (i) => i.speed },
    { id: 'mac', title: 'MAC address', kind: 'text', hidden: true, of: (i) => i.mac },
  ],
};

const SWITCHES: Form<Fabric['switches'][number]> = {
  id: 'switches',
  title: 'Switches',
  empty: 'No physical switch was read.',
  choose: 'narrow',
  columns: [
    { id: 'name', title: 'Switch', kind: 'text', of: (s) => s.name },
    FINDINGS,
    { id: 'system', title: 'System', kind: 'text', of: (s) => s.system },
    { id: 'pair', title: 'Stack or domain', kind: 'text', of: (s) => s.pair },
    { id: 'hosts', title: 'Hosts cabled to it', kind: 'list', of: (s) => s.hosts },
    { id: 'vlans', title: 'VLANs', kind: 'text', of: (s) => s.vlans },
    { id: 'ports', title: 'Ports', kind: 'number', of: (s) => s.ports },
    { id: 'portChannels', title: 'Port-channels', kind: 'number', hidden: true, of: (s) => s.portChannels },
    { id: 'vendor', title: 'Maker', kind: 'text', hidden: true, of: (s) => s.vendor },
    { id: 'site', title: 'Site', kind: 'text', hidden: true, of: (s) => s.site },
  ],
};

const PORTS: Form<Fabric['ports'][number]> = {
  id: 'ports',
  title: 'Ports',
  empty: 'No switch port was read.',
  of: (p) => [p.switch],
  columns: [
    { id: 'name', title: 'Port', kind: 'text', of: (p) => p.name },
    { id: 'switch', title: 'Switch', kind: 'text', of: (p) => p.switchName },
    FINDINGS,
    { id: 'cabledTo', title: 'Cabled to', kind: 'text', of: (p) => p.cabledTo },
    { id: 'mode', title: 'Mode', kind: 'text', of: (p) => p.mode },
    { id: 'vlans', title: 'VLANs', kind: 'text', of: (p) => p.vlans },
    { id: 'native', title: 'Native VLAN', kind: 'number', of: (p) => p.native },
    { id: 'lag', title: 'Port-channel', kind: 'text', of: (p) => p.lag && [p.lag, p.lagMode].filter(Boolean).join(', ') },
    { id: 'up', title: 'Enabled', kind: 'text', hidden: true, of: (p) => yesNo(p.up) },
    { id: 'mtu', title: 'MTU', kind: 'number', hidden: true, of: (p) => p.mtu },
    { id: 'description', title: 'Description', kind: 'text', hidden: true, of: (p) => p.description },
  ],
};

const VMS: Form<Fabric['vms'][number]> = {
  id: 'vms',
  title: 'VMs',
  empty: 'No VM was read.',
  of: (v) => v.servers,
  columns: [
    { id: 'name', title: 'VM', kind: 'text', of: (v) => v.name },
    { id: 'place', title: 'Host or cluster', kind: 'text', of: (v) => v.place },
    FINDINGS,
    { id: 'vmSwitches', title: 'Hyper-V switches', kind: 'list', of: (v) => v.vmSwitches },
    { id: 'vlans', title: 'VLANs', kind: 'list', of: (v) => v.vlans },
    { id: 'subnets', title: 'Virtual subnets', kind: 'list', of: (v) => v.subnets },
    { id: 'guestTeams', title: 'Teams inside', kind: 'list', of: (v) => v.guestTeams },
    { id: 'replication', title: 'Replication', kind: 'text', of: (v) => v.replication },
    { id: 'adapters', title: 'Adapters', kind: 'number', hidden: true, of: (v) => v.adapters },
    { id: 'addresses', title: 'IP addresses', kind: 'list', hidden: true, of: (v) => v.addresses },
    { id: 'state', title: 'State', kind: 'text', hidden: true, of: (v) => v.state },
    { id: 'os', title: 'Windows release', kind: 'text', hidden: true, of: (v) => v.os },
  ],
};

const TENANTS: Form<Fabric['tenants'][number]> = {
  id: 'tenants',
  title: 'Tenants',
  empty: 'No virtual network (Hyper-V Network Virtualization) was read.',
  columns: [
    { id: 'domain', title: 'Tenant (routing domain)', kind: 'text', of: (t) => t.domain ?? 'not known' },
    { id: 'vsid', title: 'Virtual subnet', kind: 'number', of: (t) => t.vsid },
    { id: 'prefixes', title: 'Customer networks', kind: 'list', of: (t) => t.prefixes },
    { id: 'vms', title: 'VMs', kind: 'list', of: (t) => t.vms },
    { id: 'providers', title: 'Provider addresses', kind: 'list', of: (t) => t.providers },
    { id: 'method', title: 'Carried by', kind: 'text', of: (t) => t.method },
    { id: 'records', title: 'Records', kind: 'number', hidden: true, of: (t) => t.records },
    { id: 'policies', title: 'Policies', kind: 'list', hidden: true, of: (t) => t.policies },
  ],
};
