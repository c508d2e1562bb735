import { visible } from '#text/visible';
import { escapedJson } from './json.ts';
import { fileUrl, relativePath } from './relative-path.ts';
import { compare, type Entry, entries, type Report, type ReportedFinding, type ReportedPlace } from './report.ts';
import { sarifRules } from './sarif-rules.ts';

/** Results that GitHub keeps of one run; it drops what comes after. */
const MOST = 5000;

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;
const RANKS = { error: 0, warning: 1, info: 2 } as const;

/** What silences a result: in the file itself, or elsewhere. */
const SUPPRESSION_KINDS = { comment: 'inSource', configuration: 'external', baseline: 'external' } as const;

/**
 * SARIF 2.1.0. The most severe results come first, then those that are suppressed, and no more than GitHub keeps. Files are named from
 * the repository's root. Our fingerprint has a key of its own: GitHub fills its own key from the lines of the file.
 */
export function sarif(report: Report): string {
  const waivers = new Map((report.suppressed ?? []).map((s) => [s.finding, s]));
  const open = entries(report, report.repository).sort((a, b) => RANKS[a.shown.severity] - RANKS[b.shown.severity]);
  const all = [...open, ...entries({ ...report, findings: [...waivers.keys()] }, report.repository)];
  const kept = all.slice(0, MOST);
  const rules = sarifRules(kept, report);
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  const results = kept.map((entry) => {
    const waiver = waivers.get(entry.finding);
    return {
      ...result(entry, indexes.get(entry.shown.rule)!),
      ...(waiver
        ? {
            suppressions: [
              {
                kind: SUPPRESSION_KINDS[waiver.by],
                status: 'accepted',
                justification: visible(waiver.reason ?? (waiver.by === 'baseline' ? 'in the baseline' : 'no reason is given')),
              },
            ],
          }
        : {}),
    };
  });
  return escapedJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'hvlint',
            fullName: `hvlint ${report.toolVersion}`,
            version: report.toolVersion,
            semanticVersion: report.toolVersion,
            organization: 'hvlint',
            informationUri: 'https://www.npmjs.com/package/hvlint',
            rules,
          },
        },
        invocations: [
          {
            executionSuccessful: !all.some((e) => e.shown.rule === 'internal/rule-crashed'),
            toolExecutionNotifications: notifications(report, all.length - kept.length),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  });
}

function result({ shown: f }: Entry, ruleIndex: number): object {
  return {
    ruleId: f.rule,
    ruleIndex,
    level: LEVELS[f.severity],
    message: { text: messageText(f) },
    locations: [
      {
        physicalLocation: physicalLocation(f),
        ...(f.entity === null ? {} : { logicalLocations: [{ fullyQualifiedName: visible(f.entity) }] }),
      },
    ],
    ...(f.related.length > 0
      ? {
          relatedLocations: f.related.map((r, i) => ({
            id: i + 1,
            physicalLocation: physicalLocation(r),
            ...(r.message === '' ? {} : { message: { text: literal(r.message) } }),
          })),
        }
      : {}),
    partialFingerprints: { 'hvlint/v1': f.fingerprint },
    ...(f.fix ? { fixes: [fix(f.fix)] } : {}),
    properties: {
      ...(f.property === null ? {} : { property: f.property }),
      ...(f.key === null ? {} : { key: f.key }),
      ...(f.remedy ? { remedy: f.remedy } : {}),
    },
  };
}

/** The message, then every related place as a link to it: code hosts show those that the message links to. */
function messageText(f: ReportedFinding): string {
  const related = f.related.map((r, i) => `\n- [${literal(r.message || 'takes part').replace(/[[\]]/g, '\\$&')}](${i + 1})`);
  return literal(f.message) + related.join('');
}

/** Text of a message: a number in braces stands for an argument and brackets before a parenthesis make a link there, so both are escaped. */
function literal(text: string): string {
  return visible(text)
    .replace(/\{\d+\}/g, '{$&}')
    .replace(/\[(?=[^\]]*\]\()/g, '\\[');
}

function physicalLocation(place: ReportedPlace): object {
  return { artifactLocation: artifact(place.file), region: region(place) };
}

function region({ line, column, endLine, endColumn }: Omit<ReportedPlace, 'file'>): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A file by its address: relative to the root of the repository, percent-encoded; absolute for another Windows drive. */
function artifact(file: string): object {
  if (/^(?:[A-Za-z]:|\/)/.test(file)) return { uri: fileUrl(file) };
  return { uri: file.split('/').map(encoded).join('/'), uriBaseId: '%SRCROOT%' };
}

function encoded(step: string): string {
  // Half of a character has no address.
  return encodeURIComponent(step.replace(/\p{Surrogate}/gu, '\ufffd'));
}

function fix(change: NonNullable<ReportedFinding['fix']>): object {
  const files = new Map<string, object[]>();
  for (const edit of change.edits) {
    const replacements = files.get(edit.file) ?? [];
    files.set(edit.file, replacements);
    replacements.push({
      deletedRegion: { charOffset: edit.start, charLength: edit.end - edit.start },
      insertedContent: { text: edit.text },
    });
  }
  return {
    description: { text: literal(change.title) },
    artifactChanges: [...files].map(([file, replacements]) => ({ artifactLocation: artifact(file), replacements })),
  };
}

function notifications(report: Report, left: number): object[] {
  const notes = report.notes
    .map(({ file, message }) => ({ file: relativePath(report.repository ?? report.cwd, file), message }))
    .sort((a, b) => compare(a.file, b.file) || compare(a.message, b.message))
    .map(({ file, message }) => ({
      level: 'note',
      message: { text: literal(message) },
      locations: [{ physicalLocation: { artifactLocation: artifact(file) } }],
    }));
  if (left === 0) return notes;
  const text = `${left} more results are not in this file, which holds the ${MOST} most severe ones, as many as GitHub keeps`;
  return [...notes, { level: 'warning', message: { text } }];
}
