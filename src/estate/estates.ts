import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ConfigFinder } from '#config/find';
import { missingConfig, type Reader, type Setting } from '#config/load';
import { estateFolder, matcher } from '#config/match';
import { ConfigError } from '#config/problem';
import { type Config, resolveConfig } from '#config/resolve';
import type { Estate } from '#lint/lint';
import type { Rule } from '#lint/rule';
import type { Os } from '#model/os';
import type { Encoding } from '#read/decode';
import type { ReadFile } from '#read/document';
import { MAX_FILE_BYTES } from '#read/limits';
import type { Problem } from '#read/problem';
import { type ReadOptions, readFile, readText, type Unreadable } from '#read/read-file';
import { lineRange } from '#text/line-index';
import { type Discovery, type FoundFile, isWithin } from './discover.ts';

/** How configurations are found. */
export interface LookupOptions {
  readonly cwd: string;
  readonly rules: readonly Rule[];
  /** A configuration that counts for everything; undefined looks them up. */
  readonly config?: string | undefined;
  readonly lookup: boolean;
  readonly ruleFlags: Readonly<Record<string, Setting>>;
}

/** How files are read. */
export interface ReadingOptions {
  /** Text that stands for one file, as an editor has it. */
  readonly stdin?: { readonly path: string; readonly text: string; readonly encoding: Encoding } | undefined;
  /** Texts that stand for files, by absolute path with `/`: what fixes have made of them, or buffers of an editor. */
  readonly texts?: ReadonlyMap<string, { readonly text: string; readonly encoding: Encoding | undefined }>;
  readonly progress?: (done: number, of: number) => void;
}

/** The files of one estate and the configuration that judges them. */
export interface EstatePlan {
  readonly root: string;
  readonly config: Config;
  readonly whole: boolean;
  /** Files of the configuration that are for no estate besides those that were found: everything they can be about was searched. */
  readonly wholeSources: readonly string[];
  readonly files: readonly FoundFile[];
}

/** Looks up configurations, once each. */
export class Configs {
  private readonly finder = new ConfigFinder();
  private readonly resolved = new Map<string, Promise<Config>>();

  constructor(private readonly options: LookupOptions) {}

  async of(folder: string): Promise<Config> {
    const { config, lookup, cwd } = this.options;
    const file = config !== undefined ? path.resolve(cwd, config) : lookup ? this.finder.nearest(folder) : undefined;
    const key = file ?? '';
    let known = this.resolved.get(key);
    if (!known) {
      const missing = config !== undefined && file !== undefined ? missingConfig(file, config) : undefined;
      if (missing !== undefined) throw new ConfigError([missing]);
      known = resolveConfig(file, this.options.rules, this.options.ruleFlags);
      this.resolved.set(key, known);
    }
    return known;
  }
}

/** The estates of the files that were found: below one configuration, or each folder its `estates:` names. */
export async function planEstates(discovery: Discovery, configs: Pick<Configs, 'of'>, cwd: string): Promise<EstatePlan[]> {
  const plans = new Map<string, Omit<EstatePlan, 'files'> & { files: FoundFile[] }>();
  const folders = new Map<string, Config>();
  const matchers = new Map<Config, (file: string) => boolean>();
  const onlyFolder = discovery.folders.length === 1 ? discovery.folders[0]! : cwd;
  for (const file of discovery.files) {
    const folder = path.dirname(file.path);
    let config = folders.get(folder);
    if (!config) {
      config = await configs.of(folder);
      folders.set(folder, config);
    }
    const posix = file.path.replaceAll('\\', '/');
    // A search goes by the configuration of the folder it began in; what a nearer one does not want is left out here.
    if (file.searched && !wanted(config, posix, matchers)) continue;
    const root =
      (config.folder && estateFolder(config.folder, config.estates, posix)) ?? config.folder ?? onlyFolder.replaceAll('\\', '/');
    const key = `${root}\n${config.sources.join('\n')}`;
    const plan = plans.get(key) ?? {
      root,
      config,
      whole: isWhole(path.normalize(root), discovery),
      wholeSources: searchedAround(config, discovery.folders),
      files: [],
    };
    plans.set(key, plan);
    plan.files.push(file);
  }
  // The order in which files were named or found never shows in what is said about them.
  for (const plan of plans.values()) plan.files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return [...plans.values()].map((plan) => ({ ...plan, files: onceEach(plan.files) }));
}

/** Whether everything in a folder was found: it was searched, and nothing within it is closed. */
function isWhole(root: string, { folders, closed }: Discovery): boolean {
  return folders.some((folder) => isWithin(root, folder)) && !closed.some((folder) => isWithin(folder.path, root));
}

