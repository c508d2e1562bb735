import type { Range } from '#text/source-file';
import type { SyntaxNode } from '../syntax-node.ts';

/** A text of the configuration and where it stands. */
export interface Text {
  readonly text: string;
  readonly range: Range;
}

/** One entry of a table: a port, a VLAN, a member of one. */
export class Entry {
  constructor(
    readonly key: string,
    readonly range: Range,
    private readonly fields: Readonly<Record<string, unknown>>,
    private readonly node: SyntaxNode,
  ) {}

  /** The parts of a key such as `Vlan10|Ethernet4`, without blanks around them. */
  get parts(): readonly string[] {
    return this.key.split('|').map((part) => part.trim());
  }

  has(field: string): boolean {
    return this.fields[field] !== undefined && this.fields[field] !== null;
  }

  /** A field as text: in this format numbers and truth values are texts too. */
  field(name: string): Text | undefined {
    const value = this.fields[name];
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
    return { text: String(value).trim(), range: this.node.members?.get(name)?.value.range ?? this.range };
  }

  /** A field that is a whole number; 'wrong' when it is something else. */
  number(name: string): { readonly value: number; readonly range: Range } | 'wrong' | undefined {
    const found = this.field(name);
    if (!found) return this.has(name) ? 'wrong' : undefined;
    return /^\d{1,9}$/.test(found.text) ? { value: Number(found.text), range: found.range } : 'wrong';
  }

  /** A field that is a list; a dump of the database has its items in one text, under the name with an @. */
  list(name: string): readonly Text[] {
    const value = this.fields[name] ?? this.fields[`${name}@`];
    const node = (this.node.members?.get(name) ?? this.node.members?.get(`${name}@`))?.value;
    if (Array.isArray(value))
      return value.flatMap((item, i) =>
        typeof item === 'string' ? [{ text: item.trim(), range: node?.items?.[i]?.range ?? this.range }] : [],
      );
    if (typeof value !== 'string') return [];
    const range = node?.range ?? this.range;
    return value
      .split(',')
      .map((item) => ({ text: item.trim(), range }))
      .filter(({ text }) => text !== '');
  }
}

/** The tables of a SONiC configuration. */
export class Tables {
  private readonly entries = new Map<string, Entry[]>();
  private readonly indexes = new Map<string, ReadonlyMap<string, Entry>>();

  add(table: string, entry: Entry): void {
    const known = this.entries.get(table);
    if (known) known.push(entry);
    else this.entries.set(table, [entry]);
  }

  /** The entries of a table in the order written; none when it is not there. */
  all(table: string): readonly Entry[] {
    return this.entries.get(table) ?? [];
  }

  /** The entry of a key; blanks around its parts do not count. */
  get(table: string, key: string): Entry | undefined {
    let index = this.indexes.get(table);
    if (!index) {
      index = new Map(this.all(table).map((entry) => [entry.parts.join('|'), entry]));
      this.indexes.set(table, index);
    }
    return index.get(key);
  }
}

/**
 * The tables of a `config_db.json`, where they are nested ({"PORT": {"Ethernet0": {…}}}), flat ({"PORT|Ethernet0": {…}}), or flat with
 * the type Redis has for them ({"PORT|Ethernet0": {"type": "hash", "value": {…}}}).
 */
export function tablesOf(root: Readonly<Record<string, unknown>>, node: SyntaxNode): Tables {
  const tables = new Tables();
  const add = (table: string, key: string, range: Range, value: unknown, at: SyntaxNode | undefined): void => {
    if (!isMapping(value) || !at) return;
    const hash = value.type === 'hash' && isMapping(value.value) ? value.value : undefined;
    tables.add(table, new Entry(key, range, hash ?? value, hash ? (at.members?.get('value')?.value ?? at) : at));
  };
  for (const [name, value] of Object.entries(root)) {
    const member = node.members?.get(name);
    const bar = name.indexOf('|');
    if (bar > 0) add(name.slice(0, bar).trim(), name.slice(bar + 1), member?.key ?? node.range, value, member?.value);
    else if (isMapping(value))
      for (const [key, entry] of Object.entries(value)) {
        const inner = member?.value.members?.get(key);
        add(name, key, inner?.key ?? node.range, entry, inner?.value);
      }
  }
  return tables;
}

/** Names and keys of tables that only such a configuration has. */
const SIGNS =
  /"(?:DEVICE_METADATA|VLAN_MEMBER|PORTCHANNEL_MEMBER|PORT_QOS_MAP|DEVICE_NEIGHBOR)(?:"\s{0,99}:\s{0,99}\{|\|)|"PORT(?:"\s{0,99}:\s{0,99}\{\s{0,99}"|\|)Ethernet\d/;

/** Whether a text may be a `config_db.json`, also when it is broken. */
export function mentionsSonic(text: string): boolean {
  return /^\s*\{/.test(text) && SIGNS.test(text);
}

/** Whether a JSON value is a `config_db.json`, by its tables. */
export function isSonic(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isMapping(value) || value.kind !== undefined) return false;
  const { PORT, DEVICE_METADATA, VLAN_MEMBER } = value;
  if (isMapping(DEVICE_METADATA) && isMapping(DEVICE_METADATA.localhost)) return true;
  if (isMapping(PORT) && Object.entries(PORT).some(([key, port]) => /^Ethernet\d/.test(key) && isMapping(port))) return true;
  if (isMapping(VLAN_MEMBER) && Object.keys(VLAN_MEMBER).some((key) => /^Vlan\d+\|/.test(key))) return true;
  return Object.keys(value).some((key) => /^(?:PORT\|Ethernet\d|DEVICE_METADATA\|localhost|VLAN_MEMBER\|Vlan\d)/.test(key));
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
