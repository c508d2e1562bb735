import type { Range } from '#text/source-file';
import type { ExportEstate, ExportedHost } from './estate.ts';
import { hostName } from './host-name.ts';
import { placeOf } from './json-object.ts';
import type { ShapeName } from './shapes.ts';
import { namedBy } from './system.ts';
import { from, type Property, plainOf, same } from './take.ts';

/** The name of the cluster a host is in, as far as its export says. */
export function clusterOf(host: ExportedHost): string | undefined {
  for (const { object } of host.rows('cluster')) {
    const name = hostName(object.text('name'));
    if (name !== undefined) return name;
  }
  for (const shape of ['clusterNode', 'clusterNetwork', 'clusterGroup'] as const)
    for (const { object } of host.rows(shape)) {
      const name = namedBy(object, 'cluster');
      if (name !== undefined) return name;
    }
  return undefined;
}

/** The cluster of a host: its nodes, networks and roles. Without a name there is nothing to hang them on. */
export function readCluster(host: ExportedHost, estate: ExportEstate): void {
  const { taker } = estate;
  const name = clusterOf(host);
  const first = (['cluster', 'clusterNode', 'clusterNetwork', 'clusterGroup'] as const).flatMap((shape) => host.rows(shape))[0];
  if (name === undefined || !first) return;
  const cluster = estate.document('cluster', name, first.object.place);
  for (const { object } of host.rows('cluster')) taker.take(cluster, object, same('text', 'domain'));
  const nodes = host.firstList('clusterNode').flatMap(({ object }) => {
    const node = hostName(object.text('name'));
    return node === undefined ? [] : [{ node, place: placeOf(object.at('name')!) }];
  });
  if (nodes.length > 0)
    taker.say(
      cluster,
      'nodes',
      nodes.map(({ node }) => node),
      nodes[0]!.place,
      nodes.map(({ place }) => place),
    );
  // The cmdlets ask the cluster of the machine they run on, or one that is named: only a node is known to be in it.
  if (nodes.some(({ node }) => node.toLowerCase() === host.key)) host.draft.set('cluster', name, first.object.place);
  for (const { object } of host.rows('clusterNetwork')) {
    const network = object.text('name');
    if (network === undefined) continue;
    const list = cluster.list('networks', object.place);
    if (host.wholePlace('clusterNetwork')) list.whole = true;
    const item = list.at(network, placeOf(object.at('name')!));
    item.created = true;
    taker.take(item, object, [...same('word', 'role'), ...same('text', 'address', 'addressMask'), ...same('natural', 'metric')]);
  }
  for (const { object } of host.rows('clusterGroup')) {
    const group = object.text('name');
    const type = object.text('grouptype');
    if (group === undefined || type === undefined) continue;
    const list = cluster.list('groups', object.place);
    if (host.wholePlace('clusterGroup')) list.whole = true;
    const item = list.at(group, placeOf(object.at('name')!));
    item.created = true;
    const known = ['FileServer', 'ScaleoutFileServer', 'VirtualMachine', 'VMReplicaBroker'].find(
      (each) => each.toLowerCase() === type.toLowerCase(),
    );
    taker.say(item, 'groupType', known ?? 'Other', placeOf(object.at('grouptype')!));
  }
}

const SERVER: readonly Property[] = [
  from('allowedAuthenticationType', 'word', 'allowedauthenticationtype', 'authtype'),
  from('kerberosAuthenticationPort', 'positive', 'kerberosauthenticationport', 'kerbauthport'),
  from('certificateAuthenticationPort', 'positive', 'certificateauthenticationport', 'certauthport'),
  ...same('text', 'certificateThumbprint', 'defaultStorageLocation', 'monitoringInterval', 'monitoringStartTime'),
  ...same('boolean', 'replicationAllowedFromAnyServer'),
];

/** The host as a replica server, with who may replicate to it. */
export function readReplicaServer(host: ExportedHost, { taker }: ExportEstate, make: ExportEstate['document']): void {
  const [row] = host.rows('replicationServer');
  const enabled = row?.object.at('replicationenabled', 'repenabled');
  const on = enabled && plainOf(enabled, 'boolean');
  if (!row || on === undefined) return;
  const server = make('replica-server', host.name, row.object.place);
  taker.say(server, 'replicationEnabled', on, placeOf(enabled!));
  // What it would be like if it were on matters to nobody.
  if (on !== true) return;
  taker.take(server, row.object, SERVER);
  const whole = host.wholePlace('replicationEntry');
  if (whole) server.list('authorizationEntries', whole, 'allowedPrimaryServer').whole = true;
  for (const { object } of host.rows('replicationEntry')) {
    const primary = object.text('allowedprimaryserver');
    if (primary === undefined) continue;
    const item = server
      .list('authorizationEntries', object.place, 'allowedPrimaryServer')
      .at(primary, placeOf(object.at('allowedprimaryserver')!));
    item.created = true;
    taker.take(item, object, same('text', 'replicaStorageLocation', 'trustGroup'));
  }
}

