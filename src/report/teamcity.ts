import { clip, harmless } from './harmless.ts';
import { detailLines, entries, type Report, type ReportedFinding } from './report.ts';

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const;

/** Most characters that TeamCity keeps of names and of texts. */
const NAME = 255;
const TEXT = 4000;

/** Inspections of TeamCity, as service messages: first the rules that found something, then what they found. */
export function teamcity(report: Report): string {
  const all = entries(report, report.repository);
  const rules = new Map(all.map(({ finding, shown }) => [shown.rule, finding.rule.title]));
  const types = [...rules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, title]) =>
      message('inspectionType', {
        id: clip(id, NAME),
        name: clip(id, NAME),
        category: clip(id.slice(0, id.indexOf('/')), NAME),
        description: clip(harmless(title), TEXT),
      }),
    );
  return [...types, ...all.map(({ shown }) => inspection(shown))].join('');
}

function inspection(f: ReportedFinding): string {
  return message('inspection', {
    typeId: clip(f.rule, NAME),
    message: clip([harmless(f.message), ...detailLines(f)].join('\n'), TEXT),
    file: harmless(f.file),
    line: String(f.line),
    SEVERITY: SEVERITIES[f.severity],
  });
}

function message(name: string, attributes: Readonly<Record<string, string>>): string {
  const values = Object.entries(attributes).map(([key, value]) => `${key}='${escapeValue(value)}'`);
  return `##teamcity[${name} ${values.join(' ')}]\n`;
}

/** Escapes of TeamCity's service messages. */
function escapeValue(text: string): string {
  return text
    .replace(/['|[\]]/g, '|$&')
    .replaceAll('\n', '|n')
    .replaceAll('\r', '|r');
}
