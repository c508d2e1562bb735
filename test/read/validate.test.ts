import { describe, expect, it } from 'vitest';
import { applyEdits } from '#fix/apply';
import type { Problem } from '#read/problem';
import { readText } from '#read/read-file';
import { schemaNode, sourcePath } from '#read/validate';

/** A file as read: its documents, and its problems with the characters they stand at. */
async function read(text: string, path = '/e/hv01.yaml') {
  const file = await readText({ path, text }, { explicit: true });
  const told = file.problems.map((p) => {
    const { start, end } = p.place as { start: number; end: number };
    return `${p.rule} ${JSON.stringify(text.slice(start, end))} ${p.message}`;
  });
  return { file, told, data: file.documents.map((d) => d.data) };
}

/** The text after the safe fixes of reading. */
async function fixed(text: string, path?: string): Promise<string> {
  const { file } = await read(text, path);
  const edit = ({ fix }: Problem) => (fix?.safe ? [{ file: file.file, range: fix.range(), text: fix.text }] : []);
  return applyEdits(file.file, file.problems.flatMap(edit));
}

describe('what fits is made canonical', () => {
  it('words in any case, synonyms, numbers of exports', async () => {
    const { data, told } = await read(`kind: host
name: hv01
os: windows server 2012 r2
vmSwitches: [{ name: S, switchType: 2 }]
hostAdapters: [{ name: A, ieeePriorityTag: true }, { name: B, ieeePriorityTag: disabled }]
`);
    expect(told).toEqual([]);
    expect(data).toEqual([
      {
        kind: 'host',
        name: 'hv01',
        os: '2012R2',
        vmSwitches: [{ name: 'S', switchType: 'External' }],
        hostAdapters: [
          { name: 'A', ieeePriorityTag: 'On' },
          { name: 'B', ieeePriorityTag: 'Off' },
        ],
      },
    ]);
  });

  it('text for numbers, numbers for text, one for a list, nothing for an empty section', async () => {
    const { data, told } = await read(`kind: host
name: 4711
roles: Hyper-V
teams:
qos:
nics: { name: 1, vlanId: " 42 ", connectorPresent: "$true", virtual: no }
`);
    expect(told).toEqual([]);
    expect(data).toEqual([
      {
        kind: 'host',
        name: '4711',
        roles: ['Hyper-V'],
        teams: [],
        qos: {},
        nics: [{ name: '1', vlanId: 42, connectorPresent: true, virtual: false }],
      },
    ]);
  });

  it('free areas are left as they are', async () => {
    const { data, told } = await read('kind: host\nname: hv01\nmetadata: { a: 0711, b: [null] }\nx-y: { c: .inf }\n');
    expect(told).toEqual([]);
    expect(data).toEqual([
      { kind: 'host', name: 'hv01', metadata: { a: 711, b: [null] }, 'x-y': { c: Number.POSITIVE_INFINITY } },
    ]);
  });
});

