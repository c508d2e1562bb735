import { describe, expect, it } from 'vitest';
import { lint } from '#lint/lint';
import { RULES } from '#rules';
import { estate } from '../../lint/estate.ts';
import { proposed } from '../remedies.ts';

const THUMB = '8C1D5A0F7E3B92461D0CBE58F4A7639E2D15B08A';
const HOST = '{ kind: host, name: hv01 }\n---\n';
const ODD = HOST.replace('hv01', 'hv09');

function authentication(server: string, vm: string): Promise<readonly string[]> {
  return proposed('replica/auth-mode-mismatch', {
    'estate.yaml': `${HOST}{ kind: replica-server, name: dr1, ${server} }\n---\n{ kind: vm, name: web01, host: hv01, replication: { replicaServerName: dr1, ${vm} } }\n`,
  });
}

describe('replica/auth-mode-mismatch', () => {
  const certificate = `authenticationType: Certificate, replicaServerPort: 443, certificateThumbprint: ${THUMB}`;

  it.each([
    ['allowedAuthenticationType: Kerberos', 80],
    ['allowedAuthenticationType: Kerberos, kerberosAuthenticationPort: 8080', 8080],
    [
      'allowedAuthenticationType: Kerberos, kerberosAuthenticationPort: 8080, kerberosAuthenticationPortMapping: { dr1: 8081 }',
      8081,
    ],
    ['allowedAuthenticationType: Kerberos, certificateAuthenticationPort: 8443', 80],
  ])('goes to the Kerberos port, and takes no thumbprint along: %s', async (server, port) => {
    expect(await authentication(server, certificate)).toEqual([
      `host:hv01: Set-VMReplication -VMName 'web01' -AuthenticationType Kerberos -ReplicaServerPort ${port}`,
    ]);
  });

  it('has no command where the server says a port that does not tell', async () => {
    const server = 'allowedAuthenticationType: Kerberos, kerberosAuthenticationPortMapping: { n1: 8081 }';
    expect(await authentication(server, certificate)).toEqual([]);
  });

  it('goes to the certificate port with a thumbprint that is known, and has no command without', async () => {
    const server = 'allowedAuthenticationType: Certificate, certificateAuthenticationPort: 8443';
    expect(await authentication(server, `authenticationType: Kerberos, certificateThumbprint: ${THUMB}`)).toEqual([
      `host:hv01: Set-VMReplication -VMName 'web01' -AuthenticationType Certificate -ReplicaServerPort 8443 -CertificateThumbprint '${THUMB}'`,
    ]);
    expect(await authentication(server, 'authenticationType: Kerberos, replicaServerPort: 80')).toEqual([]);
    expect(await authentication(server, 'authenticationType: Kerberos, certificateThumbprint: " "')).toEqual([]);
  });

  it('leaves nothing wrong behind', async () => {
    const before = `Enable-VMReplication -VMName web01 -ReplicaServerName dr1 -ReplicaServerPort 443 -AuthenticationType Certificate -CertificateThumbprint ${THUMB}\n`;
    const server = 'kind: replica-server\nname: dr1\nallowedAuthenticationType: Kerberos\n';
    const found = async (script: string) => {
      const severityOf = (r: { id: string; severity: 'error' | 'warning' | 'info' }) =>
        r.id.startsWith('replica/') ? r.severity : 'off';
      const made = await estate(
        { 'hv01.ps1': script, 'hosts.yaml': '{ kind: host, name: hv01 }\n', 'dr1.yaml': server },
        { severityOf },
      );
      return lint(made, RULES).findings;
    };
    const first = await found(before);
    expect(first.map(({ rule }) => rule.id)).toEqual(['replica/auth-mode-mismatch']);
    expect((await found(`${before}${first[0]!.remedy!.commands[0]}\n`)).map(({ rule }) => rule.id)).toEqual([]);
    const refused = `${before}Set-VMReplication -VMName web01 -AuthenticationType Kerberos -ReplicaServerPort 80 -CertificateThumbprint ${THUMB}\n`;
    expect((await found(refused)).map(({ rule }) => rule.id)).toEqual(['replica/thumbprint-with-kerberos']);
  });
});

