import { COMMAND_START } from './harmless.ts';
import { relativePath } from './relative-path.ts';
import { compare, entries, type Report } from './report.ts';

/** Characters JSON may hold as they are, but a terminal obeys or reorders text by. */
const HARMFUL = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Everything, for machines: the contract of `schemas/report.schema.json`. Texts are the raw ones; only their JSON spelling keeps
 * terminals and build services from obeying them.
 */
export function json(report: Report): string {
  const { cwd, summary: s } = report;
  const document = {
    schemaVersion: 1,
    tool: { name: 'hvlint', version: report.toolVersion },
    summary: {
      files: s.files,
      skipped: s.skipped,
      entities: s.entities,
      errors: s.errors,
      warnings: s.warnings,
      infos: s.infos,
      suppressed: s.suppressed,
      fixable: s.fixable,
    },
    findings: entries(report).map((e) => e.shown),
    notes: report.notes
      .map((note) => ({ file: relativePath(cwd, note.file), message: note.message }))
      .sort((a, b) => compare(a.file, b.file) || compare(a.message, b.message)),
  };
  return escapedJson(document);
}

/** A document as JSON that no terminal and no build service obeys. */
export function escapedJson(document: unknown): string {
  const text = JSON.stringify(document, null, 2)
    .replace(HARMFUL, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(COMMAND_START, '#\\u0023');
  return `${text}\n`;
}
