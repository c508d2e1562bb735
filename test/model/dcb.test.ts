import { describe, expect, it } from 'vitest';
import {
  extraLossless,
  hasLocalDcb,
  leavesWillingOut,
  madeClasses,
  qosList,
  rdmaAdapters,
  roceAdapters,
  sharesOf,
} from '#model/dcb';
import { classShares, pausedPriorities, policyPriority } from '#model/dcb-facts';
import { losslessNeed } from '#model/lossless-path';
import { untaggedRdma, usesDscp } from '#model/priority-tag';
import { losslessPriorities, pfcMode, queueOf } from '#model/switch-qos';
import { network, shown } from './estate.ts';

const SMB = '{ name: SMB, netDirectPortMatchCondition: 445, priorityValue8021Action: 3 }';
const ROCE = 'rdma: { enabled: true, technology: RoCEv2 }';

async function hostOf(lines: string, file = 'a.yaml') {
  const net = await network({ [file]: `kind: host\nname: hv01\n${lines}\n` });
  return { net, host: net.host('hv01')! };
}

describe('qosList', () => {
  it.each([
    ['qos: { flowControl: [3] }', [3]],
    ['qos: { flowControl: [] }', []],
    ['qos: {}', []],
    ['qos: { policies: [] }', undefined],
    ['os: 2019', undefined],
  ])('of %s', async (lines, expected) => {
    expect(qosList((await hostOf(lines)).host, 'flowControl')).toEqual(expected);
  });
});

describe('madeClasses', () => {
  it('are those somebody made', async () => {
    const { host } = await hostOf(
      'qos: { trafficClasses: [{ name: "[Default]", bandwidthPercentage: 9 }, { name: A, priority: 3, bandwidthPercentage: 50 }, { name: B, priority: [1, 2], algorithm: Strict, bandwidthPercentage: 5 }] }',
    );
    expect(madeClasses(host).map(({ index, priorities }) => [index, ...priorities])).toEqual([
      [1, 3],
      [2, 1, 2],
    ]);
    expect(sharesOf(host)).toBe(50);
    expect(hasLocalDcb(host)).toBe(true);
  });
});

describe('extraLossless', () => {
  it.each([
    [`qos: { policies: [${SMB}], flowControl: [0, 3] }`, [0]],
    [`qos: { policies: [${SMB}, { name: N, template: NFS, priorityValue8021Action: 4 }], flowControl: [3, 4] }`, []],
    [`qos: { policies: [${SMB}, { name: N, template: NFS }], flowControl: [3, 4] }`, []],
    [`qos: { policies: [${SMB}, { name: C, template: Cluster, priorityValue8021Action: 7 }], flowControl: [3, 7] }`, [7]],
    ['qos: { policies: [], flowControl: [3] }', []],
    ['qos: { flowControl: [3] }', []],
  ])('of %s', async (lines, expected) => {
    expect(extraLossless((await hostOf(lines)).host)).toEqual(expected);
  });
});

describe('rdmaAdapters', () => {
  const names = async (lines: string, file?: string) => {
    const { net, host } = await hostOf(lines, file);
    return [rdmaAdapters(net, host).map(({ nic }) => nic.name), roceAdapters(net, host).map(({ nic }) => nic.name)];
  };

  it.each([
    [`nics: [{ name: A, ${ROCE} }, { name: B, rdma: { enabled: true } }, { name: C }]`, ['A', 'B'], ['A']],
    ['nics: [{ name: A, rdma: { technology: RoCE } }, { name: B, rdma: { enabled: false, technology: RoCE } }]', ['A'], ['A']],
    [
      'nics: [{ name: A, usage: storage, advancedProperties: { "*NetworkDirectTechnology": 1 } }, { name: B, usage: storage }]',
      ['A'],
      [],
    ],
    [`nics: [{ name: A, ${ROCE} }]\noffload: { networkDirect: Disabled }`, [], []],
    [`nics: [{ name: A, ${ROCE} }, { name: B, ${ROCE} }]\nteams: [{ name: T, members: [A] }]`, ['B'], ['B']],
    [`os: 2012R2\nnics: [{ name: A, ${ROCE} }]\nvmSwitches: [{ name: S, netAdapterName: A }]`, [], []],
    [`os: 2016\nnics: [{ name: A, ${ROCE} }]\nvmSwitches: [{ name: S, netAdapterName: A }]`, ['A'], ['A']],
    [
      'os: 2019\nnics: [{ name: A }]\nvmSwitches: [{ name: S, netAdapterName: A }]\nhostAdapters: [{ name: V, switchName: S, rdma: { enabled: true } }]',
      ['A'],
      [],
    ],
  ])('of %s', async (lines, rdma, roce) => {
    expect(await names(lines)).toEqual([rdma, roce]);
  });

  it.each([
    [`nics: [{ name: A, ${ROCE} }, { name: B, rdma: { enabled: true, technology: RoCE } }]`, ['A', 'B']],
    [`nics: [{ name: A, ${ROCE} }, { name: B, rdma: { enabled: true, technology: iWARP } }]`, []],
    [`nics: [{ name: A, usage: storage, ${ROCE} }, { name: B, rdma: { enabled: true, technology: iWARP } }]`, ['A']],
  ])('of an export: %s', async (lines, rdma) => {
    expect((await names(lines, 'observed.yaml'))[0]).toEqual(rdma);
  });
});

