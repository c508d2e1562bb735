import path from 'node:path';
import { unknownRule } from '#config/load';
import type { Rule } from '#lint/rule';
import { meansRule } from '#lint/suppress';
import type { Os } from '#model/os';
import type { Detail } from '#model/topology-summary';
import { MAX_VLAN } from '#model/vlan-set';
import type { Document } from '#read/document';
import type { Names } from '#report/graph/drawing';
import type { PicturedEstate, PictureFormat } from '#report/graph/picture';
import { harmless } from '#report/harmless';
import { relativePath } from '#report/relative-path';
import { dayOf } from '#text/day';
import { anonymousMessages, pseudonymsOf } from './anonymity.ts';
import { unknownName } from './estate-networks.ts';
import { tellIncomplete } from './incomplete.ts';
import { UsageError } from './main.ts';
import { writeWhole } from './output.ts';
import { refuseOverInput } from './over-input.ts';
import { progressOn } from './progress.ts';
import { reasonOf } from './reason.ts';
import { everyRule } from './rule-list.ts';
import { runLint } from './run.ts';
import type { CheckedEstate, RunOptions } from './run-options.ts';

/** Flags of `hvlint graph`, as commander gives them. */
interface Flags {
  readonly in: readonly string[];
  readonly format: PictureFormat;
  readonly outputFile?: string;
  readonly detail?: Detail;
  readonly focus: readonly string[];
  readonly vlan?: number;
  readonly rule: readonly string[];
  readonly findings: boolean;
  readonly list: boolean;
  readonly anon?: boolean;
  readonly config?: string;
  readonly configLookup: boolean;
  readonly target?: Os;
  readonly progress: boolean;
}

/** `hvlint graph`: draws what is connected to what, with the findings on it. It judges nothing: the exit code is 0. */
export async function graphCommand(paths: readonly string[], flags: Flags): Promise<void> {
  const progress = progressOn(flags.progress);
  const text = await graphOf(paths, flags, process.cwd(), dayOf(new Date()), progress?.step);
  progress?.stop();
  if (flags.outputFile === undefined) process.stdout.write(text);
  else
    try {
      writeWhole(path.resolve(flags.outputFile), text);
    } catch (error) {
      throw new UsageError(`${flags.outputFile} cannot be written: ${reasonOf(error)}`);
    }
}

/** Reads and checks the files, and draws what was asked for. Prints no result. */
export async function graphOf(
  paths: readonly string[],
  flags: Flags,
  cwd: string,
  today: string,
  progress?: RunOptions['progress'],
): Promise<string> {
  refuse(paths, flags);
  const checked: CheckedEstate[] = [];
  const documents: Document[] = [];
  const all = [...paths, ...flags.in];
  const result = await runLint({
    paths: all.length > 0 ? all : ['.'],
    cwd,
    rules: everyRule(),
    config: flags.config,
    lookup: flags.configLookup,
    ruleFlags: {},
    target: flags.target,
    inlineConfig: true,
    today,
    baseline: { use: 'read' },
    onChecked: (estate) => checked.push(estate),
    ...(progress ? { progress } : {}),
    ...(flags.anon ? { onRead: (files) => documents.push(...files.flatMap((file) => file.documents)) } : {}),
  });
  if (result.unmatched.length > 0) throw new UsageError(result.unmatched.join('\n'));
  for (const { file, message } of result.failures) process.stderr.write(`hvlint: ${harmless(file)}: ${harmless(message)}\n`);
  if (result.failures.length > 0) throw new UsageError('not every file that was named can be read');
  await refuseOverInput(result.estates, [flags.outputFile], cwd);
  if (result.files === 0) throw new UsageError('nothing to draw: no file holds anything hvlint knows');
  const pseudonyms = flags.anon ? await pseudonymsOf(documents) : undefined;
  tellIncomplete(result.incomplete, cwd, pseudonyms);
  const names: Names | undefined = pseudonyms && {
    text: (text) => pseudonyms.text(text),
    entity: (id) => pseudonyms.entity(id),
    message: await anonymousMessages(
      checked.flatMap(({ findings }) => findings),
      pseudonyms,
      cwd,
    ),
  };
  const estates = checked.map(({ root, network, findings }): PicturedEstate => {
    const folder = relativePath(cwd.replaceAll('\\', '/'), root);
    const name = folder === '.' || folder.startsWith('..') ? path.basename(root) : folder;
    return {
      name: pseudonyms ? pseudonyms.path(name) : name,
      network,
      findings: findings.filter(
        ({ rule }) => flags.findings && (flags.rule.length === 0 || flags.rule.some((id) => meansRule(id, rule))),
      ),
    };
  });
  const { focusNames, hasThing } = await import('#report/graph/drawing');
  for (const text of flags.focus)
    if (!estates.some(({ network }) => hasThing(network, text)))
      throw new UsageError(
        unknownName(
          '--focus',
          text,
          estates.flatMap(({ network }) => focusNames(network)),
        ),
      );
  const { picture } = await import('#report/graph/picture');
  const drawn = await picture(estates, flags.format, {
    detail: flags.detail,
    focus: flags.focus,
    vlan: flags.vlan,
    onlyConcerned: flags.rule.length > 0,
    list: flags.list,
    names,
  });
  if (drawn === undefined) throw new UsageError(nothing(flags));
  return drawn;
}

function refuse(paths: readonly string[], flags: Flags): void {
  if ([...paths, ...flags.in].includes('') || flags.config === '' || flags.outputFile === '')
    throw new UsageError('a path is empty');
  if (flags.vlan !== undefined && (flags.vlan < 1 || flags.vlan > MAX_VLAN))
    throw new UsageError(`--vlan: ${flags.vlan} is no VLAN ID (1 to ${MAX_VLAN})`);
  const rules: readonly Rule[] = everyRule();
  for (const id of flags.rule)
    if (!rules.some((rule) => meansRule(id, rule))) throw new UsageError(`--rule: ${unknownRule(id, rules)}`);
  if (flags.rule.length > 0 && !flags.findings)
    throw new UsageError('--rule says which findings are painted; leave --no-findings out');
}

/** What is said when what was asked for leaves nothing to draw. */
function nothing({ vlan, rule, focus }: Flags): string {
  const asked = [
    ...(vlan === undefined ? [] : [`uses VLAN ${vlan}`]),
    ...(focus.length > 0 ? [`is on the way of ${focus.map(harmless).join(', ')}`] : []),
    ...(rule.length > 0 ? [`has a finding of ${rule.join(', ')}`] : []),
  ];
  return `nothing to draw: nothing in the files ${asked.length > 0 ? asked.join(' and ') : 'can be drawn'}`;
}
