import path from 'node:path';
import type { Finding } from '#lint/finding';
import type { Document } from '#read/document';
import type { Pseudonyms } from '#report/anonymous/pseudonyms';
import { relativePath } from '#report/relative-path';
import { summarize } from '#report/report';
import { everyRule } from './rule-list.ts';
import type { RunResult } from './run.ts';
import { VERSION } from './version.ts';

/** --anon: what stands for the names in documents. Reports and pages that share it give a thing the same name. */
export async function pseudonymsOf(documents: readonly Document[]): Promise<Pseudonyms> {
  const { Pseudonyms } = await import('#report/anonymous/pseudonyms');
  return new Pseudonyms(documents, everyRule());
}

/** The message of each finding with other names in it, as an anonymous report has it. */
export async function anonymousMessages(
  findings: readonly Finding[],
  pseudonyms: Pseudonyms,
  cwd: string,
): Promise<(finding: Finding) => string> {
  const { anonymousReport } = await import('#report/anonymous/report');
  const summary = summarize(findings, { files: 0, skipped: 0, entities: {}, suppressed: 0 });
  const report = { cwd: cwd.replaceAll('\\', '/'), findings, summary, notes: [], toolVersion: VERSION, color: false };
  const images = anonymousReport(report, pseudonyms).findings;
  const messages = new Map(findings.map((finding, i) => [finding, images[i]!.message]));
  return (finding) => messages.get(finding) ?? '';
}

/** What is told beside a report, with files by the names they have in it. */
export function anonymousNotes(result: RunResult, pseudonyms: Pseudonyms, cwd: string): RunResult {
  const image = ({ file, message }: { file: string; message: string }): { file: string; message: string } => ({
    file: path.join(cwd, pseudonyms.path(relativePath(cwd.replaceAll('\\', '/'), file.replaceAll('\\', '/')))),
    message: pseudonyms.text(message),
  });
  return { ...result, notes: result.notes.map(image), failures: result.failures.map(image) };
}
