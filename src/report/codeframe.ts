import type { Place } from '#model/place';
import { frame, Sources } from './frame.ts';
import { harmless } from './harmless.ts';
import { type Paint, painter, SEVERITY_STYLE, type Style } from './paint.ts';
import { countLines, type Entry, entries, type Report, type ReportedPlace, repairLines } from './report.ts';

/** Every finding with the source lines it is about, those of its related places, and what to do about it. */
export function codeframe(report: Report): string {
  const all = entries(report);
  if (all.length === 0) return '';
  const paint = painter(report.color);
  // Where names stand for others, the lines of the files are not shown.
  const sources = report.anonymous ? undefined : new Sources();
  const blocks = all.map((entry) => block(entry, sources, paint).map((line) => `${line}\n`));
  const counts = countLines(all).map(({ severity, text }) => `${paint(SEVERITY_STYLE[severity], text)}\n`);
  return [...blocks, counts].map((lines) => lines.join('')).join('\n');
}

function block({ finding, shown }: Entry, sources: Sources | undefined, paint: Paint): string[] {
  const style = SEVERITY_STYLE[shown.severity];
  const place = (at: ReportedPlace, source: Place, message: string, markStyle: Style): string[] => [
    `  ${paint('dim', '-->')} ${paint('cyan', `${harmless(at.file)}:${at.line}:${at.column}`)}`,
    ...(sources
      ? frame({ file: source.file, range: source.range(), message, style: markStyle }, sources, paint).map((line) => `  ${line}`)
      : message === ''
        ? []
        : [`      ${harmless(message)}`]),
  ];
  return [
    `${paint(style, shown.severity)} ${paint('dim', `${shown.rule}:`)} ${paint('bold', harmless(shown.message))}`,
    ...place(shown, finding.place, '', style),
    ...shown.related.flatMap((at, i) => place(at, finding.related[i]!.place, at.message, 'cyan')),
    ...repairLines(shown).map((line) => `  ${harmless(line)}`),
    `  why: hvlint explain ${shown.rule}`,
  ];
}
