import { virtualSubnetOf } from './adapter-subnet.ts';
import type { Host, HostAdapter, Nic, Port, PortChannel, Team, TeamNic, VirtualAdapter, Vm, VmSwitch } from './entity.ts';
import type { Network } from './network.ts';
import { VlanSet } from './vlan-set.ts';
import { vlansOfAdapter } from './vlan-use.ts';

/** Longest list of VLANs that is written out. */
const MAX_LIST = 24;

/** VLANs as a short text: "10,20,42", or how many they are. */
function vlansFact(set: VlanSet | undefined): string | undefined {
  const text = set?.toString();
  if (text === undefined) return undefined;
  if (text === 'all') return 'all VLANs';
  if (text === 'none') return 'no VLAN';
  return text.length > MAX_LIST ? `${set!.size} VLANs` : `VLAN ${text}`;
}

function texts(...facts: readonly (string | false | undefined)[]): string[] {
  return facts.filter((fact): fact is string => typeof fact === 'string' && fact !== '');
}

/** A speed as it is written; a bare number is bits per second. */
function speedText(written: string | number | undefined): string | undefined {
  if (typeof written !== 'number') return written;
  return written >= 1e9 ? `${written / 1e9} Gbps` : written >= 1e6 ? `${written / 1e6} Mbps` : String(written);
}

export function hostFacts(host: Host): string[] {
  const { os } = host;
  if (os === undefined) return [];
  return [/^\d/.test(os) ? `Windows Server ${os.replace('R2', ' R2')}` : os];
}

export function nicFacts(nic: Nic): string[] {
  const { data } = nic;
  const filter = data.vlanId ?? nic.advancedNumber('VlanID')?.value;
  const up = data.status === undefined || data.status === 'Up' ? undefined : data.status;
  const media = data.mediaConnectionState === 'Disconnected' ? 'no link' : undefined;
  return texts(
    speedText(data.linkSpeed ?? data.speed),
    up ?? media,
    Boolean(filter) && `VLAN ${filter}`,
    data.rdma?.enabled === true && 'RDMA',
  );
}

export function teamFacts({ data }: Pick<Team, 'data'>): string[] {
  return texts(data.teamingMode, data.loadBalancingAlgorithm, data.status !== undefined && data.status !== 'Up' && data.status);
}

export function teamNicFacts({ vlan }: TeamNic): string[] {
  return vlan === undefined ? [] : [vlan === 0 ? 'Default' : `VLAN ${vlan}`];
}

export function vmSwitchFacts(network: Network, vmSwitch: VmSwitch): string[] {
  const { sort } = network.uplink(vmSwitch);
  const { data } = vmSwitch;
  return texts(
    sort === 'set' ? 'SET' : sort === 'none' ? data.switchType : undefined,
    data.loadBalancingAlgorithm,
    data.iovEnabled === true && 'SR-IOV',
  );
}

export function hostAdapterFacts(adapter: HostAdapter): string[] {
  const { ipAddresses } = adapter.data;
  return texts(adapterVlan(adapter), ipAddresses?.[0], adapter.data.rdma?.enabled === true && 'RDMA');
}

/** The VLAN or virtual subnet of a virtual adapter. */
export function adapterVlan(adapter: VirtualAdapter): string | undefined {
  if (adapter.kind === 'vm-adapter') {
    const subnet = virtualSubnetOf(adapter);
    if (subnet && subnet.vsid > 0) return `virtual subnet ${subnet.vsid}`;
  }
  const uses = vlansOfAdapter(adapter);
  const ids = uses.flatMap(({ vlan }) => vlan ?? []);
  if (ids.length > 0) return vlansFact(VlanSet.ofNumbers(ids));
  if (uses.length > 0) return 'untagged';
  return adapter.data.vlan?.operationMode;
}

/** One line for each adapter of a VM, and for its teams. */
export function vmFacts(vm: Vm): string[] {
  const adapters = vm.adapters.map((adapter) => `${adapter.name}: ${adapterVlan(adapter) ?? 'VLAN not known'}`);
  const teams = vm.guestTeams.map((team) => `team ${team.name}: ${team.members.map(({ name }) => name).join(', ')}`);
  return [...adapters, ...teams];
}

export function portFacts(network: Network, port: Port): string[] {
  return texts(
    port.data.adminUp === false && 'shut down',
    speedText(port.data.speed),
    ...vlanFacts(port.data),
    network.portChannelOf(port) === undefined && port.data.lag && `LAG ${port.data.lag.id}`,
  );
}

export function channelFacts(channel: PortChannel): string[] {
  const { data } = channel;
  return texts(
    data.adminUp === false && 'shut down',
    data.peerLink === true && 'peer link',
    data.vpc !== undefined && `vPC ${data.vpc}`,
    ...vlanFacts(data),
  );
}

function vlanFacts(data: Pick<Port['data'], 'mode' | 'accessVlan' | 'nativeVlan' | 'allowedVlans'>): (string | undefined)[] {
  if (data.mode === 'access') return [data.accessVlan === undefined ? 'access' : `access ${data.accessVlan}`];
  const native = data.nativeVlan === undefined ? undefined : `native ${data.nativeVlan}`;
  const allowed = vlansFact(VlanSet.of(data.allowedVlans))?.replace(/^VLAN /, '');
  return data.mode === 'trunk' || allowed !== undefined
    ? [`${data.mode ?? 'trunk'} ${allowed ?? ''}`.trim(), native]
    : [data.mode];
}
