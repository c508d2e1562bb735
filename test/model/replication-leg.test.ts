import { describe, expect, it } from 'vitest';
import { refusesSender } from '#model/replica-authorization';
import { isListenerRule, listenerPort, mixedUp } from '#model/replica-listener';
import { aimedLegs, legsFrom, legsOf, legsTo, replicaOf, sourceHosts, sourceNames, targetHosts } from '#model/replication-leg';
import { network } from './estate.ts';

async function legs(replication: string): Promise<string[]> {
  const n = await network({ 'a.yaml': `kind: vm\nname: v\nhost: hv1\nreplication: ${replication}\n` });
  return legsOf(n.all('vm')[0]!).map((leg) => (leg.isExtended ? 'extended' : 'first'));
}

describe('legsOf', () => {
  it('is none for what is not replicated and for what receives', async () => {
    for (const text of [
      '{}',
      '{ metadata: later }',
      '{ replicationMode: None, replicaServerName: x }',
      '{ replicationState: Disabled, recoveryHistory: 0 }',
      '{ asReplica: true }',
      '{ allowedPrimaryServer: hv9.contoso.com }',
      '{ replicationMode: Replica, replicaServerName: hv1 }',
      '{ replicationMode: TestReplica, replicaServerName: hv1, extended: { replicaServerName: hv3 } }',
      '{ replicationMode: ExtendedReplica, extended: { replicaServerName: hv3 } }',
    ])
      expect(await legs(text), text).toEqual([]);
  });
  it('has the first step of a primary, and the step that goes on from a replica', async () => {
    expect(await legs('{ replicaServerName: x }')).toEqual(['first']);
    expect(await legs('{ replicationMode: Primary, replicaServerName: x, extended: { replicaServerName: y } }')).toEqual([
      'first',
      'extended',
    ]);
    expect(await legs('{ replicationMode: Replica, extended: { replicaServerName: y } }')).toEqual(['extended']);
    expect(await legs('{ extended: {} }')).toEqual([]);
  });
});

const ESTATE = `kind: cluster
name: pc1
nodes: [p1, p2]
replicaBroker: { fqdn: p-broker.contoso.com }
---
kind: host
name: p1
---
kind: host
name: p2
---
kind: host
name: r1
domain: contoso.com
---
kind: host
name: x1
---
kind: replica-server
name: r1
replicationAllowedFromAnyServer: false
authorizationEntries: [{ allowedPrimaryServer: p1.contoso.com }]
---
kind: replica-server
name: p-broker
cluster: pc1
---
kind: vm
name: v
cluster: pc1
replication: { replicaServerName: r1, extended: { replicaServerName: x1 } }
---
kind: vm
name: V
host: r1
`;

it('knows both ends of each step', async () => {
  const n = await network({ 'a.yaml': ESTATE });
  const [first, extended] = aimedLegs(n);
  expect(sourceHosts(n, first!).map((host) => host.name)).toEqual(['p1', 'p2']);
  expect(sourceNames(n, first!)).toEqual(['p-broker.contoso.com']);
  expect(targetHosts(n, first!).map((host) => host.name)).toEqual(['r1']);
  expect(sourceHosts(n, extended!).map((host) => host.name)).toEqual(['r1']);
  expect(sourceNames(n, extended!)).toEqual(['r1.contoso.com']);
  expect(targetHosts(n, extended!).map((host) => host.name)).toEqual(['x1']);
  const [server, broker] = n.all('replica-server');
  expect(legsTo(n, server!)).toEqual([first]);
  expect(legsFrom(n, broker!)).toEqual([first]);
  expect(legsFrom(n, server!)).toEqual([]);
  expect(replicaOf(n, first!)?.data.host).toBe('r1');
  expect(replicaOf(n, extended!)).toBeUndefined();
});

it('refuses a sender only where the list is known to be without it and without the nodes behind it', async () => {
  const n = await network({ 'a.yaml': ESTATE });
  const [server] = n.all('replica-server');
  expect(refusesSender(n, server!, ['hv9.contoso.com'])).toBe(true);
  expect(refusesSender(n, server!, [])).toBe(false);
  expect(refusesSender(n, server!, ['p-broker.contoso.com'])).toBe(false);
  const refuses = async (settings: string): Promise<boolean> => {
    const one = await network({ 'a.yaml': `kind: replica-server\nname: r1\n${settings}` });
    return refusesSender(one, one.all('replica-server')[0]!, ['hv9.contoso.com']);
  };
  expect(await refuses('authorizationEntries: [{ allowedPrimaryServer: hv8.contoso.com }]\n')).toBe(true);
  expect(await refuses('replicationAllowedFromAnyServer: false\nauthorizationEntries: []\n')).toBe(true);
  expect(await refuses('authorizationEntries: []\n')).toBe(false);
  expect(await refuses('replicationAllowedFromAnyServer: false\n')).toBe(false);
  for (const odd of ['10.0.0.9', '"hv*.contoso.com"', '"*"'])
    expect(
      await refuses(`replicationAllowedFromAnyServer: false\nauthorizationEntries: [{ allowedPrimaryServer: ${odd} }]\n`),
    ).toBe(false);
});

describe('the listener of a server', () => {
  const server = async (settings: string) => {
    const n = await network({ 'a.yaml': `kind: replica-server\nname: b\n${settings}` });
    return n.all('replica-server')[0]!;
  };
  it('is at the port of the mapping, else at the one that is written', async () => {
    const own = await server('kerberosAuthenticationPort: 8080\n');
    expect(listenerPort(own, 'Kerberos', 'b')?.port).toBe(8080);
    expect(listenerPort(own, 'Certificate', 'b')).toBeUndefined();
    const mapped = await server('kerberosAuthenticationPort: 80\nkerberosAuthenticationPortMapping: { b.contoso.com: 8081 }\n');
    expect(listenerPort(mapped, 'Kerberos', 'b')?.port).toBe(8081);
    expect(listenerPort(mapped, 'Kerberos', 'n1')).toBeUndefined();
  });
  it('is mixed up with the other only where nothing is written for this one', async () => {
    const bare = await server('replicationEnabled: true\n');
    expect(mixedUp(bare, 'Kerberos', 443)).toBe(true);
    expect(mixedUp(bare, 'Kerberos', 8080)).toBe(false);
    expect(mixedUp(await server('certificateAuthenticationPort: 8443\n'), 'Kerberos', 443)).toBe(false);
    expect(mixedUp(await server('certificateAuthenticationPort: 8443\n'), 'Kerberos', 8443)).toBe(true);
    expect(mixedUp(await server('kerberosAuthenticationPort: 443\n'), 'Kerberos', 443)).toBe(false);
  });
  it('is let in by rules that are known by name, by English display name or by group', () => {
    expect(isListenerRule({ name: 'VIRT-HVRHTTPL-In-TCP-NoScope' }, 'Kerberos')).toBe(true);
    expect(isListenerRule({ name: 'VIRT-HVRHTTPSL-In-TCP-NoScope' }, 'Kerberos')).toBe(false);
    expect(isListenerRule({ name: 'VIRT-HVRHTTPSL-In-TCP-NoScope' }, 'Certificate')).toBe(true);
    expect(isListenerRule({ displayName: 'Hyper-V Replica HTTPS Listener (TCP-In)' }, 'Certificate')).toBe(true);
    expect(isListenerRule({ group: 'Hyper-V Replica HTTP' }, 'Kerberos')).toBe(true);
    expect(isListenerRule({ name: 'RemoteDesktop' }, 'Kerberos')).toBe(false);
  });
});
