import { vsidOf } from './adapter-subnet.ts';
import { allowedVlans } from './defaults.ts';
import type { Port, Switch, VirtualAdapter, Vm } from './entity.ts';
import type { Network } from './network.ts';
import { virtualNetworks } from './virtual-networks.ts';
import { VlanSet } from './vlan-set.ts';

/** What stands around the servers of an estate, as plain data: physical switches and their ports, VMs, virtual networks of tenants. */
export interface FabricView {
  readonly switches: readonly SwitchRow[];
  readonly ports: readonly PortRow[];
  readonly vms: readonly VmRow[];
  readonly tenants: readonly TenantRow[];
}

export interface SwitchRow {
  readonly id: string;
  readonly name: string;
  readonly system: string | undefined;
  readonly vendor: string | undefined;
  readonly site: string | undefined;
  /** Stack or MLAG domain. */
  readonly pair: string | undefined;
  readonly ports: number;
  readonly portChannels: number;
  readonly vlans: string | undefined;
  /** Names of the hosts cabled to it, each once. */
  readonly hosts: readonly string[];
}

export interface PortRow {
  readonly id: string;
  readonly name: string;
  readonly switch: string;
  readonly switchName: string;
  readonly up: boolean | undefined;
  readonly mode: string | undefined;
  /** VLANs of a trunk, or the one of an access port. */
  readonly vlans: string | undefined;
  readonly native: number | undefined;
  readonly lag: string | undefined;
  readonly lagMode: string | undefined;
  readonly mtu: number | undefined;
  readonly cabledTo: string | undefined;
  readonly description: string | undefined;
}

export interface VmRow {
  readonly id: string;
  readonly name: string;
  /** Host, else cluster. */
  readonly place: string | undefined;
  /** Ids of the hosts it may run on. */
  readonly servers: readonly string[];
  readonly state: string | undefined;
  readonly os: string | undefined;
  readonly adapters: number;
  readonly vmSwitches: readonly string[];
  readonly vlans: readonly string[];
  readonly subnets: readonly number[];
  readonly addresses: readonly string[];
  readonly guestTeams: readonly string[];
  readonly replication: string | undefined;
}

/** One virtual subnet of a tenant. */
export interface TenantRow {
  readonly id: string;
  /** The virtual subnet. */
  readonly vsid: number;
  /** The routing domain, which is what a tenant is to Hyper-V. */
  readonly domain: string | undefined;
  readonly prefixes: readonly string[];
  readonly vms: readonly string[];
  readonly records: number;
  readonly providers: readonly string[];
  readonly method: string | undefined;
  readonly policies: readonly string[];
}

export function fabricView(network: Network): FabricView {
  return {
    switches: network.all('switch').map((device) => switchRow(network, device)),
    ports: network.all('port').map((port) => portRow(network, port)),
    vms: network.all('vm').map((vm) => vmRow(network, vm)),
    tenants: tenantRows(network),
  };
}

function switchRow(network: Network, device: Switch): SwitchRow {
  const { data } = device;
  const { stackId, mlagDomain } = data;
  return {
    id: device.id,
    name: device.name,
    system: data.os,
    vendor: data.vendor,
    site: data.site,
    pair: stackId !== undefined ? `stack ${stackId}` : mlagDomain !== undefined ? `domain ${mlagDomain}` : undefined,
    ports: device.ports.length,
    portChannels: device.portChannels.length,
    vlans: data.vlans?.length ? VlanSet.ofNumbers(data.vlans.map(({ id }) => id)).toString() : undefined,
    hosts: unique(
      device.ports.map((port) => {
        const host = network.cableTo(port)?.host;
        return host === undefined ? undefined : (network.host(host)?.name ?? host);
      }),
    ),
  };
}

