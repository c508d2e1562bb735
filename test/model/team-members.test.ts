import { describe, expect, it } from 'vitest';
import type { Network } from '#model/network';
import { activeAndStandby, activeMembers, hasNoMembers, isHostAdapter, roleOf, settledMembers } from '#model/team-members';
import { network } from './estate.ts';

const host = (team: string) => `kind: host\nname: hv01\nteams:\n  - { name: Team1${team} }\n`;
const team = (n: Network) => n.all('team')[0]!;
const names = (n: Network) => settledMembers(team(n))?.map((member) => member.name);
const declared = (text: string) => network({ 'hv01.yaml': host(text) });
const observed = (text: string) => network({ 'observed.yaml': host(text) });

describe('settledMembers', () => {
  it('is each member once', async () => {
    expect(names(await declared(', members: [NIC1, { name: NIC2 }, nic1]'))).toEqual(['NIC1', 'NIC2']);
    expect(names(await declared(', members: []'))).toEqual([]);
  });

  it('is unknown without a list, and where a name may stand for several', async () => {
    expect(names(await declared(''))).toBeUndefined();
    for (const name of ['"NIC*"', '"NIC?"', '"NIC[12]"'])
      expect(names(await declared(`, members: [NIC1, ${name}]`))).toBeUndefined();
  });
});

describe('roleOf', () => {
  it('is Active in a file of ours that does not say, and unknown in an export', async () => {
    const roles = (n: Network) => team(n).members.map(roleOf);
    const members = ', members: [NIC1, { name: NIC2, administrativeMode: Standby }, { name: NIC3, administrativeMode: Active }]';
    expect(roles(await declared(members))).toEqual(['Active', 'Standby', 'Active']);
    expect(roles(await observed(members))).toEqual([undefined, 'Standby', 'Active']);
  });
});

describe('activeMembers', () => {
  const count = async (n: Promise<Network>) => {
    const { atLeast, atMost } = activeMembers(team(await n)) ?? {};
    return [atLeast, atMost];
  };

  it('counts what is not in standby', async () => {
    expect(await count(declared(', members: [NIC1, NIC2]'))).toEqual([2, 2]);
    expect(await count(declared(', members: [NIC1, { name: NIC2, administrativeMode: Standby }]'))).toEqual([1, 1]);
    expect(await count(declared(''))).toEqual([undefined, undefined]);
  });

  it('leaves room for one standby member in an export without roles', async () => {
    expect(await count(observed(', members: [NIC1, NIC2]'))).toEqual([1, 2]);
    expect(await count(observed(', members: [NIC1, { name: NIC2, administrativeMode: Standby }]'))).toEqual([1, 1]);
    expect(await count(observed(', teamingMode: Lacp, members: [NIC1, NIC2]'))).toEqual([2, 2]);
  });
});

describe('activeAndStandby', () => {
  const pair = async (n: Promise<Network>) => {
    const found = activeAndStandby(team(await n));
    return found && [found.active.name, found.standby.name];
  };
  const two = ', members: [{ name: NIC1, administrativeMode: Standby }, NIC2]';

  it('is the pair of a switch-independent team of two', async () => {
    expect(await pair(declared(two))).toEqual(['NIC2', 'NIC1']);
    expect(await pair(declared(`, teamingMode: Lacp${two}`))).toBeUndefined();
    expect(await pair(declared(', members: [{ name: NIC1, administrativeMode: Standby }, NIC2, NIC3]'))).toBeUndefined();
    expect(await pair(declared(', members: [NIC1, NIC2]'))).toBeUndefined();
  });

  it('is unknown in an export that shows neither mode nor roles', async () => {
    expect(await pair(observed(`, teamingMode: SwitchIndependent${two}`))).toBeUndefined();
    expect(await pair(observed(two.replace('NIC2', '{ name: NIC2, administrativeMode: Active }')))).toBeUndefined();
  });
});

describe('hasNoMembers', () => {
  it('is so for empty lists only', async () => {
    expect(hasNoMembers(team(await declared(', members: []')))).toBe(true);
    expect(hasNoMembers(team(await declared('')))).toBe(true);
    expect(hasNoMembers(team(await declared(', members: [NIC1]')))).toBe(false);
    const both = await network({ 'a.yaml': host(', members: []'), 'b.yaml': host(', members: [{ name: NIC1 }]') });
    expect(hasNoMembers(team(both))).toBe(false);
  });
});

describe('isHostAdapter', () => {
  const described = async (member: string, more: string) => {
    const n = await network({ 'hv01.yaml': `${host(`, members: ["${member}"]`)}${more}` });
    return isHostAdapter(team(n).members[0]!);
  };

  it('goes by the description, then by the name', async () => {
    const nic = (name: string, text: string) => `nics:\n  - { name: "${name}"${text} }\n`;
    expect(await described('vEthernet (Mgmt)', '')).toBe(true);
    expect(await described('NIC1', '')).toBe(false);
    expect(await described('Mgmt', nic('Mgmt', ', interfaceDescription: "Hyper-V Virtual Ethernet Adapter #2"'))).toBe(true);
    expect(await described('Ethernet', nic('Ethernet', ', interfaceDescription: Microsoft Hyper-V Network Adapter'))).toBe(false);
    expect(await described('vEthernet (A)', nic('vEthernet (A)', ', interfaceDescription: Intel X710'))).toBe(false);
    expect(await described('vEthernet (A)', nic('vEthernet (A)', ''))).toBe(false);
    expect(await described('vEthernet (A)', nic('vEthernet (A)', ', virtual: true'))).toBe(true);
  });

  it('takes the name of a host adapter only where no adapter can have it', async () => {
    const adapters = 'hostAdapters:\n  - { name: Mgmt }\n';
    expect(await described('Mgmt', adapters)).toBe(false);
    expect(await described('Mgmt', `${adapters}nics:\n  - { name: NIC1 }\n`)).toBe(true);
    expect(await described('Mgmt', `${adapters}nics:\n  - { name: Mgmt }\n`)).toBe(false);
  });
});
