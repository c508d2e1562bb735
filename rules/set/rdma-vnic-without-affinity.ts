import { powershell, type Remedy } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { adapterFeature } from '#model/adapter-feature';
import { embeddedTeam, teamMapping } from '#model/embedded-team';
import type { HostAdapter, Nic, VmSwitch } from '#model/entity';
import { at } from '#model/place';

/** Without a team mapping Windows chooses the member for a host adapter, and may choose the same one for two that carry RDMA. */
export default defineRule({
  about: 'vm-switch',
  severity: 'warning',
  title: 'Host adapters with RDMA are not mapped to members of the embedded team',
  since: '0.1.0',
  source: 'Microsoft, "Remote Direct Memory Access (RDMA) and Switch Embedded Teaming (SET)"; microsoft/Validate-DCB',
  check(vmSwitch, { network, report }) {
    const able = embeddedTeam(network, vmSwitch)?.nics.filter((nic) => adapterFeature(nic, 'rdma')?.on) ?? [];
    const users = network
      .adaptersOn(vmSwitch)
      .flatMap((adapter) => (adapter.kind === 'host-adapter' && adapter.data.rdma?.enabled ? [adapter] : []));
    if (able.length < 2 || users.length < 2) return;
    // Network ATC names its adapters vSMB(…) and maps them itself.
    if (users.some((user) => !teamMapping(user) || /^vSMB\(/i.test(user.name))) return;
    const unmapped = users.filter((user) => teamMapping(user)?.target === undefined);
    const [first, ...more] = unmapped;
    // With two mapped, storage has its paths, and a third, for live migration, may well be left to Windows.
    if (!first || users.length - unmapped.length > 1) return;
    const others = users.filter((user) => user !== first);
    const where = `of the Hyper-V switch ${vmSwitch.name} on ${vmSwitch.host.name}`;
    const names = unmapped.map((user) => user.name);
    report(
      at(first, 'name'),
      more.length > 0
        ? `the host adapters ${names.slice(0, -1).join(', ')} and ${names.at(-1)} use RDMA without a team mapping, so they may take one and the same member ${where}`
        : `the host adapter ${first.name} uses RDMA without a team mapping, so it may take the same member ${where} as ${others[0]?.name}`,
      {
        related: others.map((user) => ({ at: at(user, 'name'), message: `${user.name} uses RDMA too` })),
        remedy: unmapped.length === users.length ? mapping(vmSwitch, users, able) : undefined,
      },
    );
  },
});

/** Commands that give each host adapter a member of its own, where it does not matter which: all are in one VLAN. */
function mapping(vmSwitch: VmSwitch, users: readonly HostAdapter[], able: readonly Nic[]): Remedy | undefined {
  const vlans = new Set(users.map((user) => user.data.vlan?.accessVlanId));
  if (vlans.size > 1 || users.length > able.length) return undefined;
  return {
    on: vmSwitch.host,
    shell: 'powershell',
    commands: users.map(
      ({ name }, i) =>
        powershell`Set-VMNetworkAdapterTeamMapping -ManagementOS -SwitchName ${vmSwitch.name} -VMNetworkAdapterName ${name} -PhysicalNetAdapterName ${able[i]!.name}`,
    ),
    disruptive: false,
  };
}
