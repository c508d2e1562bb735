import { createHash } from 'node:crypto';
import type { Finding } from '#lint/finding';
import { inFile, type Place } from '#model/place';
import { cmdletNamed } from '#read/powershell/cmdlets/index';
import type { SourceFile } from '#text/source-file';
import { relativePath } from '../relative-path.ts';
import { type Report, reported } from '../report.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** The folder that stands for the root of the repository: deep enough for paths that lead out of it. */
const ROOT = `/anonymous${'/folder'.repeat(12)}`;

/** What messages of our own put in quotes. */
const OWN_QUOTES: ReadonlySet<string> = new Set(['-- reason', 'reason']);

/** Rules that quote what stands in a file, also what is no value of any document. */
const QUOTING = /^(?:reading|script|suppression|internal)\//;

/**
 * A report in which names and addresses stand for others. Findings keep their lines and columns; the text of the files, reasons of
 * suppressions and links to the code host are left out.
 */
export function anonymousReport(report: Report, pseudonyms: Pseudonyms): Report {
  const root = report.repository ?? report.cwd;
  const pathOf = (path: string): string => {
    const relative = relativePath(root, path).replace(/^[A-Za-z]:\/|^\/+/, '');
    const steps = ROOT.split('/');
    for (const step of relative === '.' ? [] : pseudonyms.path(relative).split('/')) {
      if (step !== '..') steps.push(step);
      else if (steps.length > 2) steps.pop();
    }
    return steps.join('/');
  };
  const masked = new Map<SourceFile, SourceFile>();
  const maskOf = (file: SourceFile): SourceFile => {
    // Every character is a blank, so that lines and columns stay.
    const known = masked.get(file) ?? { path: pathOf(file.path), text: file.text.replace(/[^\r\n]/g, ' ') };
    masked.set(file, known);
    return known;
  };
  const findings = inOrder([...report.findings, ...(report.suppressed ?? []).map((s) => s.finding)], report);
  // The same whatever the order of the findings: paths are numbered first.
  for (const path of [
    report.cwd,
    ...findings.flatMap((f) => [f.place, ...f.related.map((r) => r.place)].map((place) => place.file.path)),
    ...report.notes.map((n) => n.file),
  ].sort())
    pathOf(path);
  const images = new Map(findings.map((finding) => [finding, anonymousFinding(finding, pseudonyms, maskOf)]));
  return {
    ...report,
    cwd: pathOf(report.cwd),
    repository: report.repository === undefined ? undefined : ROOT,
    findings: report.findings.map((f) => images.get(f)!),
    ...(report.suppressed
      ? { suppressed: report.suppressed.map(({ finding, by }) => ({ finding: images.get(finding)!, by, reason: 'left out' })) }
      : {}),
    notes: report.notes.map(({ file, message }) => ({ file: pathOf(file), message: pseudonyms.text(message) })),
    linkTo: undefined,
    anonymous: true,
  };
}

function inOrder(findings: readonly Finding[], { cwd, toolVersion }: Report): Finding[] {
  return findings
    .map((finding) => ({ finding, text: JSON.stringify(reported(finding, cwd, toolVersion)) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ finding }) => finding);
}

function anonymousFinding(finding: Finding, pseudonyms: Pseudonyms, maskOf: (file: SourceFile) => SourceFile): Finding {
  const { place, related, fix, remedy } = finding;
  const quoting = QUOTING.test(finding.rule.id);
  const quoted = quoting ? wordsAt([place, ...related.map((r) => r.place)], pseudonyms) : undefined;
  const textOf = (text: string): string => (quoted ? quotedText(text, quoted, pseudonyms) : pseudonyms.text(text));
  const placeOf = ({ file, range, property }: Place): Place => ({
    ...inFile(maskOf(file), range()),
    property: pseudonyms.pointer(property),
  });
  const placed = (at: Place): Place => placeOf({ file: at.file, range: () => at.range(), property: at.property });
  return {
    ...finding,
    message: textOf(finding.message),
    place: placed(place),
    related: related.map((r) => ({ place: placed(r.place), message: textOf(r.message) })),
    key: finding.key === undefined ? undefined : quoting ? pseudonyms.pointer(finding.key) : pseudonyms.text(finding.key),
    entity: finding.entity === null ? null : pseudonyms.entity(finding.entity),
    subject: pseudonyms.entity(finding.subject),
    fix: fix && {
      title: textOf(fix.title),
      safe: fix.safe,
      edits: fix.edits.map(({ file, range, text }) => ({
        file: maskOf(file),
        range,
        text: quoting && !pseudonyms.isOwn(text) ? pseudonyms.certain(text, 'text') : pseudonyms.text(text),
      })),
    },
    remedy: remedy && {
      ...remedy,
      on: pseudonyms.entity(remedy.on),
      commands: remedy.commands.map((command) => anonymousCommand(command, pseudonyms)),
    },
    fingerprint: createHash('sha256').update(`${pseudonyms.key}\n${finding.fingerprint}`).digest('hex').slice(0, 32),
  };
}

/** A command: within single quotes a name may have its own quotes doubled. */
function anonymousCommand(command: string, pseudonyms: Pseudonyms): string {
  return command
    .split(/('(?:[^']|'')*')/)
    .map((part, i) =>
      i % 2 === 1 ? `'${pseudonyms.text(part.slice(1, -1).replaceAll("''", "'")).replaceAll("'", "''")}'` : pseudonyms.text(part),
    )
    .join('');
}

/** The words that stand in the marked parts of files, without those of hvlint's own language. */
function wordsAt(places: readonly Place[], pseudonyms: Pseudonyms): ReadonlySet<string> {
  const words = places.flatMap((place) => {
    const { start, end } = place.range();
    return (
      place.file.text
        .slice(start, Math.min(end, start + 5000))
        .toLowerCase()
        .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
    );
  });
  return new Set(words.filter((word) => !pseudonyms.isOwn(word)));
}

/** A message that quotes a file: what stands in quotes and the words it marks are replaced where nobody knows them to be harmless. */
function quotedText(text: string, quoted: ReadonlySet<string>, pseudonyms: Pseudonyms): string {
  const harmless = (word: string): boolean => OWN_QUOTES.has(word) || pseudonyms.isOwn(word) || cmdletNamed(word) !== undefined;
  return pseudonyms
    .text(text)
    .replace(/(['"])(.*?)\1/g, (all, quote: string, inner: string) =>
      harmless(inner) ? all : `${quote}${pseudonyms.certain(inner, 'text')}${quote}`,
    )
    .replace(/[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*/gu, (word) =>
      !harmless(word) &&
      word
        .toLowerCase()
        .split('-')
        .some((part) => quoted.has(part))
        ? pseudonyms.certain(word, 'text')
        : word,
    );
}
