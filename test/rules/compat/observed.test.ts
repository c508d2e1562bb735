import { describe, expect, it } from 'vitest';
import { lint } from '#lint/lint';
import { readText } from '#read/read-file';
import { RULES } from '#rules';

/** What the compat rules say of a file, as a wish and as what a machine was seen with: "id severity". */
async function said(text: string, stance: 'declared' | 'observed'): Promise<string[]> {
  const file = await readText({ path: '/estate/hv01.yaml', text }, { explicit: true, stance });
  const { findings } = lint(
    {
      root: '/estate',
      files: [file],
      whole: true,
      target: undefined,
      inventory: { hosts: false, switches: false, vms: false },
      severityOf: (rule) => (rule.id.startsWith('compat/') || rule.id.startsWith('reading/') ? rule.severity : 'off'),
      suppress: [],
      locked: [],
      inlineConfig: true,
      today: '2026-06-15',
    },
    RULES,
  );
  return findings.map((finding) => `${finding.rule.id} ${finding.severity}`).sort();
}

/** A host as an export shows it that nobody ever tuned: drivers of two makes with their defaults. */
const DEFAULTS = `kind: host
name: hv01
os: 2012R2
nics:
  - { name: NIC1, linkSpeed: 10 Gbps, advancedProperties: { "*SRIOV": 1, "*QOS": 1, "*RscIPv4": 1, "*TCPConnectionOffloadIPv4": 1 } }
  - { name: NIC2, linkSpeed: 10 Gbps, advancedProperties: { "*SRIOV": 1, "*QOS": 0, "*RscIPv4": 1 } }
teams:
  - { name: Team1, members: [NIC1, NIC2] }
vmSwitches:
  - { name: External, switchType: External, netAdapterName: Team1 }
`;

/** What somebody has changed counts wherever it is seen. */
const CHANGED = `kind: host
name: hv01
os: 2012R2
nics:
  - { name: NIC1, linkSpeed: 10 Gbps, rdma: { enabled: true }, advancedProperties: { "*VMQ": 0, "*LsoV2IPv4": 1 } }
  - { name: NIC2, linkSpeed: 10 Gbps, advancedProperties: { "*VMQ": 1, "*LsoV2IPv4": 0 } }
teams:
  - { name: Team1, members: [NIC1, NIC2] }
vmSwitches:
  - { name: External, switchType: External, netAdapterName: Team1 }
offload: { chimney: Enabled }
`;

describe('compat rules and what a machine was seen with', () => {
  it('take values of a file as somebody wrote them', async () => {
    expect(await said(DEFAULTS, 'declared')).toEqual([
      'compat/dcb-not-on-all-members warning',
      'compat/rsc-under-vswitch info',
      'compat/rsc-under-vswitch info',
      'compat/sriov-on-lbfo info',
      'compat/sriov-on-lbfo info',
      'compat/tcp-chimney-enabled info',
    ]);
  });

  it('are silent about driver defaults of an export', async () => {
    expect(await said(DEFAULTS, 'observed')).toEqual([]);
  });

  it('speak about what is seen to be otherwise than by default', async () => {
    const findings = [
      'compat/lso-not-on-all-members warning',
      'compat/rdma-on-lbfo warning',
      'compat/tcp-chimney-enabled error',
      'compat/vmq-disabled warning',
    ];
    expect(await said(CHANGED, 'declared')).toEqual(findings);
    // RDMA is on by default: seen and not wished for, it is an advice.
    expect(await said(CHANGED, 'observed')).toEqual(findings.map((f) => f.replace('rdma-on-lbfo warning', 'rdma-on-lbfo info')));
  });
});
