import { nearest } from '#text/nearest';
import { KINDS, type Kind } from './document.ts';

/** What a value at the root of a document is to us. */
export type Classified =
  | { readonly kind: Kind; readonly written: string }
  | { readonly unknownKind: string; readonly meant: Kind }
  | 'foreign';

/** Other spellings people use for our kinds, besides the nearest word. */
const PLURALS: Readonly<Record<string, Kind>> = {
  hosts: 'host',
  switches: 'switch',
  vms: 'vm',
  clusters: 'cluster',
  'virtual-machine': 'vm',
  virtualmachine: 'vm',
  server: 'host',
};

/**
 * Whether a document is ours: its `kind` is one of our list (in any case) and it has no `apiVersion`, which marks the documents
 * of other tools. A kind that is nearly ours is told apart, but only where the rest does not look like another tool's either.
 */
export function classify(value: unknown): Classified {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return 'foreign';
  const { kind, apiVersion, name } = value as Record<string, unknown>;
  if (typeof kind !== 'string' || apiVersion !== undefined) return 'foreign';
  const lower = kind.toLowerCase();
  const ours = KINDS.find((k) => k === lower);
  if (ours) return { kind: ours, written: kind };
  if (name === undefined || typeof name === 'object') return 'foreign';
  const meant = PLURALS[lower] ?? nearest(lower, KINDS);
  return meant ? { unknownKind: kind, meant: meant as Kind } : 'foreign';
}

/** Whether a text that cannot be parsed is meant for us: one of its lines says `kind: <ours>`. */
export function mentionsOurKind(text: string): boolean {
  return new RegExp(`^[\\s\\-{]*["']?kind["']?\\s*:\\s*["']?(?:${KINDS.join('|')})["']?\\s*,?\\s*(?:#.*)?\\r?$`, 'im').test(text);
}