/** Files without the links that lead to another of them: what it holds is read once. */
function onceEach(files: readonly FoundFile[]): readonly FoundFile[] {
  if (!files.some(({ target }) => target !== undefined)) return files;
  const real = new Set(files.filter(({ target }) => target === undefined).map(({ path: file }) => realOf(file)));
  return files.filter(({ target }) => {
    if (target === undefined) return true;
    const known = real.has(target);
    real.add(target);
    return !known;
  });
}

function realOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** Files of a configuration that lie, with its folder, in one of the folders that were searched. */
function searchedAround({ folder, sources }: Config, searched: readonly string[]): string[] {
  if (folder === undefined) return [];
  const around = searched.filter((f) => isWithin(path.normalize(folder), f));
  return sources.filter((source) => around.some((f) => isWithin(path.dirname(path.normalize(source)), f)));
}

/** How the estate of a plan is judged. */
export function estateOf(
  { root, whole, config }: EstatePlan,
  files: readonly ReadFile[],
  options: Pick<Estate, 'baseline' | 'inlineConfig' | 'today'> & { readonly target?: Os | undefined },
): Estate {
  return {
    root,
    name: config.folder ? path.posix.relative(config.folder, root) : '',
    files,
    whole,
    target: options.target ?? config.target,
    inventory: config.inventory,
    descriptions: config.descriptions,
    severityOf: config.severityOf,
    suppress: config.suppress,
    locked: config.locked,
    lockedOff: config.lockedOff,
    baseline: options.baseline ?? [],
    inlineConfig: options.inlineConfig,
    today: options.today,
  };
}

/** Whether a configuration reads a file that a search found: it matches `files` and not `ignore`. */
export function wanted(config: Config, file: string, known: Map<Config, (file: string) => boolean>): boolean {
  if (config.folder === undefined) return true;
  let matches = known.get(config);
  if (!matches) {
    const read = matcher(config.folder, config.files);
    const left = config.ignore.length > 0 ? matcher(config.folder, config.ignore) : () => false;
    matches = (path) => read(path) && !left(path);
    known.set(config, matches);
  }
  return matches(file);
}

/** What happened while the files of a run were read. */
export interface Tally {
  /** Files that hold something of ours. */
  files: number;
  skipped: number;
  done: number;
  readonly of: number;
  readonly notes: { file: string; message: string }[];
  /** Files that were named and could not be read. */
  readonly failures: { file: string; message: string }[];
  /** What a search found and the system does not let read, and files that are broken: something of the estate is missing. */
  readonly incomplete: { file: string; message: string; fault?: string }[];
}

export function newTally(of: number): Tally {
  return { files: 0, skipped: 0, done: 0, of, notes: [], failures: [], incomplete: [] };
}

/** The tally of a run that has found its files and read none: it holds the folders that could not be searched. */
export function tallyOf({ files, closed }: Discovery): Tally {
  const tally = newTally(files.length);
  for (const { path: file, explicit, reason } of closed) {
    if (explicit) tally.failures.push({ file, message: `cannot be read: ${reason}` });
    else {
      tally.notes.push({ file, message: `not searched: ${reason}` });
      tally.incomplete.push({ file, message: `cannot be searched: ${reason}` });
    }
  }
  return tally;
}

/** Reads the files of one estate. What holds nothing of ours and what cannot be read is counted and left out. */
export async function readEstate(
  plan: EstatePlan,
  options: ReadingOptions,
  tally: Tally,
  /** Contents that were read already, by path; taken out as they are used. */
  contents?: Map<string, Content>,
): Promise<ReadFile[]> {
  const read: ReadFile[] = [];
  const readOne = fileReader(plan.config);
  for (const file of plan.files) {
    const result = await readOne(file, options, contents?.get(file.path));
    contents?.delete(file.path);
    if (options.progress) {
      options.progress(++tally.done, tally.of);
      // Reading never waits, so what is to be shown needs a moment now and then.
      if (tally.done % 64 === 0) await setImmediate();
    }
    if ('unreadable' in result) {
      if (file.explicit) tally.failures.push({ file: file.path, message: `cannot be read: ${result.unreadable}` });
      else {
        tally.skipped++;
        tally.notes.push({ file: file.path, message: `not read: ${result.unreadable}` });
        if (result.refused) tally.incomplete.push({ file: file.path, message: `cannot be read: ${result.unreadable}` });
      }
    } else if (result.foreign) {
      tally.skipped++;
      if (file.explicit)
        tally.notes.push({
          file: file.path,
          message:
            result.file.text.trim() === ''
              ? 'it is empty'
              : 'nothing in it is for hvlint: no document with a kind it knows, and no dialect it reads',
        });
    } else {
      tally.files++;
      const { encoding } = result;
      if (encoding && (encoding.name !== 'utf-8' || encoding.bom))
        tally.notes.push({ file: file.path, message: `read as ${encoding.name}${encoding.bom ? ' (byte order mark)' : ''}` });
      const fault = result.problems.find(({ rule }) => rule === 'reading/syntax');
      if (fault) {
        const message = 'cannot be read in full; run hvlint on it to see why';
        tally.incomplete.push({ file: file.path, message, fault: faultText(result, fault) });
      }
      read.push(result);
    }
  }
  return read;
}

