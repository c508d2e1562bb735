import { defineRule } from '#lint/rule';
import { nameKey } from '#model/names';
import { at } from '#model/place';

/** Adapters a team can hold. Source: https://learn.microsoft.com/windows-server/networking/technologies/nic-teaming/nic-teaming */
const MOST = 32;

export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'A team has more than 32 members',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/networking/technologies/nic-teaming/nic-teaming',
  check(team, { report }) {
    // A name written twice is one member.
    const members = [...new Map(team.members.map((member) => [nameKey(member.name), member])).values()];
    const first = members[MOST];
    if (!first) return;
    report(
      at(first, 'name'),
      `the team ${team.name} of ${team.host.name} has ${members.length} members; a team can have ${MOST} at most`,
      { related: [{ at: at(team, 'name'), message: 'the team' }] },
    );
  },
});
