import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { at } from '#model/place';
import { isPrimary, wantedInterfaces } from '#model/team-interface';

export default defineRule({
  about: 'team-nic',
  severity: 'error',
  title: 'An interface other than the primary one is in Default mode',
  hides: ['team-interface/vlan-required'],
  since: '0.1.0',
  source:
    'Windows Server 2012 NIC Teaming guidance, "Adding new interfaces to the team"; https://learn.microsoft.com/powershell/module/netlbfo/set-netlbfoteamnic',
  check(teamNic, { report }) {
    const { team } = teamNic;
    const place = at(teamNic, 'default');
    const interfaces = wantedInterfaces(team);
    if (teamNic.data.default !== true || !isDeclared(place) || !interfaces.includes(teamNic)) return;
    const primary = isPrimary(teamNic);
    // Which of several is the primary one may be unknown; only one of them can be.
    const earlier = interfaces.slice(0, interfaces.indexOf(teamNic)).find((other) => other.data.default === true);
    if (primary || (primary === undefined && !earlier)) return;
    const other = primary === undefined ? earlier : team.teamNics.find((nic) => nic !== teamNic && isPrimary(nic));
    const rest = `the primary interface of the team ${team.name} can be`;
    report(
      place,
      primary === undefined
        ? `${earlier?.name} and ${teamNic.name} of ${team.host.name} are both in Default mode, which only ${rest}`
        : `${teamNic.name} of ${team.host.name} is in Default mode, which only ${rest}`,
      {
        related: other
          ? [{ at: at(other, 'name'), message: primary === undefined ? 'is in Default mode too' : 'the primary interface' }]
          : [],
      },
    );
  },
});
