import { describe, expect, it } from 'vitest';
import { classify, mentionsOurKind } from '#read/classify';

describe('classify', () => {
  it.each(['host', 'switch', 'vm', 'cluster', 'cabling', 'Host', 'VM'])('%s is ours', (kind) => {
    expect(classify({ kind })).toEqual({ kind: kind.toLowerCase(), written: kind });
  });

  it.each([
    [{ kind: 'hosts', name: 'hv01', nics: [] }, 'host'],
    [{ kind: 'Hots', name: 'hv01', vmSwitches: [] }, 'host'],
    [{ kind: 'server', name: 'hv01', teams: [] }, 'host'],
    [{ kind: 'swich', name: 'tor1', ports: [] }, 'switch'],
    [{ kind: 'virtual-machine', name: 'web01', networkAdapters: [] }, 'vm'],
    [{ kind: 'clusters', name: 'c1', nodes: [] }, 'cluster'],
  ])('%j is nearly ours', (value, meant) => {
    expect(classify(value)).toEqual({ unknownKind: value.kind, meant });
  });

  it.each([
    [null],
    [undefined],
    ['kind: host'],
    [['host']],
    [{}],
    [{ kind: 1 }],
    [{ kind: ['host'] }],
    [{ apiVersion: 'v1', kind: 'host', name: 'x' }],
    [{ kind: 'Deployment', name: 'web', nics: [] }],
    [{ kind: 'post', name: 'Moving house', host: 'blog' }],
    [{ kind: 'server', name: 'web', os: 'linux', roles: [] }],
    [{ kind: 'hosts', nics: [] }],
    [{ kind: 'hosts', name: {}, nics: [] }],
    [{ kind: 'constructor', name: 'x', nics: [] }],
    [{ kind: '__proto__', name: 'x', nics: [] }],
  ])('%j is foreign', (value) => {
    expect(classify(value)).toBe('foreign');
  });
});

describe('mentionsOurKind', () => {
  it.each([
    'kind: host',
    'name: x\r\nkind: host\r\n',
    '- kind: "vm" # ours',
    '  "kind": "switch",',
    '{"kind":"host","name":"hv01","nics":[',
    '{ kind: cluster }',
    '---\nKind : Host',
  ])('%j is meant for us', (text) => {
    expect(mentionsOurKind(text)).toBe(true);
  });

  it.each(['', 'kind: Deployment', 'kind: hostess', '# kind: host', 'x-kind: host', 'kind: host name: hv01', 'a: "kind: host"'])(
    '%j is not',
    (text) => {
      expect(mentionsOurKind(text)).toBe(false);
    },
  );

  it('takes no time for texts made to be slow', () => {
    const start = performance.now();
    for (const text of ['\n'.repeat(500_000), `kind: host${' '.repeat(500_000)}x`, '- \n'.repeat(200_000), '-'.repeat(500_000)])
      expect(mentionsOurKind(text)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
