import { clip, harmless } from './harmless.ts';
import { detailLines, entries, type Report, type ReportedFinding } from './report.ts';

/** Most characters of a message that the runner keeps. */
const MESSAGE = 4096;

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * Annotations of GitHub Actions, as workflow commands. Files are named from the repository's root. Columns only where the finding
 * is on one line (the runner drops them otherwise); endColumn is exclusive, the same number as in JSON.
 */
export function github(report: Report): string {
  return entries(report, report.repository)
    .map(({ shown }) => `::${COMMANDS[shown.severity]} ${properties(shown)}::${escapeData(message(shown))}\n`)
    .join('');
}

function properties(f: ReportedFinding): string {
  const columns: [string, string | number][] =
    f.line === f.endLine
      ? [
          ['col', f.column],
          ['endColumn', f.endColumn],
        ]
      : [];
  const pairs: [string, string | number][] = [
    ['file', harmless(f.file)],
    ['line', f.line],
    ['endLine', f.endLine],
    ...columns,
    ['title', f.rule],
  ];
  return pairs.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
}

function message(f: ReportedFinding): string {
  return clip([harmless(f.message), ...detailLines(f)].join('\n'), MESSAGE);
}

/** Escapes of actions/toolkit and actions/runner for the message of a workflow command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The same for the values of its properties. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
