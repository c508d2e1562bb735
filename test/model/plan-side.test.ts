import { describe, expect, it } from 'vitest';
import { clusterOfVms, isOnSide, nameFault, planSide, planSides, sideNames, vmOfPlan } from '#model/plan-side';
import { network } from './estate.ts';

const PLAN = (primary: string, vms = '[]', replica = '{ name: dr01 }'): string =>
  `kind: replica-plan\nname: p\nprimary: ${primary}\nreplica: ${replica}\nestimatedWanBandwidthMbps: 50\ncollectionDurationMinutes: 60\ntemporaryVmLocation: D:\\T\nvms: ${vms}\n`;
const CLUSTER =
  'kind: cluster\nname: c1\ndomain: contoso.com\nnodes: [hv01, hv02]\nreplicaBroker: { name: c1-broker }\n---\nkind: host\nname: hv01\n---\nkind: host\nname: hv02\n';

async function sides(plan: string, estate = '') {
  const all = await network({ 'plan.yaml': plan, ...(estate ? { 'estate.yaml': estate } : {}) });
  const [own] = all.all('replica-plan');
  return { all, plan: own!, primary: planSide(all, own!, 'primary'), both: planSides(all, own!) };
}

describe('planSide', () => {
  it('is a cluster by what its name leads to, else by what the plan says', async () => {
    const { primary, both } = await sides(PLAN('{ name: c1-broker.contoso.com, clustered: false }'), CLUSTER);
    expect(primary).toMatchObject({ which: 'primary', clustered: true });
    expect(primary.hosts.map((host) => host.name)).toEqual(['hv01', 'hv02']);
    expect(both[1]).toMatchObject({ which: 'replica', clustered: undefined, hosts: [] });
    expect((await sides(PLAN('{ name: x, clustered: true }'))).primary.clustered).toBe(true);
    expect((await sides(PLAN('{ name: hv01 }'), 'kind: host\nname: hv01\n')).primary.clustered).toBeUndefined();
  });
});

describe('sideNames', () => {
  it.each([
    ['{ name: c1-broker.contoso.com }', CLUSTER, ['c1-broker.contoso.com']],
    ['{ name: hv01 }', CLUSTER, ['c1-broker.contoso.com']],
    ['{ name: hv01 }', 'kind: host\nname: hv01\ndomain: contoso.com\n', ['hv01.contoso.com']],
    ['{ name: hv01, clustered: true }', 'kind: host\nname: hv01\n', []],
    ['{ name: hv01 }', '', []],
    ['{ name: hv01, clustered: false }', '', ['hv01']],
    ['{ name: x-broker.contoso.com, clustered: true }', '', ['x-broker.contoso.com']],
    ['{ name: 10.0.0.1, clustered: false }', '', []],
    ['{}', '', []],
    ['{ name: hv01 }', 'kind: host\nname: hv01\ncluster: c9\n', []],
  ])('%s asks as', async (primary, estate, names) => {
    const found = await sides(PLAN(primary), estate);
    expect(sideNames(found.all, found.primary)).toEqual(names);
  });
});

describe('nameFault', () => {
  it.each([
    ['hv01', undefined],
    ['hv01.contoso.com.', undefined],
    ['söder_01', undefined],
    [' ', 'empty'],
    ['10.0.0.1', 'an IP address'],
    ['[2001:db8::1]', 'an IP address'],
    ['http://hv01', 'a URL'],
    ['\\\\hv01\\c$', 'a UNC path'],
    ['hv01:443', 'a name with a port'],
    ['hv01 x', 'a text with blanks'],
    ['CONTOSO\\hv01', 'no name of a server'],
    ['hv01..contoso', 'no name of a server'],
  ])('%s', (text, fault) => {
    expect(nameFault(text)).toBe(fault);
  });
});

describe('isOnSide', () => {
  const vm = (where: string): string => `${CLUSTER}---\nkind: vm\nname: v\n${where}\n`;
  it.each([
    ['host: hv01', true],
    ['host: HV02.contoso.com', true],
    ['cluster: C1', true],
    ['cluster: c1.contoso.com', true],
    ['host: hv09', false],
    ['cluster: c2', false],
    ['host: hv09\ncluster: c1', true],
    ['generation: 2', undefined],
  ])('of a cluster: %s', async (where, expected) => {
    const found = await sides(PLAN('{ name: c1-broker }'), vm(where));
    expect(isOnSide(found.all, found.primary, found.all.all('vm')[0]!)).toBe(expected);
  });
  it.each([
    ['host: hv05', true],
    ['host: hv05.contoso.com', true],
    ['host: hv06', false],
    ['cluster: c1', false],
    ['cluster: c9', undefined],
  ])('of a server: %s', async (where, expected) => {
    const found = await sides(PLAN('{ name: hv05 }'), `${vm(where)}---\nkind: host\nname: hv05\n`);
    expect(isOnSide(found.all, found.primary, found.all.all('vm')[0]!)).toBe(expected);
  });
  it.each([
    ['{ name: hv05, clustered: false }', 'host: hv05', true],
    ['{ name: hv05, clustered: false }', 'host: hv06', undefined],
    ['{ name: hv05 }', 'host: hv05', undefined],
    ['{}', 'host: hv05', undefined],
  ])('of a side that nothing describes: %s, %s', async (primary, where, expected) => {
    const found = await sides(PLAN(primary), `kind: vm\nname: v\n${where}\n`);
    expect(isOnSide(found.all, found.primary, found.all.all('vm')[0]!)).toBe(expected);
  });
});

describe('vmOfPlan and clusterOfVms', () => {
  it('takes the VM on the primary side of several of one name', async () => {
    const two = `${CLUSTER}---\nkind: vm\nname: v\nhost: hv07\n---\nkind: vm\nname: V\ncluster: c1\n`;
    const known = await sides(PLAN('{ name: c1-broker }', '[{ name: v }]'), two);
    expect(vmOfPlan(known.all, known.plan.vms[0]!)?.data.cluster).toBe('c1');
    const unknown = await sides(PLAN('{ name: x }', '[{ name: v }]'), two);
    expect(vmOfPlan(unknown.all, unknown.plan.vms[0]!)).toBeUndefined();
  });

  it('takes the cluster of all VMs for a primary side whose name leads nowhere', async () => {
    const estate = `${CLUSTER}---\nkind: vm\nname: v\ncluster: c1\n---\nkind: vm\nname: w\nhost: hv07\n`;
    const found = async (primary: string, vms: string) => {
      const { all, plan } = await sides(PLAN(primary, vms), estate);
      return clusterOfVms(all, plan)?.name;
    };
    expect(await found('{ name: x-broker }', '[{ name: v }, { name: unknown }]')).toBe('c1');
    expect(await found('{ name: x-broker }', '[{ name: v }, { name: w }]')).toBeUndefined();
    expect(await found('{ name: x-broker, clustered: false }', '[{ name: v }]')).toBeUndefined();
    expect(await found('{ name: hv01 }', '[{ name: v }]')).toBeUndefined();
    expect(await found('{ name: x-broker }', '[]')).toBeUndefined();
  });
});
