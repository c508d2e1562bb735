import { reportDrift } from '#lint/report-drift';
import { defineRule } from '#lint/rule';
import { memberDrift } from '#model/adapter-names';
import { driftsOf } from '#model/drift';

/** Adapters that were put into a team, taken out of it or given another role by hand. */
export default defineRule({
  about: 'team',
  severity: 'warning',
  title: 'A team has other members, or members in other roles, than it is declared with',
  needs: ['observation'],
  since: '0.1.0',
  source: 'hvlint: the input language; https://learn.microsoft.com/powershell/module/netlbfo/get-netlbfoteammember',
  check(team, { report }) {
    reportDrift(report, memberDrift(team));
    for (const member of team.members) reportDrift(report, driftsOf(member, [{ path: ['administrativeMode'] }]));
  },
});
