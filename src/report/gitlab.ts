import { createHash } from 'node:crypto';
import { harmless } from './harmless.ts';
import { escapedJson } from './json.ts';
import { entries, type Report } from './report.ts';

const SEVERITIES = { error: 'major', warning: 'minor', info: 'info' } as const;

/**
 * GitLab's Code Quality report. A finding is the same in two reports when its fingerprint is: that is ours and its file, never a line.
 * GitLab keeps one of those with the same fingerprint, so further ones are numbered. Files are named from the repository's root.
 */
export function gitlab(report: Report): string {
  const counts = new Map<string, number>();
  const list = entries(report, report.repository).map(({ shown: f }) => {
    const same = JSON.stringify([f.fingerprint, f.file]);
    const nth = (counts.get(same) ?? 0) + 1;
    counts.set(same, nth);
    return {
      type: 'issue',
      check_name: f.rule,
      description: harmless(f.message),
      categories: ['Bug Risk'],
      severity: SEVERITIES[f.severity],
      fingerprint: createHash('sha256')
        .update(nth > 1 ? `${same}${nth}` : same)
        .digest('hex')
        .slice(0, 32),
      location: { path: f.file, lines: { begin: f.line, end: f.endLine } },
    };
  });
  return escapedJson(list);
}
