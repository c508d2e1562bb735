import type { Kind } from '#read/document';
import type { Path } from '#text/source-file';

/** Sorts of things that are called by a name or number in several places. */
export type Sort =
  | 'host'
  | 'cluster'
  | 'switch'
  | 'vm'
  | 'adapter'
  | 'team'
  | 'vm-switch'
  | 'host-adapter'
  | 'vendor-team'
  | 'port'
  | 'channel'
  | 'vm-adapter'
  | 'vlan';

/** What a name in a document is. */
export interface Role {
  /** `to-port` and `to-adapter` are both ends of a cable in one text: tor1/Ethernet1/1. */
  readonly sort: Sort | 'to-port' | 'to-adapter';
  /** Whether the thing is described there. */
  readonly defines?: true;
  /** Key beside it that names the machine it is on; without one that is the machine of the document. */
  readonly beside?: string;
}

const VIRTUAL_VLAN: Readonly<Record<string, Role>> = Object.fromEntries(
  [
    'vlan.accessVlanId',
    'vlan.nativeVlanId',
    'vlan.allowedVlanIdList',
    'vlan.primaryVlanId',
    'vlan.secondaryVlanId',
    'vlan.secondaryVlanIdList',
  ].map((path) => [path, { sort: 'vlan' }]),
);
const SWITCHPORT_VLAN: Readonly<Record<string, Role>> = Object.fromEntries(
  ['accessVlan', 'nativeVlan', 'allowedVlans'].map((path) => [path, { sort: 'vlan' }]),
);

function below(prefix: string, roles: Readonly<Record<string, Role>>): Record<string, Role> {
  return Object.fromEntries(Object.entries(roles).map(([path, role]) => [`${prefix}.${path}`, role]));
}

const NODES: Readonly<Record<string, Role>> = {
  cluster: { sort: 'cluster' },
  nodes: { sort: 'host' },
};

/** What stands where, by the kind of the document and the path without the numbers of items. */
const ROLES: Readonly<Record<Kind, Readonly<Record<string, Role>>>> = {
  host: {
    name: { sort: 'host', defines: true },
    cluster: { sort: 'cluster' },
    'nics.name': { sort: 'adapter', defines: true },
    'nics.vlanId': { sort: 'vlan' },
    'nics.connectedTo': { sort: 'to-port' },
    'nics.connectedTo.switch': { sort: 'switch' },
    'nics.connectedTo.port': { sort: 'port', beside: 'switch' },
    'teams.name': { sort: 'team', defines: true },
    'teams.members': { sort: 'adapter' },
    'teams.members.name': { sort: 'adapter' },
    'teams.teamNics.name': { sort: 'adapter', defines: true },
    'teams.teamNicName': { sort: 'adapter', defines: true },
    'teams.teamNics.vlanId': { sort: 'vlan' },
    'vmSwitches.name': { sort: 'vm-switch', defines: true },
    'vmSwitches.netAdapterName': { sort: 'adapter' },
    'vmSwitches.netAdapterName.name': { sort: 'adapter' },
    'hostAdapters.name': { sort: 'host-adapter', defines: true },
    'hostAdapters.switchName': { sort: 'vm-switch' },
    'hostAdapters.teamMapping.physicalNetAdapterName': { sort: 'adapter' },
    ...below('hostAdapters', VIRTUAL_VLAN),
    'thirdPartyTeams.name': { sort: 'vendor-team', defines: true },
    'thirdPartyTeams.members': { sort: 'adapter' },
  },
  switch: {
    name: { sort: 'switch', defines: true },
    'vlans.id': { sort: 'vlan', defines: true },
    'svis.vlanId': { sort: 'vlan' },
    'ports.name': { sort: 'port', defines: true },
    'ports.connectedTo': { sort: 'to-adapter' },
    'ports.connectedTo.host': { sort: 'host' },
    'ports.connectedTo.nic': { sort: 'adapter', beside: 'host' },
    'ports.lag.id': { sort: 'channel' },
    ...below('ports', SWITCHPORT_VLAN),
    'portChannels.id': { sort: 'channel', defines: true },
    ...below('portChannels', SWITCHPORT_VLAN),
  },
  vm: {
    name: { sort: 'vm', defines: true },
    host: { sort: 'host' },
    cluster: { sort: 'cluster' },
    possibleOwners: { sort: 'host' },
    'networkAdapters.name': { sort: 'vm-adapter', defines: true },
    'networkAdapters.switchName': { sort: 'vm-switch' },
    ...below('networkAdapters', VIRTUAL_VLAN),
  },
  cluster: { name: { sort: 'cluster', defines: true }, nodes: { sort: 'host' } },
  cabling: {
    'links.host': { sort: 'host' },
    'links.nic': { sort: 'adapter', beside: 'host' },
    'links.switch': { sort: 'switch' },
    'links.port': { sort: 'port', beside: 'switch' },
  },
  'file-server': NODES,
  'network-virtualization': {
    appliesTo: { sort: 'host' },
    'providerAddresses.host': { sort: 'host' },
    'providerRoutes.host': { sort: 'host' },
  },
  'replica-server': { host: { sort: 'host' }, cluster: { sort: 'cluster' } },
  'replica-plan': { runsOn: { sort: 'host' } },
};

const PREFIXES = new Map<Kind, ReadonlySet<string>>(
  Object.entries(ROLES).map(([kind, roles]) => [
    kind as Kind,
    new Set(
      Object.keys(roles).flatMap((path) => {
        const steps = path.split('.');
        return steps.map((_, i) => steps.slice(0, i + 1).join('.'));
      }),
    ),
  ]),
);

/** What a name at a path is; undefined for what is no name of ours. */
export function roleAt(kind: Kind, path: Path): Role | undefined {
  return ROLES[kind][path.filter((step) => typeof step === 'string').join('.')];
}

/** Whether names stand below a path, which has no numbers in it. */
export function hasRoles(kind: Kind, steps: string): boolean {
  return PREFIXES.get(kind)!.has(steps);
}
