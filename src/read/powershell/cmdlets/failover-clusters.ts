import type { Range } from '#text/source-file';
import type { Draft, DraftList } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import type { Estate } from '../machine.ts';
import { listOf } from '../machine.ts';
import { sectionProperties } from '../properties.ts';
import { itemsOf, type Things, textOf, type Value } from '../value.ts';
import { isOneString } from './string-lists.ts';

/** Roles of a cluster by the cmdlet that makes them. */
const ROLES = {
  'Add-ClusterFileServerRole': 'FileServer',
  'Add-ClusterScaleOutFileServerRole': 'ScaleoutFileServer',
  'Add-ClusterServerRole': 'Other',
} as const;

const ROLE = 'Name@0 Storage StaticAddress IgnoreNetwork Wait InputObject Cluster';

/**
 * Failover clusters. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/failoverclusters/ (the union of
 * the releases 2012 to 2025).
 */
export const FAILOVER_CLUSTERS = [
  cmdlet(
    'New-Cluster',
    'Name@0 Node StaticAddress ?NoStorage IgnoreNetwork AdministrativeAccessPoint(aap) ManagementPointNetworkType ?S2D ?Force more',
    newCluster,
  ),
  cmdlet('Add-ClusterNode', 'Name@0 ?NoStorage InputObject Cluster more', (call) => nodes(call, true)),
  cmdlet(
    'Remove-ClusterNode',
    'Name@0 Wait ?Force ?CleanupDisks ?IgnoreStorageConnectivityLoss InputObject Cluster more',
    (call) => nodes(call, false),
  ),
  cmdlet('Get-Cluster', 'Name@0 Domain'),
  cmdlet('Get-ClusterNetwork', 'Name@0 InputObject Cluster', getNetworks),
  cmdlet('Add-ClusterFileServerRole', ROLE, fileServer),
  cmdlet('Add-ClusterScaleOutFileServerRole', 'Name@0 ?Infrastructure Wait InputObject Cluster more', fileServer),
  cmdlet('Add-ClusterServerRole', ROLE, (call) => {
    const name = call.arg('Name');
    const cluster = clusterOf(call);
    if (cluster && textOf(name) !== undefined) groupOf(call, cluster, name!);
    return undefined;
  }),
  cmdlet(
    'Add-ClusterResource',
    'Name@0 Group@1 ResourceType@2(ResType,Type) ?SeparateMonitor InputObject Cluster more',
    replicaBroker,
  ),
];

/** The cluster a call names, as -Cluster or by the pipeline; else the only one the script knows. */
function clusterOf(call: Call): Draft | undefined {
  const named = call.given.get('cluster')?.value;
  const name = textOf(named)?.trim();
  if (named) return name ? call.estate.document('cluster', name, named.range) : undefined;
  const known = call.estate.drafts('cluster');
  return known.length === 1 ? known[0] : undefined;
}

function newCluster(call: Call): undefined {
  const name = call.arg('Name');
  const text = textOf(name)?.trim();
  const isWrong = isOneString(call, 'Node', 'nodes');
  if (!name || !text) return undefined;
  const cluster = call.estate.document('cluster', text, name.range);
  cluster.created = true;
  const given = call.arg('Node');
  const items = itemsOf(given);
  const texts = items?.map((item) => textOf(item)?.trim());
  // Without nodes, the computer itself is the only one.
  if (!given) {
    const [here] = call.computers;
    if (here && call.computers.length === 1) cluster.set('nodes', [here.name], call.nameRange, [call.nameRange]);
    else cluster.lose('nodes');
  } else if (isWrong || !texts || texts.some((node) => !node)) cluster.lose('nodes');
  else
    cluster.set(
      'nodes',
      texts as string[],
      given.range,
      items!.map((item) => item.range),
    );
  return undefined;
}

function nodes(call: Call, add: boolean): undefined {
  const cluster = clusterOf(call);
  if (!cluster) return undefined;
  const names = itemsOf(call.arg('Name'));
  const texts = names?.map(textOf);
  if (!names || texts!.some((text) => text === undefined)) cluster.lose('nodes');
  else
    for (const [i, name] of names.entries())
      if (add) cluster.addTo('nodes', texts![i]!.trim(), name.range);
      else cluster.takeFrom('nodes', (node) => String(node).trim().toLowerCase() === texts![i]!.trim().toLowerCase());
  return undefined;
}

// ---- roles ----

function groupsOf(call: Call, cluster: Draft): DraftList {
  return listOf(cluster, 'groups', call.nameRange, ['groupType']);
}

function groupOf(call: Call, cluster: Draft, name: Value): Draft {
  const group = groupsOf(call, cluster).at(textOf(name)!.trim(), name.range);
  group.created = true;
  const type = ROLES[call.cmdlet.name as keyof typeof ROLES];
  if (!group.has('groupType')) group.set('groupType', type, call.nameRange);
  const addresses = call.arg('StaticAddress');
  if (addresses) call.estate.roleAddresses.set(group, addresses);
  return group;
}

