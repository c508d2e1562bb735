import { embeddedTeamingRemedy } from '#lint/embedded-teaming-remedy';
import { defineRule } from '#lint/rule';
import { lbfoUplink } from '#model/lbfo-uplink';
import { at } from '#model/place';
import { releasePlaces } from '#model/release-place';
import { RELEASES } from '#model/releases';

/** New-VMSwitch of Windows Server 2025 refuses an LBFO team; its parameter AllowNetLbfoTeams is obsolete and lifts nothing. */
export default defineRule({
  about: 'vm-switch',
  severity: 'error',
  title: 'Windows Server 2025 does not bind a Hyper-V switch to an LBFO team',
  versions: RELEASES.lbfoBelowSwitchImpossible,
  hides: ['vmswitch/allow-netlbfo-wrong-os', 'vmswitch/lbfo-deprecated', 'compat/sriov-on-lbfo', 'compat/vmmq-requires-set'],
  since: '0.1.0',
  source: 'github.com/eryph-org/eryph/issues/302; learn.microsoft.com: Features removed in Windows Server',
  check(vmSwitch, { network, report }) {
    const uplink = lbfoUplink(network, vmSwitch);
    if (!uplink || uplink.observed) return;
    const { team } = uplink;
    report(
      uplink.place,
      `Windows Server 2025 refuses to bind the Hyper-V switch ${vmSwitch.name} to the LBFO team ${uplink.name}${vmSwitch.data.allowNetLbfoTeams ? ', even with allowNetLbfoTeams' : ''}`,
      {
        related: [...(team ? [{ at: at(team, 'name'), message: 'the LBFO team' }] : []), ...releasePlaces(vmSwitch.host)],
        remedy: embeddedTeamingRemedy(vmSwitch, uplink),
      },
    );
  },
});