describe('a VM that only the node knows that owns it', () => {
  const cluster = '{ kind: cluster, name: c1, nodes: [hv01, hv02] }\n---\n';
  const target = '{ kind: cluster, name: rc1, nodes: [hvr1], replicaBroker: { fqdn: hvr-broker.contoso.com } }\n---\n';
  const broker = (files: string) =>
    proposed('replica/broker-not-used', {
      'estate.yaml': `${HOST}${target}${files}`,
    });
  const vm = (more: string) => `{ kind: vm, name: sql01, ${more}, replication: { replicaServerName: hvr1.contoso.com } }\n`;
  const to = "-ReplicaServerName 'hvr-broker.contoso.com'";

  it('is asked for on all nodes, in one command that runs on any of them', async () => {
    expect(await broker(`${cluster}${vm('cluster: c1')}`)).toEqual([
      `cluster:c1: Get-VM -Name 'sql01' -ComputerName 'hv01','hv02' -ErrorAction SilentlyContinue | Set-VMReplication ${to}`,
    ]);
    expect(await broker(`${cluster}${vm('cluster: c1, possibleOwners: [hv02, hv01]')}`)).toEqual([
      `cluster:c1: Get-VM -Name 'sql01' -ComputerName 'hv02','hv01' -ErrorAction SilentlyContinue | Set-VMReplication ${to}`,
    ]);
  });

  it('is changed where it is, where only one machine can have it', async () => {
    const direct = [`host:hv01: Set-VMReplication -VMName 'sql01' ${to}`];
    expect(await broker(vm('host: hv01'))).toEqual(direct);
    expect(await broker(`${cluster}${vm('host: hv01')}`)).toEqual(direct);
    expect(await broker(`${cluster}${vm('cluster: c1, possibleOwners: [hv01]')}`)).toEqual(direct);
    expect(await broker(`${cluster.replace('hv01, hv02', 'hv01')}${vm('cluster: c1')}`)).toEqual(direct);
  });

  it('has no command where the nodes are not all known', async () => {
    expect(await broker(`{ kind: host, name: hv02, cluster: c1 }\n---\n${vm('cluster: c1')}`)).toEqual([]);
    expect(
      await broker(`{ kind: cluster, name: c1 }\n---\n{ kind: host, name: hv02, cluster: c1 }\n---\n${vm('cluster: c1')}`),
    ).toEqual([]);
    expect(await broker(vm('host: hv09'))).toEqual([]);
  });

  it('is a replica that goes on to a third server', async () => {
    const extended = (first: string) =>
      `{ kind: vm, name: sql01, host: hv09, replication: { replicaServerName: ${first}, replicationFrequencySec: 30, extended: { replicaServerName: x, replicationFrequencySec: 30 } } }\n`;
    const frequency = (files: string) =>
      proposed('replica/extended-frequency', { 'estate.yaml': `${ODD.replace('hv09 }', 'hv09, os: 2019 }')}${files}` });
    const settings = 'Set-VMReplication -ReplicationFrequencySec 300';
    expect(await frequency(`{ kind: host, name: dr1 }\n---\n${extended('dr1')}`)).toEqual([
      "host:dr1: Set-VMReplication -VMName 'sql01' -ReplicationFrequencySec 300",
    ]);
    const nodes = '{ kind: host, name: hvr1 }\n---\n{ kind: host, name: hvr2 }\n---\n';
    expect(await frequency(`${nodes}${target.replace('[hvr1]', '[hvr1, hvr2]')}${extended('hvr-broker.contoso.com')}`)).toEqual([
      `cluster:rc1: Get-VM -Name 'sql01' -ComputerName 'hvr1','hvr2' -ErrorAction SilentlyContinue | ${settings}`,
    ]);
    expect(await frequency(extended('elsewhere'))).toEqual([]);
  });

  it('is started for the Capacity Planner in the same way', async () => {
    const plan = '{ kind: replica-plan, name: p1, vms: [{ name: sql01 }] }\n---\n';
    const state = (is: string, where: string) =>
      proposed('planner/vm-not-running', {
        'estate.yaml': `${HOST}${cluster}${plan}{ kind: vm, name: sql01, ${where}, state: ${is} }\n`,
      });
    expect(await state('Off', 'host: hv01')).toEqual(["host:hv01: Start-VM -Name 'sql01'"]);
    expect(await state('Paused', 'host: hv01')).toEqual(["host:hv01: Resume-VM -Name 'sql01'"]);
    expect(await state('Paused', 'cluster: c1')).toEqual([
      "cluster:c1: Get-VM -Name 'sql01' -ComputerName 'hv01','hv02' -ErrorAction SilentlyContinue | Resume-VM",
    ]);
  });
});
