import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { nodeAt, type SyntaxNode } from '#read/syntax-node';
import { readYaml } from '#read/yaml';
import { readYamlSlowly } from '#read/yaml-slow';
import { generateYaml, mutate, YAML_TEXTS } from './yaml-samples.ts';

const slow = vi.hoisted(() => ({ calls: 0 }));
vi.mock(import('../../src/read/yaml-slow.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    readYamlSlowly: (text: string) => {
      slow.calls++;
      return real.readYamlSlowly(text);
    },
  };
});
beforeEach(() => {
  slow.calls = 0;
});

/** Values as the `yaml` package reads them; the codes of its errors when it does not. */
function reference(text: string): { values: unknown[] } | { failed: string[] } {
  const parsed = parseAllDocuments(text, {
    version: '1.2',
    merge: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents = Array.isArray(parsed) ? parsed : [];
  const errors = documents.flatMap((d) => [...d.errors, ...d.warnings.filter((w) => w.code === 'TAG_RESOLVE_FAILED')]);
  if (errors.length > 0) return { failed: errors.map((e) => e.code) };
  try {
    return { values: documents.map((d) => d.toJS() as unknown) };
  } catch (error) {
    return { failed: [(error as Error).message] };
  }
}

/** Documents without anything in them are nobody's; js-yaml leaves some of them out. */
function filled(values: readonly unknown[]): unknown[] {
  return values.filter((value) => value !== null && value !== undefined);
}

/** What is wrong in broken layouts that js-yaml reads all the same, sensibly. */
const LENIENT = new Set(['BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY', 'TAB_AS_INDENT']);

/** An alias inside its own value is legal, but nothing hvlint could work with. */
const ENDLESS = /it would never end/;

async function compare(text: string): Promise<void> {
  const expected = reference(text);
  const { values, problems } = await readYaml(text);
  const told = problems.filter((p) => p.rule !== 'reading/duplicate-key');
  if (told.some((p) => ENDLESS.test(p.message))) return;
  const shown = JSON.stringify(text);
  if ('failed' in expected) {
    if (!LENIENT.has(expected.failed[0]!))
      expect(told.length, `${shown} must be refused: ${expected.failed[0]}`).toBeGreaterThan(0);
  } else {
    expect(told, shown).toEqual([]);
    expect(filled(values), shown).toEqual(filled(expected.values));
  }
}

/** Scalars and keys with their source text, by path. Empty ones may be shown where it suits. */
function scalars(text: string, node: SyntaxNode | undefined, path: string, into: string[]): string[] {
  for (const [key, member] of node?.members ?? []) {
    into.push(`${path}/${key}~ ${member.key.start}-${member.key.end}`);
    scalars(text, member.value, `${path}/${key}`, into);
  }
  for (const [i, item] of (node?.items ?? []).entries()) scalars(text, item, `${path}/${i}`, into);
  for (const [i, source] of (node?.merged ?? []).entries()) scalars(text, source, `${path}/<<${i}`, into);
  if (node && !node.members && !node.items && node.range.end > node.range.start)
    into.push(`${path} ${node.range.start}-${node.range.end} ${text.slice(node.range.start, node.range.end)}`);
  return into;
}

describe('the fast path and the yaml package', () => {
  it.each(YAML_TEXTS.map((text) => [JSON.stringify(text), text]))('agree on %s', async (_name, text) => {
    await compare(text!);
  });

  it('agree on generated documents, which the fast path reads itself', async () => {
    for (let seed = 0; seed < 400; seed++) await compare(generateYaml(seed));
    expect(slow.calls).toBe(0);
  });

  it('agree on documents with small accidents', async () => {
    const whole = YAML_TEXTS.slice(-2);
    for (let seed = 0; seed < 1200; seed++) await compare(mutate(seed % 3 ? whole[seed % 2]! : generateYaml(seed), seed));
    expect(slow.calls).toBeGreaterThan(300);
  });

  it('agree on where every scalar and key stands', async () => {
    for (const text of [...YAML_TEXTS, ...Array.from({ length: 150 }, (_, seed) => generateYaml(seed))]) {
      slow.calls = 0;
      const fast = await readYaml(text);
      if (slow.calls > 0 || fast.problems.some((p) => p.rule !== 'reading/duplicate-key')) continue;
      const other = readYamlSlowly(text);
      const of = (nodes: readonly SyntaxNode[]): string[] => nodes.flatMap((node, i) => scalars(text, node, String(i), []));
      const real = (values: readonly unknown[], nodes: readonly SyntaxNode[]): SyntaxNode[] =>
        nodes.filter((_, i) => values[i] !== null && values[i] !== undefined);
      expect(of(real(fast.values, fast.nodes())), JSON.stringify(text)).toEqual(of(real(other.values, other.nodes())));
    }
  });
});

/** The source text at a path of a document. */
async function sourceAt(text: string, ...path: (string | number)[]): Promise<string | undefined> {
  const { nodes } = await readYaml(text);
  const node = nodeAt(nodes()[0]!, path)?.node;
  return node && text.slice(node.range.start, node.range.end);
}

describe('places', () => {
  it('quotes belong to a scalar, comments and blanks do not', async () => {
    const text = `a: "x" # c\nb:   y z  # c\nc: ['q' , r]\n`;
    expect(await sourceAt(text, 'a')).toBe('"x"');
    expect(await sourceAt(text, 'b')).toBe('y z');
    expect(await sourceAt(text, 'c', 0)).toBe("'q'");
    expect(await sourceAt(text, 'c')).toBe("['q' , r]");
  });

  it('a value that is not written stands behind the colon of its key', async () => {
    const { nodes } = await readYaml('a:\nb: 1\n');
    expect(nodeAt(nodes()[0]!, ['a'])?.node.range).toEqual({ start: 2, end: 2 });
  });

  it('what an alias or a merge key brings in stands where it is written', async () => {
    const text = 'a: &x { k: 1 }\nb: &y { l: 2 }\nc: { <<: [*x, *y], m: 3 }\nd: *x\n';
    expect(await sourceAt(text, 'c', 'k')).toBe('1');
    expect(await sourceAt(text, 'c', 'l')).toBe('2');
    expect(await sourceAt(text, 'd', 'k')).toBe('1');
    expect(await sourceAt(text, 'c')).toBe('{ <<: [*x, *y], m: 3 }');
  });

  it('a block scalar is shown by its first line, but is all of its lines', async () => {
    for (const end of ['\n', '\r\n']) {
      const text = ['a: |', '', '  first line', '  second', 'b: 1', ''].join(end);
      const { nodes } = await readYaml(text);
      const node = nodeAt(nodes()[0]!, ['a'])!.node;
      expect(text.slice(node.range.start, node.range.end)).toBe('first line');
      expect(text.slice(node.whole!.start, node.whole!.end)).toContain('second');
    }
  });
});

describe('limits', () => {
  const problemsOf = async (text: string) => {
    const start = performance.now();
    const { problems, values } = await readYaml(text);
    // Generous: what must not happen takes minutes.
    expect(performance.now() - start).toBeLessThan(8000);
    return { problems, values };
  };

  it.each([
    ['lists', '['.repeat(200_000)],
    ['closed lists', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['mappings', '{a: '.repeat(200_000)],
    ['block lists', `${'- '.repeat(200_000)}x`],
    ['block mappings', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['keys', '? '.repeat(200_000)],
  ])('200,000 levels of %s', async (_name, text) => {
    const { problems, values } = await problemsOf(text);
    expect(problems.map((p) => p.rule)).toEqual(['reading/limit']);
    expect(values).toEqual([]);
  });

  it('200 levels are read, behind a mistake that only the slow path can name too', async () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect((await readYaml(nested(199))).problems).toEqual([]);
    expect((await readYaml(`a: !!int 1\nb: ${nested(190)}`)).problems).toEqual([]);
    const { problems } = await problemsOf(`a: @x\nb: ${'['.repeat(100_000)}`);
    expect(problems.map((p) => p.rule)).toContain('reading/limit');
    expect(problems.map((p) => p.message).join()).not.toContain('call stack');
  });

  it('aliases of aliases', async () => {
    const names = [...'abcdefghij'];
    const bomb = names
      .map(
        (name, i) =>
          `${name}: &${name} [${Array(9)
            .fill(i === 0 ? 'x' : `*${names[i - 1]}`)
            .join(',')}]\n`,
      )
      .join('');
    for (const text of [bomb, `${bomb}z: !!int 1\n`]) {
      const { problems } = await problemsOf(text);
      expect(problems.map((p) => p.rule)).toEqual(['reading/limit']);
      expect(problems[0]!.message).toContain('100,000 values');
    }
  });

  it('aliases of aliases in merge keys', async () => {
    const wide = `a: &a {${Array.from({ length: 300 }, (_, i) => `k${i}: 1`).join(', ')}}\n`;
    const { problems } = await problemsOf(wide + Array.from({ length: 400 }, (_, i) => `m${i}: { <<: *a }\n`).join(''));
    expect(problems.map((p) => p.rule)).toEqual(['reading/limit']);
  });

  it('an alias inside its own value is refused at its place, by both paths', async () => {
    for (const tag of ['', '!!map ']) {
      const text = `a: &x ${tag}\n  b: [1, *x]\n`;
      const { problems, values } = await readYaml(text);
      expect(problems).toMatchObject([{ rule: 'reading/syntax', message: expect.stringMatching(ENDLESS) }]);
      const { start, end } = problems[0]!.place as { start: number; end: number };
      expect(text.slice(start, end)).toBe('*x');
      expect(values).toEqual([]);
    }
  });
});

describe('what the events of js-yaml do not check', () => {
  it('a repeated key keeps its last value and is told, on both paths', async () => {
    for (const rest of ['', 'c: !!int 3\n']) {
      const text = `a: 1\nb: { k: 1, "k": 2 }\na: 5\n${rest}`;
      const { values, problems } = await readYaml(text);
      expect(values[0]).toMatchObject({ a: 5, b: { k: 2 } });
      const places = problems.map((p) => p.place as { start: number; end: number });
      expect(places.map(({ start, end }) => `${start} ${text.slice(start, end)}`).sort()).toEqual(['16 "k"', '25 a']);
      expect(problems.map((p) => p.rule)).toEqual(['reading/duplicate-key', 'reading/duplicate-key']);
    }
  });

  it('names that every object has are names like others', async () => {
    const { values, problems } = await readYaml(
      'constructor: 1\ntoString: 2\n__proto__: { polluted: yes }\na: { <<: { __proto__: { polluted: yes } } }\n',
    );
    const value = values[0] as Record<string, Record<string, unknown>>;
    expect(problems).toEqual([]);
    expect(Object.keys(value)).toEqual(['constructor', 'toString', '__proto__', 'a']);
    expect(Object.keys(value.a!)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(value.a)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('a single CR ends a line, as YAML says and the yaml package does not', async () => {
    expect((await readYaml('a: 1\rb: 2\r')).values).toEqual([{ a: 1, b: 2 }]);
  });

  it('at most five mistakes of one file are told, each where it is', async () => {
    const text = 'a: @x\n'.repeat(50);
    const { problems } = await readYaml(text);
    expect(problems).toHaveLength(5);
    for (const { place } of problems) expect(text[(place as { start: number }).start]).toBe('@');
  });

  it('numbers that may have been text are noticed', async () => {
    expect((await readYaml('a: 10\nb: 0\nc: 0.5 apples\nd: 100000000000\n')).oddNumbers).toBe(false);
    expect((await readYaml('a: 0711\n')).oddNumbers).toBe(true);
    expect((await readYaml('a: 60E000000005\n')).oddNumbers).toBe(true);
  });
});
