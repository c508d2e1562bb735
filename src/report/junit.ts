import { harmless } from './harmless.ts';
import { byFile, detailLines, type Entry, entries, type Report } from './report.ts';
import { element, xmlDocument } from './xml.ts';

/**
 * JUnit's XML: a suite for each file with findings, a case for each finding. Errors and warnings are failures, infos are skipped cases.
 * Without findings there is one case that passes: readers take a report without cases for a run that went wrong.
 */
export function junit(report: Report): string {
  const files = byFile(entries(report, report.repository));
  const suites = files.map((file, id) =>
    suite(
      report,
      id,
      harmless(file[0]!.shown.file),
      file,
      file.map((entry) => testcase(entry)),
    ),
  );
  const clean = (): string[] =>
    suite(report, 0, 'hvlint', [], [element('testcase', { name: 'no findings', classname: 'hvlint', time: 0 })]);
  return xmlDocument(element('testsuites', {}, suites.length > 0 ? suites : [clean()]));
}

function suite(
  { today = '1970-01-01' }: Report,
  id: number,
  name: string,
  file: readonly Entry[],
  cases: readonly (readonly string[])[],
): string[] {
  const skipped = file.filter((e) => e.shown.severity === 'info').length;
  return element(
    'testsuite',
    {
      id,
      package: 'hvlint',
      name,
      tests: cases.length,
      failures: file.length - skipped,
      errors: 0,
      skipped,
      time: 0,
      hostname: 'localhost',
      timestamp: `${today}T00:00:00`,
    },
    [element('properties', {}), ...cases, element('system-out', {}), element('system-err', {})],
  );
}

function testcase({ shown: f }: Entry): string[] {
  const place = `${harmless(f.file)}:${f.line}:${f.column}`;
  const failed = f.severity !== 'info';
  const message = harmless(f.message);
  return element('testcase', { name: `${f.rule} ${f.line}:${f.column}`, classname: harmless(f.file), time: 0 }, [
    failed
      ? element('failure', { type: f.severity, message }, [place, message, ...detailLines(f)].join('\n'))
      : element('skipped', { message }),
  ]);
}
