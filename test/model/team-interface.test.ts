import { describe, expect, it } from 'vitest';
import { isLeftOut } from '#model/left-out';
import { isPrimary, vlanInName, wantedInterfaces } from '#model/team-interface';
import { network } from './estate.ts';

const host = (team: string): string => `kind: host\nname: fs01\nteams: [{ name: Team1, members: [NIC1, NIC2], ${team} }]\n`;
const teamOf = async (files: Readonly<Record<string, string>>) => (await network(files)).all('team')[0]!;
const primary = async (team: string): Promise<unknown[]> =>
  (await teamOf({ 'a.yaml': host(team) })).allInterfaces.map((nic) => [nic.name, isPrimary(nic)]);

describe('the primary interface', () => {
  it('says so, or another does', async () => {
    expect(await primary('teamNics: [{ name: Team1 }, { name: LAN, primary: true }]')).toEqual([
      ['Team1', false],
      ['LAN', true],
    ]);
    expect(await primary('teamNics: [{ name: Team1, primary: false }]')).toEqual([['Team1', false]]);
  });

  it('bears the name it was made with', async () => {
    expect(await primary('teamNics: [{ name: team1 }, { name: LAN }]')).toEqual([
      ['team1', true],
      ['LAN', false],
    ]);
    expect(await primary('teamNicName: LAN, teamNics: [{ name: Team1 }]')).toEqual([
      ['LAN', true],
      ['Team1', false],
    ]);
  });

  it('may have been renamed', async () => {
    expect(await primary('teamNics: [{ name: LAN }]')).toEqual([['LAN', undefined]]);
  });
});

describe('wantedInterfaces', () => {
  const names = async (files: Readonly<Record<string, string>>): Promise<string[]> =>
    wantedInterfaces(await teamOf(files)).map((nic) => nic.name);

  it('are neither those to be removed nor those only a machine was seen with', async () => {
    const wanted = host('teamNics: [{ name: Old, vlanId: 5, ensure: Absent }, { name: New, vlanId: 6 }]');
    expect(await names({ 'a.yaml': wanted })).toEqual(['Team1', 'New']);
    expect(await names({ 'a.yaml': wanted, 'observed.yaml': host('teamNics: [{ name: Seen, vlanId: 7 }]') })).toEqual([
      'Team1',
      'New',
    ]);
    expect(await names({ 'observed.yaml': wanted })).toEqual([]);
  });
});

describe('vlanInName', () => {
  it('reads the generated form only', async () => {
    const team = await teamOf({
      'a.yaml': host(
        'teamNics: [{ name: team1 - vlan 42 }, { name: Team1 - VLAN 042 }, { name: Team2 - VLAN 5 }, { name: Team1 - VLAN 5 b }]',
      ),
    });
    expect(team.teamNics.map(vlanInName)).toEqual([42, undefined, undefined, undefined]);
  });
});

describe('isLeftOut', () => {
  it('is what somebody did not write, not what an export does not show', async () => {
    const text = host('teamingMode: Lacp');
    expect(isLeftOut(await teamOf({ 'a.yaml': text }), 'loadBalancingAlgorithm')).toBe(true);
    expect(isLeftOut(await teamOf({ 'a.yaml': text }), 'teamingMode')).toBe(false);
    expect(isLeftOut(await teamOf({ 'observed.yaml': text }), 'loadBalancingAlgorithm')).toBe(false);
    const seen = host('loadBalancingAlgorithm: Dynamic');
    expect(isLeftOut(await teamOf({ 'a.yaml': text, 'observed.yaml': seen }), 'loadBalancingAlgorithm')).toBe(false);
  });
});
