import { embeddedTeamingRemedy } from '#lint/embedded-teaming-remedy';
import { defineRule } from '#lint/rule';
import { lbfoUplink } from '#model/lbfo-uplink';
import { at } from '#model/place';
import { releasePlaces } from '#model/release-place';
import { RELEASES } from '#model/releases';

/** New-VMSwitch of Windows Server 2022 refuses an LBFO team unless -AllowNetLbfoTeams $true lifts the block. */
export default defineRule({
  about: 'vm-switch',
  severity: 'error',
  title: 'Windows Server 2022 does not bind a Hyper-V switch to an LBFO team',
  versions: RELEASES.lbfoBelowSwitchBlocked,
  hides: ['vmswitch/lbfo-deprecated'],
  since: '0.1.0',
  source: 'learn.microsoft.com: Features removed in Windows Server 2022; github.com/eryph-org/eryph/issues/139',
  check(vmSwitch, { network, report }) {
    const uplink = lbfoUplink(network, vmSwitch);
    // Azure Local has no such override.
    const azure = vmSwitch.host.os === 'azure-local';
    const lifted = vmSwitch.data.allowNetLbfoTeams;
    if (!uplink || uplink.observed || (lifted === true && !azure)) return;
    const { team } = uplink;
    const release = azure ? 'Azure Local' : 'Windows Server 2022';
    const override = azure ? '' : `: allowNetLbfoTeams is ${lifted === false ? 'false' : 'not set'}`;
    report(
      uplink.place,
      `${release} refuses to bind the Hyper-V switch ${vmSwitch.name} to the LBFO team ${uplink.name}${override}`,
      {
        related: [...(team ? [{ at: at(team, 'name'), message: 'the LBFO team' }] : []), ...releasePlaces(vmSwitch.host)],
        remedy: embeddedTeamingRemedy(vmSwitch, uplink),
      },
    );
  },
});
