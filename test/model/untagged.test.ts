import { describe, expect, it } from 'vitest';
import { Network } from '#model/network';
import { mayPass, portsBeside, untaggedUses, untaggedVlan } from '#model/untagged';
import { readText } from '#read/read-file';

/** Documents, each in a file of its own; the second one, if any, is what a machine said. */
async function network(declared: string, observed?: string): Promise<Network> {
  const files = [await readText({ path: '/declared.yaml', text: declared }, { explicit: true })];
  if (observed) files.push(await readText({ path: '/observed.yaml', text: observed }, { explicit: true, stance: 'observed' }));
  expect(files.flatMap((f) => f.problems)).toEqual([]);
  return new Network(files.flatMap((f) => f.documents));
}

const device = (port: string) => `kind: switch\nname: tor1\nports:\n  - { name: Ethernet1/1, ${port} }\n`;
const host = (more: string) => `kind: host\nname: hv01\nnics:\n  - { name: NIC1, connectedTo: tor1/Ethernet1/1 }\n${more}`;
const adapter = (more: string) =>
  host(
    `vmSwitches:\n  - { name: S, switchType: External, netAdapterName: NIC1 }\nhostAdapters:\n  - { name: M, switchName: S${more} }\n`,
  );
const users = (n: Network) => untaggedUses(n, n.all('port')[0]!).map((use) => use.consumer.name);

it.each([
  ['mode: trunk, nativeVlan: 10, allowedVlans: "10,20"', true],
  ['mode: trunk, nativeVlan: 10, allowedVlans: "20"', false],
  ['mode: trunk, nativeVlan: 10', true],
  ['mode: access, accessVlan: 10, allowedVlans: "20"', true],
])('whether the VLAN of untagged frames passes: %s', async (port, passes) => {
  const n = await network(device(port));
  expect(mayPass(n, untaggedVlan(n, n.all('port')[0]!)!)).toBe(passes);
});

describe('untaggedVlan', () => {
  it('is the access VLAN or the native VLAN, as the mode says', async () => {
    const vlan = async (port: string) => {
      const n = await network(device(port));
      return untaggedVlan(n, n.all('port')[0]!)?.vlan;
    };
    expect(await vlan('mode: access, accessVlan: 10, nativeVlan: 1')).toBe(10);
    expect(await vlan('mode: trunk, accessVlan: 10, nativeVlan: 1')).toBe(1);
    expect(await vlan('mode: trunk, accessVlan: 10')).toBeUndefined();
    expect(await vlan('nativeVlan: 1')).toBeUndefined();
    expect(await vlan('mode: routed, nativeVlan: 1')).toBeUndefined();
  });
});

describe('untaggedUses', () => {
  const port = device('mode: trunk, nativeVlan: 1');

  it('takes the default of Hyper-V from what people wrote, not from an export that shows no VLAN', async () => {
    expect(users(await network(`${adapter('')}---\n${port}`))).toEqual(['M']);
    expect(users(await network(port, adapter('')))).toEqual([]);
    expect(users(await network(port, adapter(', vlan: { operationMode: Untagged }')))).toEqual(['M']);
  });

  it('takes the Default interface of a team where it is known to be used', async () => {
    const team = (nic: string, more = '') => host(`teams:\n  - { name: T, members: [NIC1]${nic} }\n${more}---\n${port}`);
    expect(users(await network(team('')))).toEqual([]);
    expect(users(await network(team('', 'vmSwitches: []\n')))).toEqual(['T']);
    expect(users(await network(team('', 'roles: [File-Server]\n')))).toEqual(['T']);
    expect(users(await network(team(', teamNics: [{ name: T, ipAddresses: [10.0.0.1/24] }]')))).toEqual(['T']);
    expect(users(await network(team('', 'vmSwitches: [{ name: S }]\n')))).toEqual([]);
    expect(users(await network(team('', 'vmSwitches: [{ name: S, netAdapterName: T }]\n')))).toEqual([]);
  });
});

describe('portsBeside', () => {
  it('gives the ports of the members that are cabled to a described port', async () => {
    const n = await network(
      `kind: host\nname: hv01\nnics:\n  - { name: A, connectedTo: tor1/Ethernet1/1 }\n  - { name: B, connectedTo: tor9/Ethernet1/1 }\nteams:\n  - { name: T, members: [A, B, C] }\n---\n${device('mode: trunk')}`,
    );
    expect(portsBeside(n, n.all('nic')[0]!).map((p) => p.name)).toEqual(['Ethernet1/1']);
  });
});
