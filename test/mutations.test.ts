import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runLint } from '#cli/run';
import type { Setting } from '#config/load';
import type { Finding } from '#lint/finding';
import { RULES } from '#rules';
import { lineRange } from '#text/line-index';

/** The smallest change to a clean example that a rule must answer. */
interface Mutation {
  readonly rule: string;
  /** Folder below examples/. */
  readonly example: string;
  readonly edits: readonly Edit[];
  /** Where the finding stands when it is not on a changed line: text of that line, which no other line of the file has. */
  readonly at?: { readonly file: string; readonly line: string };
  /** Rules that rightly speak too, each with the reason. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** Text to replace, which must be unique in the file unless `nth` says which; without `replace` the file is new or gets the text at its end. */
interface Edit {
  readonly file: string;
  readonly replace?: string;
  readonly with: string;
  /** 1 for the first. */
  readonly nth?: number;
}

/** Rules that no change of text can bring about, each with the reason. */
const WITHOUT: Readonly<Record<string, string>> = {
  'internal/rule-crashed': 'only a defect of hvlint brings it about',
  'reading/assumed-encoding': 'it is about bytes, not about text; test/read/decode.test.ts covers it',
};

const examples = fileURLToPath(new URL('../examples', import.meta.url));
const folder = fileURLToPath(new URL('mutations', import.meta.url));
const mutations: Mutation[] = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => parse(readFileSync(path.join(folder, file), 'utf8')) as Mutation[]);
const work = mkdtempSync(path.join(tmpdir(), 'hvlint-mutations-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Every rule is on, so that advice of hvlint:strict is tested too. */
const ALL_ON: Readonly<Record<string, Setting>> = Object.fromEntries(RULES.map((rule) => [rule.id, rule.severity]));

async function findings(estate: string): Promise<readonly Finding[]> {
  const { findings: found } = await runLint({
    paths: [estate],
    cwd: work,
    rules: RULES,
    lookup: true,
    ruleFlags: ALL_ON,
    inlineConfig: true,
    today: '2026-06-15',
  });
  return found;
}

/** A finding without what moves when lines are added above it. */
const saying = (estate: string, f: Finding): string =>
  `${f.rule.id} ${path.posix.relative(estate, f.place.file.path)} ${f.entity ?? ''} ${f.place.property} ${f.message}`;

interface Changed {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

function apply(estate: string, edit: Edit): Changed {
  const file = path.join(estate, edit.file);
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    if (edit.replace !== undefined) throw new Error(`there is no ${edit.file} to change`);
  }
  let at = text.length;
  if (edit.replace !== undefined) {
    const places = [...text.matchAll(new RegExp(edit.replace.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'))].map(
      (m) => m.index,
    );
    if (places.length === 0) throw new Error(`'${edit.replace}' is not in ${edit.file}`);
    if (places.length > 1 && edit.nth === undefined)
      throw new Error(`'${edit.replace}' is ${places.length} times in ${edit.file}; say which with nth`);
    at = places[(edit.nth ?? 1) - 1]!;
  }
  const changed = text.slice(0, at) + edit.with + text.slice(at + (edit.replace?.length ?? 0));
  writeFileSync(file, changed);
  const line = (offset: number): number => lineRange({ path: file, text: changed }, { start: offset, end: offset }).line;
  return { file: edit.file, from: line(at), to: line(at + edit.with.length) };
}

/** The line that a mutation names with `at`. */
function named(estate: string, { file, line }: NonNullable<Mutation['at']>): Changed {
  const lines = readFileSync(path.join(estate, file), 'utf8').split('\n');
  const found = lines.flatMap((text, i) => (text.includes(line) ? [i + 1] : []));
  if (found.length !== 1) throw new Error(`'${line}' is on ${found.length} lines of ${file}`);
  return { file, from: found[0]!, to: found[0]! };
}

describe('the smallest change to a clean example', () => {
  const clean = new Map<string, Set<string>>();
  beforeAll(async () => {
    for (const name of new Set(mutations.map((m) => m.example))) {
      const estate = path.join(work, 'clean', name);
      cpSync(path.join(examples, name), estate, { recursive: true });
      clean.set(name, new Set((await findings(estate)).map((f) => saying(estate, f))));
    }
  });

  it.each(mutations.map((m, i) => [`${m.rule} in ${m.example}`, m, i] as const))(
    'brings about %s and nothing else',
    async (_name, mutation, i) => {
      const estate = path.join(work, String(i));
      cpSync(path.join(examples, mutation.example), estate, { recursive: true });
      const changed = mutation.edits.map((edit) => apply(estate, edit));
      const before = clean.get(mutation.example)!;
      const fresh = (await findings(estate)).filter((f) => !before.has(saying(estate, f)));
      const own = fresh.filter((f) => f.rule.id === mutation.rule);
      expect(own.length, `${mutation.rule} says nothing; new: ${fresh.map((f) => saying(estate, f)).join('; ')}`).toBeGreaterThan(
        0,
      );
      const wanted = mutation.at ? [named(estate, mutation.at)] : changed;
      const here = own.some((f) =>
        [f.place, ...(mutation.at ? [] : f.related.map((r) => r.place))].some((place) => {
          const { line, endLine } = lineRange(place.file, place.range());
          const file = path.posix.relative(estate, place.file.path);
          return wanted.some((c) => c.file === file && line <= c.to && endLine >= c.from);
        }),
      );
      expect(here, `${own.map((f) => saying(estate, f)).join('; ')} is not about ${JSON.stringify(wanted)}`).toBe(true);
      const others = fresh.filter((f) => f.rule.id !== mutation.rule && mutation.beside?.[f.rule.id] === undefined);
      expect(others.map((f) => saying(estate, f))).toEqual([]);
      for (const id of Object.keys(mutation.beside ?? {}))
        expect(
          fresh.some((f) => f.rule.id === id),
          `${id} is said to speak beside it, and does not`,
        ).toBe(true);
    },
  );

  it('is known for every rule', () => {
    const missing = RULES.map((rule) => rule.id).filter((id) => !(id in WITHOUT) && !mutations.some((m) => m.rule === id));
    expect(missing).toEqual([]);
    const gone = mutations.map((m) => m.rule).filter((id) => !RULES.some((rule) => rule.id === id));
    expect(gone).toEqual([]);
  });
});
