import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULES } from '#rules';
import { lineRange } from '#text/line-index';
import { expectations, findingLine, fixed, type Page, parsePage, runCase } from './rule-page.ts';

const root = new URL('..', import.meta.url).pathname;

/** Rules whose findings no input can cause on its own: their tests are elsewhere. */
const NO_FIXTURE = new Set(['internal/rule-crashed', 'reading/assumed-encoding', 'reading/limit']);

function pages(id: string): { path: string; page: Page }[] {
  return [`rules/${id}.md`, `test/rules/${id}.md`]
    .filter((path) => existsSync(root + path))
    .map((path) => ({ path, page: parsePage(readFileSync(root + path, 'utf8')) }));
}

describe('every rule', () => {
  it('is in the list, and the list has no others', () => {
    const files = readdirSync(`${root}rules`, { recursive: true, encoding: 'utf8' })
      .filter((f) => f.endsWith('.md'))
      .map((f) => f.slice(0, -3).replaceAll('\\', '/'));
    expect(files.sort()).toEqual(RULES.map((r) => r.id).sort());
  });

  it('hides only rules that exist or are still to come under their own id', () => {
    for (const rule of RULES) for (const other of rule.hides ?? []) expect(other).toMatch(/^[a-z-]+\/[a-z0-9-]+$/);
  });
});

for (const rule of RULES) {
  describe(rule.id, () => {
    const all = pages(rule.id);
    it('has a page with its name and every section', () => {
      const [own] = all;
      expect(own?.page.title).toBe(rule.id);
      expect(own?.page.sections).toEqual(expect.arrayContaining(['How to repair', 'Source']));
      if (!NO_FIXTURE.has(rule.id)) expect(own?.page.sections).toEqual(expect.arrayContaining(['Fails', 'Passes']));
      expect(own?.page.sections.includes('Fixed')).toBe(rule.fixable !== undefined);
    });
    const cases = all.flatMap(({ page }) => page.cases);
    it('has two cases at least in which it fails, and two in which it passes', () => {
      const count = (section: string): number => cases.filter((c) => c.section === section).length;
      if (NO_FIXTURE.has(rule.id)) return;
      expect(count('Fails')).toBeGreaterThanOrEqual(2);
      expect(count('Passes')).toBeGreaterThanOrEqual(2);
    });
    it('has no two equal cases', () => {
      const texts = cases.filter((c) => c.section !== 'Fixed').map((c) => JSON.stringify(c.blocks.map((b) => b.text)));
      expect(new Set(texts).size).toBe(texts.length);
    });
    for (const { section, name, blocks } of cases) {
      if (!['Fails', 'Passes', 'Silent because unknown', 'Fixed'].includes(section)) continue;
      it(`${section}${name ? `: ${name}` : ''}`, async () => {
        if (section === 'Fixed') {
          const before = cases.find((c) => c.section === 'Fails' && c.name === name);
          expect(before, `Fixed needs a case of the same name under Fails`).toBeDefined();
          const outcome = await runCase(rule, before!.blocks);
          for (const block of blocks) expect(fixed(outcome, block.file)).toBe(block.text);
          const again = await runCase(
            rule,
            before!.blocks.map((b) => ({ ...b, text: blocks.find((x) => x.file === b.file)?.text ?? b.text })),
          );
          expect(again.own.filter((f) => f.fix).map(findingLine)).toEqual([]);
          return;
        }
        const outcome = await runCase(rule, blocks);
        for (const file of outcome.files) expect(file.foreign, `${file.file.path} is not recognised`).toBe(false);
        expect(outcome.reading.map(findingLine)).toEqual([]);
        const expected = expectations(blocks);
        if (section !== 'Fails') {
          expect(outcome.own.map(findingLine)).toEqual([]);
          if (section === 'Passes' && !rule.id.startsWith('reading/') && !rule.id.startsWith('suppression/'))
            expect(outcome.asked, 'the rule was asked about nothing').toBeGreaterThan(0);
          return;
        }
        expect(outcome.own.length).toBeGreaterThan(0);
        if ('exact' in expected) {
          expect(outcome.own.map(findingLine).sort()).toEqual(expected.exact.sort());
          return;
        }
        const found = outcome.own.map((f) => ({
          file: f.place.file.path.replace('/estate/', ''),
          line: lineRange(f.place.file, f.place.range()).line,
          severity: f.severity,
          message: f.message,
        }));
        expect(
          found.map(({ file, line, severity }) => `${file}:${line} ${severity}`).sort(),
          found.map((f) => f.message).join('\n'),
        ).toEqual(expected.comments.map(({ file, line, severity }) => `${file}:${line} ${severity}`).sort());
        for (const { file, line, part } of expected.comments)
          expect(
            found
              .filter((f) => f.file === file && f.line === line)
              .map((f) => f.message)
              .join('\n'),
          ).toContain(part);
      });
    }
  });
}
