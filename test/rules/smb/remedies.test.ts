import { describe, expect, it } from 'vitest';
import { proposed } from '../remedies.ts';

describe('smb/host-account-missing', () => {
  const files = (nodes: string) => ({
    'estate.yaml': `${nodes}{ kind: host, name: hv01 }
---
{ kind: host, name: hv02.contoso.com }
---
{ kind: file-server, name: fs01, shares: [{ name: VMs, fullAccess: ['CONTOSO\\HV09$'] }] }
---
{ kind: vm, name: web01, host: hv01, path: '\\\\fs01\\VMs\\web01' }
---
{ kind: vm, name: web02, host: hv02, path: '\\\\fs01\\VMs\\web02' }
`,
  });
  const grants = [
    "file-server:fs01: Grant-SmbShareAccess -Name 'VMs' -AccountName 'CONTOSO\\hv01$' -AccessRight Full -Force",
    "file-server:fs01: Grant-SmbShareAccess -Name 'VMs' -AccountName 'CONTOSO\\hv02$' -AccessRight Full -Force",
  ];
  const folder = "file-server:fs01: Set-SmbPathAcl -ShareName 'VMs'";

  it('gives the folder the same access, after the share', async () => {
    expect(await proposed('smb/host-account-missing', files(''))).toEqual([...grants, folder]);
    const r2 = files('{ kind: host, name: fs01, os: 2012R2 }\n---\n');
    expect(await proposed('smb/host-account-missing', r2)).toEqual([...grants, folder]);
  });

  it('leaves the folder to people on Windows Server 2012, which has no command for it', async () => {
    const old = files('{ kind: host, name: fs01, os: 2012 }\n---\n');
    expect(await proposed('smb/host-account-missing', old)).toEqual(grants);
  });
});

it('smb/hyperv-on-classic-role has no command: a role alone would be an empty one, and its name is not for us to choose', async () => {
  const server = '{ kind: file-server, name: files, role: FileServer, cluster: c, shares: [{ name: VMs, usage: hyper-v }] }\n';
  expect(await proposed('smb/hyperv-on-classic-role', { 'estate.yaml': server })).toEqual([]);
});

describe('smb/direct-technology-mismatch', () => {
  const other = (technology: string) =>
    [2, 3]
      .map(
        (n) =>
          `{ kind: host, name: n${n}, cluster: c1, nics: [{ name: A, rdma: { enabled: true, technology: ${technology} }, ipAddresses: [10.0.20.${n}/24] }] }\n---\n`,
      )
      .join('');
  const mismatch = (technology: string, nic: string) =>
    proposed('smb/direct-technology-mismatch', {
      'estate.yaml': `${other(technology)}{ kind: host, name: n1, cluster: c1, nics: [{ name: A, rdma: { enabled: true }, ipAddresses: [10.0.20.1/24], ${nic} }] }\n`,
    });
  const command = (value: number) => [
    `host:n1: Set-NetAdapterAdvancedProperty -Name 'A' -RegistryKeyword '*NetworkDirectTechnology' -RegistryValue ${value}`,
  ];
  const keyword = (value: number) => `advancedProperties: { '*NetworkDirectTechnology': ${value} }`;

  it.each([
    ['RoCEv2', keyword(3), 4],
    ['RoCE', keyword(4), 3],
    ['RoCEv2', `${keyword(1)}, interfaceDescription: Intel(R) Ethernet Network Adapter E810-C-Q2`, 4],
    ['iWARP', `${keyword(4)}, interfaceDescription: 'Intel(R) Ethernet Network Adapter E810-C-Q2 #2'`, 1],
  ])('chooses %s where the adapter has the choice: %s', async (technology, nic, value) => {
    expect(await mismatch(technology, nic)).toEqual(command(value));
  });

  it.each([
    ['RoCEv2', keyword(1)],
    ['iWARP', keyword(4)],
    ['RoCE', `${keyword(4)}, interfaceDescription: Intel(R) Ethernet Network Adapter E810-C-Q2`],
    ['InfiniBand', keyword(4)],
    ['RoCEv2', `${keyword(1)}, interfaceDescription: Chelsio Network Adapter`],
  ])('has no command to choose %s where nobody knows that it can: %s', async (technology, nic) => {
    expect(await mismatch(technology, nic)).toEqual([]);
  });

  it('has none where the technology is written and the adapter is not known', async () => {
    const nodes = `${other('iWARP')}{ kind: host, name: n1, cluster: c1, nics: [{ name: A, rdma: { enabled: true, technology: RoCE }, ipAddresses: [10.0.20.1/24] }] }\n`;
    expect(await proposed('smb/direct-technology-mismatch', { 'estate.yaml': nodes })).toEqual([]);
  });

  it('chooses for every adapter below a host adapter', async () => {
    const nic = (name: string) => `{ name: ${name}, rdma: { enabled: true }, ${keyword(3)} }`;
    const below = (nics: string) => `${other('RoCEv2')}kind: host
name: n1
cluster: c1
nics: [${nics}]
vmSwitches: [{ name: S, netAdapterName: [P1, P2], embeddedTeamingEnabled: true }]
hostAdapters: [{ name: SMB1, usage: storage, switchName: S, rdma: { enabled: true }, ipAddresses: [10.0.20.1/24] }]
`;
    const both = command(4).flatMap((line) => [line.replace("'A'", "'P1'"), line.replace("'A'", "'P2'")]);
    const rule = 'smb/direct-technology-mismatch';
    expect(await proposed(rule, { 'estate.yaml': below(`${nic('P1')}, ${nic('P2')}`) })).toEqual(both);
    const one = `${nic('P1')}, { name: P2, rdma: { enabled: true, technology: RoCE } }`;
    expect(await proposed(rule, { 'estate.yaml': below(one) })).toEqual([]);
  });
});
