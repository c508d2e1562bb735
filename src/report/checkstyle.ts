import { harmless } from './harmless.ts';
import { byFile, entries, type Report } from './report.ts';
import { element, xmlDocument } from './xml.ts';

/** Checkstyle's XML. Jenkins takes what stands behind the last dot of `source` for the rule. Files are named from the repository's root. */
export function checkstyle(report: Report): string {
  const files = byFile(entries(report, report.repository)).map((file) =>
    element(
      'file',
      { name: harmless(file[0]!.shown.file) },
      file.map(({ shown: f }) =>
        element('error', {
          line: f.line,
          column: f.column,
          severity: f.severity,
          message: harmless(f.message),
          source: `hvlint.${f.rule}`,
        }),
      ),
    ),
  );
  return xmlDocument(element('checkstyle', { version: '10.0' }, files));
}
