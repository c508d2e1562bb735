import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { decode } from '#read/decode';
import { encode } from '#read/encode';
import { type ShownLines, unifiedDiff } from '#report/diff';
import { harmless } from '#report/harmless';
import { visible } from '#text/visible';
import type { Fixed, FixedFile, RawFile } from './fix-rounds.ts';
import { UsageError } from './main.ts';
import { Unwritable, writeTogether } from './output.ts';
import { reasonOf } from './reason.ts';
import { plural } from './verdict.ts';

/** A file as it is on disk, for a text that was read from it. */
export function rawFile(name: string, read: string): RawFile {
  const bytes = bytesNow(name);
  const decoded = decode(bytes);
  if (!('text' in decoded) || !isCovered(decoded.text, read)) throw changed(name);
  return { ...decoded, bytes };
}

/** Whether a text is another, or is it with secrets covered by stars. */
function isCovered(text: string, read: string): boolean {
  if (text === read) return true;
  return text.length === read.length && Array.from(read, (c, i) => c === '*' || c === text[i]).every(Boolean);
}

function bytesNow(name: string): Uint8Array {
  try {
    return readFileSync(path.normalize(name));
  } catch (error) {
    throw new UsageError(`${visible(name)} can no longer be read: ${reasonOf(error)}; nothing was written`);
  }
}

function changed(name: string): UsageError {
  return new UsageError(`${visible(name)} has changed while hvlint was at work; nothing was written`);
}

/** Writes the files that fixes changed, all or none, each in its encoding. When one changed meanwhile or cannot be written, none is. */
export async function writeFixed({ files }: Fixed): Promise<void> {
  const targets = new Map<string, Uint8Array>();
  for (const [name, file] of files) {
    if (!same(bytesNow(name), file.before.bytes ?? new Uint8Array())) throw changed(name);
    const target = realpathSync(path.normalize(name));
    const bytes = bytesOf(name, file);
    const other = targets.get(target);
    if (other && !same(other, bytes))
      throw new UsageError(`${visible(name)} is read under several names, and its fixes differ; nothing was written`);
    targets.set(target, bytes);
  }
  try {
    await writeTogether(targets);
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    throw new UsageError(`${visible(error.file)} cannot be written: ${error.message}; nothing was written`);
  }
}

/** What a file becomes. Refused where its bytes would not come back as they are. */
function bytesOf(name: string, { before, after }: FixedFile): Uint8Array {
  const back = encode(before.text, before.encoding);
  if (before.bytes && !(back && same(back, before.bytes)))
    throw new UsageError(`${visible(name)} is no whole ${before.encoding.name} text; save it as UTF-8; nothing was written`);
  const bytes = encode(after, before.encoding);
  if (!bytes)
    throw new UsageError(
      `${visible(name)} cannot hold a character of its fix as ${before.encoding.name}; save it as UTF-8; nothing was written`,
    );
  return bytes;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** What fixes change, as one diff. It holds the bytes of the files; on a terminal nothing in it acts. */
export function diffOf({ files }: Fixed, cwd: string, terminal: boolean): Uint8Array | string {
  let bytes = '';
  for (const [name, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const relative = path.relative(cwd, path.normalize(name)).replaceAll('\\', '/');
    const old = Buffer.from(file.before.bytes ?? encode(file.before.text, file.before.encoding) ?? '').toString('latin1');
    const { text, shown } = unifiedDiff(relative, old, Buffer.from(bytesOf(name, file)).toString('latin1'));
    // What covers secrets would not apply, and a diff is printed into logs.
    if (shown.some((lines) => linesOf(file.before, file.before.text, lines) !== linesOf(file.before, file.read, lines)))
      process.stderr.write(`hvlint: ${harmless(relative)} is not in the diff: a line beside its fix holds a secret; use --fix\n`);
    else bytes += text;
  }
  if (!terminal) return Buffer.from(bytes, 'latin1');
  const lines = Buffer.from(bytes, 'latin1').toString('utf8').split('\n');
  return lines.map((line) => harmless(line.replace(/\r$/, ''))).join('\n');
}

/** Some lines of a text; all where lines of bytes are other ones than lines of characters. */
function linesOf({ encoding }: RawFile, text: string, { start, end }: ShownLines): string {
  return encoding.name.startsWith('utf-16') ? text : text.split('\n').slice(start, end).join('\n');
}

/** What was done, on standard error. */
export function tellFixed({ fixes, files }: Fixed, written: boolean): void {
  if (files.size === 0) return;
  const made = `${fixes} ${fixes === 1 ? 'fix' : 'fixes'} in ${plural(files.size, 'file')}`;
  process.stderr.write(`${written ? 'made' : 'would make'} ${made}\n`);
}
