import { describe, expect, it } from 'vitest';
import { proposed } from '../remedies.ts';

const HOST = `kind: host
name: hv01
nics: [{ name: NIC1, connectedTo: sw1/TenGigabitEthernet1/1/1 }]
vmSwitches: [{ name: External, switchType: External, netAdapterName: NIC1 }]
`;
const untagged = `${HOST}hostAdapters: [{ name: Management, switchName: External, vlan: { operationMode: Untagged } }]\n`;
const isolated = `${HOST}---
kind: vm
name: t1
host: hv01
networkAdapters:
  - { name: A, switchName: External, vlan: { operationMode: Private, privateVlanMode: Isolated, primaryVlanId: 200, secondaryVlanId: 201 } }
`;
const port = (...lines: string[]) =>
  `hostname sw1\nversion 17.9\ninterface TenGigabitEthernet1/1/1\n${lines.map((line) => ` switchport ${line}\n`).join('')}end\n`;

describe('what is proposed for VLANs of a switch port', () => {
  it('a native VLAN passes where somebody wrote it, and VLAN 1 by default is not what is meant', async () => {
    const written = port('mode trunk', 'trunk native vlan 7', 'trunk allowed vlan 30');
    expect(await proposed('switch/native-not-allowed', { 'hv01.yaml': untagged, 'sw1.cfg': written })).toEqual([
      'switch:sw1: interface TenGigabitEthernet1/1/1',
      'switch:sw1: switchport trunk allowed vlan add 7',
    ]);
    const silent = port('mode trunk', 'trunk allowed vlan 30');
    expect(await proposed('switch/native-not-allowed', { 'hv01.yaml': untagged, 'sw1.cfg': silent })).toEqual([]);
    const one = port('mode trunk', 'trunk native vlan 1', 'trunk allowed vlan 30');
    expect(await proposed('switch/native-not-allowed', { 'hv01.yaml': untagged, 'sw1.cfg': one })).toContain(
      'switch:sw1: switchport trunk allowed vlan add 1',
    );
  });

  it('nothing for a private VLAN, of which the wire carries one or the other', async () => {
    const trunk = port('mode trunk', 'trunk allowed vlan 30');
    expect(await proposed('vlan/trunk-missing-vlan', { 'hv01.yaml': isolated, 'sw1.cfg': trunk })).toEqual([]);
    const access = port('mode access', 'access vlan 30');
    expect(await proposed('vlan/team-port-not-trunk', { 'hv01.yaml': isolated, 'sw1.cfg': access })).toEqual([]);
  });
});

it('a team interface whose VLAN another one has is not renamed after it', async () => {
  const team = (other: string) =>
    `kind: host\nname: fs01\nteams: [{ name: T, members: [A, B], teamNics: [{ name: T }, { name: T - VLAN 10, vlanId: 20 }, ${other}] }]\n`;
  const rule = 'team-interface/name-vlan-mismatch';
  expect(await proposed(rule, { 'fs01.yaml': team('{ name: X, vlanId: 20 }') })).toEqual([]);
  expect(await proposed(rule, { 'fs01.yaml': team('{ name: X, vlanId: 21 }') })).toEqual([
    "host:fs01: Rename-NetAdapter -Name 'T - VLAN 10' -NewName 'T - VLAN 20'",
  ]);
});
