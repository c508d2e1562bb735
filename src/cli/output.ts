import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

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

/** Writes files that are there, all or none. Throws Unwritable, with every file as it was. */
export function writeTogether(files: ReadonlyMap<string, Uint8Array>): void {
  const before = new Map<string, Uint8Array>();
  let at = '';
  try {
    for (const [file, content] of files) {
      at = file;
      // A rename asks only whether the folder may be changed.
      accessSync(file, constants.W_OK);
      if ((statSync(file).mode & 0o222) === 0) throw new Unwritable(file, 'it is read-only');
      writeBeside(file, content);
    }
    for (const file of files.keys()) {
      at = file;
      const old = readFileSync(file);
      renameSync(temporaryOf(file), file);
      before.set(file, old);
    }
  } catch (error) {
    for (const [file, old] of before) writeWhole(file, old);
    for (const file of files.keys()) rmSync(temporaryOf(file), { force: true });
    throw error instanceof Unwritable ? error : new Unwritable(at, reasonOf(error as NodeJS.ErrnoException));
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  return error.code === 'EACCES' || error.code === 'EPERM' ? 'permission denied' : error.message;
}

/** Whether a stream gets colours: a flag decides, then FORCE_COLOR and NO_COLOR, then whether it is a terminal. */
export function wantsColor(flag: boolean | undefined, stream: NodeJS.WriteStream): boolean {
  if (flag !== undefined) return flag;
  const { FORCE_COLOR, NO_COLOR } = process.env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return stream.isTTY === true;
}
