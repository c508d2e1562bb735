import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { wantedInterfaces } from '#model/team-interface';

/** Interfaces a team can have. Source: https://learn.microsoft.com/windows-server/networking/technologies/nic-teaming/nic-teaming */
const MOST = 32;

export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'A team has more than 32 interfaces',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/networking/technologies/nic-teaming/nic-teaming',
  check(team, { report }) {
    const interfaces = wantedInterfaces(team);
    const first = interfaces[MOST];
    if (!first) return;
    const { implicit } = team;
    const counted = implicit ? `, the primary one (${implicit.name}), which is not written, counted` : '';
    report(
      at(first, 'name'),
      `the team ${team.name} of ${team.host.name} has ${interfaces.length} interfaces${counted}; a team can have ${MOST} at most`,
      { related: [{ at: at(team, 'name'), message: 'the team' }] },
    );
  },
});
