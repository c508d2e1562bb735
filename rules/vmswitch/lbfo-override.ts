import { movedToEmbeddedTeaming } from '#lint/embedded-teaming-remedy';
import { defineRule } from '#lint/rule';
import { lbfoUplink } from '#model/lbfo-uplink';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** AllowNetLbfoTeams lifts the block of Windows Server 2022; the next release has no such way. */
export default defineRule({
  about: 'vm-switch',
  severity: 'warning',
  title: 'A Hyper-V switch stands on an LBFO team by the override of Windows Server 2022',
  versions: RELEASES.lbfoBelowSwitchBlocked,
  since: '0.1.0',
  source: 'github.com/eryph-org/eryph: issues 139 and 302; learn.microsoft.com: Features removed in Windows Server',
  check(vmSwitch, { network, report }) {
    // Azure Local has no such override.
    if (vmSwitch.data.allowNetLbfoTeams !== true || vmSwitch.host.os !== '2022') return;
    const uplink = lbfoUplink(network, vmSwitch);
    if (!uplink) return;
    report(
      at(vmSwitch, 'allowNetLbfoTeams'),
      `the Hyper-V switch ${vmSwitch.name} of ${vmSwitch.host.name} stands on the LBFO team ${uplink.name} by an override, which Windows Server 2025 does not have`,
      {
        related: [
          { at: uplink.place, message: 'the uplink' },
          ...(uplink.team ? [{ at: at(uplink.team, 'name'), message: 'the LBFO team' }] : []),
        ],
        remedy: movedToEmbeddedTeaming(network, vmSwitch, uplink),
      },
    );
  },
});
