import { describe, expect, it } from 'vitest';
import type { ReadFile } from '#read/document';
import { type ReadOptions, readFile, readText } from '#read/read-file';

const text = (source: string, path = '/e/a.yaml', options?: ReadOptions) => readText({ path, text: source }, options);

/** Rule and source text of every problem. */
function told({ file, problems }: ReadFile): string[] {
  return problems.map(({ rule, place }) => {
    const { start, end } = place as { start: number; end: number };
    return `${rule} ${JSON.stringify(file.text.slice(start, end))}`;
  });
}

const HOST = 'kind: host\nname: hv01\n';

describe('which files are ours', () => {
  it.each([
    ['/e/a.yaml', HOST, 'yaml'],
    ['/e/a.YML', HOST, 'yaml'],
    ['/e/a.json', '{"kind":"host","name":"hv01"}', 'json'],
    ['/e/a.jsonc', '// c\n{"kind":"host","name":"hv01"}', 'json'],
    ['/e/host', HOST, 'yaml'],
    ['/e.d/host', HOST, 'yaml'],
  ])('%s', async (path, source, syntax) => {
    const file = await text(source, path);
    expect(file).toMatchObject({ syntax, foreign: false, problems: [] });
    expect(file.documents).toMatchObject([{ kind: 'host', data: { name: 'hv01' }, stance: 'declared', editable: true }]);
  });

  it.each([
    ['/e/a.yaml', ''],
    ['/e/a.yaml', '# nothing\n'],
    ['/e/a.yaml', 'services: { web: {} }\n'],
    ['/e/a.yaml', 'apiVersion: v1\nkind: host\nname: x\nnics: 5\n'],
    ['/e/a.yaml', 'a: @broken\n'],
    ['/e/a.json', ''],
    ['/e/a.json', '{ "broken": '],
    ['/e/package.json', '{ "name": "x", "version": "1.0.0" }'],
    ['/e/notes.md', HOST],
    ['/e/README', 'read me'],
    ['/e/a.ps1', HOST],
  ])('not %s with %j', async (path, source) => {
    expect(await text(source, path)).toMatchObject({ foreign: true, documents: [], problems: [] });
  });

  it('a broken file counts when a line says it is ours, or when it was named', async () => {
    expect(told(await text(`${HOST}a: @x\n`))).toEqual(['reading/syntax "@"']);
    expect(told(await text('{"kind":"host","name":"hv01"', '/e/a.json'))).toEqual(['reading/syntax "\\""']);
    expect(told(await text('a: @x\n', '/e/a.yaml', { explicit: true }))).toEqual(['reading/syntax "@"']);
    expect(told(await text(' ', '/e/a.json', { explicit: true }))).toEqual([]);
    expect(told(await text('// x', '/e/a.json', { explicit: true }))).toHaveLength(1);
    expect(told(await text('', '/e/a.yaml', { explicit: true }))).toEqual([]);
  });

  it('as says what the name does not', async () => {
    expect((await text(HOST, '/e/a.txt', { as: 'yaml' })).documents).toHaveLength(1);
    expect((await text('{"kind":"vm","name":"w"}', '/e/a.txt', { as: 'json', stance: 'observed' })).documents).toMatchObject([
      { kind: 'vm', stance: 'observed' },
    ]);
  });

  it('what is wrong in documents of other tools beside ours is their business', async () => {
    const file = await text(`a: 1\na: 2\n---\n${HOST}---\nb: 1\nb: 2\n`);
    expect(told(file)).toEqual([]);
    expect(told(await text(`a: 1\n---\n${HOST}os: 2019\nos: 2022\n`))).toEqual(['reading/duplicate-key "os"']);
  });
});

