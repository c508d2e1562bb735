import { describe, expect, it } from 'vitest';
import { markdown } from '#report/markdown';
import { FINDINGS, finding, HOST, placeOf, reportOf, ruleNamed } from './estate.ts';

describe('markdown', () => {
  it('begins with the counts, then a row a finding, the most severe first, then what repairs them', () => {
    expect(markdown(reportOf(FINDINGS))).toBe(`### hvlint: 2 errors, 1 warning, 1 info

Checked 2 files; 4 suppressed.

| | Finding | Where |
| --- | --- | --- |
| 🔴 error | a finding of two lines<br>[\`vlan/several-lines\`](https://unpkg.com/hvlint@1.2.3/rules/vlan/several-lines.md) | hosts/hv01.yaml:6 |
| 🔴 error | Ethernet1/1 does not carry VLAN 42, which hv01 風扇😀 needs<br>[\`vlan/not-allowed\`](https://unpkg.com/hvlint@1.2.3/rules/vlan/not-allowed.md) | tor1.cfg:4<br>hosts/hv01.yaml:5<br>tor1.cfg:3 |
| 🟡 warning | 風扇😀 drops every VLAN but 42 before the team Team1 sees it: 100%, always<br>[\`vlan/filter\`](https://unpkg.com/hvlint@1.2.3/rules/vlan/filter.md) | hosts/hv01.yaml:5<br>hosts/hv01.yaml:8 |
| 🔵 info | tor1 has a community that 'anybody' knows<br>[\`switch/weak-community\`](https://unpkg.com/hvlint@1.2.3/rules/switch/weak-community.md) | tor1.cfg:2 |

<details><summary>How to repair</summary>

\`vlan/not-allowed\` in tor1.cfg:4

\`\`\`text
fix: interface Ethernet1/1
fix: switchport trunk allowed vlan add 42
on switch:tor1 (nx-os)
\`\`\`

\`vlan/filter\` in hosts/hv01.yaml:5

\`\`\`text
fix: Write 0
fix: Set-NetAdapter -Name '風扇😀' -VlanID 0
on host:hv01 (powershell, interrupts service)
\`\`\`

</details>
`);
    expect(markdown(reportOf([]))).toBe('### hvlint: no findings\n\nChecked 2 files; 4 suppressed.\n');
  });

  it('links places where the code host shows them', () => {
    const linkTo = (file: string, line: number, end: number) =>
      `https://host/o/r/blob/c/${encodeURIComponent(file)}#L${line}-L${end}`;
    const text = markdown(reportOf(FINDINGS, { linkTo }));
    expect(text).toContain('[hosts/hv01.yaml:6](https://host/o/r/blob/c/hosts%2Fhv01.yaml#L6-L7)');
  });

  it('lets no name be markup, a cell, a mention, a reference or a link', () => {
    const name = '**a** | b `c` <img src=x onerror=y> [d](http://e) @team #12 !3 ~f www.evil.example $x$ &lt; a@b.c\n/close';
    const text = markdown(reportOf([finding(ruleNamed('a/b'), placeOf({ path: `/estate/${name}`, text: 'x' }, 'x'), name)]));
    const row = text.split('\n').find((line) => line.includes('🔴'))!;
    // Three cells, however many signs of cells the name has.
    expect(row.replaceAll('\\|', '').split('|')).toHaveLength(5);
    expect(row).toContain(
      '\\*\\*a\\*\\* \\| b \\`c\\` &lt;img src=x onerror=y&gt; \\[d\\](http:&#8203;//e) @&#8203;team #&#8203;12 !&#8203;3 \\~f www.&#8203;evil.example \\$x\\$ &amp;lt; a@&#8203;b.c /close',
    );
    expect(text).not.toMatch(/^\/close/m);
  });

  it('shows commands whatever fences they hold', () => {
    const remedy = { on: 'host:a', shell: 'powershell', commands: ['a ```` b', '```'], disruptive: false };
    const text = markdown(reportOf([finding(ruleNamed('a/b'), placeOf(HOST, '42'), 'm', { remedy })]));
    expect(text).toContain('\n`````text\nfix: a ```` b\nfix: ```\non host:a (powershell)\n`````\n');
  });

  it('fits into a comment, with whole rows and closed details, and says what is missing', () => {
    const remedy = { on: 'host:a', shell: 'powershell', commands: ['x'.repeat(500)], disruptive: false };
    for (const [count, length] of [
      [1000, 30],
      [130, 100],
      [40, 3000],
    ] as const) {
      const many = Array.from({ length: count }, (_, i) =>
        finding(ruleNamed('a/b'), placeOf(HOST, '42'), `${i} ${'y'.repeat(length)}`, { remedy }),
      );
      const text = markdown(reportOf(many));
      expect(text.length).toBeLessThanOrEqual(65_536);
      const rows = text.split('\n').filter((line) => line.startsWith('| 🔴'));
      for (const row of rows) expect(row).toMatch(/ \|$/);
      const left = /^(\d+) more findings do not fit into a comment\.$/m.exec(text);
      expect(rows.length + Number(left?.[1] ?? 0)).toBe(count);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
    }
  });
});
