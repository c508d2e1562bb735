import { reportDrift } from '#lint/report-drift';
import { defineRule } from '#lint/rule';
import { nameDrift } from '#model/adapter-names';
import { driftsOf } from '#model/drift';

/** A team that was built, or changed, otherwise than it is declared. */
export default defineRule({
  about: 'team',
  severity: 'warning',
  title: 'A team is not as it is declared',
  needs: ['observation'],
  since: '0.1.0',
  source: 'hvlint: the input language; https://learn.microsoft.com/powershell/module/netlbfo/get-netlbfoteam',
  check(team, { report }) {
    reportDrift(report, driftsOf(team, [{ path: ['teamingMode'] }, { path: ['loadBalancingAlgorithm'] }]));
    reportDrift(report, nameDrift(team));
  },
});
