import { reportDrift } from '#lint/report-drift';
import { defineRule } from '#lint/rule';
import { vmSwitchDrift } from '#model/vm-switch-drift';

/** A Hyper-V switch that was made, or changed, otherwise than it is declared. */
export default defineRule({
  about: 'vm-switch',
  severity: 'warning',
  title: 'A Hyper-V switch is not as it is declared',
  needs: ['observation'],
  since: '0.1.0',
  source: 'hvlint: the input language; https://learn.microsoft.com/powershell/module/hyper-v/get-vmswitch',
  check(vmSwitch, { report }) {
    reportDrift(report, vmSwitchDrift(vmSwitch));
  },
});