describe('leavesWillingOut', () => {
  const full = `nics: [{ name: A, ${ROCE} }]\nqos: { policies: [${SMB}], flowControl: [3], trafficClasses: [{ name: S, priority: 3 }]`;
  it.each([
    [`${full} }`, 'a.yaml', true],
    [`${full}, dcbx: {} }`, 'a.yaml', true],
    [`${full}, dcbx: { willing: false } }`, 'a.yaml', false],
    [`${full} }`, 'observed.yaml', false],
    [`nics: [{ name: A, ${ROCE} }]\nqos: { policies: [${SMB}], flowControl: [3] }`, 'a.yaml', false],
  ])('%s in %s', async (lines, file, expected) => {
    const { net, host } = await hostOf(lines, file);
    expect(leavesWillingOut(net, host)).toBe(expected);
  });
});

describe('what nodes are compared by', () => {
  const facts = async (lines: string) => {
    const { net, host } = await hostOf(lines);
    return [
      policyPriority(net, host, 'SMB Direct')?.key,
      policyPriority(net, host, 'Cluster')?.key,
      pausedPriorities(net, host)?.key,
    ];
  };
  it.each([
    [`qos: { policies: [${SMB}], flowControl: [3] }`, ['3', undefined, '3']],
    ['qos: { policies: [], flowControl: [] }', [undefined, undefined, undefined]],
    ['nics: [{ name: A, rdma: { enabled: true } }]\nqos: { policies: [], flowControl: [] }', ['none', 'none', '']],
    [`nics: [{ name: A, ${ROCE} }]\nqos: { policies: [], flowControl: [4, 3] }`, [undefined, undefined, '3, 4']],
    [`nics: [{ name: A, ${ROCE} }]\nqos: { policies: [${SMB}], flowControl: [] }`, ['3', undefined, undefined]],
    [
      `qos: { policies: [${SMB}, { name: X, netDirectPortMatchCondition: 445, priorityValue8021Action: 4 }] }`,
      [undefined, undefined, undefined],
    ],
  ])('%s', async (lines, expected) => {
    expect(await facts(lines)).toEqual(expected);
  });

  it('are shares only where one speed is known and they are not too many', async () => {
    const shares = async (speed: string, percent: number) => {
      const { net, host } = await hostOf(
        `nics: [{ name: A, ${speed} rdma: { enabled: true } }]\nqos: { trafficClasses: [{ name: S, priority: 3, bandwidthPercentage: ${percent} }, { name: C, priority: 7, bandwidthPercentage: 1 }] }`,
      );
      return classShares(net, host).map(({ key }) => key);
    };
    expect(await shares('linkSpeed: 25 Gbps,', 50)).toEqual(['50', '1']);
    expect(await shares('', 50)).toEqual([]);
    expect(await shares('linkSpeed: 25 Gbps,', 99)).toEqual([]);
  });
});

describe('losslessNeed', () => {
  it.each([
    ['rdma: { enabled: true }', 'flowControl: [3, 4]', [3, 4]],
    ['rdma: { enabled: true }', `policies: [${SMB}], flowControl: [3, 4]`, [3]],
    ['rdma: { enabled: true }', `policies: [${SMB}], flowControl: [4]`, undefined],
    ['rdma: { enabled: true, technology: iWARP }', 'flowControl: [3]', undefined],
    ['rdma: { enabled: true, technology: InfiniBand }', 'flowControl: [3]', undefined],
    ['linkSpeed: 25 Gbps', 'flowControl: [3]', undefined],
  ])('of an adapter with %s and %s', async (nic, qos, expected) => {
    const net = await network({
      'a.yaml': `kind: host\nname: hv01\nnics: [{ name: A, connectedTo: tor1/Ethernet1/1, ${nic} }]\nqos: { ${qos} }\n---\nkind: switch\nname: tor1\nports: [{ name: Ethernet1/1 }]\n`,
    });
    expect(losslessNeed(net, net.port('tor1', 'Ethernet1/1')!)?.priorities).toEqual(expected);
  });
});

