import { existsSync } from 'node:fs';
import path from 'node:path';
import { matcher } from '#config/match';
import type { Os } from '#model/os';
import { harmless } from '#report/harmless';
import { relativePath } from '#report/relative-path';
import type { MachineRemediation } from '#report/remediation';
import { entries } from '#report/report';
import { dayOf } from '#text/day';
import { nearest } from '#text/nearest';
import { fileName } from './file-name.ts';
import { tellIncomplete } from './incomplete.ts';
import { ruleFlags } from './lint-flags.ts';
import { UsageError } from './main.ts';
import { writeAllOrNone } from './new-files.ts';
import { progressOn } from './progress.ts';
import { everyRule } from './rule-list.ts';
import { type RunResult, runLint } from './run.ts';
import type { CheckedEstate, RunOptions } from './run-options.ts';
import { plural } from './verdict.ts';
import { VERSION } from './version.ts';

/** Flags of `hvlint remediate`, as commander gives them. */
interface Flags {
  readonly outputDir?: string;
  readonly force?: boolean;
  readonly includeDisruptive?: boolean;
  readonly on: readonly string[];
  readonly rule: readonly string[];
  readonly inlineConfig: boolean;
  readonly suppressionsLocation?: string;
  readonly config?: string;
  readonly configLookup: boolean;
  readonly target?: Os;
  readonly progress: boolean;
}

/** What is written for one machine. */
export interface RemediationFile {
  /** Relative to the output folder, with `/`. */
  readonly name: string;
  readonly machine: MachineRemediation;
  readonly text: string;
}

/** `hvlint remediate`: a script or command list for each machine that has something to repair. It judges nothing: the exit code is 0. */
export async function remediateCommand(paths: readonly string[], flags: Flags): Promise<void> {
  if (paths.includes('') || flags.config === '' || flags.outputDir === '') throw new UsageError('a path is empty');
  const cwd = process.cwd();
  const progress = progressOn(flags.progress);
  const { files, result } = await remediationFiles(paths, flags, cwd, dayOf(new Date()), progress?.step);
  progress?.stop();
  const chosen = chosenOf(files, flags.on);
  if (flags.outputDir === undefined) {
    const heads = chosen.length > 1 || flags.on.length === 0;
    process.stdout.write(chosen.map(({ name, text }) => (heads ? `==> ${harmless(name)} <==\n${text}` : text)).join('\n'));
  } else await writeAll(chosen, path.resolve(cwd, flags.outputDir), flags.force === true, cwd, result);
  tell(result, chosen);
  if (tellIncomplete(result.incomplete, cwd)) process.exitCode = 2;
}

/** Reads and checks the files and writes what repairs what was found. Prints nothing. */
export async function remediationFiles(
  paths: readonly string[],
  flags: Pick<
    Flags,
    'includeDisruptive' | 'rule' | 'inlineConfig' | 'suppressionsLocation' | 'config' | 'configLookup' | 'target'
  >,
  cwd: string,
  today: string,
  progress?: RunOptions['progress'],
): Promise<{ files: RemediationFile[]; result: RunResult }> {
  const checked: CheckedEstate[] = [];
  const result = await runLint({
    paths,
    cwd,
    rules: everyRule(),
    config: flags.config,
    lookup: flags.configLookup,
    ruleFlags: ruleFlags(flags.rule, everyRule()),
    target: flags.target,
    inlineConfig: flags.inlineConfig,
    today,
    baseline: { use: 'read', location: flags.suppressionsLocation },
    onChecked: (estate) => checked.push(estate),
    ...(progress ? { progress } : {}),
  });
  if (result.unmatched.length > 0) throw new UsageError(result.unmatched.join('\n'));
  if (result.failures.length > 0)
    throw new UsageError(result.failures.map(({ file, message }) => `${file}: ${message}`).join('\n'));
  if (result.files === 0) throw new UsageError('nothing to remediate: no file holds anything hvlint knows');
  const taken = new Set<string>();
  const files: RemediationFile[] = [];
  for (const estate of checked) {
    const folder = checked.length > 1 ? folderOf(estate, cwd) : '';
    files.push(...(await filesOf(estate, folder, taken, { cwd, includeDisruptive: flags.includeDisruptive === true })));
  }
  return { files, result };
}

/** The folder of the files of one estate among several. */
function folderOf({ root }: CheckedEstate, cwd: string): string {
  const relative = relativePath(cwd.replaceAll('\\', '/'), root);
  const steps = (relative.startsWith('.') ? path.posix.basename(root) : relative).split('/');
  return `${steps.map(fileName).join('/')}/`;
}

