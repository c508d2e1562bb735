import { describe, expect, it } from 'vitest';
import { type ManagementPath, managementPath, namesOnPath } from '#model/management-path';
import { network } from './estate.ts';

async function path(host: string, more = ''): Promise<ManagementPath | undefined> {
  const net = await network({ 'a.yaml': `kind: host\nname: hv01\n${host}`, ...(more ? { 'b.yaml': more } : {}) });
  return managementPath(net, net.host('hv01')!);
}

/** A path in words: what tells, the adapters, and everything below. */
async function told(host: string, more = ''): Promise<string | undefined> {
  const found = await path(host, more);
  if (!found) return undefined;
  const names = (things: readonly { readonly name: string }[]): string => things.map(({ name }) => name).join(',');
  const { by, adapters, vmSwitches, teams, nics, ports, portChannels } = found;
  return [by, adapters, vmSwitches, teams, nics, ports, portChannels]
    .map((part) => (typeof part === 'string' ? part : names(part)))
    .join(' | ');
}

const CONVERGED = `
nics:
  - { name: NIC1, connectedTo: tor1/Ethernet1/1 }
  - { name: NIC2, connectedTo: tor2/Ethernet1/1 }
  - { name: NIC3, connectedTo: tor1/Ethernet1/2 }
teams:
  - { name: Team1, members: [NIC1, NIC2] }
vmSwitches:
  - { name: External, netAdapterName: Team1 }
`;

const SWITCHES = `kind: switch
name: tor1
ports:
  - { name: Ethernet1/1, lag: { id: 10 } }
  - { name: Ethernet1/2 }
portChannels:
  - { name: port-channel10, id: 10 }
`;

describe('what a host is managed over', () => {
  it('is the adapter that is said to be for it, down to the ports', async () => {
    const host = `${CONVERGED}hostAdapters:
  - { name: A, switchName: External, usage: management }
  - { name: Management, switchName: External, ipAddresses: [10.0.0.1/24] }
`;
    expect(await told(host, SWITCHES)).toBe('usage | A | External | Team1 | NIC1,NIC2 | Ethernet1/1 | port-channel10');
  });

  it('is the only adapter with an address, whatever names say', async () => {
    const host = `${CONVERGED.replace('NIC3,', 'NIC3, ipAddresses: [10.0.0.1/24],')}hostAdapters:
  - { name: Management, switchName: External }
`;
    expect(await told(host, SWITCHES)).toBe('only-address | NIC3 |  |  | NIC3 | Ethernet1/2 | ');
  });

  it('leaves out what is said to be for something else', async () => {
    const host = `${CONVERGED}hostAdapters:
  - { name: Migration, switchName: External, usage: live-migration, ipAddresses: [10.0.1.1/24] }
  - { name: Host, switchName: External, ipAddresses: [10.0.0.1/24] }
`;
    expect(await told(host)).toBe('only-address | Host | External | Team1 | NIC1,NIC2 |  | ');
  });

  it('is of several with addresses the one whose name says it', async () => {
    const host = `${CONVERGED}hostAdapters:
  - { name: Cluster, switchName: External, ipAddresses: [10.0.1.1/24] }
  - { name: Mgmt-10, switchName: External, ipAddresses: [10.0.0.1/24] }
`;
    expect(await told(host)).toBe('name | Mgmt-10 | External | Team1 | NIC1,NIC2 |  | ');
  });

  it('is of several with addresses whose names do not tell any of them', async () => {
    const host = `${CONVERGED.replace('NIC3,', 'NIC3, ipAddresses: [10.0.1.1/24],')}hostAdapters:
  - { name: Host, switchName: External, ipAddresses: [10.0.0.1/24] }
`;
    expect(await told(host)).toBe('address | Host,NIC3 | External | Team1 | NIC3,NIC1,NIC2 |  | ');
  });

  it('is known by a name alone where nothing has an address, and a word that holds it is no name', async () => {
    const host = `${CONVERGED}hostAdapters:
  - { name: Tmgmtx, switchName: External }
`;
    expect(await told(host)).toBeUndefined();
    expect(await told(host.replace('Tmgmtx', 'Host Management'))).toBe(
      'name | Host Management | External | Team1 | NIC1,NIC2 |  | ',
    );
  });

  it('is a team interface with the address of the host', async () => {
    const host = `
nics: [{ name: NIC1 }, { name: NIC2 }]
teams:
  - name: Team1
    members: [NIC1, NIC2]
    teamNics: [{ name: Team1, ipAddresses: [10.0.0.1/24] }, { name: Team1 - VLAN 42, vlanId: 42 }]
`;
    expect(await told(host)).toBe('only-address | Team1 |  | Team1 | NIC1,NIC2 |  | ');
  });

  it('takes in another Hyper-V switch on the same adapters', async () => {
    const host = `
nics: [{ name: NIC1, ipAddresses: [10.0.0.1/24] }]
vmSwitches: [{ name: External, netAdapterName: NIC1 }]
`;
    expect(await told(host)).toBe('only-address | NIC1 | External |  | NIC1 |  | ');
  });

  it('is unknown where nothing tells', async () => {
    expect(await path(CONVERGED)).toBeUndefined();
  });
});

it('commands mean the path under every name it has', async () => {
  const found = await path(`${CONVERGED}hostAdapters:
  - { name: Management, switchName: External, usage: management }
`);
  expect([...namesOnPath(found!)].sort()).toEqual(['external', 'management', 'nic1', 'nic2', 'team1', 'vethernet (management)']);
});
