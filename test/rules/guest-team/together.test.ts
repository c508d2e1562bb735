import { describe, expect, it } from 'vitest';
import { lint } from '#lint/lint';
import { readText } from '#read/read-file';
import { RULES } from '#rules';

/** What the rules about teams in guests say of a file, as a wish or as what machines were seen with: "line id". */
async function said(text: string, stance: 'declared' | 'observed' = 'declared'): Promise<string[]> {
  const file = await readText({ path: '/estate/estate.yaml', text }, { explicit: true, stance });
  const { findings } = lint(
    {
      root: '/estate',
      files: [file],
      whole: true,
      target: undefined,
      inventory: { hosts: false, switches: false, vms: false },
      severityOf: (rule) => (rule.id.startsWith('guest-team/') || rule.id.startsWith('reading/') ? rule.severity : 'off'),
      suppress: [],
      locked: [],
      inlineConfig: true,
      today: '2026-06-15',
    },
    RULES,
  );
  return findings.map(({ place, rule }) => `${text.slice(0, place.range().start).split('\n').length} ${rule.id}`).sort();
}

const HOST = `kind: host
name: hv01
os: 2012R2
nics: [{ name: NIC3 }, { name: NIC4 }]
vmSwitches:
  - { name: GuestA, switchType: External, netAdapterName: NIC3, iovEnabled: true }
  - { name: GuestB, switchType: External, netAdapterName: NIC4, iovEnabled: true }
  - { name: Lab, switchType: Private }
---
kind: vm
name: v
host: hv01
`;

const vm = (a: string, b: string, team = ''): string => `${HOST}networkAdapters:
  - { name: A, guestName: Ethernet, ${a} }
  - { name: B, guestName: Ethernet 2, ${b} }
guest: { os: 2012R2, teams: [{ name: T, members: [Ethernet, Ethernet 2]${team} }] }
`;

describe('one mistake is said once', () => {
  const on = 'allowTeaming: On';

  it('virtual functions in two VLANs', async () => {
    const vlan = (id: number): string => `iovWeight: 100, vlan: { operationMode: Access, accessVlanId: ${id} }`;
    expect(await said(vm(`switchName: GuestA, ${on}, ${vlan(12)}`, `switchName: GuestB, ${on}, ${vlan(48)}`))).toEqual([
      '15 guest-team/vf-vlan-mismatch',
    ]);
    expect(await said(vm(`switchName: GuestA, ${on}, ${vlan(12)}`, `switchName: GuestB, ${on}, ${vlan(12)}`))).toEqual([]);
  });

  it('a trunk beside an access port', async () => {
    const trunk = 'vlan: { operationMode: Trunk, allowedVlanIdList: "12,48", nativeVlanId: 0 }';
    const access = 'vlan: { operationMode: Access, accessVlanId: 12 }';
    expect(await said(vm(`switchName: GuestA, ${on}, ${access}`, `switchName: GuestB, ${on}, ${trunk}`))).toEqual([
      '15 guest-team/trunk-member',
    ]);
  });

  it('two members on one private switch', async () => {
    expect(await said(vm(`switchName: Lab, ${on}`, `switchName: Lab, ${on}`))).toEqual([
      '14 guest-team/internal-or-private-switch',
      '15 guest-team/internal-or-private-switch',
    ]);
  });

  it('a VM with a virtual function in a team over one switch', async () => {
    expect(await said(vm(`switchName: GuestA, iovWeight: 100, ${on}`, `switchName: GuestA, ${on}`))).toEqual([
      '15 guest-team/same-vswitch',
    ]);
  });
});

describe('what machines were seen with', () => {
  it('is unknown where an export does not show it', async () => {
    const text = vm('switchName: GuestA, vlan: { operationMode: Access, accessVlanId: 12 }', 'switchName: GuestB');
    expect(await said(text, 'observed')).toEqual([]);
    expect(await said(text)).toEqual([
      '14 guest-team/allow-teaming-off',
      '15 guest-team/allow-teaming-off',
      '15 guest-team/vlan-mismatch',
    ]);
  });

  it('counts where it does', async () => {
    const untagged = 'vlan: { operationMode: Untagged, accessVlanId: 0, allowedVlanIdList: [] }';
    const access = 'vlan: { operationMode: Access, accessVlanId: 12, allowedVlanIdList: [] }';
    const algorithm = ', teamingMode: SwitchIndependent, loadBalancingAlgorithm: Dynamic';
    const text = vm(
      `switchName: GuestA, allowTeaming: On, ${access}`,
      `switchName: GuestB, allowTeaming: Off, ${untagged}`,
      algorithm,
    );
    expect(await said(text, 'observed')).toEqual([
      '15 guest-team/allow-teaming-off',
      '15 guest-team/vlan-mismatch',
      '16 guest-team/dynamic-not-supported',
    ]);
  });

  it('an adapter that is not connected', async () => {
    const text = vm('switchName: GuestA, allowTeaming: On', 'switchName: "", allowTeaming: On');
    expect(await said(text, 'observed')).toEqual(['15 guest-team/internal-or-private-switch']);
  });
});

describe('a value that could not be read', () => {
  it('is no default', async () => {
    const text = vm(
      'switchName: GuestA, allowTeaming: maybe',
      'switchName: GuestB, allowTeaming: On, vlan: { operationMode: Acess }',
    );
    expect((await said(text)).filter((line) => !line.includes('reading/'))).toEqual([]);
  });
});
