import path from 'node:path';
import type { Pseudonyms } from '#report/anonymous/pseudonyms';
import { FORMATS, isFormat, render } from '#report/formats';
import { type Report, type Reporter, summarize } from '#report/report';
import { nearest } from '#text/nearest';
import { buildService } from './build-service.ts';
import type { Flags } from './lint-flags.ts';
import { UsageError } from './main.ts';
import { wantsColor, writeWhole } from './output.ts';
import { reasonOf } from './reason.ts';
import { pageOf } from './rule-list.ts';
import type { RunResult } from './run.ts';
import { VERSION } from './version.ts';

/** A format and the file it goes to; standard output without one. */
export interface Output {
  /** One of ours, or `eslint:` and the name of a formatter for ESLint. */
  readonly format: string;
  readonly file: string | undefined;
}

/** What --format and --output-file ask for. */
export function outputsOf({ format, outputFile }: Flags): Output[] {
  const outputs = (format.length === 0 ? ['pretty'] : format).map((text): Output => {
    const [name = '', ...file] = text.split('=');
    if (!isFormat(name) && !/^eslint:./.test(name)) {
      const meant = nearest(name, Object.keys(FORMATS));
      throw new UsageError(
        `there is no format '${name}'${meant ? `; did you mean ${meant}?` : ''} (known: ${Object.keys(FORMATS).join(', ')}, and eslint:<name> for formatters of ESLint)`,
      );
    }
    return { format: name, file: file.length > 0 ? file.join('=') : undefined };
  });
  const named = [...outputs.map((o) => o.file), outputFile].filter((file) => file !== undefined);
  if (named.includes('')) throw new UsageError('an output needs the name of a file');
  const twice = named.find((file, i) => named.findIndex((other) => path.resolve(other) === path.resolve(file)) !== i);
  if (twice !== undefined) throw new UsageError(`two outputs go to ${twice}; give each its own file`);
  const loose = outputs.filter((o) => o.file === undefined);
  if (loose.length > 1)
    throw new UsageError(
      `${loose.map((o) => o.format).join(' and ')} both go to ${outputFile === undefined ? 'standard output' : outputFile}; give each its file: --format name=file`,
    );
  if (outputFile !== undefined && loose.length === 0)
    throw new UsageError('--output-file has nothing to write: every format has its own file');
  return outputs.map((o) => (o.file === undefined ? { ...o, file: outputFile } : o));
}

/**
 * Writes the result in every format that was asked for. Where none was, a build service that takes annotations out of the log gets them
 * behind the lines for people.
 */
export async function print(
  result: RunResult,
  outputs: readonly Output[],
  flags: Flags,
  { cwd, today, pseudonyms }: { readonly cwd: string; readonly today: string; readonly pseudonyms?: Pseudonyms | undefined },
): Promise<void> {
  const service = buildService(process.env, cwd);
  const findings = flags.quiet ? result.findings.filter((f) => f.severity === 'error') : result.findings;
  const plain: Report = {
    cwd: cwd.replaceAll('\\', '/'),
    repository: service?.repository,
    findings,
    // GitHub takes a suppressed result for an open alert.
    suppressed: service?.annotations === 'github' ? [] : result.suppressed,
    summary: summarize(findings, { ...result, suppressed: result.suppressed.length }),
    notes: result.notes,
    toolVersion: VERSION,
    color: false,
    today,
    pageOf,
    linkTo: service?.linkTo,
  };
  const report = pseudonyms ? (await import('#report/anonymous/report')).anonymousReport(plain, pseudonyms) : plain;
  const annotations = flags.format.length === 0 && !pseudonyms ? service?.annotations : undefined;
  for (const { format, file } of [...outputs, ...(annotations ? [{ format: annotations, file: undefined }] : [])]) {
    const text = await (await reporterOf(format, cwd))({
      ...report,
      color: file === undefined && wantsColor(flags.color, process.stdout),
    });
    if (file === undefined) process.stdout.write(text);
    else {
      try {
        writeWhole(path.resolve(cwd, file), text);
      } catch (error) {
        throw new UsageError(`${file} cannot be written: ${reasonOf(error)}`);
      }
    }
  }
  if (service?.name === 'GitLab' && flags.format.length === 0 && !flags.quiet && findings.length > 0)
    process.stderr.write(
      'hvlint: for findings in merge requests add --format gitlab=gl-code-quality-report.json and artifacts:reports:codequality\n',
    );
}

/** Loads the formatters of others before anything is done, so that one that is not there is told at once. */
export async function loadFormatters(outputs: readonly Output[], cwd: string): Promise<void> {
  for (const { format } of outputs) if (!isFormat(format)) await reporterOf(format, cwd);
}

async function reporterOf(format: string, cwd: string): Promise<Reporter> {
  if (isFormat(format)) return (report) => render(format, report);
  return (await import('./eslint-formatter.ts')).eslintFormatter(format.slice('eslint:'.length), cwd);
}
