import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { allMembers } from '#model/team-membership';

/** Fault tolerance begins with two adapters. A team of one still tells VLANs apart. */
export default defineRule({
  about: 'team',
  severity: 'warning',
  title: 'A team has one member',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Configurations for NIC Teaming"; Microsoft Learn, NIC Teaming',
  check(team, { report }) {
    const [only, ...others] = allMembers(team) ?? [];
    if (!only || others.length > 0) return;
    const vlans = team.teamNics.flatMap((nic) => nic.data.vlanId || []);
    const use = vlans.length > 0 ? `; it is good for telling VLANs apart (${vlans.join(', ')}), no more` : '';
    report(
      at(only, 'name'),
      `the team ${team.name} of ${team.host.name} has the one member ${only.name}: when it fails, the team fails${use}`,
      {
        severity: vlans.length > 0 ? 'info' : 'warning',
        related: [{ at: at(team, 'name'), message: 'the team' }],
      },
    );
  },
});
