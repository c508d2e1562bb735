import { entriesIn, estateIn, type FileEntry } from '#estate/baseline-file';
import type { BaselineEntry } from '#lint/baseline';
import { UsageError } from './main.ts';
import { writeWhole } from './output.ts';
import { reasonOf } from './reason.ts';

/** Writes the entries of some estates; those of others stay as they are. */
export function writeBaseline(file: string, estates: ReadonlyMap<string, readonly BaselineEntry[]>): number {
  const given = new Map([...estates].map(([root, entries]) => [estateIn(file, root), entries]));
  const others = entriesIn(file).filter((entry) => !given.has(entry.estate ?? ''));
  const all: FileEntry[] = [
    ...others,
    ...[...given].flatMap(([estate, entries]) => entries.map((entry) => (estate === '' ? entry : { estate, ...entry }))),
  ];
  all.sort((a, b) => ((a.estate ?? '') < (b.estate ?? '') ? -1 : (a.estate ?? '') > (b.estate ?? '') ? 1 : 0));
  try {
    writeWhole(file, `${JSON.stringify({ schemaVersion: 1, suppressions: all }, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${reasonOf(error)}`);
  }
  return all.length;
}
