import { harmless } from './harmless.ts';
import { detailLines, entries, type Report, type ReportedFinding } from './report.ts';

/**
 * Issues of Azure Pipelines, as logging commands. The agent knows errors and warnings only, so an info is a warning that says what it is.
 * It writes file, line and code in front of the message itself. Files are named from the repository's root.
 */
export function azure(report: Report): string {
  return entries(report, report.repository)
    .map(({ shown }) => `##vso[task.logissue ${properties(shown)}]${escapeData(message(shown))}\n`)
    .join('');
}

function properties(f: ReportedFinding): string {
  return [
    ['type', f.severity === 'error' ? 'error' : 'warning'],
    ['sourcepath', harmless(f.file)],
    ['linenumber', f.line],
    ['columnnumber', f.column],
    ['code', f.rule],
  ]
    .map(([name, value]) => `${name}=${escapeProperty(String(value))};`)
    .join('');
}

function message(f: ReportedFinding): string {
  return [`${f.severity === 'info' ? 'info: ' : ''}${harmless(f.message)}`, ...detailLines(f)].join('\n');
}

/** Escapes of azure-pipelines-agent for the message of a logging command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The same for the values of its properties. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(']', '%5D').replaceAll(';', '%3B');
}
