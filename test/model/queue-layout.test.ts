import { describe, expect, it } from 'vitest';
import { Network } from '#model/network';
import { inWords, overlaps, queueSet, queueStart, queueTeam } from '#model/queue-layout';
import { fitsWhenOn, proposeFor, repairOf } from '#model/queue-proposal';
import { readText } from '#read/read-file';

/** Documents, each in a file of its own; the second one, if any, is what a machine said. */
async function network(declared: string, observed?: string): Promise<Network> {
  const files = [await readText({ path: '/declared.yaml', text: declared }, { explicit: true })];
  if (observed) files.push(await readText({ path: '/observed.yaml', text: observed }, { explicit: true, stance: 'observed' }));
  expect(files.flatMap((f) => f.problems)).toEqual([]);
  return new Network(files.flatMap((f) => f.documents));
}

const host = (nics: string, processors = 'logicalProcessors: 16, hyperThreading: true', more = ''): string =>
  `kind: host\nname: hv01\nprocessors: { ${processors} }\nnics:\n${nics}\n${more}`;
const set = (names: string) =>
  `vmSwitches:\n  - { name: S, switchType: External, netAdapterName: [${names}], embeddedTeamingEnabled: true }\n`;
const team = (names: string) =>
  `teams:\n  - { name: Team1, teamingMode: Lacp, members: [${names}] }\nvmSwitches:\n  - { name: S, switchType: External, netAdapterName: Team1 }\n`;
const nic = (name: string, base: number, max: number, more = '') =>
  `  - { name: ${name}, vmq: { baseProcessorNumber: ${base}, maxProcessors: ${max}${more} } }`;
const sets = (n: Network) => n.all('nic').map((x) => queueSet(n, x)?.set);
const layouts = (proposal: ReturnType<typeof proposeFor>) => proposal?.map(({ nic: { name }, base, max }) => [name, base, max]);

describe('queueSet', () => {
  it('takes every second processor with hyper-threading, every one without, and no more than the host has', async () => {
    const nics = `${nic('A', 2, 4)}\n${nic('B', 12, 9)}`;
    expect(sets(await network(host(nics, undefined, set('A, B'))))).toEqual([
      [2, 4, 6, 8],
      [12, 14],
    ]);
    expect(sets(await network(host(nics, 'hyperThreading: false, logicalProcessors: 16', set('A, B'))))).toEqual([
      [2, 3, 4, 5],
      [12, 13, 14, 15],
    ]);
  });

  it('counts what an export shows as not written, even a whole layout', async () => {
    const n = await network(
      `kind: host\nname: hv01\n${set('A, B')}`,
      `kind: host\nname: hv01\nnics:\n${nic('A', 0, 16)}\n${nic('B', 0, 16)}\n`,
    );
    expect(n.all('nic')).toHaveLength(2);
    expect(n.all('nic').map((x) => queueStart(n, x))).toEqual([undefined, undefined]);
  });

  it('believes an export what moves or cuts a written layout', async () => {
    const nics = `${nic('A', 2, 4)}\n${nic('B', 2, 4)}\n${nic('C', 2, 4)}`;
    const n = await network(
      host(nics, 'logicalProcessors: 128', set('A, B, C')),
      'kind: host\nname: hv01\nnics:\n  - { name: A, vmq: { baseProcessorGroup: 1 } }\n  - { name: B, vmq: { maxProcessorNumber: 5 } }\n  - { name: C, vmq: { numaNode: 1 } }\n',
    );
    const [a, b, c] = n.all('nic').map((x) => queueSet(n, x));
    expect(a?.group).toBe(1);
    expect(b?.set).toEqual([2, 4]);
    expect(c).toBeUndefined();
    expect(overlaps([a!, b!])).toEqual([]);
  });

  it('makes nothing of numbers no processor can have', async () => {
    const odd = '  - { name: A, advancedProperties: { "*RssBaseProcNumber": -2, "*MaxRssProcessors": 4 } }';
    const none = '  - { name: B, advancedProperties: { "*RssBaseProcNumber": 2, "*MaxRssProcessors": 0 } }';
    const huge = '  - { name: C, advancedProperties: { "*RssBaseProcNumber": 2, "*MaxRssProcessors": 4000000000 } }';
    const n = await network(host(`${odd}\n${none}\n${huge}`, undefined, set('A, B, C')));
    expect(sets(n)).toEqual([undefined, undefined, [2, 4, 6, 8, 10, 12, 14]]);
  });
});

