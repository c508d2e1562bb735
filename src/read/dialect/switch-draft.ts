import type { Range, SourceFile } from '#text/source-file';
import { type Certainty, Draft } from '../draft.ts';
import { rangeAt } from '../syntax-node.ts';
import type { DialectDocument } from './index.ts';
import { VlanNumbers } from './vlan-numbers.ts';

const CERTAIN: Certainty = { level: 'certain' };
const START: Range = { start: 0, end: 0 };
const LISTS = ['vlans', 'ports', 'portChannels', 'svis'] as const;

/** A switch as the lines read so far leave it: a document of kind `switch` that is filled in. */
export class SwitchDraft {
  readonly draft = new Draft(START, CERTAIN);
  /** Whether the text shows a part of the configuration alone: then what is not in it may still exist. */
  partial = false;
  /** Lists that may go on elsewhere although the text is whole. */
  readonly incomplete = new Set<string>();
  private named = false;

  constructor(os: string) {
    this.draft.created = true;
    this.draft.set('kind', 'switch', START);
    this.draft.set('name', '', START);
    this.draft.set('os', os, START);
  }

  /** Whether the text says a name. */
  get isNamed(): boolean {
    return this.named;
  }

  /** Whether anything but its name is known. */
  get isConfigured(): boolean {
    return LISTS.some((list) => this.draft.has(list));
  }

  /** `hostname`. */
  name(text: string, range: Range): void {
    this.named = true;
    this.draft.set('name', text, range);
  }

  port(name: string, range: Range): Draft {
    return this.item('ports', name, range);
  }

  /** A link aggregation group by its number or name, as its interface is called. */
  channel(id: string | number, name: string, range: Range): Draft {
    const channel = this.item('portChannels', id, range, 'id');
    if (!channel.has('name')) channel.set('name', name, range);
    return channel;
  }

  vlan(id: number, range: Range): Draft {
    return this.item('vlans', id, range, 'id');
  }

  /** The routed interface of a VLAN. */
  svi(vlan: number, range: Range): Draft {
    return this.item('svis', vlan, range, 'vlanId');
  }

  private item(list: string, name: string | number, range: Range, naming = 'name'): Draft {
    const items = this.draft.list(list, range, naming);
    const item = items.at(name, range);
    item.created = true;
    return item;
  }

  get ports(): readonly Draft[] {
    return this.draft.listed('ports')?.all ?? [];
  }

  get channels(): readonly Draft[] {
    return this.draft.listed('portChannels')?.all ?? [];
  }

  /** The document; none when nothing but perhaps a name is known. `name` is used where the text has no name of its own. */
  finish(file: SourceFile, name: string | undefined): readonly DialectDocument[] {
    if (!this.named) this.draft.set('name', name || fileName(file.path), START);
    for (const key of LISTS) {
      const list = this.draft.listed(key);
      if (list) list.whole = !this.partial && !this.incomplete.has(key);
    }
    const { data, node } = this.draft.finish();
    if (!this.named && Object.keys(data).length <= 3) return [];
    return [{ kind: 'switch', data, rangeOf: (path, part) => rangeAt(node, path, part) }];
  }
}

/** Base name of a path without its ending. */
function fileName(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return base.replace(/(.)\.[^.]*$/, '$1') || 'switch';
}

/** VLANs a trunk allows, as its lines build them up: a list, and what is added to it and taken from it. */
export class AllowedList {
  private readonly known = new WeakMap<Draft, VlanNumbers | 'unknown'>();

  /**
   * One line of `allowed vlan`: a list of its own, or with add, remove, except, all, none. Additions to a list that is not in the text
   * start from `initial`; where nobody can tell that, the list is unknown.
   */
  apply(
    port: Draft,
    how: 'set' | 'add' | 'remove' | 'except' | 'all' | 'none',
    list: string,
    range: Range,
    initial: VlanNumbers | undefined,
  ): void {
    const given = how === 'all' ? VlanNumbers.all : how === 'none' ? VlanNumbers.none : VlanNumbers.parse(list);
    const before = this.known.get(port) ?? initial ?? 'unknown';
    const next =
      given === undefined
        ? 'unknown'
        : how === 'set' || how === 'all' || how === 'none'
          ? given
          : how === 'except'
            ? VlanNumbers.all.without(given)
            : before === 'unknown'
              ? 'unknown'
              : how === 'add'
                ? before.with(given)
                : before.without(given);
    this.known.set(port, next);
    if (next === 'unknown') port.lose('allowedVlans');
    else port.set('allowedVlans', next.toString(), range);
  }

  forget(port: Draft): void {
    this.known.delete(port);
    port.clear('allowedVlans');
  }
}

/** A bit rate in our spelling from Mbit/s. */
export function bitRateText(megabits: number): string {
  return megabits >= 1000 ? `${megabits / 1000} Gbps` : `${megabits} Mbps`;
}
