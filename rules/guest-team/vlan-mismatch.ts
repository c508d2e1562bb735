import { defineRule } from '#lint/rule';
import { memberVlanText, vlanMismatch } from '#model/guest-vlan';

/** "VLANs in a Hyper-V VM": adapters of different VLANs are never teamed in the guest. */
export default defineRule({
  about: 'guest-team',
  severity: 'error',
  title: 'Members of a team in a VM are in different VLANs',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "VLANs in a Hyper-V VM"; Microsoft Learn, NIC Teaming and VLANs',
  check(team, { network, report }) {
    const found = vlanMismatch(network, team.adapters);
    if (!found) return;
    const { first, other } = found;
    report(
      other.place,
      `the team ${team.name} in ${team.vm.name} spans VLANs: ${memberVlanText(first)}, ${memberVlanText(other)}`,
      { related: [{ at: first.place, message: memberVlanText(first) }] },
    );
  },
});
