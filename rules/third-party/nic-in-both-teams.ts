import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { nameKey } from '#model/names';
import { at } from '#model/place';
import { microsoftTeams, microsoftTeamText } from '#model/teaming-stacks';

/** An adapter is in a vendor team and in a team of Windows: the worst of "Interactions with other teaming solutions". */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'An adapter is in a vendor team and in a Microsoft team',
  hides: ['third-party/mixed-teaming-on-host', 'third-party/vendor-teaming-unsupported'],
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Interactions with other teaming solutions"',
  check(host, { network, report }) {
    const ours = microsoftTeams(network, host);
    for (const vendor of host.thirdPartyTeams)
      for (const [i, nic] of (vendor.data.members ?? []).entries())
        for (const { team, members } of ours) {
          const member = members.find(({ name }) => nameKey(name) === nameKey(nic));
          if (!member) continue;
          const { product } = vendor.data;
          report(
            at(vendor, 'members', i),
            `${nic} is in the vendor team ${vendor.name}${product ? ` (${product})` : ''} and in ${microsoftTeamText(team)}`,
            {
              related: [{ at: member.place, message: microsoftTeamText(team) }],
              remedy: {
                on: host,
                shell: 'powershell',
                commands: [
                  '# First restart the server; switch it off if it does not restart by itself',
                  // The guidance removes every LBFO team; a Hyper-V switch stays and gives up the adapter.
                  team.kind === 'team'
                    ? 'Get-NetLbfoTeam | Remove-NetLbfoTeam'
                    : powershell`Remove-VMSwitchTeamMember -VMSwitchName ${team.name} -NetAdapterName ${member.name}`,
                  powershell`# Then remove the vendor team ${vendor.name} with the tool of the vendor, and restart`,
                  'Restart-Computer -Confirm',
                ],
                disruptive: true,
              },
            },
          );
        }
  },
});
