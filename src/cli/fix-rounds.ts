import { applyEdits } from '#fix/apply';
import { chooseFixes } from '#fix/choose';
import { withoutHarm } from '#fix/harm';
import type { Finding } from '#lint/finding';
import type { Encoding } from '#read/decode';

/** Fixes may bring out others: as many rounds as this, and no more. */
const MAX_ROUNDS = 10;

/** A file as it is, before anything of it was covered. */
export interface RawFile {
  readonly text: string;
  readonly encoding: Encoding;
  /** What is on disk; undefined for standard input. */
  readonly bytes?: Uint8Array | undefined;
}

/** A file as it is and as fixes leave it. */
export interface FixedFile {
  readonly before: RawFile;
  /** `before` as it was read: secrets may be covered, character by character. */
  readonly read: string;
  readonly after: string;
}

/** What a run found. */
interface Result {
  readonly findings: readonly Finding[];
}

export interface Fixed<R extends Result = Result> {
  /** What is left. */
  readonly result: R;
  /** The files that change, by absolute path with `/`. */
  readonly files: ReadonlyMap<string, FixedFile>;
  readonly fixes: number;
}

/** Texts that stand for files, by absolute path with `/`. */
export type Texts = ReadonlyMap<string, { readonly text: string; readonly encoding: Encoding }>;

/**
 * Lints, fixes in memory, and lints again until nothing changes. A safe fix that would bring about a finding that was not there is left
 * out. `run` reads what is given in the place of files; `raw` gives a file as it is on disk now, for a text that was read from it.
 */
export async function fixRounds<R extends Result>(
  run: (texts: Texts) => Promise<R>,
  raw: (path: string, read: string) => RawFile,
  unsafe: boolean,
): Promise<Fixed<R>> {
  const originals = new Map<string, RawFile>();
  const original = (path: string, read: string): RawFile => {
    const known = originals.get(path) ?? raw(path, read);
    originals.set(path, known);
    return known;
  };
  const lint = (files: ReadonlyMap<string, FixedFile>): Promise<R> =>
    run(new Map([...files].map(([path, { before, after }]) => [path, { text: after, encoding: before.encoding }])));

  let files: ReadonlyMap<string, FixedFile> = new Map();
  let result = await lint(files);
  let fixes = 0;
  const harmful = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { findings } = chooseFixes(
      result.findings.filter(({ fingerprint }) => !harmful.has(fingerprint)),
      unsafe,
    );
    if (findings.length === 0) break;
    const base = files;
    const attempt = async (
      some: readonly Finding[],
    ): Promise<{ files: typeof files; result: R; findings: readonly Finding[] }> => {
      const next = fixedBy(some, base, original);
      const made = await lint(next);
      return { files: next, result: made, findings: made.findings };
    };
    const { made, left, harmful: more } = await withoutHarm(findings, { files, result, findings: result.findings }, attempt);
    for (const { fingerprint } of more) harmful.add(fingerprint);
    ({ files, result } = left);
    fixes += made.length;
  }
  return { result, files: new Map([...files].filter(([, { before, after }]) => before.text !== after)), fixes };
}

/** The files with the fixes of some findings. */
function fixedBy(
  findings: readonly Finding[],
  files: ReadonlyMap<string, FixedFile>,
  original: (path: string, read: string) => RawFile,
): ReadonlyMap<string, FixedFile> {
  const next = new Map(files);
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []);
  for (const [path, read] of new Map(edits.map(({ file }) => [file.path, file.text]))) {
    const known = files.get(path);
    const before = known?.before ?? original(path, read);
    const after = applyEdits({ path, text: known?.after ?? before.text }, edits);
    next.set(path, { before, read: known?.read ?? read, after });
  }
  return next;
}
