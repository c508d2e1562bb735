import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { nameKey } from '#model/names';
import { at } from '#model/place';
import { wantedInterfaces } from '#model/team-interface';

export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'Two interfaces of a team have one VLAN',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netlbfo/remove-netlbfoteamnic',
  check(team, { report }) {
    const interfaces = wantedInterfaces(team).filter((nic) => nic.data.vlanId && isDeclared(at(nic, 'vlanId')));
    for (const [i, second] of interfaces.entries()) {
      const first = interfaces.slice(0, i).find((other) => other.data.vlanId === second.data.vlanId);
      // Of one name they are one interface written twice, which is another mistake.
      if (!first || nameKey(first.name) === nameKey(second.name)) continue;
      report(
        at(second, 'vlanId'),
        `${first.name} and ${second.name} on ${team.host.name} are both the interface of the team ${team.name} for VLAN ${second.data.vlanId}; there can be only one`,
        { related: [{ at: at(first, 'vlanId'), message: `${first.name} has VLAN ${first.data.vlanId}` }] },
      );
    }
  },
});
