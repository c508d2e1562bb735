import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as jsYaml from 'js-yaml';
import { afterAll, describe, expect, it } from 'vitest';
import { withStateByName } from '../../scripts/parser-state.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'hvlint-parser-state-'));
afterAll(() => rmSync(folder, { recursive: true }));

const source = path.join(path.dirname(createRequire(import.meta.url).resolve('js-yaml/package.json')), 'dist', 'js-yaml.mjs');
const file = path.join(folder, 'js-yaml.mjs');
writeFileSync(file, withStateByName(readFileSync(source, 'utf8')).replace(/^\/\/# sourceMappingURL.*$/m, ''));
const bundled = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as typeof jsYaml;

/** What a parser makes of a text: its events, or what it says of it and where. */
function outcome(
  { parseEvents }: Pick<typeof jsYaml, 'parseEvents'>,
  text: string,
  options: { maxDepth?: number; filename?: string } = {},
) {
  try {
    return parseEvents(text, options);
  } catch (error) {
    const { reason, mark } = error as { reason: string; mark: { position: number; name: string } };
    return { reason, position: mark.position, name: mark.name };
  }
}

describe('the parser as the bundle has it', () => {
  const examples = path.join(import.meta.dirname, '..', '..', 'examples');
  const files = (readdirSync(examples, { recursive: true }) as string[]).filter((name) => name.endsWith('.yaml'));

  it('gives the events of the examples, and says the same of their broken halves', () => {
    expect(files.length).toBeGreaterThan(50);
    for (const name of files) {
      const text = readFileSync(path.join(examples, name), 'utf8');
      for (const part of [text, text.slice(0, text.length / 2), `${text}\n  - ]`])
        expect(outcome(bundled, part, { maxDepth: 200 })).toEqual(outcome(jsYaml, part, { maxDepth: 200 }));
    }
  });

  it('takes its options, and the defaults where there are none', () => {
    const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    for (const options of [{}, { maxDepth: 3 }, { maxDepth: 300 }, { filename: 'a.yaml' }])
      for (const text of [deep(2), deep(4), deep(150), deep(400), 'a: [', '%YAML 3.0\n---\n'])
        expect(outcome(bundled, text, options)).toEqual(outcome(jsYaml, text, options));
  });

  it('is built only from a js-yaml that needs it', () => {
    expect(() => withStateByName('const state = { input, position: 0 };')).toThrow('scripts/parser-state.mjs');
  });
});