function fileServer(call: Call): undefined {
  const name = call.arg('Name');
  const text = textOf(name)?.trim();
  const cluster = clusterOf(call);
  if (!name || !text || !cluster) return undefined;
  groupOf(call, cluster, name);
  const server = call.estate.document('file-server', text, name.range);
  const scaleOut = call.cmdlet.name === 'Add-ClusterScaleOutFileServerRole';
  server.set('role', scaleOut ? 'ScaleOutFileServer' : 'FileServer', call.nameRange);
  server.set('cluster', String(cluster.get('name')), call.given.get('cluster')?.value.range ?? call.nameRange);
  addresses(server, call.arg('StaticAddress'));
  return undefined;
}

function addresses(draft: Draft, value: Value | undefined): void {
  const items = itemsOf(value);
  if (!value) return;
  const texts = items?.map(textOf);
  if (!items || texts!.some((text) => text === undefined)) draft.lose('staticAddresses');
  else
    draft.set(
      'staticAddresses',
      texts as string[],
      value.range,
      items.map((item) => item.range),
    );
}

const BROKER = /^Virtual Machine Replication Broker$/i;

/** The resource of that type makes a role the Replica Broker; its access point has the name of the role. */
function replicaBroker(call: Call): undefined {
  const cluster = clusterOf(call);
  const group = call.arg('Group');
  const text = textOf(group)?.trim();
  if (!cluster || !BROKER.test(call.text('ResourceType')?.trim() ?? '')) return undefined;
  const role = text ? cluster.listed('groups')?.get(text) : undefined;
  // Of a role that was made elsewhere, the name of the access point may be another.
  if (!role || !group) {
    cluster.lose('replicaBroker');
    return undefined;
  }
  role.set('groupType', 'VMReplicaBroker', call.nameRange);
  const broker = cluster.section('replicaBroker', call.nameRange);
  broker.created = false;
  broker.properties = sectionProperties('cluster', ['replicaBroker']);
  broker.set('name', String(role.get('name')), group.range);
  addresses(broker, call.estate.roleAddresses.get(role));
  return undefined;
}

// ---- networks ----

function getNetworks(call: Call): Value {
  const cluster = clusterOf(call);
  return {
    sort: 'things',
    things: {
      of: 'cluster-network',
      names: call.given.has('name') ? call.names('Name') : undefined,
      hosts: cluster ? [String(cluster.get('name'))] : [],
      all: !call.given.has('name'),
    },
    range: call.range,
  };
}

function networksOf(cluster: Draft, range: Range): DraftList {
  return listOf(cluster, 'networks', range, ['role', 'address', 'addressMask', 'metric']);
}

/** The networks some things are: by name, or by the address that picked them. */
function picked(cluster: Draft, things: Things, range: Range): readonly Draft[] | undefined {
  const list = networksOf(cluster, range);
  if (things.names) {
    const texts = things.names.map((name) => ({ text: textOf(name), range: name.range }));
    return texts.flatMap(({ text, range: at }) => (text === undefined || /[*?]/.test(text) ? [] : [list.at(text, at)]));
  }
  const { by } = things;
  if (by?.property !== 'address') return undefined;
  return list.all.filter((network) => network.get('address') === by.value);
}

const ROLE_NAMES = ['None', 'Cluster', 'ClusterAndClient'];
const ROLE_NUMBERS: Readonly<Record<string, string>> = { 0: 'None', 1: 'Cluster', 3: 'ClusterAndClient' };

/**
 * `(Get-ClusterNetwork …).Name = …`, `.Role = …` and `.Metric = …`. A network that its address picks becomes known when it gets a name.
 */
export function assignClusterNetwork(estate: Estate, things: Things, property: string, value: Value): void {
  const [clusterName] = things.hosts ?? [];
  if (clusterName === undefined) return;
  const cluster = estate.document('cluster', clusterName, value.range);
  const text = textOf(value)?.trim();
  const found = picked(cluster, things, value.range);
  const list = networksOf(cluster, value.range);
  switch (property) {
    case 'name':
      if (text === undefined || text === '') return;
      if (things.names) for (const network of found ?? []) list.rename(String(network.get('name')), text, value.range);
      else if (things.by?.property === 'address') {
        const network = found?.[0] ?? list.at(text, value.range);
        if (found?.[0]) list.rename(String(network.get('name')), text, value.range);
        network.set('address', things.by.value, value.range);
      }
      return;
    case 'role': {
      const role =
        text === undefined
          ? undefined
          : (ROLE_NUMBERS[text] ?? ROLE_NAMES.find((name) => name.toLowerCase() === text.toLowerCase()));
      for (const network of found ?? []) {
        if (role === undefined) network.lose('role');
        else network.set('role', role, value.range);
      }
      return;
    }
    case 'metric':
      for (const network of found ?? []) {
        if (text !== undefined && /^\d+$/.test(text)) network.set('metric', Number(text), value.range);
        else network.lose('metric');
      }
      return;
    default:
  }
}
