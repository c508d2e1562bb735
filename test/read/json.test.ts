import { describe, expect, it } from 'vitest';
import { readJson } from '#read/json';
import { nodeAt } from '#read/syntax-node';

const slice = (text: string, place: unknown): string => {
  const { start, end } = place as { start: number; end: number };
  return text.slice(start, end);
};

function sourceAt(text: string, ...path: (string | number)[]): string | undefined {
  const node = nodeAt(readJson(text).nodes()[0]!, path)?.node;
  return node && text.slice(node.range.start, node.range.end);
}

describe('readJson', () => {
  it('reads what JSON.parse reads', () => {
    for (const text of [
      '{}',
      '[]',
      '0',
      '-0',
      '1e3',
      '1E+3',
      'true',
      'null',
      '""',
      ' "a" ',
      '\t[1, 2 ]\r\n',
      '{"a":{"b":[{"c":null}]}}',
      '"\\u00e9\\n\\\\\\""',
      '"\u2028"',
      `[${'9'.repeat(500)}]`,
      '{"":1}',
    ]) {
      const { values, problems, nodes } = readJson(text);
      expect(values, text).toEqual([JSON.parse(text)]);
      expect(problems, text).toEqual([]);
      expect(nodes(), text).toHaveLength(1);
    }
  });

  it('knows where every value stands, strict or not', () => {
    for (const tail of ['', ' // end']) {
      const text = `{ "a": "x\\"y", "b": [1, -2.5e3, {"c": null}], "d": {} }${tail}`;
      expect(sourceAt(text, 'a')).toBe('"x\\"y"');
      expect(sourceAt(text, 'b', 0)).toBe('1');
      expect(sourceAt(text, 'b', 1)).toBe('-2.5e3');
      expect(sourceAt(text, 'b', 2, 'c')).toBe('null');
      expect(sourceAt(text, 'b')).toBe('[1, -2.5e3, {"c": null}]');
      expect(sourceAt(text, 'd')).toBe('{}');
      expect(sourceAt(text, 'e')).toBeUndefined();
    }
  });

  it('comments and trailing commas pass', () => {
    const text = '// head\n{ /* a */ "a": 1, // one\n "b": [1, 2,], "url": "http://x", }\n/* end */';
    expect(readJson(text)).toMatchObject({ values: [{ a: 1, b: [1, 2], url: 'http://x' }], problems: [] });
  });

  it('repeated keys are told, the last value counts', () => {
    for (const text of ['{ "a": 1, "b": { "a": 2, "a": 3 }, "a": 4 }', '{ "a": 1, "b": { "a": 2, "a": 3 }, "a": 4, }']) {
      const { values, problems } = readJson(text);
      expect(values).toEqual([{ a: 4, b: { a: 3 } }]);
      expect(problems.map((p) => [p.rule, (p.place as { start: number }).start, slice(text, p.place)])).toEqual([
        ['reading/duplicate-key', 25, '"a"'],
        ['reading/duplicate-key', 35, '"a"'],
      ]);
    }
  });

  it('colons in texts do not look like repeated keys', () => {
    expect(readJson('{ "a:b": "c:d\\":", "e": "::" }').problems).toEqual([]);
  });

  it.each([
    ['{ "a": 1', 'ends too early', '1'],
    ['', 'ends too early', ''],
    ['{ "a": "x }', 'never closed', '"'],
    ['{ "a": "x\n" }', 'never closed', '"'],
    ['{ a: 1 }', 'a key in double quotes', 'a'],
    ["{ 'a': 1 }", 'a key in double quotes', "'"],
    ['{ "a" 1 }', "':' was expected", '1'],
    ['{ "a": 1 "b": 2 }', "',' or '}'", '"'],
    ['[1 2]', "',' or ']'", '2'],
    ['[,]', 'a value was expected', ','],
    ['{ "a": yes }', '"yes" is no JSON value', 'y'],
    ['{ "a": 0711 }', '"0711" is no JSON value', '0'],
    ['{ "a": NaN }', '"NaN" is no JSON value', 'N'],
    ['{ "a": "\\x" }', 'an escape', '"'],
    ['{} {}', 'behind the end', '{'],
    ['{ /* "a": 1 }', 'never closed', '/'],
  ])('%j: %s', (text, message, at) => {
    const { values, problems } = readJson(text);
    expect(values).toEqual([]);
    expect(problems).toMatchObject([{ rule: 'reading/syntax', message: expect.stringContaining(message) }]);
    expect(slice(text, problems[0]!.place)).toBe(at);
  });

  it('depth is limited, also behind a comment that hides a bracket', () => {
    const deep = '['.repeat(200_000);
    for (const text of [deep, '{"a":'.repeat(200_000), `// "\n${deep}`, `/* " */ ${deep}`]) {
      expect(readJson(text).problems.map((p) => p.rule)).toEqual(['reading/limit']);
    }
    expect(readJson('['.repeat(200) + ']'.repeat(200)).problems).toEqual([]);
    expect(readJson(`${'['.repeat(200)}1,${']'.repeat(200)} // c`).problems).toEqual([]);
    expect(readJson(`${'['.repeat(201)}1,${']'.repeat(201)} // c`).problems.map((p) => p.rule)).toEqual(['reading/limit']);
  });

  it('names that every object has are names like others', () => {
    for (const text of ['{ "__proto__": { "x": 1 }, "constructor": 2 }', '{ "__proto__": { "x": 1 }, "constructor": 2, }']) {
      const { values, problems } = readJson(text);
      const value = values[0] as Record<string, unknown>;
      expect(problems).toEqual([]);
      expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
      expect(value.x).toBeUndefined();
    }
  });
});
