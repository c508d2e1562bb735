import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { graphOf } from '#cli/graph-command';

/** What each picture shows: an example, and what of it. */
const PICTURES: Readonly<Record<string, Partial<Parameters<typeof graphOf>[1]> & { readonly path: string }>> = {
  host: { path: 'examples/contoso-broken', focus: ['hv02'] },
  vlan: { path: 'examples/contoso-broken', vlan: 44, rule: ['vlan/*'] },
  estate: { path: 'examples/set-rdma-2022-broken' },
  tenants: { path: 'examples/blue-yellow-gre-broken' },
  overview: { path: 'examples/contoso-broken', detail: 'overview', list: false },
};

// HVLINT_UPDATE=1 npx vitest run test/report/graph/pictures.test.ts draws the pictures of docs/graph.md anew. Look at them before committing.
const update = process.env.HVLINT_UPDATE === '1';
const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('the pictures of docs/graph.md', () => {
  it.each(Object.entries(PICTURES))('%s is what is drawn', async (name, { path, ...flags }) => {
    const file = `${root}docs/pictures/${name}.svg`;
    const all = {
      in: [],
      format: 'svg',
      focus: [],
      rule: [],
      findings: true,
      list: true,
      configLookup: true,
      progress: false,
      ...flags,
    } as const;
    const text = await graphOf([path], all, root, '2026-06-15');
    if (update) writeFileSync(file, text);
    expect(existsSync(file), `${file} is missing; draw it with HVLINT_UPDATE=1`).toBe(true);
    expect(text).toBe(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
  });

  it('are all shown there', () => {
    const page = readFileSync(`${root}docs/graph.md`, 'utf8');
    const shown = [...page.matchAll(/\]\(pictures\/([\w-]+)\.svg\)/g)].map((match) => match[1]!);
    expect(shown.sort()).toEqual(Object.keys(PICTURES).sort());
    expect(readdirSync(`${root}docs/pictures`).sort()).toEqual(shown.map((name) => `${name}.svg`));
  });
});
