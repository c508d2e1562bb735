import { createHash } from 'node:crypto';
import type { Place } from '#model/place';
import type { Edit } from '#text/source-file';
import type { Rule, Severity } from './rule.ts';

/** Most related places a finding carries; the message says how many more there are. */
export const MAX_RELATED = 10;

/** One cause, reported once. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  readonly key: string | undefined;
  readonly related: readonly { readonly place: Place; readonly message: string }[];
  readonly fix: { readonly title: string; readonly safe: boolean; readonly edits: readonly Edit[] } | undefined;
  readonly remedy:
    | { readonly on: string; readonly shell: string; readonly commands: readonly string[]; readonly disruptive: boolean }
    | undefined;
  /** Id of the thing the place is about; null for a place in a file that is no thing's. */
  readonly entity: string | null;
  /** Id of the subject the rule was asked about. */
  readonly subject: string;
  /** Hash of rule, entity, property and key: the same wherever the lines move. */
  readonly fingerprint: string;
}

/** Fingerprint of a cause in one of several estates, which may have things of the same names. */
export function fingerprintWithin(estate: string, own: string): string {
  return estate === ''
    ? own
    : createHash('sha256')
        .update(JSON.stringify([estate, own]))
        .digest('hex')
        .slice(0, 32);
}

/** Fingerprint of a cause; `nth` tells apart what would otherwise be the same. */
export function fingerprint(rule: string, entity: string, property: string, key: string | undefined, nth = 1): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, entity, property, key ?? null, ...(nth > 1 ? [nth] : [])]))
    .digest('hex')
    .slice(0, 32);
}
