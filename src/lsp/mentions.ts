import type { Host } from '#model/entity';
import { firstLabel, nameKey, portKey } from '#model/names';
import type { Network } from '#model/network';
import { VlanSet } from '#model/vlan-set';
import type { Document } from '#read/document';
import type { VlanListText } from '#read/generated/documents';
import type { Path, Range } from '#text/source-file';
import { hasRoles, type Role, roleAt, type Sort } from './name-roles.ts';
import type { EstateView } from './session.ts';

/** A thing by its name. */
export interface Thing {
  readonly sort: Sort;
  /** The host or switch it is on; empty for machines and for what is everywhere. */
  readonly on: string;
  readonly name: string;
}

/** A name where it is written. */
export interface Mention {
  readonly document: Document;
  readonly path: Path;
  readonly defines: boolean;
  /** What is meant: several things only where a VM may run on several hosts. */
  readonly things: readonly Thing[];
  /** Every VLAN that is meant, where it is a list of them. */
  readonly vlans?: VlanSet;
  /** The name as written. */
  readonly text: string;
  /** Where the name stands in its value, which holds more than that. */
  readonly from?: number;
}

/** The same for every spelling of one thing. */
export function keyOf({ sort, on, name }: Thing): string {
  const own = sort === 'port' ? portKey(name) : sort === 'channel' ? name.toLowerCase().replace(/^\D+(?=\d)/, '') : nameKey(name);
  return `${sort}\n${nameKey(on)}\n${own}`;
}

/** A name as it stands in a document, whatever it means. */
interface Written {
  readonly path: Path;
  readonly role: Role;
  readonly text: string;
  readonly mapping: Readonly<Record<string, unknown>> | undefined;
  /** Of VLANs: they mean the same in every estate. */
  readonly vlan: Mention | undefined;
}

interface AllWritten {
  readonly all: readonly Written[];
  readonly byWord: ReadonlyMap<string, readonly Written[]>;
}

/** Documents stay while others change: they are walked once. */
const known = new WeakMap<Document, AllWritten>();

function writtenIn(document: Document): AllWritten {
  let found = known.get(document);
  if (!found) {
    const all: Written[] = [];
    walk(document, document.data, [], '', undefined, all);
    const byWord = new Map<string, Written[]>();
    for (const each of all) {
      if (each.vlan) continue;
      const slash = /^to-/.test(each.role.sort) ? each.text.indexOf('/') : -1;
      const parts = slash < 0 ? [each.text] : [each.text.slice(0, slash), each.text.slice(slash + 1)];
      for (const word of new Set(parts.flatMap(wordsOf))) {
        const others = byWord.get(word);
        if (others) others.push(each);
        else byWord.set(word, [each]);
      }
    }
    found = { all, byWord };
    known.set(document, found);
  }
  return found;
}

/** Forms that two spellings of one name have in common, for machines, ports and port-channels alike. */
function wordsOf(name: string): readonly string[] {
  return [firstLabel(name), portKey(name), name.toLowerCase().replace(/^\D+(?=\d)/, '')];
}

function walk(
  document: Document,
  value: unknown,
  path: Path,
  steps: string,
  mapping: Readonly<Record<string, unknown>> | undefined,
  found: Written[],
): void {
  if (path.length > 0 && !hasRoles(document.kind, steps)) return;
  const role = path.length === 0 ? undefined : roleAt(document.kind, path);
  if (role && (typeof value === 'string' || typeof value === 'number' || role.sort === 'vlan')) {
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text === '') return;
    const vlans = role.sort === 'vlan' ? VlanSet.of(value as VlanListText) : undefined;
    const about = { document, path, defines: role.defines === true, text };
    found.push({ path, role, text, mapping, vlan: vlans && vlans.size > 0 ? { ...about, things: [], vlans } : undefined });
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) walk(document, item, [...path, i], steps, mapping, found);
  } else if (value !== null && typeof value === 'object') {
    const own = value as Record<string, unknown>;
    for (const key of Object.keys(own))
      walk(document, own[key], [...path, key], steps === '' ? key : `${steps}.${key}`, own, found);
  }
}

/** Where a VM is: VMs of several hosts may share a name. */
function placeOf({ data }: Document): string {
  const { host, cluster } = data as { host?: string; cluster?: string };
  return host ?? cluster ?? '';
}