async function filesOf(
  { network, findings }: CheckedEstate,
  folder: string,
  taken: Set<string>,
  { cwd, includeDisruptive }: { readonly cwd: string; readonly includeDisruptive: boolean },
): Promise<RemediationFile[]> {
  const { remediationOf } = await import('#report/remediation');
  const { remediationScript } = await import('#report/remediation-script');
  const { switchCommands } = await import('#report/remediation-switch');
  const all = remediationOf(network, entries({ cwd: cwd.replaceAll('\\', '/'), findings, toolVersion: VERSION }));
  const writing = { toolVersion: VERSION, includeDisruptive, all };
  return all.map((machine) => {
    const isScript = machine.shell === 'powershell';
    const text = isScript ? remediationScript(machine, network, writing) : switchCommands(machine, writing);
    return { name: freeName(`${folder}${fileName(machine.thing.name)}`, isScript ? 'ps1' : 'txt', taken), machine, text };
  });
}

function freeName(base: string, ending: string, taken: Set<string>): string {
  let name = `${base}.${ending}`;
  for (let n = 2; taken.has(name); n++) name = `${base}-${n}.${ending}`;
  taken.add(name);
  return name;
}

/** The files of the machines that --on names. */
function chosenOf(files: readonly RemediationFile[], on: readonly string[]): readonly RemediationFile[] {
  if (on.length === 0) return files;
  const namesOf = ({ machine: { id, thing } }: RemediationFile): string[] => [id, thing.name.toLowerCase()];
  for (const name of on)
    if (!files.some((file) => namesOf(file).includes(name.toLowerCase()))) {
      const meant = nearest(name.toLowerCase(), files.flatMap(namesOf));
      const known = files.length > 0 ? ` (${files.map(({ machine }) => harmless(machine.id)).join(', ')})` : '';
      throw new UsageError(
        `--on: there is nothing to run on '${harmless(name)}'${meant ? `; did you mean ${harmless(meant)}?` : ''}${known}`,
      );
    }
  const wanted = new Set(on.map((name) => name.toLowerCase()));
  return files.filter((file) => namesOf(file).some((name) => wanted.has(name)));
}

/** Writes every file, none over one that is there unless told to. Windows PowerShell takes a script without a mark for another encoding. */
async function writeAll(
  files: readonly RemediationFile[],
  folder: string,
  force: boolean,
  cwd: string,
  result: RunResult,
): Promise<void> {
  const targets = files.map(({ name, text }) => ({
    file: path.join(folder, name),
    text: name.endsWith('.ps1') && /[^\0-\x7f]/.test(text) ? `\ufeff${text}` : text,
  }));
  const present = force ? [] : targets.filter(({ file }) => existsSync(file));
  if (present.length > 0)
    throw new UsageError(
      `${harmless(path.relative(cwd, present[0]!.file))}${present.length > 1 ? ` and ${present.length - 1} more are` : ' is'} here already; remediate overwrites only with --force`,
    );
  await writeAllOrNone(targets, cwd);
  const read = targets.filter(({ file }) => isRead(file.replaceAll('\\', '/'), result));
  if (read.length > 0)
    process.stderr.write(
      `note: hvlint reads scripts of an estate as what is wanted of it; add these to 'ignore' (${harmless(path.relative(cwd, folder) || '.')}/**) or write them elsewhere\n`,
    );
}

/** Whether the next run takes a file for one of the estate. */
function isRead(file: string, { estates }: RunResult): boolean {
  return estates.some(({ root, config: { folder, files, ignore } }) => {
    if (folder === undefined) return file.startsWith(`${root}/`);
    return matcher(folder, files)(file) && !(ignore.length > 0 && matcher(folder, ignore)(file));
  });
}

/** How much of what was found is in the files, on standard error. */
function tell({ findings }: RunResult, files: readonly RemediationFile[]): void {
  const repaired = new Set(
    files.flatMap(({ machine }) => machine.steps.flatMap((step) => step.entries.map(({ finding }) => finding))),
  );
  const without = findings.filter(({ remedy }) => remedy === undefined).length;
  process.stderr.write(
    `${plural(findings.length, 'finding')}: commands for ${repaired.size} on ${plural(files.length, 'machine')}${without > 0 ? `; ${without} ${without === 1 ? 'has' : 'have'} none, see hvlint explain` : ''}\n`,
  );
}