describe('queueTeam', () => {
  it('does not count a standby member in sum mode, and each adapter once', async () => {
    const n = await network(
      host(
        `${nic('A', 2, 1)}\n${nic('B', 2, 1)}`,
        undefined,
        'teams:\n  - { name: Team1, teamingMode: SwitchIndependent, loadBalancingAlgorithm: HyperVPort, members: [A, a, { name: B, administrativeMode: Standby }] }\nvmSwitches:\n  - { name: S, switchType: External, netAdapterName: Team1 }\n',
      ),
    );
    expect(queueTeam(n, n.all('team')[0]!)?.nics.map((x) => x.name)).toEqual(['A']);
  });
});

describe('proposals', () => {
  const propose = async (text: string) => {
    const n = await network(text);
    return layouts(proposeFor(n, n.all('nic')[0]!));
  };

  it('keep the numbers where they fit, and take from the largest where they do not', async () => {
    const nics = (a: number, b: number) => `${nic('A', 2, a)}\n${nic('B', 2, b)}`;
    expect(await propose(host(nics(4, 2), undefined, set('A, B')))).toEqual([
      ['A', 2, 4],
      ['B', 10, 2],
    ]);
    expect(await propose(host(nics(8, 1), undefined, set('A, B')))).toEqual([
      ['A', 2, 6],
      ['B', 14, 1],
    ]);
    // The two repairs the catalogue names for the example of the guidance.
    expect(await propose(host(nics(4, 2), 'logicalProcessors: 8', set('A, B')))).toEqual([
      ['A', 2, 2],
      ['B', 6, 1],
    ]);
    expect(await propose(host(nics(4, 2), 'logicalProcessors: 10', set('A, B')))).toEqual([
      ['A', 2, 2],
      ['B', 6, 2],
    ]);
  });

  it('never overlap, never pass the last processor, never touch core 0', async () => {
    for (const hyperThreading of [true, false])
      for (const logical of [2, 3, 4, 6, 8, 12, 16, 64])
        for (const sizes of [[1], [64], [3, 3], [1, 9], [16, 16, 16, 16], [2, 1, 5]]) {
          const nics = sizes.map((max, i) => nic(`N${i}`, 0, max)).join('\n');
          const n = await network(
            host(
              nics,
              `logicalProcessors: ${logical}, hyperThreading: ${hyperThreading}`,
              set(sizes.map((_, i) => `N${i}`).join(', ')),
            ),
          );
          const step = hyperThreading ? 2 : 1;
          const found = proposeFor(n, n.all('nic')[0]!);
          const cores = Math.floor((logical - 1) / step);
          expect(found === undefined).toBe(cores < sizes.length);
          const used = (found ?? []).flatMap(({ base, max }) => Array.from({ length: max! }, (_, i) => base + i * step));
          expect(new Set(used).size).toBe(used.length);
          for (const p of used) {
            expect(p).toBeGreaterThanOrEqual(step);
            expect(p).toBeLessThan(logical);
            expect(p % step).toBe(0);
          }
        }
  });

  it('give all members of a min team the layout of the first, off core 0 and cut to the host', async () => {
    const nics = `${nic('A', 0, 16)}\n${nic('B', 8, 2)}`;
    expect(await propose(host(nics, undefined, team('A, B')))).toEqual([
      ['A', 2, 7],
      ['B', 2, 7],
    ]);
    expect(await propose(host(`${nic('A', 14, 2)}\n${nic('B', 8, 2)}`, undefined, team('A, B')))).toEqual([
      ['A', 14, 1],
      ['B', 14, 1],
    ]);
  });

  it('give a min team one layout also where the processors of the host are unknown', async () => {
    expect(await propose(host(`${nic('A', 0, 4)}\n${nic('B', 8, 2)}`, 'hyperThreading: true', team('A, B')))).toEqual([
      ['A', 2, 4],
      ['B', 2, 4],
    ]);
  });

  it('are not made where something is unknown', async () => {
    const two = `${nic('A', 2, 4)}\n${nic('B', 2, 4)}`;
    expect(await propose(host(two, 'hyperThreading: true', set('A, B')))).toBeUndefined();
    expect(await propose(host(two, 'logicalProcessors: 96', set('A, B')))).toBeUndefined();
    expect(await propose(host(`${nic('A', 20, 2)}\n${nic('B', 22, 2)}`, undefined, team('A, B')))).toBeUndefined();
    expect(await propose(host(two, undefined, set('A, B, C')))).toBeUndefined();
    expect(await propose(host(`${nic('A', 2, 4)}\n  - { name: B }`, undefined, set('A, B')))).toBeUndefined();
    expect(
      await propose(host(`${nic('A', 2, 4, ', maxProcessorNumber: 8')}\n${nic('B', 2, 4)}`, undefined, set('A, B'))),
    ).toBeUndefined();
    expect(await propose(host(`${nic('A', 2, 4, ', numaNode: 1')}\n${nic('B', 2, 4)}`, undefined, set('A, B')))).toBeUndefined();
  });
});