/** What is wrong with a text, behind its place in the file. */
function faultText({ file }: ReadFile, { place, message }: Problem): string {
  const { line, column } = lineRange(file, 'start' in place ? place : { start: 0, end: 0 });
  return `${line}:${column}: ${message}`;
}

function readers(config: Config): (file: string) => (Reader & { folder: string }) | undefined {
  const list = config.readers.map((reader) => ({ reader, matches: matcher(reader.folder, reader.files) }));
  return (file) => list.find((entry) => entry.matches(file))?.reader;
}

/** Reads one file as a configuration says. */
export function fileReader(
  config: Config,
): (file: Pick<FoundFile, 'path' | 'explicit'>, options: ReadingOptions, content?: Content) => Promise<ReadFile | Unreadable> {
  const readerOf = readers(config);
  return (file, options, content) => readOne(file, readerOf(file.path.replaceAll('\\', '/')), options, content);
}

async function readOne(
  file: Pick<FoundFile, 'path' | 'explicit'>,
  reader: Reader | undefined,
  options: ReadingOptions,
  content?: Content,
): Promise<ReadFile | Unreadable> {
  const posix = file.path.replaceAll('\\', '/');
  const how: ReadOptions = {
    explicit: file.explicit,
    ...(reader?.as ? { as: reader.as } : {}),
    ...(reader?.stance ? { stance: reader.stance } : {}),
    ...(reader?.name
      ? {
          name: reader.name
            .replaceAll('{folder}', path.posix.basename(path.posix.dirname(posix)))
            .replaceAll('{file}', path.posix.basename(posix).replace(/\.[^.]*$/, '')),
        }
      : {}),
  };
  const own = options.stdin?.path === file.path ? options.stdin : undefined;
  const given = options.texts?.get(posix) ?? own;
  if (given) return readText({ path: posix, text: given.text }, how, given.encoding);
  const bytes = content ?? contentOf(file.path);
  return 'unreadable' in bytes ? bytes : readFile(posix, bytes, how);
}

/** The bytes of a file, or why there are none. */
export type Content = Buffer | Unreadable;

/** Reads the bytes of a file. */
export function contentOf(file: string): Content {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return { unreadable: 'it is no regular file' };
    const { size } = stat;
    if (size > MAX_FILE_BYTES)
      return {
        unreadable: `it has ${Math.round(size / 1024 / 1024)} MB; hvlint reads up to ${MAX_FILE_BYTES / 1024 / 1024} MB a file`,
      };
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { unreadable: reasonOf(error as NodeJS.ErrnoException, file), refused: code !== 'ENOENT' && code !== 'ELOOP' };
  }
}

function reasonOf(error: NodeJS.ErrnoException, file: string): string {
  if (error.code === 'EACCES' || error.code === 'EPERM') return 'permission denied';
  if (error.code === 'ENOENT') return isLink(file) ? 'it is a link to a file that does not exist' : 'it is gone';
  if (error.code === 'ELOOP') return 'it is a loop of symbolic links';
  return error.message;
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch {
    return false;
  }
}

/** What each file of an estate is read as. */
export async function readPlanned(
  plan: EstatePlan,
): Promise<{ file: string; as: string; kinds: { kind: string; name: string; os: string | undefined }[] }[]> {
  const readOne = fileReader(plan.config);
  const rows: { file: string; as: string; kinds: { kind: string; name: string; os: string | undefined }[] }[] = [];
  for (const file of plan.files) {
    const read = await readOne(file, {});
    const documents = 'unreadable' in read ? [] : read.documents;
    const as =
      'unreadable' in read
        ? `not read: ${read.unreadable}`
        : read.foreign
          ? 'skipped'
          : `${read.syntax}: ${documents.map((d) => d.kind).join(', ') || 'broken'}`;
    rows.push({
      file: file.path,
      as,
      kinds: documents.map((d) => ({
        kind: d.kind,
        name: String((d.data as { name?: unknown }).name ?? ''),
        os: (d.data as { os?: string }).os,
      })),
    });
  }
  return rows;
}
