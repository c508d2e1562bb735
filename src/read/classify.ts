import { nearest } from '#text/nearest';
import { KINDS, type Kind } from './document.ts';
import { SCHEMAS } from './generated/schemas.ts';

/** What a value at the root of a document is to us. */
export type Classified =
  | { readonly kind: Kind; readonly written: string }
  | { readonly unknownKind: string; readonly meant: Kind }
  | 'foreign';

/** Other words people use for our kinds, besides those that are near in letters. */
const OTHER_WORDS = new Map<string, Kind>([
  ['hosts', 'host'],
  ['switches', 'switch'],
  ['vms', 'vm'],
  ['clusters', 'cluster'],
  ['virtual-machine', 'vm'],
  ['virtualmachine', 'vm'],
  ['server', 'host'],
]);
/** Members that documents of other tools have too. */
const COMMON = new Set(['kind', 'name', 'metadata', '$hvlint', 'os', 'host', 'cluster', 'roles', 'vendor']);

/**
 * Whether a document is ours: its `kind` is one of our list (in any case) and it has no `apiVersion`, which marks the documents
 * of other tools. A kind that is nearly ours is told apart, but only where the rest looks like ours.
 */
export function classify(value: unknown): Classified {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return 'foreign';
  const { kind, apiVersion, name } = value as Record<string, unknown>;
  if (typeof kind !== 'string' || apiVersion !== undefined) return 'foreign';
  const lower = kind.toLowerCase();
  const ours = KINDS.find((k) => k === lower);
  if (ours) return { kind: ours, written: kind };
  if (name === undefined || typeof name === 'object') return 'foreign';
  const meant = OTHER_WORDS.get(lower) ?? (nearest(lower, KINDS) as Kind | undefined);
  return meant && resembles(value, lower, meant) ? { unknownKind: kind, meant } : 'foreign';
}

/** Whether a mapping has a member that only documents of a kind have, or none that they do not have. */
function resembles(value: object, written: string, kind: Kind): boolean {
  const known = SCHEMAS[`${kind}.schema.json`]?.properties ?? {};
  const keys = Object.keys(value);
  if (keys.some((key) => Object.hasOwn(known, key) && !COMMON.has(key))) return true;
  // With nothing but members that others have too, only the plural and swapped letters are certain: a post is no host.
  return isPluralOrSwapped(written, kind) && keys.every((key) => Object.hasOwn(known, key));
}

function isPluralOrSwapped(written: string, kind: Kind): boolean {
  const letters = (word: string): string => [...word].sort().join('');
  return [kind, `${kind}s`, `${kind}es`].some((word) => letters(word) === letters(written));
}

/** Blanks are matched within the line only: with \s, a text of nothing but line ends would take hours. */
const OUR_KIND = new RegExp(
  `^[ \\t{-]*["']?kind["']?[ \\t]*:[ \\t]*["']?(?:${KINDS.join('|')})["']?[ \\t]*(?:[,}#].*)?\\r?$`,
  'im',
);

/** Whether a text that cannot be parsed is meant for us: one of its lines says `kind: <ours>`. */
export function mentionsOurKind(text: string): boolean {
  return OUR_KIND.test(text);
}
