import { describe, expect, it } from 'vitest';
import { Network } from '#model/network';
import {
  allows,
  brokerNames,
  hasBroker,
  isBroker,
  nodeServers,
  primaryNames,
  replicaEndpoint,
  sameMachine,
  serverOf,
} from '#model/replica-endpoint';
import { readText } from '#read/read-file';
import { network } from './estate.ts';

const CLUSTER = `kind: cluster
name: rc1
domain: contoso.com
nodes: [hvr1, hvr2]
replicaBroker: { name: hvr-broker }
---
kind: host
name: hvr1
cluster: rc1
domain: contoso.com
`;
const SERVERS = `kind: replica-server
name: hvr-broker.contoso.com
cluster: RC1
replicationEnabled: true
---
kind: replica-server
name: hvr1
cluster: rc1
---
kind: replica-server
name: hv9
---
kind: host
name: hv9.contoso.com
`;

/** What a name leads to, in one line. */
async function leads(name: string, ...texts: string[]): Promise<string | undefined> {
  const found = replicaEndpoint(await network(Object.fromEntries(texts.map((text, i) => [`${i}.yaml`, text]))), name);
  return found && [found.sort, found.host?.name ?? '-', found.cluster?.name ?? '-', found.server?.name ?? '-'].join(' ');
}

describe('replicaEndpoint', () => {
  it('finds the broker under its short name, its full name and that of its settings', async () => {
    for (const name of ['hvr-broker', 'HVR-BROKER.contoso.com'])
      expect(await leads(name, CLUSTER, SERVERS)).toBe('broker - rc1 hvr-broker.contoso.com');
    expect(await leads('hvr-broker.fabrikam.com', CLUSTER, SERVERS)).toBeUndefined();
    expect(await leads('broker2', 'kind: replica-server\nname: broker2\ncluster: rc9\n')).toBe('broker - - broker2');
  });

  it('tells nodes from hosts, also nodes that only the cluster lists, or that only say so', async () => {
    expect(await leads('hvr1.contoso.com', CLUSTER, SERVERS)).toBe('node hvr1 rc1 hvr1');
    expect(await leads('hvr2', CLUSTER)).toBe('node - rc1 -');
    expect(await leads('hv1', 'kind: host\nname: hv1\ncluster: elsewhere\n')).toBe('node hv1 - -');
    expect(await leads('hv9', CLUSTER, SERVERS)).toBe('host hv9.contoso.com - hv9');
    expect(await leads('rc1', CLUSTER, SERVERS)).toBe('cluster - rc1 hvr-broker.contoso.com');
  });

  it('finds a server that only its settings describe, by their name or the host they are of', async () => {
    expect(await leads('dr1', 'kind: replica-server\nname: dr1.contoso.com\n')).toBe('host - - dr1.contoso.com');
    expect(await leads('dr1', 'kind: replica-server\nname: dr1\nhost: hv1\n---\nkind: host\nname: hv1\n')).toBe('host hv1 - dr1');
  });

  it('leads nowhere by address, by an unknown name and by a short name of several machines', async () => {
    expect(await leads('10.0.0.1', CLUSTER)).toBeUndefined();
    expect(await leads('nobody', CLUSTER, SERVERS)).toBeUndefined();
    const other = 'kind: cluster\nname: rc2\nreplicaBroker: { fqdn: hvr-broker.fabrikam.com }\n';
    expect(await leads('hvr-broker', CLUSTER, other)).toBeUndefined();
    expect(await leads('hvr-broker.fabrikam.com', CLUSTER, other)).toBe('broker - rc2 -');
    const two = 'kind: replica-server\nname: a.contoso.com\n---\nkind: replica-server\nname: a.fabrikam.com\n';
    expect(await leads('a', two)).toBeUndefined();
  });
});

it('a full name in another domain is another machine', async () => {
  for (const name of ['hvr1', 'hvr2', 'rc1', 'hvr-broker']) {
    expect(await leads(`${name}.contoso.com`, CLUSTER), name).toBeDefined();
    expect(await leads(`${name}.fabrikam.com`, CLUSTER), name).toBeUndefined();
  }
  const host = 'kind: host\nname: hv1\ndomain: contoso.com\n---\nkind: replica-server\nname: hv1.fabrikam.com\n';
  expect(await leads('hv1.fabrikam.com', host)).toBe('host - - hv1.fabrikam.com');
  expect(await leads('hv1.contoso.com', host)).toBe('host hv1 - -');
});

/** A network of a text that is wrong in parts: those are taken out. */
async function damaged(text: string): Promise<Network> {
  const { documents, problems } = await readText({ path: '/estate/a.yaml', text }, { explicit: true });
  expect(problems).not.toEqual([]);
  return new Network(documents);
}

