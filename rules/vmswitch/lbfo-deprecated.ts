import { defineRule } from '#lint/rule';
import { lbfoUplink } from '#model/lbfo-uplink';
import { osText } from '#model/os';
import { at } from '#model/place';
import { releasePlaces } from '#model/release-place';
import { RELEASES } from '#model/releases';

/** Windows Server 2016 and 2019 take an LBFO team below a Hyper-V switch; the next release blocks it. */
export default defineRule({
  about: 'vm-switch',
  severity: 'warning',
  title: 'A Hyper-V switch stands on an LBFO team, which later releases block',
  versions: RELEASES.lbfoBelowSwitchDeprecated,
  since: '0.1.0',
  source: 'techcommunity.microsoft.com: Teaming in Azure Stack HCI; microsoft/Convert-LBFO2SET',
  check(vmSwitch, { network, report }) {
    const uplink = lbfoUplink(network, vmSwitch);
    if (!uplink) return;
    report(
      uplink.place,
      `the Hyper-V switch ${vmSwitch.name} stands on the LBFO team ${uplink.name}; ${osText(vmSwitch.host.os!)} still allows that, Windows Server 2022 blocks it`,
      {
        related: [
          ...(uplink.team ? [{ at: at(uplink.team, 'name'), message: 'the LBFO team' }] : []),
          ...releasePlaces(vmSwitch.host),
        ],
      },
    );
  },
});