describe('documents of a file', () => {
  it('several roots, and items of lists', async () => {
    const file = await text(`${HOST}---\n- kind: vm\n  name: a\n- kind: vm\n  name: b\n  generation: 9\n---\nx: 1\n`);
    expect(file.documents.map((d) => (d.data as { name: string }).name)).toEqual(['hv01', 'a', 'b']);
    expect(told(file)).toEqual(['reading/schema "9"']);
    const { start, end } = file.documents[2]!.rangeOf(['name']);
    expect([file.file.text.slice(start, end), start]).toEqual(['b', file.file.text.indexOf('b\n')]);
  });

  it('a list in JSON', async () => {
    const file = await text('[{"kind":"vm","name":"a"},{"kind":"vm","name":"b"}]', '/e/a.json');
    expect(file.documents).toHaveLength(2);
  });

  it('of a file with a broken document the others are read', async () => {
    const file = await text(`${HOST}---\nkind: vm\nname: @x\n---\nkind: vm\nname: ok\n`);
    expect(file.documents.map((d) => d.kind)).toEqual(['host', 'vm']);
    expect(told(file)).toEqual(['reading/syntax "@"']);
  });

  it('CRLF changes nothing but offsets', async () => {
    const source = `${HOST}nics:\n  - name: NIC1\n    vlanId: 9999\n    linkSpeed: |\n      fast\n`;
    const [lf, crlf] = [await text(source), await text(source.replaceAll('\n', '\r\n'))];
    expect(told(crlf)).toEqual(told(lf));
    expect(crlf.documents[0]!.data).toEqual(lf.documents[0]!.data);
  });

  it('places of what is not written are those of the nearest thing that is', async () => {
    const file = await text(`${HOST}teams:\n  - name: Team1\n    members: [NIC1]\nqos: {}\n`);
    const at = (path: (string | number)[], part?: 'key' | 'value'): string => {
      const { start, end } = file.documents[0]!.rangeOf(path, part);
      return file.file.text.slice(start, end);
    };
    expect(at([])).toBe('hv01');
    expect(at(['os'])).toBe('hv01');
    expect(at(['teams', 0])).toBe('Team1');
    expect(at(['teams', 0, 'teamingMode'])).toBe('Team1');
    expect(at(['teams', 0, 'members'])).toBe('members');
    expect(at(['teams', 0, 'members', 0])).toBe('NIC1');
    expect(at(['teams', 0, 'members', 5])).toBe('members');
    expect(at(['teams'], 'key')).toBe('teams');
    expect(at(['qos', 'policies'])).toBe('qos');
  });

  it('thousands of documents in one file take time for what they are', async () => {
    const start = performance.now();
    const file = await text(`${HOST}---\n`.repeat(10_000));
    expect(file.documents).toHaveLength(10_000);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});

describe('bytes', () => {
  it('each encoding gives the same documents', async () => {
    const source = 'kind: host\nname: Büro\n';
    for (const bytes of [
      Buffer.from(source),
      Buffer.from(`\ufeff${source}`),
      Buffer.from(`\ufeff${source}`, 'utf16le'),
      Buffer.from(`\ufeff${source}`, 'utf16le').swap16(),
    ])
      expect(await readFile('/e/a.yaml', bytes)).toMatchObject({ documents: [{ data: { name: 'Büro' } }], problems: [] });
  });

  it('a guessed encoding is told, but not of files of others', async () => {
    const latin = (source: string): Buffer => Buffer.from(source, 'latin1');
    expect(await readFile('/e/a.yaml', latin('kind: host\nname: Büro\n'))).toMatchObject({
      documents: [{ data: { name: 'Büro' } }],
      problems: [{ rule: 'reading/assumed-encoding' }],
    });
    expect(await readFile('/e/a.yaml', latin('other: Büro\n'))).toMatchObject({ foreign: true, problems: [] });
  });

  it('binary files are refused, empty ones are nobody’s', async () => {
    expect(await readFile('/e/a.yaml', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).toEqual({
      unreadable: 'it is a binary file',
    });
    expect(await readFile('/e/a.yaml', Buffer.alloc(0))).toMatchObject({ foreign: true });
  });
});

describe('placeholders', () => {
  it('are taken out, once told, and names and items stay', async () => {
    const file = await text(`kind: host
name: "{{ host }}"
os: << Release >>
cluster: {{ cluster }}
teams: [{ name: T, members: ["{{ a }}", NIC2], teamingMode: <MODE> }]
nics: ["[NIC]", { name: NIC2, vlanId: $VLAN_PLACEHOLDER$ }]
`);
    expect(told(file)).toEqual(['reading/placeholder "\\"{{ host }}\\""']);
    expect(file.problems[0]!.message).toBe(
      '{{ host }} is a placeholder; what depends on it is not judged, nor are 6 more like it',
    );
    expect(file.documents[0]!.data).toEqual({
      kind: 'host',
      name: '{{ host }}',
      teams: [{ name: 'T', members: ['{{ a }}', 'NIC2'] }],
      nics: [{ name: 'NIC2' }],
    });
  });

  it('at most ten are shown', async () => {
    const nics = Array.from({ length: 15 }, (_, i) => `  - { name: NIC${i}, vlanId: <VLAN> }\n`).join('');
    const [problem] = (await text(`${HOST}nics:\n${nics}`)).problems;
    expect(problem!.related).toHaveLength(10);
    expect(problem!.message).toContain('nor are 14 more');
  });
});

describe('keys of problems', () => {
  const keys = async (source: string): Promise<string[]> => {
    const { problems } = await text(source);
    return problems.map((p) => `${p.rule} ${p.key}`).sort();
  };

  it('stay the same wherever lines, items and documents move', async () => {
    const one = `kind: host
name: hv01
nics:
  - { name: NIC1, vlanId: 9999, foo: 1 }
  - { name: "NIC2", vlanId: 9999, foo: 1 }
---
kind: vm
name: web01
generation: 3
`;
    const other = `# moved
kind: vm
generation: 3
name: web01
---
kind: host
name: hv01

nics:
  - { foo: 1, name: NIC2, vlanId: 9999 }

  - { foo: 1, name: NIC1, vlanId: 9999 }
`;
    expect(await keys(one)).toEqual([
      'reading/schema hv01/nics/NIC1/vlanId',
      'reading/schema hv01/nics/NIC2/vlanId',
      'reading/schema web01/generation',
      'reading/unknown-key hv01/nics/NIC1/foo',
      'reading/unknown-key hv01/nics/NIC2/foo',
    ]);
    expect(await keys(other)).toEqual(await keys(one));
  });
});