describe('the broker of a cluster', () => {
  const known = async (text: string) => {
    const n = await network({ 'a.yaml': text });
    const [cluster] = n.all('cluster');
    return { has: hasBroker(n, cluster!), names: brokerNames(n, cluster!) };
  };
  it('has its full name, where that is known or the domain makes it', async () => {
    expect(await known('kind: cluster\nname: c\nreplicaBroker: { name: b, fqdn: b.contoso.com }\n')).toEqual({
      has: true,
      names: ['b.contoso.com'],
    });
    expect((await known('kind: cluster\nname: c\ndomain: contoso.com\nreplicaBroker: { name: b }\n')).names).toEqual([
      'b.contoso.com',
    ]);
    expect((await known('kind: cluster\nname: c\ndomain: CONTOSO\nreplicaBroker: { name: b }\n')).names).toEqual(['b']);
  });
  it('is named by its settings, but not by those of a node or of the cluster', async () => {
    const server = (name: string) =>
      `kind: cluster\nname: c\nnodes: [n1]\n---\nkind: replica-server\nname: ${name}\ncluster: c\n`;
    expect(await known(server('b'))).toEqual({ has: true, names: ['b'] });
    expect(await known(server('n1.contoso.com'))).toEqual({ has: undefined, names: [] });
    expect(await known(server('C'))).toEqual({ has: undefined, names: [] });
  });
  it('is missing only where that is written', async () => {
    expect((await known('kind: cluster\nname: c\nreplicaBroker: {}\n')).has).toBe(false);
    expect((await known('kind: cluster\nname: c\n')).has).toBeUndefined();
    expect((await known('kind: cluster\nname: c\nreplicaBroker: { staticAddresses: [10.0.0.9] }\n')).has).toBe(true);
    expect((await known('kind: cluster\nname: c\ngroups: []\n')).has).toBe(false);
    expect((await known('kind: cluster\nname: c\ngroups: [{ name: b, groupType: VMReplicaBroker }]\n')).has).toBe(true);
  });
  it.each([
    ['groups: [{ name: b, groupType: Broker }]', undefined],
    ['groups: [{ name: b, groupType: Broker }, { name: r, groupType: VMReplicaBroker }]', true],
    ['groups: [{ name: b, groupType: Broker }]\nreplicaBroker: {}', false],
    ['groups: []\nreplicaBroker: { name: [b] }', undefined],
    ['groups: []\nreplicaBroker: { staticAddresses: [[b]] }', undefined],
    ['groups: []\nreplicaBroker: hvr-broker', undefined],
  ])('is unknown where something could not be read: %s', async (text, has) => {
    const n = await damaged(`kind: cluster\nname: c\n${text}\n`);
    expect(hasBroker(n, n.all('cluster')[0]!)).toBe(has);
  });
});

it('tells the settings of a broker from those of nodes and hosts', async () => {
  const n = await network({ 'a.yaml': CLUSTER, 'b.yaml': SERVERS });
  const [broker, node, host] = n.all('replica-server');
  const [cluster] = n.all('cluster');
  expect([broker, node, host].map((server) => isBroker(n, server!))).toEqual([true, false, false]);
  expect(serverOf(n, cluster!)).toBe(broker);
  expect(serverOf(n, n.host('hvr1')!)).toBe(node);
  expect(serverOf(n, n.host('hv9')!)).toBe(host);
  expect(nodeServers(n, cluster!)).toEqual([node]);
});

describe('primaryNames', () => {
  const names = async (text: string) => {
    const n = await network({ 'a.yaml': text, 'b.yaml': CLUSTER });
    return primaryNames(n, n.all('vm')[0]!);
  };
  it('are those of the host, full where its domain is known', async () => {
    expect(await names('kind: vm\nname: v\nhost: hv1\n')).toEqual(['hv1']);
    expect(await names('kind: vm\nname: v\nhost: hv1\n---\nkind: host\nname: hv1\ndomain: contoso.com\n')).toEqual([
      'hv1.contoso.com',
    ]);
    expect(await names('kind: vm\nname: v\nhost: hv1\n---\nkind: host\nname: hv1.contoso.com\n')).toEqual(['hv1.contoso.com']);
    expect(await names('kind: vm\nname: v\n')).toEqual([]);
  });
  it('are those of the broker for a clustered VM, and either for one that is only said to be on a node', async () => {
    expect(await names('kind: vm\nname: v\ncluster: rc1\n')).toEqual(['hvr-broker.contoso.com']);
    expect(await names('kind: vm\nname: v\ncluster: other\n')).toEqual([]);
    expect(await names('kind: vm\nname: v\nhost: hvr1\n')).toEqual(['hvr-broker.contoso.com', 'hvr1.contoso.com']);
    expect(await names('kind: vm\nname: v\nhost: n1\n---\nkind: host\nname: n1\ncluster: c9\n')).toEqual([]);
  });
});

it('an entry covers a full name, one label below a wildcard, or what a short name may be', () => {
  expect(allows('hv1.contoso.com', 'HV1.Contoso.com')).toBe(true);
  expect(allows('hv1.contoso.com', 'hv1')).toBe(true);
  expect(allows('hv1.contoso.com', 'hv1.fabrikam.com')).toBe(false);
  expect(allows('*.contoso.com', 'hv1.contoso.com')).toBe(true);
  expect(allows('*.contoso.com', 'hv1.dr.contoso.com')).toBe(false);
  expect(allows('*.contoso.com', 'contoso.com')).toBe(false);
  expect(allows('*.contoso.com', 'hv1')).toBe(true);
  expect(allows('*', 'hv1.contoso.com')).toBe(true);
});

it('two names are one machine by their label only where one of them is short', () => {
  expect(sameMachine('hv1', ' HV1.contoso.com')).toBe(true);
  expect(sameMachine('hv1.contoso.com', 'hv1.fabrikam.com')).toBe(false);
  expect(sameMachine('hv1', 'hv2.contoso.com')).toBe(false);
  expect(sameMachine('10', '10.0.0.1')).toBe(false);
});
