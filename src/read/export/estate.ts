import type { Range } from '#text/source-file';
import type { Kind } from '../document.ts';
import { Draft, type DraftList } from '../draft.ts';
import type { SyntaxNode } from '../syntax-node.ts';
import type { Located } from './json-object.ts';
import type { Row, Rows } from './rows.ts';
import { SHAPES, type ShapeName } from './shapes.ts';
import { Taker } from './take.ts';

/** What an interface Windows names is in our documents. */
export interface Interface {
  readonly draft: Draft;
  readonly sort: 'nic' | 'team-nic' | 'host-adapter';
}

/** Everything an export says of one computer, while it is put together. */
export class ExportedHost {
  readonly draft: Draft;
  /** Interfaces by alias in lower case. */
  readonly interfaces = new Map<string, Interface>();
  /** Names of adapters by interface description in lower case; undefined for one that several have. */
  readonly byDescription = new Map<string, string | undefined>();
  /** Aliases by interface index. */
  readonly byIndex = new Map<number, string>();
  /** Adapters of the management operating system by identity: GUID or MAC address. */
  readonly hostAdapterIds = new Map<string, Draft>();
  /** Whether it lists its adapters: then one that is not among them is none we know. */
  listsAdapters = false;

  constructor(
    readonly name: string,
    private readonly estate: ExportEstate,
    place: Range,
  ) {
    this.draft = estate.document('host', name, place);
  }

  list(key: string, place: Range): DraftList {
    return this.draft.list(key, place);
  }

  section(key: string, place: Range): Draft {
    return this.draft.section(key, place);
  }

  rows(shape: ShapeName): readonly Row[] {
    return this.estate.rowsOf(this.name, shape);
  }

  /** The objects of a sort that stand in the first list of them; another list of them that holds other things is told. */
  firstList(shape: ShapeName): readonly Row[] {
    const rows = this.rows(shape);
    const [first] = rows;
    if (!first) return [];
    const lists = new Map<object, Row[]>();
    for (const row of rows) {
      const list = lists.get(row.list);
      if (list) list.push(row);
      else lists.set(row.list, [row]);
    }
    const [own, ...others] = lists.values();
    const other = others.find((list) => namesIn(list) !== namesIn(own!));
    if (other)
      this.estate.taker.differences.push({
        what: `what ${SHAPES[shape].cmdlet} lists`,
        read: first.listPlace,
        other: other[0]!.listPlace,
      });
    return own!;
  }

  /** Where a list is shown that holds everything there is; undefined where that is not known. */
  wholePlace(shape: ShapeName): Range | undefined {
    return this.estate.wholePlace(this.name, shape);
  }

  get key(): string {
    return this.name.toLowerCase();
  }
}

interface Filled {
  readonly kind: Kind;
  readonly draft: Draft;
  /** Members a document of its kind has before anything is said. */
  readonly bare: number;
}

/** The documents an export fills in, and the rows that fill them. */
export class ExportEstate {
  readonly taker = new Taker();
  readonly hosts: ExportedHost[] = [];
  private readonly documents = new Map<string, Filled>();
  private readonly byHost = new Map<string, Map<ShapeName, Row[]>>();
  private readonly wholes = new Map<string, Range>();
  /** The first list of a sort that names no host, where the file is about several. */
  unplaced: Row | undefined;

  constructor(all: Rows, fallback: string, root: Located) {
    for (const { host, shape, place } of all.whole) this.wholes.set(`${host.toLowerCase()}\n${shape}`, place);
    const names = new Map<string, string>();
    for (const { host } of [...all.rows, ...all.whole]) if (host !== undefined) add(names, host);
    const [first, ...others] = names.values();
    const only = others.length === 0 ? (first ?? fallback) : undefined;
    // Objects that name their host come first: a summary beside them is a copy.
    for (const row of [
      ...all.rows.filter(({ host }) => host !== undefined),
      ...all.rows.filter(({ host }) => host === undefined),
    ]) {
      const host = row.host ?? only;
      if (host === undefined) {
        this.unplaced ??= row;
        continue;
      }
      const shapes = this.byHost.get(host.toLowerCase()) ?? new Map<ShapeName, Row[]>();
      this.byHost.set(host.toLowerCase(), shapes);
      const rows = shapes.get(row.shape);
      if (rows) rows.push(row);
      else shapes.set(row.shape, [row]);
    }
    const start = root.node?.range.start ?? 0;
    for (const name of names.size > 0 ? names.values() : [fallback])
      this.hosts.push(new ExportedHost(name, this, { start, end: start + 1 }));
  }

  rowsOf(host: string, shape: ShapeName): readonly Row[] {
    return this.byHost.get(host.toLowerCase())?.get(shape) ?? [];
  }

  wholePlace(host: string, shape: ShapeName): Range | undefined {
    return this.wholes.get(`${host.toLowerCase()}\n${shape}`);
  }

  /** A document of a kind by name, made when it is not there. `container` tells VMs of one name apart. */
  document(kind: Kind, name: string, place: Range, container: Readonly<Record<string, string>> = {}): Draft {
    const key = [kind, name, ...Object.values(container)].join('\n').toLowerCase();
    const known = this.documents.get(key);
    if (known) return known.draft;
    const draft = new Draft(place, { level: 'certain' });
    draft.created = true;
    draft.set('kind', kind, place);
    draft.set('name', name, place);
    for (const [property, value] of Object.entries(container)) draft.set(property, value, place);
    this.documents.set(key, { kind, draft, bare: 2 + Object.keys(container).length });
    return draft;
  }

  /** Turns what was read as a host into the inside of a VM of its name: its release, roles and teams. */
  intoGuest({ name, draft }: ExportedHost): void {
    this.documents.delete(`host\n${name}`.toLowerCase());
    const guest = this.document('vm', name, draft.range).section('guest', draft.range);
    for (const key of ['os', 'roles']) {
      const value = draft.get(key);
      if (value !== undefined) guest.set(key, value, draft.rangeOf(key)!);
    }
    const teams = draft.listed('teams');
    if (teams) guest.adopt('teams', teams, draft.rangeOf('teams')!);
  }

  /** The documents in the order they came up, but those of which nothing became known besides their name. */
  finished(): readonly { readonly kind: Kind; readonly data: Record<string, unknown>; readonly node: SyntaxNode }[] {
    return [...this.documents.values()].flatMap(({ kind, draft, bare }) => {
      const { data, node } = draft.finish();
      return Object.keys(data).length > bare || kind === 'vm' ? [{ kind, data, node }] : [];
    });
  }
}

function add(names: Map<string, string>, name: string): void {
  if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
}

/** What a list holds, by name or priority. */
function namesIn(rows: readonly Row[]): string {
  return JSON.stringify(rows.map(({ object }) => String(object.at('name', 'priority')?.value).toLowerCase()).sort());
}
