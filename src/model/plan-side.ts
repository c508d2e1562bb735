import type { Cluster, Host, Vm } from './entity.ts';
import { parseIp } from './ip-prefix.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { isWhole } from './references.ts';
import { brokerNames, namesOf, type ReplicaEndpoint, replicaEndpoint, sameMachine } from './replica-endpoint.ts';
import type { PlannedVm, ReplicaPlan } from './replica-entity.ts';

/** The primary or the replica side of a capacity plan. */
export interface PlanSide {
  readonly which: 'primary' | 'replica';
  /** Its name as written. */
  readonly name: string | undefined;
  /** Place of the name. */
  readonly place: Place;
  /** What the name leads to. */
  readonly endpoint: ReplicaEndpoint | undefined;
  readonly cluster: Cluster | undefined;
  /** Whether it is a cluster: what the name leads to tells, else the plan; undefined where neither does. */
  readonly clustered: boolean | undefined;
  /** Its servers, as far as they are described. */
  readonly hosts: readonly Host[];
}

/** One side of a plan. */
export function planSide(network: Network, plan: ReplicaPlan, which: 'primary' | 'replica'): PlanSide {
  const { name, clustered } = plan.data[which] ?? {};
  const endpoint = name === undefined ? undefined : replicaEndpoint(network, name);
  const { cluster, host, sort } = endpoint ?? {};
  return {
    which,
    name,
    place: at(plan, which, 'name'),
    endpoint,
    cluster,
    clustered: cluster || (sort !== undefined && sort !== 'host') ? true : clustered,
    hosts: cluster ? network.nodesOf(cluster.name) : host ? [host] : [],
  };
}

/** Both sides of a plan, the primary first. */
export function planSides(network: Network, plan: ReplicaPlan): readonly [PlanSide, PlanSide] {
  return [planSide(network, plan, 'primary'), planSide(network, plan, 'replica')];
}

/**
 * Names under which a side asks another to take replicas: those of its broker where it is a cluster, else of its server; the name in
 * the plan where nothing is described and the plan says which of both it is. Empty: unknown.
 */
export function sideNames(network: Network, { name, endpoint, cluster, clustered }: PlanSide): readonly string[] {
  if (cluster) return brokerNames(network, cluster);
  if (endpoint?.sort === 'node' || endpoint?.sort === 'cluster') return [];
  if (endpoint?.host) return clustered ? [] : namesOf(endpoint.host, endpoint.name);
  return name !== undefined && clustered !== undefined && nameFault(name) === undefined ? [name] : [];
}

/** What a text is that cannot be a server name or full DNS name; undefined where it can. */
export function nameFault(text: string): string | undefined {
  const name = text.trim();
  if (name === '') return 'empty';
  if (parseIp(name.replace(/^\[(.*)\]$/, '$1'))) return 'an IP address';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) return 'a URL';
  if (/^[\\/]{2}/.test(name)) return 'a UNC path';
  if (/^[^:]*:\d+$/.test(name)) return 'a name with a port';
  if (/\s/.test(name)) return 'a text with blanks';
  return /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.?$/u.test(name) ? undefined : 'no name of a server';
}

/** Whether a VM is on a side of a plan; undefined where that is not known. */
export function isOnSide(network: Network, side: PlanSide, vm: Vm): boolean | undefined {
  const { host, cluster } = vm.data;
  const byHost = host === undefined ? undefined : holdsHost(network, side, host);
  const byCluster = cluster === undefined ? undefined : holdsCluster(network, side, cluster);
  if (byHost || byCluster) return true;
  // One that is known to be elsewhere by what is written of it.
  const written = [...(host === undefined ? [] : [byHost]), ...(cluster === undefined ? [] : [byCluster])];
  return written.length > 0 && written.every((each) => each === false) ? false : undefined;
}

function holdsHost(
  network: Network,
  { cluster, endpoint, name, hosts, clustered }: PlanSide,
  written: string,
): boolean | undefined {
  const host = network.host(written);
  if (host && hosts.includes(host)) return true;
  if (cluster) {
    if (cluster.data.nodes?.some((node) => sameMachine(node, written))) return true;
    if (isWhole(cluster, 'nodes')) return false;
    return host?.data.cluster !== undefined && network.cluster(host.data.cluster) !== cluster ? false : undefined;
  }
  if (endpoint?.host) return clustered ? undefined : sameMachine(endpoint.host.name, written);
  // Of a side that nothing describes its name is known, and whether it is one server.
  return name !== undefined && clustered === false && sameMachine(name, written) ? true : undefined;
}

function holdsCluster(network: Network, { cluster, endpoint, clustered }: PlanSide, written: string): boolean | undefined {
  const of = network.cluster(written);
  if (cluster) return of ? of === cluster : sameMachine(written, cluster.name);
  // A server that no cluster claims: the cluster must list all of its nodes to be another place.
  return endpoint?.host && !clustered && of && isWhole(of, 'nodes') ? false : undefined;
}

/**
 * The VM that a plan means: of that name on the primary side, else the only one of that name. Undefined where nothing describes it,
 * or where several could be meant.
 */
export function vmOfPlan(network: Network, planned: PlannedVm): Vm | undefined {
  const named = network.all('vm').filter((vm) => nameKey(vm.name) === nameKey(planned.name));
  if (named.length <= 1) return named[0];
  const side = planSide(network, planned.plan, 'primary');
  const there = named.filter((vm) => isOnSide(network, side, vm) === true);
  return there.length === 1 ? there[0] : undefined;
}

/** The one cluster that every described VM of a plan is in, where the plan names a primary side that leads nowhere and is no server. */
export function clusterOfVms(network: Network, plan: ReplicaPlan): Cluster | undefined {
  const side = planSide(network, plan, 'primary');
  if (side.name === undefined || side.endpoint || side.clustered === false) return undefined;
  const vms = plan.vms.flatMap((planned) => vmOfPlan(network, planned) ?? []);
  const names = new Set(vms.map((vm) => (vm.data.cluster === undefined ? '' : nameKey(vm.data.cluster))));
  const [only] = names;
  return names.size === 1 && only !== undefined && only !== '' ? network.cluster(only) : undefined;
}
