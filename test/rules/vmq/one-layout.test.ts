import { describe, expect, it } from 'vitest';
import { lint } from '#lint/lint';
import { RULES } from '#rules';
import { estate } from '../../lint/estate.ts';

/** What the vmq rules propose for a host, by rule and the adapter it names first: the commands. */
async function proposals(text: string): Promise<Record<string, readonly (string | undefined)[] | undefined>> {
  const severityOf = (rule: { id: string; severity: 'error' | 'warning' | 'info' }) =>
    rule.id.startsWith('vmq/') ? rule.severity : 'off';
  const { findings } = lint(await estate({ 'hv01.yaml': text }, { severityOf }), RULES);
  return Object.fromEntries(findings.map((f) => [`${f.rule.id} ${/NIC\d/.exec(f.message)}`, f.remedy?.commands]));
}

const host = (logical: number, first: string, second: string, team: string) => `kind: host
name: hv01
os: 2012
processors: { logicalProcessors: ${logical}, hyperThreading: true }
nics:
  - { name: NIC1, linkSpeed: 10 Gbps, advancedProperties: { ${first} } }
  - { name: NIC2, linkSpeed: 10 Gbps, advancedProperties: { ${second} } }
teams:
  - { name: Team1, ${team}, members: [NIC1, NIC2] }
vmSwitches:
  - { name: External, switchType: External, netAdapterName: Team1 }
`;
const layout = (base: number, max: number) => `"*RssBaseProcNumber": ${base}, "*MaxRssProcessors": ${max}`;
const SUM = 'teamingMode: SwitchIndependent, loadBalancingAlgorithm: HyperVPort';
const MIN = 'teamingMode: Lacp';
const vmq = (name: string, base: number, max: number) =>
  `Set-NetAdapterVmq -Name '${name}' -BaseProcessorNumber ${base} -MaxProcessors ${max}`;

describe('one team, one proposal', () => {
  it('for the example of the guidance, read with hyper-threading', async () => {
    const commands = [vmq('NIC1', 2, 2), vmq('NIC2', 6, 1)];
    expect(await proposals(host(8, layout(2, 4), layout(6, 2), SUM))).toEqual({
      'vmq/range-exceeds-processors NIC1': commands,
      'vmq/range-exceeds-processors NIC2': commands,
      'vmq/sum-queues-overlap NIC1': commands,
    });
  });

  it('for its example on a host where the sets fit, but meet', async () => {
    expect(await proposals(host(16, layout(2, 4), layout(6, 2), SUM))).toEqual({
      'vmq/sum-queues-overlap NIC1': [vmq('NIC1', 2, 4), vmq('NIC2', 10, 2)],
    });
  });

  it('where one begins on core 0 and the other goes too far', async () => {
    const apart = ["Set-NetAdapterVmq -Name 'NIC1' -BaseProcessorNumber 2", vmq('NIC2', 8, 4)];
    expect(await proposals(host(16, layout(0, 3), layout(8, 8), SUM))).toEqual({
      'vmq/base-processor-core-zero NIC1': apart,
      'vmq/range-exceeds-processors NIC2': apart,
    });
    const anew = [vmq('NIC1', 2, 4), vmq('NIC2', 10, 3)];
    expect(await proposals(host(16, layout(0, 5), layout(10, 16), SUM))).toEqual({
      'vmq/base-processor-core-zero NIC1': anew,
      'vmq/range-exceeds-processors NIC2': anew,
    });
  });

  it('where one begins on core 0, the other in the middle of a core, and both sets are right alone', async () => {
    const commands = [vmq('NIC1', 2, 2), vmq('NIC2', 6, 2)];
    expect(await proposals(host(16, layout(0, 2), layout(3, 2), SUM))).toEqual({
      'vmq/base-processor-core-zero NIC1': commands,
      'vmq/base-processor-odd NIC2': commands,
    });
  });

  it('for members that have to agree', async () => {
    const commands = [vmq('NIC1', 2, 7), vmq('NIC2', 2, 7)];
    expect(await proposals(host(16, layout(2, 16), layout(0, 4), MIN))).toEqual({
      'vmq/base-processor-core-zero NIC2': commands,
      'vmq/min-queues-sets-differ NIC1': ["Set-NetAdapterVmq -Name 'NIC1','NIC2' -BaseProcessorNumber 2 -MaxProcessors 7"],
      'vmq/range-exceeds-processors NIC1': commands,
    });
  });
});