function portRow(network: Network, port: Port): PortRow {
  const cable = network.cableTo(port);
  const mode = network.setting(port, 'mode')?.value;
  const trunk = network.setting(port, 'allowedVlans')?.entity ?? port;
  const access = network.setting(port, 'accessVlan')?.value;
  const { lag, description } = port.data;
  return {
    id: port.id,
    name: port.name,
    switch: port.switch.id,
    switchName: port.switch.name,
    up: network.setting(port, 'adminUp')?.value,
    mode,
    vlans: mode === 'trunk' ? allowedVlans(trunk)?.value.toString() : access === undefined ? undefined : String(access),
    native: mode === 'trunk' ? network.setting(port, 'nativeVlan')?.value : undefined,
    lag: lag === undefined ? undefined : String(lag.id),
    lagMode: lag?.mode,
    mtu: network.setting(port, 'mtu')?.value,
    cabledTo: cable ? `${cable.host} ${cable.nic}` : undefined,
    description,
  };
}

function vmRow(network: Network, vm: Vm): VmRow {
  const { data, adapters } = vm;
  const { replication } = data;
  return {
    id: vm.id,
    name: vm.name,
    place: data.host ?? data.cluster,
    servers: network.hostsOf(vm).map(({ id }) => id),
    state: data.state,
    os: data.guest?.os,
    adapters: adapters.length,
    vmSwitches: unique(adapters.map((adapter) => adapter.data.switchName)),
    vlans: unique(adapters.map(vlanText)),
    subnets: [...new Set(adapters.map(vsidOf))].filter((vsid) => vsid > 0),
    addresses: adapters.flatMap((adapter) => adapter.data.ipAddresses ?? []),
    guestTeams: vm.guestTeams.map(({ name }) => name),
    replication: replication && [replication.replicaServerName, replication.replicationHealth].filter(Boolean).join(', '),
  };
}

/** The VLANs of a virtual adapter as people say them: "42", "trunk 10-20", "untagged"; undefined where nothing is written. */
function vlanText({ data: { vlan, isolation } }: VirtualAdapter): string | undefined {
  if (isolation?.isolationMode === 'Vlan')
    return isolation.defaultIsolationId === undefined ? undefined : String(isolation.defaultIsolationId);
  const mode = vlan?.operationMode ?? (vlan?.accessVlanId === undefined ? undefined : 'Access');
  if (mode === 'Access') return vlan?.accessVlanId === undefined ? undefined : String(vlan.accessVlanId);
  if (mode === 'Trunk') return `trunk ${VlanSet.of(vlan?.allowedVlanIdList) ?? ''}`.trim();
  if (mode === 'Private')
    return `private ${[vlan?.primaryVlanId, vlan?.secondaryVlanId].filter((id) => id !== undefined).join('/')}`.trim();
  return mode === 'Untagged' ? 'untagged' : undefined;
}

const METHODS: Readonly<Record<string, string>> = {
  TranslationMethodEncap: 'NVGRE',
  TranslationMethodNat: 'IP rewrite',
  TranslationMethodNone: 'none',
};

function tenantRows(network: Network): TenantRow[] {
  const virtual = virtualNetworks(network);
  return virtual.vsids.map((vsid) => {
    const records = virtual.recordsIn(vsid);
    const routes = virtual.customerRoutesIn(vsid);
    const domains = virtual.domainsOf(vsid);
    return {
      id: `vsid:${vsid}`,
      vsid,
      domain: domains.length > 0 ? domains.join(', ') : undefined,
      prefixes: unique(routes.map(({ data }) => data.destinationPrefix)),
      vms: unique(records.map((record) => virtual.adapterOf(record)?.vm.name ?? record.data.vmName)),
      records: new Set(records.map(({ data }) => `${data.customerAddress} ${data.macAddress}`)).size,
      providers: unique(records.map(({ data }) => data.providerAddress)),
      method: unique(records.map(({ data }) => METHODS[data.rule ?? ''])).join(', ') || undefined,
      policies: unique([...records, ...routes].map(({ policy }) => policy.name)),
    };
  });
}

function unique(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.filter((text): text is string => text !== undefined && text !== ''))];
}
