import type { Tally } from '#estate/estates';
import type { Pseudonyms } from '#report/anonymous/pseudonyms';
import { harmless } from '#report/harmless';
import { relativePath } from '#report/relative-path';

/** Names on standard error what could not be read, or not in full. Whether there is any. */
export function tellIncomplete(incomplete: Tally['incomplete'], cwd: string, pseudonyms?: Pseudonyms): boolean {
  for (const { file, message } of incomplete) {
    const name = relativePath(cwd.replaceAll('\\', '/'), file.replaceAll('\\', '/'));
    process.stderr.write(`hvlint: ${harmless(pseudonyms?.path(name) ?? name)} ${harmless(message)}\n`);
  }
  return incomplete.length > 0;
}
