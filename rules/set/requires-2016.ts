import { creationParameters } from '#lint/new-switch';
import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { namedMembers } from '#model/embedded-team';
import { osText } from '#model/os';
import { at } from '#model/place';
import { releasePlaces } from '#model/release-place';
import { RELEASES } from '#model/releases';

/** Before Windows Server 2016 a Hyper-V switch takes one adapter, and several are joined by an LBFO team below it. */
export default defineRule({
  about: 'vm-switch',
  severity: 'error',
  title: 'Switch Embedded Teaming is asked for on a release before Windows Server 2016',
  versions: RELEASES.noSet,
  since: '0.1.0',
  source: 'Microsoft, "Remote Direct Memory Access (RDMA) and Switch Embedded Teaming (SET)"; dsccommunity/HyperVDsc',
  check(vmSwitch, { network, report }) {
    const { data, host } = vmSwitch;
    if (data.switchType === 'Internal' || data.switchType === 'Private') return;
    const members = namedMembers(vmSwitch);
    const flag = data.embeddedTeamingEnabled === true;
    const place = flag ? at(vmSwitch, 'embeddedTeamingEnabled') : members[1]?.place;
    if (!place) return;
    const release = osText(host.os!);
    const switchText = `the Hyper-V switch ${vmSwitch.name} on ${host.name}`;
    const names = members.map(({ name }) => name);
    // Physical adapters that are in no team yet can become one of LBFO, which exists from 2012 on.
    const free = names.every((name) => {
      const nic = host.adapter(name);
      return nic?.kind === 'nic' && !network.teamOf(nic);
    });
    // An LBFO team offers no SR-IOV: what is to have it needs another release, or adapters without a team.
    const parameters = data.iovEnabled === true ? undefined : creationParameters(vmSwitch);
    const create = powershell`New-VMSwitch -Name ${vmSwitch.name} -NetAdapterName ${`${vmSwitch.name} Team`} -AllowManagementOS ${data.allowManagementOS ?? true}`;
    report(
      place,
      flag
        ? `${switchText} asks for Switch Embedded Teaming, which ${release} does not have`
        : `${switchText} has ${names.length} adapters (${names.join(', ')}), but without Switch Embedded Teaming, which ${release} does not have, it takes one`,
      {
        related: releasePlaces(host),
        remedy:
          free && names.length > 1 && host.os !== '2008R2' && create !== undefined && parameters !== undefined
            ? {
                on: host,
                shell: 'powershell',
                commands: [
                  powershell`New-NetLbfoTeam -Name ${`${vmSwitch.name} Team`} -TeamMembers ${names} -TeamingMode SwitchIndependent -LoadBalancingAlgorithm HyperVPort`,
                  `${create}${parameters}`,
                ],
                disruptive: true,
              }
            : undefined,
      },
    );
  },
});
