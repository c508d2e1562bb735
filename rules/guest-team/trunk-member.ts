import { defineRule } from '#lint/rule';
import { guestTeamMemberOf } from '#model/guest-team';
import { vlansText } from '#model/host-port';
import { at } from '#model/place';
import { VlanSet } from '#model/vlan-set';

/** Only members that are all in one VLAN, or all untagged, are known to be safe in a team of a VM. */
export default defineRule({
  about: 'vm-adapter',
  severity: 'warning',
  title: 'A member of a team in a VM is in Trunk or Private mode',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "VLANs in a Hyper-V VM"',
  check(adapter, { report }) {
    const { operationMode: mode, allowedVlanIdList, primaryVlanId } = adapter.data.vlan ?? {};
    if (mode !== 'Trunk' && mode !== 'Private') return;
    const member = guestTeamMemberOf(adapter);
    if (!member) return;
    const allowed = mode === 'Trunk' ? VlanSet.of(allowedVlanIdList) : undefined;
    const vlans = allowed ? ` (${vlansText(allowed)})` : primaryVlanId ? ` (primary VLAN ${primaryVlanId})` : '';
    report(
      at(adapter, 'vlan', 'operationMode'),
      `${adapter.vm.name} has ${adapter.name} in its team ${member.team.name}, but its port is in ${mode} mode${vlans}; only one VLAN for all members, or none, is safe`,
      { related: [{ at: at(member, 'name'), message: `a member of ${member.team.name}` }] },
    );
  },
});
