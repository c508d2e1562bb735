import { defineRule } from '#lint/rule';
import { at } from '#model/place';

/** A VM gets its VLANs by one adapter each, not by VLANs of a team in the guest. */
export default defineRule({
  about: 'guest-team',
  severity: 'warning',
  title: 'A team in a VM has an interface with a VLAN',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "VLANs in a Hyper-V VM"',
  check(team, { report }) {
    const found = (team.data.teamNics ?? []).flatMap(({ vlanId }, i) =>
      vlanId ? [{ vlanId, at: at(team, 'teamNics', i, 'vlanId') }] : [],
    );
    const [first, ...more] = found;
    if (!first) return;
    report(
      first.at,
      `the team ${team.name} in ${team.vm.name} splits VLAN${more.length > 0 ? 's' : ''} ${found.map((each) => each.vlanId).join(', ')} off in the guest, where each VLAN should have an adapter of its own`,
      { related: more.map((each) => ({ at: each.at, message: `VLAN ${each.vlanId}` })) },
    );
  },
});
