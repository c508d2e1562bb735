import path from 'node:path';
import { harmless } from '#report/harmless';
import { UsageError } from './main.ts';
import { Unwritable, writeTogether } from './output.ts';

/** Writes the files a command makes, all or none, and tells which. */
export async function writeAllOrNone(
  files: readonly { readonly file: string; readonly text: string }[],
  cwd: string,
): Promise<void> {
  const name = (file: string): string => harmless(path.relative(cwd, file) || file);
  try {
    await writeTogether(new Map(files.map(({ file, text }) => [file, text])));
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    throw new UsageError(`${name(error.file)} cannot be written: ${error.message}; nothing was written`);
  }
  for (const { file } of files) process.stderr.write(`wrote ${name(file)}\n`);
}
