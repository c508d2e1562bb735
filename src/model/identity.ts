import type { Document } from '#read/document';
import type { ClusterData, HostData, VmData } from '#read/generated/documents';
import { nameKey } from './names.ts';

/** The documents about one thing: most things have but one, which is then no list. */
export type Described = Document | Document[];

/** Documents put together by the thing they are about; those without a usable name are left out (reading has reported them). */
export function byThing(documents: readonly Document[]): readonly Described[] {
  const named = new Set(documents.flatMap((d) => (d.kind === 'host' && !isAssumed(d) ? nameKey(nameOf(d) ?? '') : [])));
  const groups = new Map<string, Described>();
  for (const document of documents) {
    const identity = identityOf(document, named);
    if (identity === undefined) continue;
    const known = groups.get(identity);
    if (known === undefined) groups.set(identity, document);
    else if (Array.isArray(known)) known.push(document);
    else groups.set(identity, [known, document]);
  }
  return withMovedVms([...groups.values()], documents);
}

/** Whether a document is about the computer a script runs on, which has no name but that of the file. */
export function isAssumed(document: Document): boolean {
  return document.assumedHost !== undefined && nameKey(nameOf(document) ?? '') === nameKey(document.assumedHost);
}

function nameOf({ data }: Document): string | undefined {
  const { name } = data as { name?: unknown };
  return typeof name === 'string' ? name : undefined;
}

function identityOf(document: Document, named: ReadonlySet<string>): string | undefined {
  const { kind, data } = document;
  const name = nameOf(document);
  if (kind === 'cabling') return 'cabling';
  if (name === undefined) return undefined;
  if (kind === 'host') return `host\n${nameKey(name)}\n${scriptOf(document, name, named)}`;
  if (kind === 'network-virtualization') {
    // Documents of one name for different hosts are copies of one policy, which need not agree.
    const { appliesTo = [] } = data as { appliesTo?: readonly string[] };
    return `${kind}\n${nameKey(name)}\n${appliesTo.map(nameKey).sort().join('\n')}`;
  }
  if (kind !== 'vm') return `${kind}\n${nameKey(name)}`;
  // Two VMs may have one name on two hosts.
  const { host = '', cluster = '' } = data as VmData;
  return `vm\n${nameKey(name)}\n${nameKey(host)}\n${nameKey(cluster)}\n${scriptOf(document, host, named)}`;
}

/** The script whose own computer a name stands for, where nothing else of the estate has the name: two scripts called alike are not about one host. */
function scriptOf(document: Document, host: string, named: ReadonlySet<string>): string {
  const { assumedHost, file } = document;
  return assumedHost !== undefined && nameKey(assumedHost) === nameKey(host) && !named.has(nameKey(host)) ? file.path : '';
}

/**
 * An export names the host a VM runs on, a declaration perhaps the cluster or nothing: they are one VM where there is one of its name
 * on either side and nothing says that they are two.
 */
function withMovedVms(things: readonly Described[], documents: readonly Document[]): readonly Described[] {
  if (!documents.some((d) => d.kind === 'vm' && d.stance === 'observed')) return things;
  const clusterOf = clusters(documents);
  const vms = things.map((thing) => [thing].flat()).filter(([first]) => first!.kind === 'vm');
  const byName = new Map<string, Document[][]>();
  for (const vm of vms) {
    const name = nameKey(nameOf(vm[0]!)!);
    byName.set(name, [...(byName.get(name) ?? []), vm]);
  }
  const joined = new Map<Document, readonly Document[]>();
  for (const group of byName.values()) {
    const seen = group.filter((each) => each.every((d) => d.stance === 'observed'));
    const wanted = group.filter((each) => !seen.includes(each));
    const [declared, observed] = [wanted[0], seen[0]];
    if (!declared || !observed || wanted.length > 1 || seen.length > 1) continue;
    if (mayBeOne(declared[0]!.data as VmData, observed[0]!.data as VmData, clusterOf)) joined.set(declared[0]!, observed);
  }
  if (joined.size === 0) return things;
  const gone = new Set([...joined.values()].map(([first]) => first!));
  return things.flatMap((thing) => {
    const [first] = [thing].flat();
    const more = joined.get(first!);
    if (more) return [[...[thing].flat(), ...more]];
    return gone.has(first!) ? [] : [thing];
  });
}

function mayBeOne(declared: VmData, seen: VmData, clusterOf: (host: string) => string | undefined): boolean {
  if (declared.host !== undefined && seen.host !== undefined && nameKey(declared.host) !== nameKey(seen.host)) {
    // A VM of a cluster may have moved since; two hosts that share nothing have two VMs.
    const cluster = declared.cluster ?? clusterOf(declared.host);
    return cluster !== undefined && nameKey(cluster) === nameKey(seen.cluster ?? clusterOf(seen.host) ?? '');
  }
  const wanted = declared.cluster;
  const there = seen.cluster ?? (seen.host === undefined ? undefined : clusterOf(seen.host));
  return wanted === undefined || there === undefined || nameKey(wanted) === nameKey(there);
}

/** The cluster a host is a node of, as hosts and clusters say. */
function clusters(documents: readonly Document[]): (host: string) => string | undefined {
  const known = new Map<string, string>();
  for (const { kind, data } of documents) {
    const { name, cluster } = data as HostData;
    if (kind === 'host' && cluster !== undefined && typeof name === 'string') known.set(nameKey(name), cluster);
    if (kind === 'cluster') for (const node of (data as ClusterData).nodes ?? []) known.set(nameKey(node), String(name));
  }
  return (host) => known.get(nameKey(host));
}
