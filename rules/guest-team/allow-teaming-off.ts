import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { allowTeaming, guestTeamMemberOf, hostToAsk } from '#model/guest-team';
import { at } from '#model/place';

/** After a failover a member sends with the MAC address of the other; the Hyper-V switch drops that unless teaming is allowed. */
export default defineRule({
  about: 'vm-adapter',
  severity: 'error',
  title: 'A member of a team in a VM may not be teamed',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC teaming on Virtual Machines"',
  check(adapter, { network, report }) {
    const member = guestTeamMemberOf(adapter);
    const allowed = member && allowTeaming(adapter);
    // With spoofing on, the port lets every MAC address pass.
    if (!member || allowed?.value !== 'Off' || adapter.data.macAddressSpoofing === 'On') return;
    const { team, vm } = member;
    const place = at(adapter, 'allowTeaming');
    const host = hostToAsk(network, adapter);
    const off = allowed.known === 'written' ? 'is Off' : 'is not written, and Off is the default';
    report(
      place,
      `${vm.name} has ${adapter.name} in its team ${team.name}, but its Hyper-V switch port allows no teaming (allowTeaming ${off}), so frames are dropped after a failover`,
      {
        related: [{ at: at(member, 'name'), message: `a member of ${team.name}` }],
        fix: { title: 'Allow teaming for this adapter', safe: true, changes: [{ at: place, value: 'On' }] },
        remedy: host && {
          on: host,
          shell: 'powershell',
          commands: [powershell`Set-VMNetworkAdapter -VMName ${vm.name} -Name ${adapter.name} -AllowTeaming On`],
          disruptive: false,
        },
      },
    );
  },
});