describe('repairOf', () => {
  /** What is proposed for an adapter, the first unless named. */
  const repair = async (text: string, name?: string) => {
    const n = await network(text);
    const subject = n.all('nic').find((x) => name === undefined || x.name === name)!;
    const { clean, layouts: found } = repairOf(n, queueStart(n, subject)!);
    return { clean, layouts: layouts(found) };
  };

  it('moves the adapter alone where its set still fits', async () => {
    expect(await repair(host(`${nic('A', 0, 2)}\n${nic('B', 6, 2)}`, undefined, set('A, B')))).toEqual({
      clean: true,
      layouts: [['A', 2, undefined]],
    });
  });

  it('cuts a set at the end of the host', async () => {
    const alone = 'vmSwitches:\n  - { name: S, switchType: External, netAdapterName: A }\n';
    expect(await repair(host(nic('A', 0, 8), undefined, alone))).toEqual({ clean: false, layouts: [['A', 2, 7]] });
    expect(await repair(host(nic('A', 10, 8), undefined, alone))).toEqual({ clean: false, layouts: [['A', 10, 3]] });
    expect(await repair(host(nic('A', 20, 8), undefined, alone))).toEqual({ clean: false, layouts: [['A', 2, 7]] });
  });

  it('lays the team out anew where the set would meet another', async () => {
    // The layout of KB 2974384, which begins at processor 0.
    expect(await repair(host(`${nic('A', 0, 6)}\n${nic('B', 12, 6)}`, 'logicalProcessors: 24', set('A, B')))).toEqual({
      clean: false,
      layouts: [
        ['A', 2, 6],
        ['B', 14, 5],
      ],
    });
  });

  it('moves a min team together, or the last one that is not there yet', async () => {
    expect(await repair(host(`${nic('A', 0, 2)}\n${nic('B', 0, 2)}`, undefined, team('A, B')))).toEqual({
      clean: false,
      layouts: [
        ['A', 2, undefined],
        ['B', 2, undefined],
      ],
    });
    expect(await repair(host(`${nic('A', 0, 2)}\n${nic('B', 2, 2)}`, undefined, team('A, B')))).toEqual({
      clean: true,
      layouts: [['A', 2, undefined]],
    });
  });

  it('is not clean where the host, the number or the other members are unknown', async () => {
    const alone = { clean: false, layouts: [['A', 2, undefined]] };
    expect(await repair(host(`${nic('A', 0, 2)}\n${nic('B', 6, 2)}`, 'hyperThreading: true', set('A, B')))).toEqual(alone);
    expect(
      await repair(host(`  - { name: A, vmq: { baseProcessorNumber: 0 } }\n${nic('B', 6, 2)}`, undefined, set('A, B'))),
    ).toEqual(alone);
    expect(await repair(host(`${nic('A', 0, 2)}\n  - { name: B }`, undefined, set('A, B')))).toEqual(alone);
    expect(await repair(host(nic('A', 0, 2), undefined, set('A, B')))).toEqual(alone);
  });

  it('leaves a host alone that has too few cores for its adapters to be apart', async () => {
    const n = host(`${nic('A', 0, 1)}\n${nic('B', 2, 1)}`, 'logicalProcessors: 4', set('A, B'));
    expect(await repair(n)).toEqual({ clean: false, layouts: [['A', 2, undefined]] });
  });

  it('says the same of a team whichever adapter is asked about', async () => {
    const both = async (nics: string, processors?: string, above = set('A, B')) => {
      const text = host(nics, processors, above);
      const of = async (name: string) => (await repair(text, name)).layouts;
      expect(await of('B')).toEqual(await of('A'));
      return of('A');
    };
    // One begins on core 0, the other goes too far: both right by themselves.
    expect(await both(`${nic('A', 0, 3)}\n${nic('B', 8, 8)}`)).toEqual([
      ['A', 2, undefined],
      ['B', 8, 4],
    ]);
    // The same, but they would meet.
    expect(await both(`${nic('A', 0, 16)}\n${nic('B', 0, 16)}`)).toEqual([
      ['A', 2, 4],
      ['B', 10, 3],
    ]);
    // Each alone would be right: {4,6} and {2,4} meet.
    expect(await both(`${nic('A', 3, 2)}\n${nic('B', 0, 2)}`)).toEqual([
      ['A', 2, 2],
      ['B', 6, 2],
    ]);
    // The example of the guidance, with hyper-threading.
    expect(await both(`${nic('A', 2, 4)}\n${nic('B', 6, 2)}`, 'logicalProcessors: 8')).toEqual([
      ['A', 2, 2],
      ['B', 6, 1],
    ]);
    // In min mode the same for all, from the first that the host has.
    expect(await both(`${nic('A', 20, 4)}\n${nic('B', 0, 16)}`, undefined, team('A, B'))).toEqual([
      ['A', 2, 7],
      ['B', 2, 7],
    ]);
  });
});