/** The characters of a mention. */
export function rangeOf({ document, path, from, text }: Mention): Range {
  const range = document.rangeOf(path);
  if (from === undefined) return range;
  const written = document.file.text.slice(range.start, range.end);
  const quoted = /^["']/.test(written) ? 1 : 0;
  const start = range.start + quoted + from;
  return document.file.text.slice(start, start + text.length) === text ? { start, end: start + text.length } : range;
}

/** Every name of an estate. */
export class Mentions {
  private readonly resolved = new Map<Document, readonly Mention[]>();

  private constructor(private readonly network: Network) {}

  private static readonly made = new WeakMap<EstateView, Mentions>();

  /** Those of an estate as it is now. */
  static of(estate: EstateView): Mentions {
    let found = Mentions.made.get(estate);
    if (!found) {
      found = new Mentions(estate.network);
      Mentions.made.set(estate, found);
    }
    return found;
  }

  /** The name an offset of a file stands in. */
  at(documents: readonly Document[], offset: number): { readonly mention: Mention; readonly range: Range } | undefined {
    let best: { mention: Mention; range: Range } | undefined;
    for (const mention of documents.flatMap((document) => this.in(document))) {
      const range = rangeOf(mention);
      if (offset < range.start || offset > range.end) continue;
      if (!best || range.end - range.start < best.range.end - best.range.start) best = { mention, range };
    }
    return best;
  }

  /** Every mention of things. */
  all(things: readonly Thing[]): readonly Mention[] {
    const keys = new Set(things.map(keyOf));
    const words = new Set(things.flatMap((thing) => this.wordsFor(thing)));
    return this.network.documents.flatMap((document) => {
      const { byWord } = writtenIn(document);
      const candidates = new Set([...words].flatMap((word) => byWord.get(word) ?? []));
      const mentions = [...candidates].flatMap((each) => this.mentionsOf(document, each));
      return mentions.filter((mention) => mention.things.some((thing) => keys.has(keyOf(thing))));
    });
  }

  /** Every mention of a VLAN, lists that hold it included. */
  ofVlan(id: number): readonly Mention[] {
    return this.network.documents.flatMap((document) =>
      writtenIn(document).all.flatMap(({ vlan }) => (vlan?.vlans?.has(id) ? vlan : [])),
    );
  }

  /** Words by which a thing may be called. */
  private wordsFor({ sort, on, name }: Thing): readonly string[] {
    const alias = sort === 'port' ? this.network.port(on, name)?.data.alias : undefined;
    return [name, ...(alias === undefined ? [] : [alias])].flatMap(wordsOf);
  }

  /** The names in a document. */
  in(document: Document): readonly Mention[] {
    let found = this.resolved.get(document);
    if (!found) {
      found = writtenIn(document).all.flatMap((each) => this.mentionsOf(document, each));
      this.resolved.set(document, found);
    }
    return found;
  }

  private mentionsOf(document: Document, written: Written): Mention[] {
    const { path, role, text, vlan, mapping } = written;
    if (vlan) return [vlan];
    const { sort, defines, beside } = role;
    const about = { document, path, defines: defines === true, text };
    if (sort === 'vlan') return [];
    if (sort === 'to-port' || sort === 'to-adapter') {
      const slash = text.indexOf('/');
      if (slash <= 0) return [];
      const [machine, part] = [text.slice(0, slash), text.slice(slash + 1)];
      const sorts = sort === 'to-port' ? (['switch', 'port'] as const) : (['host', 'adapter'] as const);
      return [
        { ...about, text: machine, from: 0, things: this.things(document, sorts[0], machine, '') },
        { ...about, text: part, from: slash + 1, things: this.things(document, sorts[1], part, machine) },
      ];
    }
    const named = beside === undefined ? (document.data as { name?: unknown }).name : mapping?.[beside];
    return [{ ...about, things: this.things(document, sort, text, String(named ?? '')) }];
  }

  private things(document: Document, sort: Sort, name: string, on: string): Thing[] {
    const { network } = this;
    switch (sort) {
      case 'host':
        return [{ sort, on: '', name: network.host(name)?.name ?? name }];
      case 'switch':
        return [{ sort, on: '', name: network.switch(name)?.name ?? name }];
      case 'cluster':
        return [{ sort, on: '', name: network.cluster(name)?.name ?? name }];
      case 'vm':
        return [{ sort, on: placeOf(document), name }];
      case 'vm-adapter':
        return [{ sort, on: `${placeOf(document)}/${on}`, name }];
      case 'port':
        return [{ sort, on: network.switch(on)?.name ?? on, name: network.port(on, name)?.name ?? name }];
      case 'channel':
        return [{ sort, on: network.switch(on)?.name ?? on, name }];
      case 'vm-switch':
        if (document.kind === 'vm') return this.hostsOf(document).map((host) => ({ sort, on: host.name, name }));
        break;
      case 'adapter': {
        // The primary interface of a team that is not written is the team itself.
        const team = network
          .host(on)
          ?.teams.find(
            ({ implicit, name: own }) => nameKey(own) === nameKey(name) && implicit && nameKey(implicit.name) === nameKey(own),
          );
        if (team) return [{ sort: 'team', on: team.host.name, name: team.name }];
      }
    }
    return [{ sort, on: network.host(on)?.name ?? on, name }];
  }

  private hostsOf({ data }: Document): readonly Host[] {
    const { host, cluster } = data as { host?: string; cluster?: string };
    const own = host === undefined ? undefined : this.network.host(host);
    const nodes = cluster === undefined ? [] : this.network.nodesOf(cluster);
    return [...new Set([...(own ? [own] : []), ...nodes])];
  }
}
