import { describe, expect, it } from 'vitest';
import { isShared, writtenLike } from '#lint/written-value';
import { readText } from '#read/read-file';

describe('a value in the place of another', () => {
  it.each([
    ['42', 0, 'yaml', '0'],
    ['"42"', 0, 'yaml', '"0"'],
    ["'42'", 0, 'yaml', "'0'"],
    ['Lacp', 'SwitchIndependent', 'yaml', 'SwitchIndependent'],
    ['true', false, 'yaml', 'false'],
    ['a', 'Team1 - VLAN 15', 'yaml', 'Team1 - VLAN 15'],
    ['a', '192.168.1.10/32', 'yaml', '192.168.1.10/32'],
    ['a', '00-15-5D-01-02-03', 'yaml', '00-15-5D-01-02-03'],
    ['a', 'fd00::1/64', 'yaml', 'fd00::1/64'],
    ['a', 'hv02:443', 'yaml', 'hv02:443'],
    // What YAML would take for something else.
    ['a', 'a:', 'yaml', '"a:"'],
    ['a', '12E4', 'yaml', '"12E4"'],
    ['a', '12', 'yaml', '"12"'],
    ['a', 'true', 'yaml', '"true"'],
    ['a', 'null', 'yaml', '"null"'],
    ['a', 'Team #1', 'yaml', '"Team #1"'],
    ['a', 'a: b', 'yaml', '"a: b"'],
    ['a', 'a, b]', 'yaml', '"a, b]"'],
    ['a', '- a', 'yaml', '"- a"'],
    ['a', '&a', 'yaml', '"&a"'],
    ['a', 'a\nb', 'yaml', '"a\\nb"'],
    ['a', ' a', 'yaml', '" a"'],
    // What would end the quotes.
    ['"a"', 'a"b\\c', 'yaml', '"a\\"b\\\\c"'],
    ["'a'", "it's", 'yaml', "'it''s'"],
    ["'a'", 'a\nb', 'yaml', '"a\\nb"'],
    ['42', 0, 'json', '0'],
    ['42', 'Lacp', 'json', '"Lacp"'],
    ['"a"', 'a"b', 'json', '"a\\"b"'],
  ] as const)('%s becomes %j in %s: %s', async (old, value, syntax, written) => {
    expect(writtenLike(old, value, syntax)).toBe(written);
    const text =
      syntax === 'json' ? `{"kind":"host","name":"h","x-value":${written}}` : `kind: host\nname: h\nx-value: ${written}\n`;
    const { documents } = await readText({ path: `/a.${syntax}`, text });
    const quoted = /^["']/.test(written);
    expect((documents[0]!.data as Record<string, unknown>)['x-value']).toBe(quoted ? String(value) : value);
  });
});

describe('what others use too', () => {
  async function shared(text: string): Promise<boolean[]> {
    const { documents } = await readText({ path: '/a.yaml', text });
    const document = documents[0]!;
    return [0, 1, 2].map((i) => isShared(document, document.rangeOf(['nics', i, 'vlanId'])));
  }

  it('is an anchor with an alias, and what is merged in', async () => {
    const host = 'kind: host\nname: h\nnics:\n';
    expect(
      await shared(`${host}  - { name: A, vlanId: &v 7 }\n  - { name: B, vlanId: *v }\n  - { name: C, vlanId: 7 }\n`),
    ).toEqual([true, true, false]);
    expect(
      await shared(
        `x-base: &b { vlanId: 7 }\n${host}  - { <<: *b, name: A }\n  - { <<: *b, name: B, vlanId: 8 }\n  - { name: C, vlanId: 7 }\n`,
      ),
    ).toEqual([true, false, false]);
  });

  it('is nothing where an alias stands only in text', async () => {
    expect(
      await shared(
        'kind: host\nname: "a *b"\nnics:\n  - { name: A, vlanId: 7 }\n  - { name: B, vlanId: 7 }\n  - { name: C, vlanId: 7 }\n',
      ),
    ).toEqual([false, false, false]);
  });
});
