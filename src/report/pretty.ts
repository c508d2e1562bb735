import { stripVTControlCharacters } from 'node:util';
import chalk from 'chalk';
import format, { type LintMessage, type LintResult, type LintResultData } from 'eslint-formatter-pretty';
import { clip, harmless } from './harmless.ts';
import { painter, SEVERITY_STYLE } from './paint.ts';
import { fileUrl } from './relative-path.ts';
import { byFile, countLines, type Entry, entries, type Report } from './report.ts';

/** Most characters of a message: the formatter pads every line to the longest. */
const MESSAGE = 400;

/** The formatter takes quotes away; these noncharacters stand for them until it has finished. A third one encloses numbers of files. */
const QUOTES: Readonly<Record<string, string>> = { "'": '\ufdd0', '`': '\ufdd1', '\ufdd0': "'", '\ufdd1': '`' };

/** One line a finding, file by file, for reading in a terminal. */
export function pretty(report: Report): string {
  const all = entries(report);
  if (all.length === 0) return '';
  const { color } = report;
  const files = byFile(all);
  const output = formatted(files, color);
  const paint = painter(color);
  // Behind the last empty line stand the formatter's own counts, which know no infos.
  const lines = output.slice(0, output.lastIndexOf('\n\n')).split('\n');
  const body = lines.map((line) => {
    const file = /\ufdd2(\d+)\ufdd2/.exec(line);
    if (file) return header(line, file[0], files[Number(file[1])]!, color);
    const text = line.replace(/[\ufdd0\ufdd1]/g, (c) => QUOTES[c]!);
    if (!color) return stripVTControlCharacters(text).trimEnd();
    // The formatter's symbols are coloured only where standard output is a terminal.
    return text.replace(
      /^ {2}([✖×⚠‼])/,
      (_all, symbol: string) => `  ${paint('✖×'.includes(symbol) ? 'red' : 'yellow', symbol)}`,
    );
  });
  const counts = countLines(all).map(({ severity, text }) => `  ${paint(SEVERITY_STYLE[severity], text)}`);
  return `${[...body, '', ...counts].join('\n')}\n`;
}

/** What eslint-formatter-pretty makes of copies of the findings, with colours or without whatever the process thinks of them. */
function formatted(files: readonly (readonly Entry[])[], color: boolean): string {
  const rulesMeta = Object.fromEntries(
    // No address makes no link; without the entry the formatter would look for a page of ESLint's.
    files.flat().map(({ shown }) => [shown.rule, { docs: { url: color ? shown.docs : '' } }]),
  );
  const { level } = chalk;
  chalk.level = color ? level || 1 : 0;
  try {
    return format(files.map(lintResult), { cwd: '', rulesMeta } as unknown as LintResultData);
  } finally {
    chalk.level = level;
  }
}

/** ESLint's form of the findings of a file. Its name is a number: the formatter would resolve a path by the process's folder. */
function lintResult(file: readonly Entry[], index: number): LintResult {
  const errorCount = file.filter((e) => e.shown.severity === 'error').length;
  return {
    filePath: `\ufdd2${index}\ufdd2`,
    messages: file.map(lintMessage),
    suppressedMessages: [],
    errorCount,
    fatalErrorCount: 0,
    warningCount: file.length - errorCount,
    fixableErrorCount: 0,
    fixableWarningCount: 0,
    usedDeprecatedRules: [],
  };
}

function lintMessage({ shown }: Entry): LintMessage {
  const mark = shown.severity === 'info' ? 'info: ' : '';
  return {
    ruleId: shown.rule,
    severity: shown.severity === 'error' ? 2 : 1,
    message: clip(mark + harmless(shown.message), MESSAGE)
      .replace(/[\ufdd0-\ufdd2]/g, '\ufffd')
      .replace(/['`]/g, (c) => QUOTES[c]!),
    line: shown.line,
    column: shown.column,
    endLine: shown.endLine,
    endColumn: shown.endColumn,
  };
}

/** The line above the findings of a file: its name and its first error, or its first finding, for terminals that jump there. */
function header(line: string, token: string, file: readonly Entry[], color: boolean): string {
  const first = file.find((e) => e.shown.severity === 'error') ?? file[0]!;
  const name = harmless(first.shown.file);
  if (!color) return `  ${name}:${first.shown.line}:${first.shown.column}`;
  return line.replace(`file://${encodeURI(token)}`, () => fileUrl(first.finding.place.file.path)).replace(token, () => name);
}