describe('what does not fit is told and taken out', () => {
  it('one finding for each value, the rest is used', async () => {
    const { data, told } = await read(`kind: host
name: hv01
nics:
  - { name: NIC1, vlanId: 4095 }
  - { vlanId: 1 }
  - name: NIC3
    vlanId: 7
    linkSpeed: fast
`);
    expect(told.sort()).toEqual(
      [
        'reading/schema "4095" nics[0].vlanId is 4095; it must be at most 4094',
        'reading/schema "fast" nics[2].linkSpeed is written \'fast\', which is not a bit rate such as "10 Gbps"',
        'reading/schema "1" nics[1] has no \'name\', which it must have',
      ].sort(),
    );
    expect(data).toEqual([{ kind: 'host', name: 'hv01', nics: [{ name: 'NIC1' }, { name: 'NIC3', vlanId: 7 }] }]);
  });

  it('what stands behind a removed item is still found in the text', async () => {
    const text = 'kind: host\nname: hv01\nnics: [5, { vlanId: 1 }, { name: NIC3, vlanId: 7 }, [], { name: NIC5, vlanId: 8 }]\n';
    const { file } = await read(text);
    const document = file.documents[0]!;
    const at = (...path: (string | number)[]): string => {
      const { start, end } = document.rangeOf(path);
      return text.slice(start, end);
    };
    expect(at('nics', 0, 'vlanId')).toBe('7');
    expect(at('nics', 1, 'vlanId')).toBe('8');
    expect(sourcePath(document.data, ['nics', 1, 'name'])).toEqual(['nics', 4, 'name']);
    expect(sourcePath(document.data, ['name'])).toEqual(['name']);
  });

  it('a name that is empty or null is told once', async () => {
    for (const name of ['', '""', '~']) {
      const { told, data } = await read(`kind: host\nname: hv01\nteams:\n  - name: ${name}\n    teamingMode: Lacp\n`);
      expect(told).toHaveLength(1);
      expect(data).toEqual([{ kind: 'host', name: 'hv01', teams: [] }]);
    }
  });

  it('a document without a name stays without, told once', async () => {
    const { told } = await read('kind: host\nnics: [{ name: NIC1, vlanId: x, vlanID: 3 }]\n');
    expect(told.filter((t) => t.includes("the document has no 'name'"))).toHaveLength(1);
    expect(told).toHaveLength(3);
  });

  it('null says nothing, an empty section that there is nothing, an empty value is told', async () => {
    const nulls = '{ "kind": "host", "name": "hv01", "os": null, "nics": null, "qos": null, "cluster": null }';
    expect(await read(nulls, '/e/a.json')).toMatchObject({ told: [], data: [{ kind: 'host', name: 'hv01' }] });
    expect((await read(nulls, '/e/a.json')).data).toEqual([{ kind: 'host', name: 'hv01' }]);
    expect((await read('kind: host\nname: hv01\nos: ~\nnics:\ncluster:\n')).told).toEqual([
      'reading/schema "cluster" cluster has no value',
    ]);
    expect((await read('{ "kind": "host", "name": null }', '/e/a.json')).told).toEqual([
      'reading/schema "null" name has no value',
    ]);
    expect((await read('{ "kind": "host", "name": "x", "nics": [null] }', '/e/a.json')).told).toHaveLength(1);
  });

  it('a document without the list it must have has an empty one', async () => {
    for (const links of ['', 'links: 5\n', 'links:\n']) {
      const { told, data } = await read(`kind: cabling\n${links}`);
      expect(told).toHaveLength(links === 'links:\n' ? 0 : 1);
      expect(data).toMatchObject([{ kind: 'cabling', links: [] }]);
    }
  });

  it('the rule that a schema names for a value reports it', async () => {
    const { told, data } = await read('kind: host\nname: hv01\nteams: [{ name: T, teamingMode: Hyper-V Ports }]\n');
    expect(told).toEqual([
      expect.stringMatching(/^teaming\/unknown-teaming-mode "Hyper-V Ports" teams\[0\]\.teamingMode cannot be/),
    ]);
    expect(data).toEqual([{ kind: 'host', name: 'hv01', teams: [{ name: 'T' }] }]);
  });

  it('the only value there is is offered for any word, and written unasked for words that mean it', async () => {
    const text = (mode: string) => `kind: host\nname: hv01\nvmSwitches: [{ name: S, teamingMode: ${mode} }]\n`;
    const { file, told } = await read(text('Lacp'));
    expect(told).toEqual(['set/teaming-mode "Lacp" vmSwitches[0].teamingMode cannot be \'Lacp\' (known: SwitchIndependent)']);
    expect(file.problems.map((p) => [p.fix?.text, p.fix?.safe])).toEqual([['SwitchIndependent', false]]);
    expect(await fixed(text('Switch Independent'))).toBe(text('SwitchIndependent'));
  });

  it.each([
    ['os: ""', "os cannot be ''"],
    ['os:', 'os has no value'],
    ['os: [2019, 2022]', 'os is a list; it must be one word'],
    ['os: { a: b }', 'os is a mapping; it must be one word'],
    ['cluster: [a]', 'cluster is a list; it must be text'],
    ['cluster: { a: b, c: d }', 'cluster is a mapping; it must be text'],
    ['nics: yes please', "nics[0] is the text 'yes please'; it must be a mapping"],
    ['nics: [[]]', 'nics[0] is a list; it must be a mapping'],
    ['processors: 8', 'processors is the number 8; it must be a mapping'],
    ['processors: { hyperThreading: 1 }', 'processors.hyperThreading is the number 1; it must be true or false'],
    ['processors: { logicalProcessors: 1.5 }', 'processors.logicalProcessors is the number 1.5; it must be a whole number'],
    ['processors: { logicalProcessors: 0 }', 'processors.logicalProcessors is 0; it must be at least 1'],
  ])('%s', async (line, message) => {
    const { told } = await read(`kind: host\nname: hv01\n${line}\n`);
    expect(told).toEqual([expect.stringContaining(message)]);
  });

  it('keys by the names people know, and names that objects have', async () => {
    const { told } = await read(`kind: host
name: hv01
VMSwitches: []
constructor: 1
__proto__: { nics: 5 }
hasOwnProperty: 1
vmSwitches: [{ name: S, EnableIov: true, netAdapterNames: [a] }]
`);
    expect(told.map((t) => t.replace(/^reading\/unknown-key /, '')).sort()).toEqual(
      [
        `"VMSwitches" the key 'VMSwitches' is unknown here; did you mean vmSwitches?`,
        `"constructor" the key 'constructor' is unknown here`,
        `"__proto__" the key '__proto__' is unknown here`,
        `"hasOwnProperty" the key 'hasOwnProperty' is unknown here`,
        `"EnableIov" the key 'EnableIov' is unknown here; did you mean iovEnabled?`,
        `"netAdapterNames" the key 'netAdapterNames' is unknown here; did you mean netAdapterName?`,
      ].sort(),
    );
    expect(({} as Record<string, unknown>).nics).toBeUndefined();
  });

  it('a thousand wrong values are a thousand findings, quickly', async () => {
    const nics = Array.from({ length: 1000 }, (_, i) => `  - { name: NIC${i}, vlanId: 9999 }\n`).join('');
    const start = performance.now();
    const { told } = await read(`kind: host\nname: hv01\nnics:\n${nics}`);
    expect(told).toHaveLength(1000);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('fixes', () => {
  it('keep the quotes of the author, in YAML and JSON', async () => {
    expect(await fixed('kind: "Host"\nname: hv01\nvmSwitches: [{ name: S, switchType: \'external\' }]\n')).toBe(
      'kind: "host"\nname: hv01\nvmSwitches: [{ name: S, switchType: \'External\' }]\n',
    );
    expect(await fixed('{ "kind": "HOST", "name": "hv01", "os": "2012r2" }', '/e/hv01.json')).toBe(
      '{ "kind": "host", "name": "hv01", "os": "2012R2" }',
    );
  });

  it('put text in quotes, and leave what others would read as another number', async () => {
    const text = 'kind: host\nname: hv01\nnics: [{ name: 007, driverVersion: 16.10, vlanId: 0711, mtuSize: 09 }]\n';
    expect(await fixed(text)).toBe(
      'kind: host\nname: hv01\nnics: [{ name: "007", driverVersion: "16.10", vlanId: 0711, mtuSize: 9 }]\n',
    );
  });
});

describe('numbers that tools read differently', () => {
  it('text that was a number gets its source text back, whatever the property allows', async () => {
    const { data } = await read(`kind: host
name: hv01
nics:
  - { name: A, macAddress: 00155E500101, driverVersion: 16.10, advancedProperties: { NetworkAddress: 001122334455, VlanID: 0, x: 60E000000005, y: 1e3 } }
`);
    expect(data).toMatchObject([
      {
        nics: [
          {
            macAddress: '00155E500101',
            driverVersion: '16.10',
            advancedProperties: { NetworkAddress: '001122334455', VlanID: 0, x: '60E000000005', y: 1000 },
          },
        ],
      },
    ]);
  });

  it.each([
    ['0711', 711, 'octal, 457'],
    ['0899', 899, 'as text'],
    ['0010', 10, 'octal, 8'],
  ])('a VLAN written %s is %i here', async (written, value, other) => {
    const { told, data } = await read(`kind: host\nname: hv01\nnics: [{ name: A, vlanId: ${written} }]\n`);
    expect(told).toEqual([expect.stringContaining(other)]);
    expect(data).toMatchObject([{ nics: [{ vlanId: value }] }]);
  });

  it.each(['0', '00', '07', '"0711"', '7', '0x1F', '0o17', '10'])(
    'a VLAN written %s is nothing to talk about',
    async (written) => {
      expect((await read(`kind: host\nname: hv01\nnics: [{ name: A, vlanId: ${written} }]\n`)).told).toEqual([]);
    },
  );

  it('on the slow path too', async () => {
    const { told } = await read('kind: host\nname: hv01\nx-tag: !!int 1\nnics: [{ name: A, vlanId: 0711 }]\n');
    expect(told).toEqual([expect.stringContaining('octal, 457')]);
  });
});

describe('schemaNode', () => {
  it('follows references, lists and additional properties', () => {
    expect(schemaNode('host.schema.json', ['teams', 0, 'teamingMode'])?.['x-rule']).toBe('teaming/unknown-teaming-mode');
    expect(schemaNode('host.schema.json', ['nics', 3, 'bindings', 'constructor'])?.type).toBe('boolean');
    expect(schemaNode('host.schema.json', ['nothing', 'here'])).toBeUndefined();
  });
});
