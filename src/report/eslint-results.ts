import type { Rule } from '#lint/rule';
import { lineRange } from '#text/line-index';
import { docsOf, entries, type Report } from './report.ts';

/** A finding as ESLint's formatters know it. */
export interface LintMessage {
  readonly ruleId: string;
  /** ESLint has no infos: they are warnings. */
  readonly severity: 1 | 2;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly nodeType: null;
  readonly fix?: { readonly range: readonly [number, number]; readonly text: string };
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
}

/** What ESLint knows of a file. */
export interface LintResult {
  readonly filePath: string;
  readonly messages: LintMessage[];
  readonly suppressedMessages: LintMessage[];
  readonly errorCount: number;
  readonly fatalErrorCount: number;
  readonly warningCount: number;
  readonly fixableErrorCount: number;
  readonly fixableWarningCount: number;
  readonly usedDeprecatedRules: never[];
  readonly source?: string;
}

/** What ESLint tells formatters beside the results. */
export interface LintData {
  readonly cwd: string;
  readonly rulesMeta: Readonly<
    Record<string, { readonly type: 'problem'; readonly docs: { readonly description: string; readonly url: string } }>
  >;
}

/** A report as ESLint gives its results to formatters: files with findings, each with its messages. */
export function eslintResults(report: Report): { results: LintResult[]; data: LintData } {
  const files = new Map<string, { messages: LintMessage[]; suppressedMessages: LintMessage[]; source: string }>();
  const rules = new Map<string, Rule>();
  const waivers = new Map((report.suppressed ?? []).map((s) => [s.finding, s]));
  for (const { finding, shown: f } of [...entries(report), ...entries({ ...report, findings: [...waivers.keys()] })]) {
    const { file } = finding.place;
    const known = files.get(file.path) ?? { messages: [], suppressedMessages: [], source: file.text };
    files.set(file.path, known);
    rules.set(f.rule, finding.rule);
    const edit =
      finding.fix?.edits.length === 1 && finding.fix.edits[0]!.file.path === file.path ? finding.fix.edits[0] : undefined;
    const waiver = waivers.get(finding);
    const { line, column, endLine, endColumn } = lineRange(file, finding.place.range());
    (waiver ? known.suppressedMessages : known.messages).push({
      ruleId: f.rule,
      severity: f.severity === 'error' ? 2 : 1,
      message: f.message,
      line,
      column,
      endLine,
      endColumn,
      nodeType: null,
      ...(edit ? { fix: { range: [edit.range.start, edit.range.end], text: edit.text } } : {}),
      ...(waiver
        ? { suppressions: [{ kind: waiver.by === 'comment' ? 'directive' : 'file', justification: waiver.reason ?? '' }] }
        : {}),
    });
  }
  const results = [...files].map(([filePath, { messages, suppressedMessages, source }]): LintResult => {
    const errors = messages.filter((m) => m.severity === 2);
    const fixable = messages.filter((m) => m.fix);
    const fixableErrorCount = fixable.filter((m) => m.severity === 2).length;
    return {
      filePath,
      messages,
      suppressedMessages,
      errorCount: errors.length,
      fatalErrorCount: 0,
      warningCount: messages.length - errors.length,
      fixableErrorCount,
      fixableWarningCount: fixable.length - fixableErrorCount,
      usedDeprecatedRules: [],
      ...(messages.length > 0 && !report.anonymous ? { source } : {}),
    };
  });
  const meta = [...rules.values()].map((rule) => [
    rule.id,
    {
      type: 'problem' as const,
      docs: { description: rule.title, url: rule.docs ?? rule.docs ?? docsOf(rule.id, report.toolVersion) },
    },
  ]);
  return { results, data: { cwd: report.cwd, rulesMeta: Object.fromEntries(meta) } };
}
