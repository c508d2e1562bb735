import { existsSync } from 'node:fs';
import path from 'node:path';
import { discover } from '#estate/discover';
import { Configs, planEstates, readEstate, type Tally, tallyOf } from '#estate/estates';
import type { Document } from '#read/document';
import { documentYaml } from '#report/document-yaml';
import { visible } from '#text/visible';
import { fileName } from './file-name.ts';
import { tellIncomplete } from './incomplete.ts';
import { UsageError } from './main.ts';
import { writeAllOrNone } from './new-files.ts';
import { everyRule } from './rule-list.ts';
import { VERSION } from './version.ts';

/** Flags of `hvlint convert`, as commander gives them. */
interface Flags {
  readonly outputDir?: string;
  readonly force?: boolean;
  readonly config?: string;
  readonly configLookup: boolean;
}

/** `hvlint convert`: what was read, as hvlint YAML documents, on standard output or one file a thing. Never overwrites unless told to. */
export async function convertCommand(paths: readonly string[], flags: Flags): Promise<void> {
  const cwd = process.cwd();
  const { documents, incomplete } = await documentsOf(paths, flags, cwd);
  if (documents.length === 0) {
    const faults = incomplete.map(({ file, message, fault }) =>
      [visible(path.relative(cwd, path.normalize(file)) || '.'), visible(fault ?? message)].join(fault === undefined ? ' ' : ':'),
    );
    const nothing = faults.length > 0 ? 'nothing can be read' : 'no file holds anything hvlint knows';
    throw new UsageError([...faults, `nothing to convert: ${nothing}`].join('\n'));
  }
  const texts = documents.map((document) => ({ document, text: convertedText(document) }));
  if (flags.outputDir === undefined) {
    process.stdout.write(texts.map(({ text }) => text).join('---\n'));
    if (tellIncomplete(incomplete, cwd)) process.exitCode = 2;
    return;
  }
  const taken = new Set<string>();
  const files = texts.map(({ document, text }) => ({ file: path.resolve(cwd, flags.outputDir!, fileOf(document, taken)), text }));
  const present = flags.force ? [] : files.filter(({ file }) => existsSync(file));
  if (present.length > 0)
    throw new UsageError(
      `${visible(path.relative(cwd, present[0]!.file))}${present.length > 1 ? ` and ${present.length - 1} more are` : ' is'} here already; convert overwrites only with --force`,
    );
  await writeAllOrNone(files, cwd);
  if (tellIncomplete(incomplete, cwd)) process.exitCode = 2;
}

/** One document as hvlint YAML. */
export function convertedText({ kind, data, stance, complete }: Document): string {
  return documentYaml({ kind, data, observed: stance === 'observed', complete }, VERSION);
}

async function documentsOf(
  paths: readonly string[],
  flags: Flags,
  cwd: string,
): Promise<{ documents: Document[]; incomplete: Tally['incomplete'] }> {
  const configs = new Configs({ config: flags.config, lookup: flags.configLookup, rules: everyRule(), ruleFlags: {}, cwd });
  const discovery = await discover(paths, cwd, (folder) => configs.of(folder));
  if (discovery.unmatched.length > 0) throw new UsageError(discovery.unmatched.join('\n'));
  const tally = tallyOf(discovery);
  const found: Document[] = [];
  for (const plan of await planEstates(discovery, configs, cwd))
    for (const file of await readEstate(plan, {}, tally)) found.push(...file.documents);
  for (const { file, message } of tally.failures) throw new UsageError(`${path.relative(cwd, file)}: ${message}`);
  return { documents: found, incomplete: tally.incomplete };
}

const FOLDERS: Readonly<Partial<Record<Document['kind'], string>>> = {
  host: 'hosts',
  switch: 'switches',
  vm: 'vms',
  cluster: 'clusters',
};

/** A file name made of the thing's names; what is no letter, digit, dot or dash becomes a dash. */
function fileOf(document: Document, taken: Set<string>): string {
  const { name = document.kind, host } = document.data as { name?: string; host?: string };
  const parts = [...(document.kind === 'vm' && host !== undefined ? [host] : []), name];
  const base = parts.map(fileName).join('.');
  const folder = FOLDERS[document.kind] ?? document.kind;
  let file = path.join(folder, `${base}.yaml`);
  for (let n = 2; taken.has(file); n++) file = path.join(folder, `${base}-${n}.yaml`);
  taken.add(file);
  return file;
}
