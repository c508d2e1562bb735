import type { Finding } from '#lint/finding';
import type { Severity } from '#lint/rule';
import type { Suppressed } from '#lint/suppress';
import type { Place } from '#model/place';
import { frame, Sources } from '../frame.ts';
import { painter } from '../paint.ts';
import { compare, entries, type Report, type ReportedPlace } from '../report.ts';
import type { FindingData, PlaceData } from './data.ts';

const NUMBERS: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** What a finding is about: ids of things, as the page has them, and names of the machines among them. */
export interface About {
  readonly ids: readonly string[];
  readonly machines: readonly string[];
}

/** The findings of a report for the page, the most severe first, then by file and line; after them those that are silenced. */
export function findingsOf(report: Report, aboutOf: (finding: Finding) => About): FindingData[] {
  const sources = new Sources();
  const silenced = report.suppressed ?? [];
  const by = new Map<Finding, Suppressed>(silenced.map((each) => [each.finding, each]));
  const data = (all: readonly Finding[]): FindingData[] =>
    entries({ ...report, findings: all })
      .map(({ finding, shown }): FindingData => {
        const { fix, remedy } = shown;
        const suppressed = by.get(finding);
        const { ids, machines } = aboutOf(finding);
        const place = (at: ReportedPlace, source: Place, message: string): PlaceData => ({
          where: `${at.file}:${at.line}:${at.column}`,
          message,
          frame: report.anonymous ? [] : lines(source, sources),
        });
        return {
          severity: NUMBERS[shown.severity],
          rule: shown.rule,
          message: shown.message,
          place: place(shown, finding.place, ''),
          related: shown.related.map((at, i) => place(at, finding.related[i]!.place, at.message)),
          remedy,
          fix: fix && { title: fix.title, safe: fix.safe },
          about: ids,
          machines,
          suppressed: suppressed ? { by: suppressed.by, reason: suppressed.reason ?? '' } : null,
        };
      })
      .sort((a, b) => compare(b.severity, a.severity));
  return [...data(report.findings), ...data(silenced.map(({ finding }) => finding))];
}

function lines(place: Place, sources: Sources): string[] {
  return frame({ file: place.file, range: place.range(), message: '', style: 'red' }, sources, painter(false));
}