describe('inWords', () => {
  it('joins, and shortens long lists', () => {
    expect(inWords([6])).toBe('6');
    expect(inWords([6, 8])).toBe('6 and 8');
    expect(inWords([2, 4, 6])).toBe('2, 4 and 6');
    expect(inWords([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe('1, 2, … and 9');
  });
});

describe('fitsWhenOn', () => {
  const off = ', enabled: false';
  const fits = async (nics: string, more: string): Promise<boolean> => {
    const n = await network(host(nics, undefined, more));
    return fitsWhenOn(n, n.all('nic').find(({ name }) => name === 'B')!);
  };

  it('is so where nothing is written, and where what is written is apart from the team', async () => {
    expect(await fits(`${nic('A', 2, 3)}\n  - { name: B, vmq: { enabled: false } }`, set('A, B'))).toBe(true);
    expect(await fits(`${nic('A', 2, 3)}\n${nic('B', 8, 4, off)}`, set('A, B'))).toBe(true);
  });

  it('is not where it would share processors, begin on core 0 or within a core, or go past the end', async () => {
    expect(await fits(`${nic('A', 2, 8)}\n${nic('B', 8, 4, off)}`, set('A, B'))).toBe(false);
    expect(await fits(`${nic('A', 4, 2)}\n${nic('B', 0, 2, off)}`, set('A, B'))).toBe(false);
    expect(await fits(`${nic('A', 2, 2)}\n${nic('B', 9, 2, off)}`, set('A, B'))).toBe(false);
    expect(await fits(`${nic('A', 2, 2)}\n${nic('B', 8, 9, off)}`, set('A, B'))).toBe(false);
  });

  it('is not in Min-Queues mode unless the set is that of the others', async () => {
    expect(await fits(`${nic('A', 2, 4)}\n${nic('B', 2, 4, off)}`, team('A, B'))).toBe(true);
    expect(await fits(`${nic('A', 2, 4)}\n${nic('B', 4, 4, off)}`, team('A, B'))).toBe(false);
  });
});
