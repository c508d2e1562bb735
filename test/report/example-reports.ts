import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rulePage } from '#cli/package-file';
import { runLint } from '#cli/run';
import { PRESETS } from '#config/resolve';
import type { Document } from '#read/document';
import { type Report, summarize } from '#report/report';
import { RULES } from '#rules';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/\/$/, '');

export const EXAMPLES = readdirSync(`${ROOT}/examples`, { withFileTypes: true })
  .filter((e) => e.isDirectory())
  .map((e) => e.name);

/** Every rule as hvlint:strict has it: the more findings, the better. */
const STRICT = Object.fromEntries(RULES.map((rule) => [rule.id, PRESETS['hvlint:strict'].severityOf(rule)]));

/** What hvlint finds in an example, and the documents it read. */
export async function exampleReport(name: string): Promise<{ report: Report; documents: Document[] }> {
  const documents: Document[] = [];
  const result = await runLint({
    paths: [`examples/${name}`],
    cwd: ROOT,
    rules: RULES,
    lookup: true,
    ruleFlags: STRICT,
    inlineConfig: true,
    today: '2026-06-15',
    onRead: (files) => documents.push(...files.flatMap((file) => file.documents)),
  });
  const report: Report = {
    cwd: ROOT,
    findings: result.findings,
    suppressed: result.suppressed,
    summary: summarize(result.findings, { ...result, suppressed: result.suppressed.length }),
    notes: result.notes,
    toolVersion: '1.2.3',
    color: false,
    today: '2026-06-15',
    pageOf: rulePage,
  };
  return { report, documents };
}
