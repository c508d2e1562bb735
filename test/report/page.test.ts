import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cellText, compareCells } from '#report/page/cells';
import type { PageData, Row, Table } from '#report/page/data';
import { embeddedJson, escapeHtml, html } from '#report/page/html';
import { type Review, reviewPage } from '#report/page/page';
import { firstView, rowsOf } from '#report/page/table';
import { network } from '../model/estate.ts';
import { finding, placeOf, reportOf, ruleNamed, SWITCH } from './estate.ts';

const HOSTILE = `<img src=x onerror=alert(1)>"'&</script>\u2028\u202e`;

describe('escaping', () => {
  it('of text: no markup, no end of an attribute, nothing that hides or reorders', () => {
    expect(escapeHtml(HOSTILE)).toBe('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;&lt;/script&gt;\\u{2028}\\u{202e}');
    expect(escapeHtml('two\nlines')).toBe('two\nlines');
  });

  it('of every value in a template, also in lists, but not of templates', () => {
    expect(html`<b title="${'"'}">${['<', html`<i>${'&'}</i>`, undefined, false, 3]}</b>`.text).toBe(
      '<b title="&quot;">&lt;<i>&amp;</i>3</b>',
    );
  });

  it('of data: the element cannot be ended, and the value is the same', () => {
    const { text } = embeddedJson({ name: HOSTILE, end: '<!--<script>' });
    expect(text).not.toMatch(/[<>\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual({ name: HOSTILE, end: '<!--<script>' });
  });
});

async function review(more: Partial<Review> = {}): Promise<string> {
  const estate = await network({ 'a.yaml': `kind: host\nname: ${JSON.stringify(HOSTILE)}\nnics: [{ name: NIC1 }]\n` });
  return reviewPage({
    title: HOSTILE,
    report: reportOf([finding(ruleNamed('a/b'), placeOf(SWITCH, 's3cr3t'), HOSTILE)]),
    estates: [{ name: 'estate', prefix: '', network: estate }],
    aboutOf: () => ({ ids: [`host:${HOSTILE.toLowerCase()}`], machines: [HOSTILE] }),
    ...more,
  });
}

describe('the page', () => {
  it('runs only its own script and style: the policy has their hashes and allows nothing else', async () => {
    const page = await review();
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!.replaceAll('&#39;', "'");
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+' 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/,
    );
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((m) => hash(m[1]!));
    const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((m) => hash(m[1]!));
    expect(scripts).toHaveLength(1);
    expect(styles).toHaveLength(1);
    for (const each of [...scripts, ...styles]) expect(policy).toContain(each);
  });

  it('has nothing of a file as markup, and fetches nothing', async () => {
    const page = await review();
    const outside = page.replace(/<script>[\s\S]*?<\/script>|<style>[\s\S]*?<\/style>/g, '');
    expect(outside).not.toMatch(/<img|\sonerror=alert\(1\)>|javascript:/i);
    expect(outside).not.toMatch(/\b(?:src|href)="(?!#)/);
    expect(page.match(/<\/script>/g)).toHaveLength(2);
  });

  it('covers secrets in the lines it shows', async () => {
    expect(await review()).not.toContain('s3cr3t');
  });

  it('shows no line of a file in an anonymous report', async () => {
    const page = await review({
      report: { ...reportOf([finding(ruleNamed('a/b'), placeOf(SWITCH, 's3cr3t'), 'm')]), anonymous: true },
    });
    expect(page).not.toContain('switchport trunk');
    expect(page).toContain('Names and addresses stand for others');
  });

  it('counts a finding for its thing and everything that holds it', async () => {
    const page = await review({
      aboutOf: () => ({ ids: ['host:h/nic:nic1', 'host:h/team:t'], machines: ['h'] }),
      estates: [
        {
          name: 'e',
          prefix: '',
          network: await network({ 'a.yaml': 'kind: host\nname: h\nnics: [{ name: NIC1 }, { name: NIC2 }]\n' }),
        },
      ],
    });
    const [, json] = /id="data">(.*?)<\/script>/s.exec(page)!;
    const { tables } = JSON.parse(json!) as PageData;
    const counts = (table: string, row: string) => {
      const { columns, rows } = tables.find(({ id }) => id === table)!;
      return rows.find(({ id }) => id === row)!.cells[columns.findIndex(({ id }) => id === 'findings')];
    };
    expect(counts('servers', 'host:h')).toEqual([1, 0, 0]);
    expect(counts('adapters', 'host:h/nic:nic1')).toEqual([1, 0, 0]);
    expect(counts('adapters', 'host:h/nic:nic2')).toEqual([0, 0, 0]);
  });
});

describe('rows of a table', () => {
  const row = (id: string, status: number, speed: number | null, more: Partial<Row> = {}): Row => ({
    id,
    cells: [id, [status, ''], speed],
    ...more,
  });
  const table: Table = {
    id: 't',
    title: 'T',
    empty: '',
    columns: [
      { id: 'name', title: 'Name', kind: 'text' },
      { id: 'status', title: 'Status', kind: 'status' },
      { id: 'speed', title: 'Speed', kind: 'rate', hidden: true },
    ],
    rows: [
      row('NIC10', 1, 1e9),
      row('NIC2', 3, null, { of: ['host:a'] }),
      row('nic1', 1, 25e9, { of: ['host:a/x'], aside: true }),
    ],
  };
  const ids = (change: Partial<ReturnType<typeof firstView>>): string[] =>
    rowsOf(table, { ...firstView(table), ...change }).map(({ id }) => id);

  it('are sorted as people count; what is not known comes last where the largest come first', () => {
    expect(ids({ aside: true })).toEqual(['nic1', 'NIC2', 'NIC10']);
    expect(ids({ aside: true, sort: { column: 2, descending: true } })).toEqual(['nic1', 'NIC10', 'NIC2']);
    expect(ids({ aside: true, sort: { column: 1, descending: true } })).toEqual(['NIC2', 'nic1', 'NIC10']);
  });

  it('are filtered by every word in any column, by column, and by what they belong to', () => {
    expect(ids({ filter: 'GBPS nic' })).toEqual(['NIC10']);
    expect(ids({ columnFilters: ['', 'fault', ''] })).toEqual(['NIC2']);
    expect(ids({ within: ['host:a'], aside: true })).toEqual(['nic1', 'NIC2']);
    expect(ids({ within: ['host:b'] })).toEqual([]);
  });

  it('set aside are shown only when asked for', () => {
    expect(ids({})).toEqual(['NIC2', 'NIC10']);
  });

  it('have the most findings first: an error weighs more than any number of warnings', () => {
    expect(compareCells('findings', [1, 0, 0], [0, 99, 99])).toBeGreaterThan(0);
    expect(cellText('findings', [1, 0, 2])).toBe('1 error, 2 infos');
    expect(cellText('rate', 2.5e9)).toBe('2.5 Gbps');
  });
});
