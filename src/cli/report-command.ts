import path from 'node:path';
import type { Finding } from '#lint/finding';
import { Network } from '#model/network';
import type { Os } from '#model/os';
import type { Document } from '#read/document';
import type { Pseudonyms } from '#report/anonymous/pseudonyms';
import type { Names } from '#report/graph/drawing';
import { harmless } from '#report/harmless';
import type { About } from '#report/page/findings';
import { relativePath } from '#report/relative-path';
import { type Report, summarize } from '#report/report';
import { dayOf } from '#text/day';
import { anonymousMessages, pseudonymsOf } from './anonymity.ts';
import { tellIncomplete } from './incomplete.ts';
import { ruleFlags } from './lint-flags.ts';
import { UsageError } from './main.ts';
import { writeWhole } from './output.ts';
import { refuseOverInput } from './over-input.ts';
import { progressOn } from './progress.ts';
import { reasonOf } from './reason.ts';
import { everyRule, pageOf } from './rule-list.ts';
import { type RunResult, runLint } from './run.ts';
import type { CheckedEstate, RunOptions } from './run-options.ts';
import { VERSION } from './version.ts';

/** Flags of `hvlint report`, as commander gives them. */
interface Flags {
  readonly outputFile?: string;
  readonly anon?: boolean;
  readonly rule: readonly string[];
  readonly inlineConfig: boolean;
  readonly suppressionsLocation?: string;
  readonly config?: string;
  readonly configLookup: boolean;
  readonly target?: Os;
  readonly progress: boolean;
}

/** `hvlint report`: writes the review page. It judges nothing: the exit code is 0. */
export async function reportCommand(paths: readonly string[], flags: Flags): Promise<void> {
  if (paths.includes('') || flags.config === '' || flags.outputFile === '') throw new UsageError('a path is empty');
  const progress = progressOn(flags.progress);
  const { page, isWhole } = await pageFor(paths, flags, process.cwd(), dayOf(new Date()), progress?.step);
  progress?.stop();
  if (flags.outputFile === undefined) process.stdout.write(page);
  else
    try {
      writeWhole(path.resolve(flags.outputFile), page);
    } catch (error) {
      throw new UsageError(`${flags.outputFile} cannot be written: ${reasonOf(error)}`);
    }
  if (!isWhole) process.exitCode = 2;
}

/** Reads and checks the files and makes the page of them. Prints no result. */
async function pageFor(
  paths: readonly string[],
  flags: Flags,
  cwd: string,
  today: string,
  progress?: RunOptions['progress'],
): Promise<{ page: string; isWhole: boolean }> {
  const checked: CheckedEstate[] = [];
  const documents: Document[] = [];
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
    onRead: (files) => documents.push(...files.flatMap((file) => file.documents)),
    ...(progress ? { progress } : {}),
  });
  if (result.unmatched.length > 0) throw new UsageError(result.unmatched.join('\n'));
  for (const { file, message } of result.failures) process.stderr.write(`hvlint: ${harmless(file)}: ${harmless(message)}\n`);
  if (result.failures.length > 0) throw new UsageError('not every file that was named can be read');
  await refuseOverInput(result.estates, [flags.outputFile], cwd);
  if (result.files === 0) throw new UsageError('nothing to report: no file holds anything hvlint knows');
  const pseudonyms = flags.anon ? await pseudonymsOf(documents) : undefined;
  const page = await pageOfRun(result, checked, { cwd, today, pseudonyms });
  return { page, isWhole: !tellIncomplete(result.incomplete, cwd, pseudonyms) };
}

interface Circumstances {
  readonly cwd: string;
  readonly today: string;
  readonly pseudonyms: Pseudonyms | undefined;
}

async function pageOfRun(
  result: RunResult,
  checked: readonly CheckedEstate[],
  { cwd, today, pseudonyms }: Circumstances,
): Promise<string> {
  const report: Report = {
    cwd: cwd.replaceAll('\\', '/'),
    findings: result.findings,
    suppressed: result.suppressed,
    summary: summarize(result.findings, { ...result, suppressed: result.suppressed.length }),
    notes: result.notes,
    toolVersion: VERSION,
    color: false,
    today,
    pageOf,
  };
  const text = (written: string): string => pseudonyms?.text(written) ?? written;
  const nameOf = ({ root }: CheckedEstate): string => {
    const folder = relativePath(report.cwd, root);
    const name = folder === '.' ? path.basename(root) : folder;
    return pseudonyms?.path(name) ?? name;
  };
  const names: Names | undefined = pseudonyms && {
    text,
    entity: (id) => pseudonyms.entity(id),
    message: await anonymousMessages(
      checked.flatMap(({ findings }) => findings),
      pseudonyms,
      cwd,
    ),
  };
  const prefixOf = (estate: number): string => (checked.length > 1 ? `estate:${estate + 1}/` : '');
  const estateOf = new Map<string, number>(
    checked.flatMap(({ network }, i) => network.documents.map(({ file }) => [file.path, i] as const)),
  );
  const aboutOf = (finding: Finding): About => {
    const estate = estateOf.get(finding.place.file.path) ?? 0;
    return about(finding, checked[estate]!.network, prefixOf(estate), pseudonyms);
  };
  const anonymous = pseudonyms ? (await import('#report/anonymous/report')).anonymousReport(report, pseudonyms) : report;
  // An anonymous finding is told by its place in the list which one it stands for.
  const originals = new Map<Finding, Finding>([
    ...anonymous.findings.map((finding, i) => [finding, report.findings[i]!] as const),
    ...(anonymous.suppressed ?? []).map(({ finding }, i) => [finding, report.suppressed![i]!.finding] as const),
  ]);
  const { estateSvg } = await import('#report/graph/picture');
  const { PICTURE, reviewPage } = await import('#report/page/page');
  const picture = await estateSvg(
    checked.map((estate) => ({ ...estate, name: nameOf(estate) })),
    { inline: true, prefix: PICTURE, list: false, names },
  );
  const [only] = checked;
  return reviewPage({
    title: checked.length === 1 ? nameOf(only!) : `${checked.length} estates`,
    report: anonymous,
    picture,
    aboutOf: (finding) => aboutOf(originals.get(finding)!),
    estates: await Promise.all(
      checked.map(async (estate, i) => ({
        name: nameOf(estate),
        prefix: prefixOf(i),
        network: pseudonyms ? await anonymousNetwork(estate.network, pseudonyms) : estate.network,
      })),
    ),
  });
}

/** A network of the same things under other names. */
async function anonymousNetwork({ documents, options }: Network, pseudonyms: Pseudonyms): Promise<Network> {
  const { anonymousDocument } = await import('#report/anonymous/document');
  // Descriptions of ports are other texts now: what they name could be anything.
  return new Network(
    documents.map((document) => anonymousDocument(document, pseudonyms)),
    { ...options, descriptions: undefined },
  );
}

/** The things a finding and its related places are about, and the machines among them. */
function about(finding: Finding, network: Network, prefix: string, pseudonyms: Pseudonyms | undefined): About {
  const places = [finding.entity, ...finding.related.map(({ place }) => place.entity?.id)];
  const ids = [...new Set(places.filter((id): id is string => typeof id === 'string'))];
  const machines = ids.flatMap((id) => {
    const machine = /^(?:host|switch|cluster):/.test(id) ? network.byId(id.split('/', 1)[0]!) : undefined;
    return machine ? [machine.name] : [];
  });
  return {
    ids: ids.map((id) => prefix + (pseudonyms?.entity(id) ?? id)),
    machines: [...new Set(machines)].map((name) => pseudonyms?.text(name) ?? name),
  };
}
