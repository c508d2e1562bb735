import type { Document } from '#read/document';
import { forgottenKeys, markForgotten, markPartial } from '#read/forgotten';
import { lostItems } from '#read/validate';
import type { Path } from '#text/source-file';
import { nameOfItem } from './item-name.ts';
import { nameKey, portKey } from './names.ts';
import { fallingWith, fillingItems, fillingProperties, isToBeSifted, saysNone } from './observed-fill.ts';

/** The data of one thing, wherever its parts were written, with the way back to the document of each part. */
export interface Tree {
  readonly data: unknown;
  /** All documents the tree was made from. */
  readonly documents: readonly Document[];
  /** The document a value comes from, and its path there. */
  source(path: Path): { readonly document: Document; readonly path: Path };
  /**
   * What each document says of one thing or value, whichever of them counts: declared ones first, observed ones after them. Rules
   * that compare what is wanted with what is there ask for both sides by it; all others need `data` alone.
   */
  fragments(path: Path): readonly Fragment[];
}

/** What one document says of a thing or a value. */
export interface Fragment {
  readonly document: Document;
  readonly path: Path;
  readonly value: unknown;
}

/** The tree of a thing described in one document: most things are, so it holds nothing but the document. */
class SingleTree implements Tree {
  constructor(private readonly document: Document) {}

  get data(): unknown {
    return this.document.data;
  }

  get documents(): readonly Document[] {
    return [this.document];
  }

  source(path: Path): { readonly document: Document; readonly path: Path } {
    return { document: this.document, path };
  }

  fragments(path: Path): readonly Fragment[] {
    return path.reduce<readonly Fragment[]>(childrenOf, [{ document: this.document, path: [], value: this.data }]);
  }
}

export function singleTree(document: Document): Tree {
  return new SingleTree(document);
}

/** In the place of a value that several scripts set to different ones. */
const UNSETTLED = Symbol('unsettled');

/** Two documents that say different things about one property. */
export interface Conflict {
  readonly what: string;
  readonly first: { readonly document: Document; readonly path: Path; readonly value: unknown };
  readonly second: { readonly document: Document; readonly path: Path; readonly value: unknown };
}

/**
 * Puts the fragments of one thing together: what only one says is taken, what several say must agree. Lists of named things
 * merge by name, other lists and values as a whole. Declared documents come first; what was observed only fills gaps, and only
 * those it fits (observed-fill.ts).
 */
