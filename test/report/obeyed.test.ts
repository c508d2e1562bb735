import { describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { documentYaml } from '#report/document-yaml';
import { embeddedJson, escapeHtml } from '#report/page/html';
import { element } from '#report/xml';

/** What a terminal or a build service obeys: in a line, at its begin, or wherever a long text is folded. */
const NASTY = [
  '\u009b31mred',
  'a\u202eb',
  'a\u2066b\u2069',
  'a\u200eb\u200f\u061c',
  'a\u0085b\u2028c\u2029d',
  'a\u007fb\u0000c\u001bd',
  '\ufeffa',
  '##vso[task.complete result=Failed;]x',
  '###[error]x',
  "a\n##teamcity[buildProblem description='x']",
  '::error::x',
  'a\n::error::x\n  ::warning::y\n\n::notice::z',
  'a\r\n::error::x',
  `${'words '.repeat(22)}::error::x ${'words '.repeat(22)}::error::y`,
  `a\u202e ${'words '.repeat(22)}\n::error::x`,
];
/** What is as it was: joined emoji and letters, addresses, text beside what begins a command. */
const TAME = ['👩\u200d👧', 'ن\u200cم', '2001:db8::1', 'a ## b', '#1', 'a:b', 'a\nb', 'Übung – ß'];

function obeyed(text: string): RegExpMatchArray | null {
  return text.match(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|##[\w-]*\[|^\s*::/mu);
}

const written = (data: unknown): string => documentYaml({ kind: 'host', data, observed: false, complete: false }, '1.0.0');

describe('documentYaml', () => {
  it.each(NASTY.map((text) => [JSON.stringify(text), text]))('escapes %s, and it comes back', (_shown, text) => {
    const data = { kind: 'host', name: text, [text]: 1, nics: [{ name: text }, { name: 'b' }], list: [text, text, 'c'] };
    const yaml = written(data);
    expect(obeyed(yaml)).toBeNull();
    expect(parseDocument(yaml).errors).toEqual([]);
    expect(parse(yaml)).toEqual(data);
    expect(parse(yaml, { version: '1.1' })).toEqual(data);
  });

  it('writes the escapes of YAML', () => {
    expect(written({ name: 'N\u202e\u009b1' })).toContain('name: "N\\u202e\\x9b1"\n');
    expect(written({ name: '##vso[a]' })).toContain('name: "#\\x23vso[a]"\n');
  });

  it.each(TAME)('leaves %j', (text) => {
    const yaml = written({ name: text });
    expect(yaml).not.toMatch(/\\[xu]/);
    expect(parse(yaml)).toEqual({ name: text });
  });
});

describe('pages and pictures', () => {
  it.each(NASTY.map((text) => [JSON.stringify(text), text]))('nothing obeys %s in HTML', (_shown, text) => {
    expect(obeyed(escapeHtml(text))).toBeNull();
    const json = embeddedJson({ [text]: text }).text;
    expect(obeyed(json)).toBeNull();
    expect(JSON.parse(json)).toEqual({ [text]: text });
  });

  it('HTML reads as it was written', () => {
    expect(escapeHtml('##vso[a]\n::error::x 2001:db8::1')).toBe('#&#35;vso[a]\n&#58;:error::x 2001:db8::1');
  });

  it('takes time by the length of a text', () => {
    const before = performance.now();
    for (const text of [
      '\n'.repeat(300_000),
      ' \n'.repeat(300_000),
      ' '.repeat(300_000),
      '#'.repeat(300_000),
      '##a'.repeat(100_000),
    ]) {
      escapeHtml(text);
      element('title', { id: text }, text);
    }
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it('neither does anything in XML', () => {
    expect(element('title', { id: '##vso[a]' }, 'a ##vso[b]\n::error::x')).toEqual([
      '<title id="#&#35;vso[a]">a #&#35;vso[b]\n&#58;:error::x</title>',
    ]);
  });
});