describe('untagged RDMA', () => {
  it('is told by VLAN 0 of an adapter and by a host adapter without a VLAN', async () => {
    const { net, host } = await hostOf(
      `os: 2019
nics: [{ name: A, vlanId: 0, ${ROCE} }, { name: B, vlanId: 0, ${ROCE} }, { name: C, ${ROCE}, advancedProperties: { TxUntagPriority: 1 } }]
vmSwitches: [{ name: S, netAdapterName: A }]
hostAdapters:
  - { name: V, switchName: S, rdma: { enabled: true } }
  - { name: W, switchName: S, rdma: { enabled: true }, vlan: { operationMode: Access, accessVlanId: 7 } }
  - { name: X, switchName: S, rdma: { enabled: true }, ieeePriorityTag: On }
  - { name: Y, switchName: S }`,
    );
    const { nics, hostAdapters } = host;
    const places = [...nics, ...hostAdapters].map((adapter) => untaggedRdma(net, adapter, nics));
    expect(places.map((place) => place !== undefined)).toEqual([false, true, false, true, false, false, false]);
    expect(nics.map((nic) => usesDscp(net, nic))).toEqual([false, false, true]);
  });
});

describe('a switch', () => {
  const port = async (lines: string) => {
    const net = await network({ 'a.yaml': `kind: switch\nname: tor1\n${lines}\n` });
    return { net, device: net.switch('tor1')!, port: net.port('tor1', 'Ethernet1/1')! };
  };
  const CLASSES =
    'qos: { servicePolicies: [{ type: network-qos, name: NQ }, { type: queuing, name: Q }], classes: [{ policy: NQ, name: c-8q-nq3, pfcPriority: 5, noDrop: true }, { policy: OTHER, name: x, pfcPriority: 4, noDrop: true }, { type: queuing, policy: Q, name: c-out-8q-q3, bandwidthPercent: 40 }] }';

  it('has the lossless priorities of the port, else of its applied classes', async () => {
    const own = await port(`ports: [{ name: Ethernet1/1, pfc: { mode: on, priorities: [3] } }]\n${CLASSES}`);
    expect(losslessPriorities(own.net, own.port)?.priorities).toEqual([3]);
    const classes = await port(`ports: [{ name: Ethernet1/1 }]\n${CLASSES}`);
    expect(losslessPriorities(classes.net, classes.port)?.priorities).toEqual([5]);
    expect(shown(losslessPriorities(classes.net, classes.port)!.place)).toBe('a.yaml 5');
    const none = await port(
      'ports: [{ name: Ethernet1/1 }]\nqos: { servicePolicies: [{ type: network-qos, name: NQ }], classes: [{ policy: NQ, name: nq-default, mtu: 9216 }] }',
    );
    expect(losslessPriorities(none.net, none.port)?.priorities).toEqual([]);
    const unknown = await port('ports: [{ name: Ethernet1/1 }]\nqos: { classes: [{ name: rdma, noDrop: true }] }');
    expect(losslessPriorities(unknown.net, unknown.port)).toBeUndefined();
    const nothing = await port('ports: [{ name: Ethernet1/1 }]');
    expect(losslessPriorities(nothing.net, nothing.port)).toBeUndefined();
  });

  it('has a queue of the same number as the lossless class', async () => {
    const { device } = await port(CLASSES);
    expect(queueOf(device, 5)?.percent).toBe(40);
    expect(queueOf(device, 3)).toBeUndefined();
  });

  it('has PFC as its port-channel says; YAML without it says nothing', async () => {
    const channel = await port(
      'ports: [{ name: Ethernet1/1, mode: trunk, pfc: { mode: on }, lag: { id: 1, mode: active } }]\nportChannels: [{ id: 1, pfc: { mode: auto } }]',
    );
    expect(pfcMode(channel.net, channel.port)).toMatchObject({ value: 'auto', known: 'written' });
    const silent = await port('os: nx-os\nports: [{ name: Ethernet1/1, mode: trunk }]');
    expect(pfcMode(silent.net, silent.port)).toBeUndefined();
    const config = await network({
      'tor2.cfg':
        'hostname tor2\nfeature lacp\ninterface Ethernet1/1\n  switchport mode trunk\ninterface Ethernet1/2\n  inherit port-profile X\n',
    });
    expect(pfcMode(config, config.port('tor2', 'Ethernet1/1')!)).toMatchObject({ value: 'auto', known: 'default' });
    expect(pfcMode(config, config.port('tor2', 'Ethernet1/2')!)).toBeUndefined();
  });
});
