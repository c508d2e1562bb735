import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runLint } from '#cli/run';
import type { Finding } from '#lint/finding';
import { RULES } from '#rules';

/** A change of one of the Blue and Yellow examples, and how often each rule answers it. */
interface Row {
  readonly row: number;
  readonly what: string;
  readonly example: string;
  readonly edits: readonly Edit[];
  readonly findings: Readonly<Record<string, number>>;
  /** A part of the message of one of them. */
  readonly says?: string;
}

type Edit = {
  readonly file: string;
} & (
  | { readonly copyOf: string }
  | { readonly replace: string; readonly with: string; readonly nth?: number; readonly all?: true }
  | { readonly with: string }
);

const examples = fileURLToPath(new URL('../examples', import.meta.url));
const rows = parse(readFileSync(new URL('hnv-matrix.yaml', import.meta.url), 'utf8')) as Row[];
const work = mkdtempSync(path.join(tmpdir(), 'hvlint-hnv-matrix-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function apply(estate: string, edit: Edit): void {
  const file = path.join(estate, edit.file);
  if ('copyOf' in edit) cpSync(path.join(estate, edit.copyOf), file);
  else writeFileSync(file, 'replace' in edit ? replaced(readFileSync(file, 'utf8'), edit) : read(file) + edit.with);
}

function replaced(text: string, edit: Extract<Edit, { replace: string }>): string {
  const parts = text.split(edit.replace);
  const found = parts.length - 1;
  if (found === 0) throw new Error(`'${edit.replace}' is not in ${edit.file}`);
  if (found > 1 && edit.nth === undefined && !edit.all)
    throw new Error(`'${edit.replace}' is ${found} times in ${edit.file}; say which with nth, or all`);
  return parts.reduce((done, part, i) => done + (edit.all || i === (edit.nth ?? 1) ? edit.with : edit.replace) + part);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** What every rule says, advice of hvlint:strict included: a row lists all of it, of whatever area. */
async function findings(estate: string): Promise<readonly Finding[]> {
  const { findings: found } = await runLint({
    paths: [estate],
    cwd: work,
    rules: RULES,
    lookup: true,
    ruleFlags: Object.fromEntries(RULES.map((rule) => [rule.id, rule.severity])),
    inlineConfig: true,
    today: '2026-06-15',
  });
  return found;
}

describe('changes of the Blue and Yellow examples', () => {
  it.each(rows.map((row) => [`${row.row}: ${row.what}`, row] as const))('%s', async (_name, row) => {
    const estate = path.join(work, String(row.row));
    cpSync(path.join(examples, row.example), estate, { recursive: true });
    for (const edit of row.edits) apply(estate, edit);
    const found = await findings(estate);
    const counts: Record<string, number> = {};
    for (const { rule } of found) counts[rule.id] = (counts[rule.id] ?? 0) + 1;
    const said = found.map((f) => `${path.posix.relative(estate, f.place.file.path)} ${f.rule.id}: ${f.message}`);
    expect(counts, said.join('\n')).toEqual(row.findings);
    if (row.says !== undefined) expect(said.join('\n')).toContain(row.says);
  });

  it('come one by one, and name rules that there are', () => {
    expect(rows.map(({ row }) => row)).toEqual(rows.map((_, i) => i + 1));
    const named = rows.flatMap((row) => Object.keys(row.findings));
    expect(named.filter((id) => !RULES.some((rule) => rule.id === id))).toEqual([]);
  });
});
