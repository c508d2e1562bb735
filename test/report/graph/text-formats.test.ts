import { describe, expect, it } from 'vitest';
import { topologyOf } from '#model/topology';
import { picture } from '#report/graph/picture';
import { FAULTY, HOSTILE_NAMES, hostile, pictured } from './pictured.ts';

/** Text in which a label of Mermaid may not end, and which is no syntax: entities are numbers. */
const LABEL = /"(?:[\p{L}\p{M}\p{N} .,/·…✖⚠ℹ⛔-]|#\d+;|<br\/>)*"/u.source;

/** Every line that a flowchart of ours may have. */
const MERMAID = new RegExp(
  [
    'flowchart LR',
    '  accTitle: [\\p{L}\\p{M}\\p{N} .,/-]+',
    ` +n\\d+\\[${LABEL}\\]`,
    ` +n\\d+\\(${LABEL}\\)`,
    ` +subgraph n\\d+\\[${LABEL}\\]`,
    ' +end',
    `  n\\d+ (?:---|===|-\\.-)(?:\\|${LABEL}\\|)? n\\d+`,
    '  classDef (?:stop|error|warning|info) stroke:#[0-9a-f]{6},stroke-width:3px',
    '  class n\\d+(?:,n\\d+)* (?:stop|error|warning|info)',
    '  linkStyle \\d+(?:,\\d+)* stroke:#[0-9a-f]{6},stroke-width:3px',
  ]
    .map((line) => `(?:^${line}$)`)
    .join('|'),
  'u',
);

const STRING = /"(?:[^"\\\p{Cc}]|\\[\\"n])*"/u.source;
const ATTRIBUTES = `\\[(?:\\w+=(?:${STRING}|[\\w.]+)(?:, )?)+\\]`;

/** Every line that a graph of ours may have. */
const DOT = new RegExp(
  [
    `graph ${STRING} \\{`,
    ` +(?:graph|node|edge|n\\d+) ${ATTRIBUTES}`,
    ' +subgraph cluster_n\\d+ \\{',
    ' *\\}',
    `  n\\d+ -- n\\d+ ${ATTRIBUTES}`,
  ]
    .map((line) => `(?:^${line}$)`)
    .join('|'),
  'u',
);

describe.each([
  ['mermaid', MERMAID],
  ['dot', DOT],
] as const)('%s', (format, grammar) => {
  const lines = (text: string): string[] => text.split('\n').slice(0, -1);
  const strange = (text: string): string[] => lines(text).filter((line) => !grammar.test(line));

  it('has every thing and link of the topology, and nothing that is no syntax', async () => {
    const estate = await pictured(FAULTY);
    const text = (await picture([estate], format))!;
    expect(strange(text)).toEqual([]);
    const { things, links } = topologyOf(estate.network);
    expect(
      new Set([...text.matchAll(/\bn\d+(?=[[(]| \[)/g)].map((m) => m[0])).size + [...text.matchAll(/cluster_n/g)].length,
    ).toBe(things.length);
    expect(lines(text).filter((line) => /n\d+ (?:---|===|--) ?.*n\d+/.test(line)).length).toBe(links.length);
    expect(text).toContain('Ethernet1/1');
  });

  it('paints findings and says in words how many', async () => {
    const text = (await picture([await pictured(FAULTY)], format))!;
    expect(text).toContain('✖ 1 error');
    expect(text).toContain('#cf222e');
    const clean = (await picture([await pictured(FAULTY, () => false)], format))!;
    expect(clean).not.toMatch(/✖|#cf222e/);
  });

  it.each(HOSTILE_NAMES)('keeps the name %j in its quotes', async (name) => {
    const text = (await picture([await pictured(hostile(name))], format))!;
    expect(strange(text)).toEqual([]);
    expect(lines(text).length).toBeGreaterThan(8);
  });

  it('draws groups, with those of their things that have findings', async () => {
    const text = (await picture([await pictured(FAULTY)], format, { detail: 'overview' }))!;
    expect(strange(text)).toEqual([]);
    expect(text).toMatch(/tor2(?::|#58;) ✖ 1 error/);
  });
});
