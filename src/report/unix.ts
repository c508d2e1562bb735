import { harmless } from './harmless.ts';
import { entries, type Report } from './report.ts';

/**
 * One line a finding, for problem matchers and grep. Every line matches
 * `^(.+?):(\d+):(\d+)-(\d+):(\d+): (error|warning|info) (.*) \[(\S+)\]$`.
 */
export function unix(report: Report): string {
  return entries(report)
    .map(
      ({ shown: f }) =>
        `${harmless(f.file)}:${f.line}:${f.column}-${f.endLine}:${f.endColumn}: ${f.severity} ${harmless(f.message)} [${f.rule}]\n`,
    )
    .join('');
}
