import { describe, expect, it } from 'vitest';
import { lint } from '#lint/lint';
import { RULES } from '#rules';
import { estate } from '../lint/estate.ts';

const ASKED = new Set([
  'compat/iov-with-min-bandwidth',
  'compat/iov-with-packet-direct',
  'compat/vmmq-nic-setting-off',
  'compat/vmmq-requires-set',
  'compat/vmq-on-1gb',
  'vlan/vnic-trunk-incomplete',
  'vmq/numa-node-differs-min-queues',
  'vmswitch/lbfo-deprecated',
]);

/** Which of these rules speak of files, in their order; a name that begins with `observed` is an export. */
async function said(...texts: readonly [text: string, stance: 'declared' | 'observed'][]): Promise<string[]> {
  const read = await Promise.all(
    texts.map(([text, stance], i) => estate({ [`${i}.yaml`]: text }, {}, { explicit: true, stance })),
  );
  const all = { ...read[0]!, files: read.flatMap(({ files }) => files) };
  const { findings } = lint({ ...all, severityOf: (rule) => (ASKED.has(rule.id) ? rule.severity : 'off') }, RULES);
  return findings.map((f) => f.rule.id).sort();
}

const host = (os: string, nic: string, vmSwitch: string, more = '') => `kind: host
name: hv01
os: ${os}
nics:
  - { name: NIC1${nic} }
  - { name: NIC2${nic} }
vmSwitches:
  - { name: External, switchType: External${vmSwitch} }
${more}`;
const SET = ', netAdapterName: [NIC1, NIC2], embeddedTeamingEnabled: true';
const LBFO = ', netAdapterName: Team1';
const TEAM = 'teams:\n  - { name: Team1, teamingMode: Lacp, members: [NIC1, NIC2] }\n';

describe('what an export shows', () => {
  it('is no wish for minimum bandwidth, VMMQ or VMQ', async () => {
    for (const text of [
      host('2016', '', `${SET}, iovEnabled: true, bandwidthReservationMode: Absolute`),
      host('2016', ', advancedProperties: { "*RssOnHostVPorts": 0 }', `${SET}, defaultQueueVmmqEnabled: true`),
      host('2016', ', linkSpeed: 1 Gbps, advancedProperties: { "*VMQ": 1 }', SET),
    ]) {
      expect(await said([text, 'observed'])).toEqual([]);
      expect(await said([text, 'declared'])).not.toEqual([]);
    }
  });

  it('still is what a wish meets', async () => {
    const wish = host('2016', '', `${SET}, defaultQueueVmmqEnabled: true`);
    const seen = host('2016', ', advancedProperties: { "*RssOnHostVPorts": 0 }', '');
    expect(await said([wish, 'declared'], [seen, 'observed'])).toEqual([
      'compat/vmmq-nic-setting-off',
      'compat/vmmq-nic-setting-off',
    ]);
  });

  it('is a fact where two things cannot both be so', async () => {
    expect(await said([host('2016', '', `${SET}, iovEnabled: true, packetDirectEnabled: true`), 'observed'])).toEqual([
      'compat/iov-with-packet-direct',
    ]);
  });

  it('need not show both settings of a trunk', async () => {
    const trunk = `kind: host
name: hv01
hostAdapters:
  - { name: Routing, vlan: { operationMode: Trunk, allowedVlanIdList: "10,20" } }
`;
    expect(await said([trunk, 'observed'])).toEqual([]);
    expect(await said([trunk, 'declared'])).toEqual(['vlan/vnic-trunk-incomplete']);
    // A wish that lacks what the machine has is complete.
    const seen = trunk.replace('allowedVlanIdList: "10,20"', 'nativeVlanId: 0');
    expect(await said([trunk, 'declared'], [seen, 'observed'])).toEqual([]);
  });

  it('is no choice of a NUMA node', async () => {
    const nics = `kind: host
name: hv01
os: 2012R2
nics:
  - { name: NIC1, vmq: { baseProcessorNumber: 2, maxProcessors: 4 }, advancedProperties: { "*NumaNodeId": 0 } }
  - { name: NIC2, vmq: { baseProcessorNumber: 2, maxProcessors: 4 }, advancedProperties: { "*NumaNodeId": 1 } }
${TEAM}vmSwitches:
  - { name: External, switchType: External, netAdapterName: Team1 }
`;
    expect(await said([nics, 'observed'])).toEqual([]);
    expect(await said([nics, 'declared'])).toEqual(['vmq/numa-node-differs-min-queues']);
  });
});

describe('VMMQ above an LBFO team', () => {
  it('is another fact than the team below the switch', async () => {
    const text = host('2019', '', `${LBFO}, defaultQueueVmmqEnabled: true`, TEAM);
    expect(await said([text, 'declared'])).toEqual(['compat/vmmq-requires-set', 'vmswitch/lbfo-deprecated']);
    expect(await said([text, 'observed'])).toEqual(['vmswitch/lbfo-deprecated']);
  });

  it('is said for each node a VM may run on', async () => {
    const node = (name: string) => host('2019', '', LBFO, `${TEAM}cluster: c1\n`).replace('hv01', name);
    const vm = 'kind: vm\nname: web01\ncluster: c1\nnetworkAdapters: [{ name: A, switchName: External, vmmqEnabled: true }]\n';
    const found = await said([`${node('hv01')}---\n${node('hv02')}---\n${vm}`, 'declared']);
    expect(found.filter((id) => id === 'compat/vmmq-requires-set')).toHaveLength(2);
  });
});
