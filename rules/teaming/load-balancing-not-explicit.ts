import { defineRule } from '#lint/rule';
import { isLeftOut } from '#model/left-out';
import { at } from '#model/place';

export default defineRule({
  about: 'team',
  severity: 'info',
  title: 'A team leaves its load balancing algorithm or its mode to whatever creates it',
  preset: 'strict',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netlbfo/new-netlbfoteam; dsccommunity/NetworkingDsc: NetworkTeam',
  check(team, { report }) {
    // Without its members a team is only mentioned.
    if (team.data.members === undefined) return;
    const mode = isLeftOut(team, 'teamingMode');
    const algorithm = isLeftOut(team, 'loadBalancingAlgorithm');
    if (!mode && !algorithm) return;
    const who = `the team ${team.name} of ${team.host.name}`;
    report(
      at(team, 'name'),
      algorithm
        ? `${who} has no ${mode ? 'teamingMode and no ' : ''}loadBalancingAlgorithm: which algorithm it gets depends on the release and on the tool`
        : `${who} has no teamingMode: only that SwitchIndependent is the default makes it one`,
    );
  },
});
