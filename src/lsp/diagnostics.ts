import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import type { PlacedProblem } from '#config/problem';
import type { Finding } from '#lint/finding';
import type { Rule, Severity } from '#lint/rule';
import { docsOf } from '#report/report';
import { visible } from '#text/visible';
import type { ServerContext } from './feature.ts';

/** Never hint: editors leave hints out of their lists. */
const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Related places told in the message to an editor that shows none. */
const MAX_TOLD = 3;

/** The name under which everything of hvlint is shown. */
export const SOURCE = 'hvlint';

/** A finding as an editor shows it. */
export function diagnosticOf(finding: Finding, { client, places, version }: ServerContext): Diagnostic {
  const { rule, place, severity, related } = finding;
  const tags = tagsOf(rule).filter((tag) => client.takesTag(tag));
  const told = client.takesRelated
    ? []
    : related.slice(0, MAX_TOLD).map((r) => {
        const { line } = places.position(r.place.file, r.place.range().start);
        return `\n${visible(r.place.file.path.split('/').at(-1)!)}:${line + 1}${r.message && `: ${visible(r.message)}`}`;
      });
  return {
    range: places.range(place.file, place.range()),
    severity: SEVERITY[severity],
    source: SOURCE,
    code: rule.id,
    message: visible(finding.message) + told.join(''),
    ...(client.takesCodeDescription ? { codeDescription: { href: rule.docs || docsOf(rule.id, version) } } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(client.takesRelated && related.length > 0
      ? {
          relatedInformation: related.map((r) => ({
            location: { uri: places.uriOf(r.place.file.path), range: places.range(r.place.file, r.place.range()) },
            message: visible(r.message) || 'see here',
          })),
        }
      : {}),
  };
}

/** What is wrong with a configuration, in that file. */
export function problemDiagnostic({ file, range, message }: PlacedProblem, { places }: ServerContext): Diagnostic {
  return {
    range: places.range(file, range),
    severity: DiagnosticSeverity.Error,
    source: SOURCE,
    code: 'configuration',
    message: visible(message),
  };
}

function tagsOf({ id }: Rule): DiagnosticTag[] {
  if (/[/-]unused\b/.test(id)) return [DiagnosticTag.Unnecessary];
  return /\bdeprecated\b/.test(id) ? [DiagnosticTag.Deprecated] : [];
}
