import { reportDrift } from '#lint/report-drift';
import { defineRule } from '#lint/rule';
import { nicDrift } from '#model/nic-drift';

/** Settings of an adapter that were changed by hand, or by a new driver, which puts its own defaults back. */
export default defineRule({
  about: 'nic',
  severity: 'warning',
  title: 'A setting of an adapter is not as it is declared',
  needs: ['observation'],
  since: '0.1.0',
  source: 'hvlint: the input language; https://learn.microsoft.com/powershell/module/netadapter/get-netadapteradvancedproperty',
  check(nic, { report }) {
    reportDrift(report, nicDrift(nic));
  },
});