/** Numbers of MSFT_SmbShare. */
const CACHING = { numbers: { 0: 'None', 1: 'Manual', 2: 'Documents', 3: 'Programs', 4: 'BranchCache' } } as const;
const ENUMERATION = { numbers: { 0: 'AccessBased', 1: 'Unrestricted' } } as const;
const SHARE: readonly Property[] = [
  ...same('text', 'path', 'scopeName'),
  ...same('boolean', 'continuouslyAvailable', 'encryptData', 'compressData', 'temporary'),
  ...same(CACHING, 'cachingMode'),
  ...same(ENUMERATION, 'folderEnumerationMode'),
  ...same({ numbers: {} }, 'leasingMode'),
  ...same('natural', 'concurrentUserLimit', 'catimeout'),
];
/** Shares Windows makes by itself. */
const SPECIAL = /^(?:ADMIN|IPC|print|ClusterStorage|[A-Z])\$$/i;

/** Shares, each on the file server it is reached by: the host, or the role of a cluster its scope names. */
export function readShares(host: ExportedHost, { taker }: ExportEstate, make: ExportEstate['document']): void {
  const cluster = clusterOf(host);
  for (const { object } of host.rows('smbShare')) {
    const name = object.text('name');
    if (name === undefined || object.at('special')?.value === true || SPECIAL.test(name)) continue;
    const scope = object.text('scopename');
    const isOwn = scope === undefined || scope === '*' || scope.toLowerCase() === host.key;
    const server = make('file-server', isOwn ? host.name : scope, object.place);
    if (!isOwn && cluster !== undefined && !server.has('cluster'))
      server.set('cluster', cluster, placeOf(object.at('scopename')!));
    const share = server.list('shares', object.place).at(name, placeOf(object.at('name')!));
    share.created = true;
    taker.take(share, object, SHARE);
    if (scope === '*') share.clear('scopeName');
  }
}

const WNV: readonly {
  readonly shape: ShapeName;
  readonly list: string;
  readonly naming: string;
  readonly properties: readonly Property[];
}[] = [
  {
    shape: 'lookupRecord',
    list: 'lookupRecords',
    naming: 'customerAddress',
    properties: [
      ...same('text', 'vmName', 'macAddress', 'providerAddress', 'context'),
      from('customerId', 'text', 'customerid'),
      from('virtualSubnetId', 'natural', 'virtualsubnetid'),
      ...same('word', 'rule', 'type'),
      ...same('boolean', 'useVmMacAddress', 'unusable', 'unsynchronized'),
    ],
  },
  {
    shape: 'customerRoute',
    list: 'customerRoutes',
    naming: 'routingDomainId',
    properties: [
      from('virtualSubnetId', 'natural', 'virtualsubnetid'),
      ...same('text', 'destinationPrefix', 'nextHop'),
      ...same('natural', 'metric'),
    ],
  },
  {
    shape: 'providerAddress',
    list: 'providerAddresses',
    naming: 'providerAddress',
    properties: [
      ...same('natural', 'prefixLength', 'vlanId'),
      ...same('text', 'macAddress'),
      // Numbers of the state are those of Get-NetIPAddress.
      from(
        'addressState',
        { numbers: { 0: 'Invalid', 1: 'Tentative', 2: 'Duplicate', 3: 'Deprecated', 4: 'Preferred' } },
        'addressstate',
      ),
      ...same('boolean', 'managedByCluster'),
    ],
  },
  {
    shape: 'providerRoute',
    list: 'providerRoutes',
    naming: 'destinationPrefix',
    properties: [...same('text', 'nextHop'), ...same('natural', 'metric')],
  },
];

/** Hyper-V Network Virtualization policy as one host holds it. Adapters are named by index there, and by name beside it. */
export function readVirtualNetworks(host: ExportedHost, { taker }: ExportEstate, make: ExportEstate['document']): void {
  const any = WNV.flatMap(({ shape }) => host.rows(shape))[0] ?? host.rows('virtualizationGlobal')[0];
  if (!any) return;
  const place: Range = any.object.place;
  const policy = make('network-virtualization', `NetWNV of ${host.name}`, place);
  policy.set('appliesTo', [host.name], place);
  for (const { object } of host.rows('virtualizationGlobal')) taker.take(policy, object, same('boolean', 'useExternalRouter'));
  for (const { shape, list, naming, properties } of WNV)
    for (const { object } of host.firstList(shape)) {
      const found = object.at(naming.toLowerCase());
      const text = found && plainOf(found, 'text');
      if (typeof text !== 'string') continue;
      const items = policy.list(list, object.place, naming);
      if (host.wholePlace(shape)) items.whole = true;
      const item = items.make(text, placeOf(found!));
      item.created = true;
      taker.take(item, object, properties);
      const index = object.at('interfaceindex');
      const name = typeof index?.value === 'number' ? host.byIndex.get(index.value) : undefined;
      if (name !== undefined) item.set('interface', name, placeOf(index!));
      if (shape.startsWith('provider')) item.set('host', host.name, object.place);
    }
}
