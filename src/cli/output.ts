import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { reasonOf } from './reason.ts';
import { Interrupted, uninterrupted } from './uninterrupted.ts';

/**
 * Writes a file whole or not at all: a temporary file beside it, then a rename. Folders are created; a file that is there keeps its
 * mode, and a link leads to the same file as before.
 */
export function writeWhole(name: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(name), { recursive: true });
  const present = existsSync(name);
  const file = present ? realpathSync(name) : name;
  // A device or pipe is written to, never replaced.
  if (present && !statSync(file).isFile()) {
    writeFileSync(file, content);
    return;
  }
  const temporary = temporaryOf(file);
  try {
    writeBeside(file, content);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function temporaryOf(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
}

/** Writes the temporary file of a file, with its mode where there is one. */
function writeBeside(file: string, content: string | Uint8Array): void {
  const temporary = temporaryOf(file);
  writeFileSync(temporary, content);
  if (existsSync(file)) chmodSync(temporary, statSync(file).mode);
}

/** Why none of several files was written. */
export class Unwritable extends Error {
  constructor(
    readonly file: string,
    reason: string,
  ) {
    super(reason);
  }
}

/** How many files are written before it is asked whether the process is to end. */
const AT_ONCE = 32;

/**
 * Writes files, all or none, and the folders they need. A link leads to the same file as before. Throws Unwritable, with everything as
 * it was; a signal before the files are put in place leaves everything as it was too, and one that comes later waits for the last.
 */
export function writeTogether(files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  return uninterrupted(async (asked) => {
    const written = new Map<string, Uint8Array | undefined>();
    const targets = new Set<string>();
    const folders: string[] = [];
    let at = '';
    try {
      for (const [file, content] of files) {
        if (targets.size % AT_ONCE === 0 && (await asked())) throw new Interrupted();
        at = file;
        const target = existsSync(file) ? writable(file) : newFile(file, folders);
        targets.add(target);
        writeBeside(target, content);
      }
      if (await asked()) throw new Interrupted();
      // From here to the end nothing waits, so that no signal is heard.
      for (const target of targets) {
        at = target;
        const old = existsSync(target) ? readFileSync(target) : undefined;
        renameSync(temporaryOf(target), target);
        written.set(target, old);
      }
    } catch (error) {
      for (const [file, old] of written) {
        if (old === undefined) rmSync(file, { force: true });
        else writeWhole(file, old);
      }
      for (const target of targets) rmSync(temporaryOf(target), { force: true });
      removeEmpty(folders);
      throw error instanceof Unwritable || error instanceof Interrupted ? error : new Unwritable(at, reasonOf(error));
    }
  });
}

/** The file a name leads to. A rename asks only whether the folder may be changed. */
function writable(file: string): string {
  accessSync(file, constants.W_OK);
  const stat = statSync(file);
  if (stat.isDirectory()) throw new Unwritable(file, 'it is a folder');
  if ((stat.mode & 0o222) === 0) throw new Unwritable(file, 'it is read-only');
  return realpathSync(file);
}

/** A file that is not there yet, after its folders are made; `made` gets them, the inner ones first. */
function newFile(file: string, made: string[]): string {
  const folder = path.dirname(file);
  const first = mkdirSync(folder, { recursive: true });
  if (first !== undefined) for (let each = folder; each.length >= first.length; each = path.dirname(each)) made.push(each);
  return file;
}

/** Removes folders in which nothing is. */
function removeEmpty(folders: readonly string[]): void {
  for (const folder of [...folders].sort((a, b) => b.length - a.length))
    try {
      rmdirSync(folder);
    } catch {
      // Somebody else has put something there.
    }
}

/** Whether a stream gets colours: a flag decides, then FORCE_COLOR and NO_COLOR, then whether it is a terminal. */
export function wantsColor(flag: boolean | undefined, stream: NodeJS.WriteStream): boolean {
  if (flag !== undefined) return flag;
  const { FORCE_COLOR, NO_COLOR } = process.env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return stream.isTTY === true;
}