export function mergeTrees(documents: readonly Document[]): { tree: Tree; conflicts: Conflict[] } {
  const sources = new Map<object, Map<string | number, readonly Fragment[]>>();
  const conflicts: Conflict[] = [];
  const ordered = [...documents].sort((a, b) => Number(a.stance === 'observed') - Number(b.stance === 'observed'));
  const roots = ordered.map((document): Fragment => ({ document, path: [], value: document.data }));
  const data = merge(roots);
  return {
    tree: {
      data,
      documents: ordered,
      source(path) {
        let value: unknown = data;
        let origin: { document: Document; path: Path } = { document: ordered[0]!, path: [] };
        for (const [i, step] of path.entries()) {
          if (value === null || typeof value !== 'object')
            return { document: origin.document, path: [...origin.path, ...path.slice(i)] };
          const own = sources.get(value)?.get(step)?.[0];
          origin = own ?? { document: origin.document, path: [...origin.path, step] };
          value = (value as Record<string | number, unknown>)[step];
        }
        return origin;
      },
      fragments(path) {
        let value: unknown = data;
        let found: readonly Fragment[] = roots;
        for (const step of path) {
          const own = value === null || typeof value !== 'object' ? undefined : sources.get(value)?.get(step);
          // Within a value that is taken as a whole, only the document it was taken from has such a step.
          found = own ?? childrenOf(found.slice(0, 1), step);
          value = (value as Record<string | number, unknown> | undefined)?.[step];
        }
        return found;
      },
    },
    conflicts,
  };

  function merge(fragments: readonly Fragment[]): unknown {
    const first = fragments[0]!;
    if (fragments.length === 1 && !isToBeSifted(first, roots)) return first.value;
    if (saysNone(fragments)) return first.value;
    if (fragments.every((f) => isMapping(f.value))) return mergeMappings(fragments);
    if (areNamedLists(fragments)) return mergeNamedLists(fragments);
    let value: unknown = first.value;
    for (const other of fragments.slice(1)) {
      if (other.document.stance === 'observed' || JSON.stringify(other.value) === JSON.stringify(first.value)) continue;
      // Scripts are ways or steps to set a host up: which of them has the last word, nobody knows.
      if (first.document.syntax === 'powershell' && other.document.syntax === 'powershell') value = UNSETTLED;
      else conflicts.push({ what: lastName(first.path), first, second: other });
    }
    return value;
  }

  function mergeMappings(fragments: readonly Fragment[]): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    const origins = new Map<string | number, readonly Fragment[]>();
    const keys = new Set(fragments.flatMap((f) => Object.keys(f.value as object)));
    const fits = fillingProperties(fragments);
    for (const key of keys) {
      if (key === '__proto__') continue;
      const having = fragments.filter((f) => Object.hasOwn(f.value as object, key)).map((f) => child(f, key));
      origins.set(key, having);
      // The name is what makes them one thing: its case may differ. Notes of their authors agree or not.
      if (key === 'name' || isNote(key)) result[key] = having[0]!.value;
      else if (having[0]!.document.stance === 'declared' || fits(key, having[0]!)) result[key] = merge(having);
    }
    for (const key of keys)
      if (result[key] === UNSETTLED)
        for (const other of fallingWith(key)) {
          delete result[other];
          markForgotten(result, other);
        }
    for (const fragment of fragments)
      for (const key of forgottenKeys(fragment.value as object)) if (!(key in result)) markForgotten(result, key);
    sources.set(result, origins);
    return result;
  }

  function mergeNamedLists(fragments: readonly Fragment[]): unknown[] {
    const groups = new Map<string, Fragment[]>();
    for (const fragment of fragments) {
      const seen = new Map<string, number>();
      for (const [i, item] of (fragment.value as unknown[]).entries()) {
        // Two of one name in one list stay two things: duplicates are reported, not merged.
        const name = keyIn(fragment.path, itemName(item)!);
        const nth = (seen.get(name) ?? 0) + 1;
        seen.set(name, nth);
        const key = `${name}\n${nth}`;
        const group = groups.get(key);
        if (group) group.push(child(fragment, i));
        else groups.set(key, [child(fragment, i)]);
      }
    }
    const result: unknown[] = [];
    const origins = new Map<string | number, readonly Fragment[]>();
    for (const group of fillingItems(fragments, [...groups.values()], roots)) {
      // Where one document has the bare name and another the thing, the thing is what is spoken of.
      const mappings = group.filter((f) => isMapping(f.value));
      origins.set(result.length, mappings.length > 0 ? mappings : group);
      result.push(mappings.length > 0 ? merge(mappings) : group[0]!.value);
    }
    // What one document could not say may still exist.
    if (fragments.some((f) => lostItems(f.value))) markPartial(result);
    sources.set(result, origins);
    return result;
  }
}

/** What fragments say one step deeper; nothing where they have no such step. */
function childrenOf(fragments: readonly Fragment[], step: string | number): readonly Fragment[] {
  return fragments
    .filter(({ value }) => value !== null && typeof value === 'object' && Object.hasOwn(value, step))
    .map((fragment) => child(fragment, step));
}

/** Keys that hvlint does not read: each document may have its own. */
function isNote(key: string): boolean {
  return key === 'metadata' || key === '$schema' || key === '$hvlint' || key.startsWith('x-');
}

function child(fragment: Fragment, step: string | number): Fragment {
  return {
    document: fragment.document,
    path: [...fragment.path, step],
    value: (fragment.value as Record<string | number, unknown>)[step],
  };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function itemName(item: unknown): string | undefined {
  if (typeof item === 'string' || typeof item === 'number') return String(item);
  if (!isMapping(item)) return undefined;
  // A port-channel is known by its number, whatever its interface is called.
  const name = item.id ?? item.name ?? item.vlanId ?? nameOfItem(item);
  if (name === undefined) return undefined;
  // Classes of several policies share their names, and so do policies of several sorts.
  const { policy, type } = item;
  return [type, policy].some((part) => typeof part === 'string')
    ? [type, policy, name].map((part) => part ?? '').join('\n')
    : String(name);
}

/**
 * Lists of named things, written as mappings somewhere: a list of bare names alone is a value of its own, unless one of them is only a
 * part of what there is.
 */
function areNamedLists(fragments: readonly Fragment[]): boolean {
  const lists = fragments.map((f) => f.value);
  return (
    lists.every((list) => Array.isArray(list) && list.every((item) => itemName(item) !== undefined)) &&
    lists.some((list) => (list as unknown[]).some(isMapping) || lostItems(list))
  );
}

/** The form in which two names of a list are one: ports may be spelt in several ways. */
function keyIn(path: Path, name: string): string {
  const list = path.at(-1);
  return list === 'ports' || list === 'portChannels' ? portKey(name) : nameKey(name);
}

function lastName(path: Path): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}
