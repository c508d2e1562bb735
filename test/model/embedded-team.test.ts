import { describe, expect, it } from 'vitest';
import { embeddedTeam, knownSpeed, switchMembers, teamMapping } from '#model/embedded-team';
import { memberDifferences } from '#model/member-difference';
import { network, shown } from './estate.ts';

/** The embedded team of the first Hyper-V switch of an estate, by the names of its members. */
async function teamOf(files: Readonly<Record<string, string>>) {
  const n = await network(files);
  const team = embeddedTeam(n, n.all('vm-switch')[0]!);
  return team && { named: team.named.map((m) => m.name), nics: team.nics.map((nic) => nic.name), whole: team.whole };
}

const host = (vmSwitch: string, more = '') => `kind: host\nname: hv01\n${more}vmSwitches: [{ name: S, ${vmSwitch} }]\n`;
const NICS = 'nics: [{ name: A, interfaceDescription: X }, { name: B, interfaceDescription: "X #2" }]\n';

describe('embeddedTeam', () => {
  it('is there by the flag, or by several adapters without it', async () => {
    const flag = 'embeddedTeamingEnabled: true';
    expect(await teamOf({ 'a.yaml': host(`netAdapterName: A, ${flag}`, NICS) })).toEqual({
      named: ['A'],
      nics: ['A'],
      whole: true,
    });
    expect(await teamOf({ 'a.yaml': host('netAdapterName: [A, B]', NICS) })).toMatchObject({ named: ['A', 'B'] });
    expect(await teamOf({ 'a.yaml': host('netAdapterName: [A, B]') })).toEqual({ named: ['A', 'B'], nics: [], whole: true });
    expect(await teamOf({ 'a.yaml': host(flag) })).toEqual({ named: [], nics: [], whole: false });
  });

  it('is not there for one adapter, for one that is written twice, with the flag off, on another uplink, before 2016', async () => {
    expect(await teamOf({ 'a.yaml': host('netAdapterName: A', NICS) })).toBeUndefined();
    expect(await teamOf({ 'a.yaml': host('netAdapterName: [A, a]', NICS) })).toBeUndefined();
    expect(await teamOf({ 'a.yaml': host('netAdapterName: [A, B], embeddedTeamingEnabled: false', NICS) })).toBeUndefined();
    expect(await teamOf({ 'a.yaml': host('switchType: Internal, embeddedTeamingEnabled: true') })).toBeUndefined();
    expect(await teamOf({ 'a.yaml': host('netAdapterName: [A, B]', `os: 2012R2\n${NICS}`) })).toBeUndefined();
    expect(await teamOf({ 'a.yaml': host('netAdapterName: [A, B]', `os: 2016\n${NICS}`) })).toBeDefined();
  });

  it('is read from the descriptions of an export, which names one adapter in two properties', async () => {
    const several = 'netAdapterInterfaceDescription: Teamed-Interface, netAdapterInterfaceDescriptions: [X, "X #2"]';
    const one = 'netAdapterInterfaceDescription: X, netAdapterInterfaceDescriptions: [X]';
    expect(await teamOf({ 'observed.yaml': host(`${several}, embeddedTeamingEnabled: true`, NICS) })).toMatchObject({
      named: [],
      nics: ['A', 'B'],
    });
    expect(await teamOf({ 'observed.yaml': host(one, NICS) })).toBeUndefined();
  });
});

describe('switchMembers', () => {
  it('is not whole where an entry is a wildcard', async () => {
    const n = await network({ 'a.yaml': host('netAdapterName: [A, "B*"]', NICS) });
    expect(switchMembers(n, n.all('vm-switch')[0]!).whole).toBe(false);
  });
});

describe('teamMapping', () => {
  const adapters = (mapping: string) => `kind: host\nname: hv01\nhostAdapters: [{ name: M, switchName: S${mapping} }]\n`;
  const mapped = async (files: Readonly<Record<string, string>>) => teamMapping((await network(files)).all('host-adapter')[0]!);

  it('is none by default in what people wrote, and unknown in an export', async () => {
    expect(await mapped({ 'a.yaml': adapters('') })).toEqual({});
    expect(await mapped({ 'observed.yaml': adapters('') })).toBeUndefined();
    expect(await mapped({ 'a.yaml': adapters(', teamMapping: {}') })).toBeUndefined();
    const written = adapters(', teamMapping: { physicalNetAdapterName: A }');
    expect(await mapped({ 'observed.yaml': written })).toEqual({ target: 'A' });
  });
});

describe('knownSpeed', () => {
  const nic = (more: string) => `kind: host\nname: hv01\nnics: [{ name: A, ${more} }]\n`;
  const speed = async (files: Readonly<Record<string, string>>) => {
    const found = knownSpeed((await network(files)).all('nic')[0]!);
    return found && [found.bits, shown(found.place)];
  };

  it('is what is written, but not what an adapter without a link shows', async () => {
    expect(await speed({ 'a.yaml': nic('speed: 1000000000') })).toEqual([1e9, 'a.yaml 1000000000']);
    expect(await speed({ 'a.yaml': nic('linkSpeed: 0 bps') })).toBeUndefined();
    expect(await speed({ 'observed.yaml': nic('linkSpeed: 10 Mbps, status: Disconnected') })).toBeUndefined();
    expect(await speed({ 'observed.yaml': nic('linkSpeed: 10 Gbps, mediaConnectionState: 2') })).toBeUndefined();
  });

  it('stays what people planned while the link is down', async () => {
    const files = { 'a.yaml': nic('linkSpeed: 25 Gbps'), 'observed.yaml': nic('status: Disconnected') };
    expect(await speed(files)).toEqual([25e9, 'a.yaml 25 Gbps']);
  });
});

describe('memberDifferences', () => {
  it('names the graver first, and who is unlike most', async () => {
    const n = await network({
      'a.yaml': `kind: host\nname: hv01\nnics:
  - { name: A, linkSpeed: 10 Gbps, driverVersion: "1.2" }
  - { name: B, linkSpeed: 25 Gbps, driverVersion: "1.2.0" }
  - { name: C, linkSpeed: 25 Gbps, driverVersion: "1.3" }
`,
    });
    const found = memberDifferences(n.all('nic')).map(({ what, usual, odd }) => [what, usual.nic.name, odd.nic.name]);
    expect(found).toEqual([
      ['link speed', 'B', 'A'],
      ['driver version', 'A', 'C'],
    ]);
  });
});
