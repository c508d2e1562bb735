import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { inRange, osText } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** The override of the block on LBFO teams belongs to Windows Server 2022 alone: before it there is no block, after it no override. */
export default defineRule({
  about: 'vm-switch',
  severity: 'error',
  title: 'AllowNetLbfoTeams is set for a release that does not have it',
  since: '0.1.0',
  source: 'github.com/eryph-org/eryph: pull request 143, issue 302',
  check(vmSwitch, { report }) {
    const { host, data, name } = vmSwitch;
    const place = at(vmSwitch, 'allowNetLbfoTeams');
    if (data.allowNetLbfoTeams !== true || !isDeclared(place)) return;
    if (inRange(host.os, RELEASES.lbfoBelowSwitch))
      report(
        place,
        `the Hyper-V switch ${name} sets allowNetLbfoTeams, but ${host.name} runs ${osText(host.os!)}, whose New-VMSwitch refuses the parameter`,
      );
    else if (inRange(host.os, RELEASES.lbfoBelowSwitchImpossible))
      report(
        place,
        `the Hyper-V switch ${name} sets allowNetLbfoTeams, which is obsolete and without effect on ${osText(host.os!)} (${host.name})`,
        { severity: 'warning' },
      );
  },
});
