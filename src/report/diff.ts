import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';

/** A part of a file that a diff shows: lines from 0, the end exclusive. */
export interface ShownLines {
  readonly start: number;
  readonly end: number;
}

/** A change of one file. */
export interface FileDiff {
  /** The bytes of the diff, a character each; empty when nothing changes. */
  readonly text: string;
  /** The lines of the file as it was that the diff shows. */
  readonly shown: readonly ShownLines[];
}

/**
 * A change of one file as a unified diff that `git apply` and `patch -p1` take, in the top folder of a repository and below it: git takes
 * names behind `diff --git` from the top, others from where it is run. `before` and `after` are the bytes of the file, a character each,
 * so that every encoding and line end stays as it is. `name` is relative to the folder the diff is applied in.
 */
export function unifiedDiff(name: string, before: string, after: string): FileDiff {
  const patch = structuredPatch('', '', before, after, undefined, undefined, { context: 3 });
  if (patch.hunks.length === 0) return { text: '', shown: [] };
  return {
    text: `--- ${named(`a/${name}`)}\n+++ ${named(`b/${name}`)}\n${formatPatch(patch, OMIT_HEADERS)}`,
    shown: patch.hunks.map(({ oldStart, oldLines }) => ({ start: oldStart - 1, end: oldStart - 1 + oldLines })),
  };
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A name as git writes it: in quotes where it must be, else with a tab behind a name with blanks, which ends it. */
function named(name: string): string {
  const bytes = new TextEncoder().encode(name);
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  if (!/["\\\p{Cc}]/u.test(name)) return text.includes(' ') ? `${text}\t` : text;
  return `"${Array.from(text, (c) => ESCAPES[c] ?? (/[ -~]/.test(c) ? c : `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`)).join('')}"`;
}
