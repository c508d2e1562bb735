import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { microsoftTeams, microsoftTeamText } from '#model/teaming-stacks';

/** Two teaming solutions on one server do not know of each other. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'A host runs vendor teaming and Microsoft teaming at the same time',
  hides: ['third-party/vendor-teaming-unsupported'],
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Interactions with other teaming solutions"',
  check(host, { network, report }) {
    const vendors = host.thirdPartyTeams;
    const ours = microsoftTeams(network, host).map(({ team }) => team);
    const [first] = vendors;
    if (!first || ours.length === 0) return;
    const names = vendors.map(({ name, data }) => `${name}${data.product ? ` (${data.product})` : ''}`).join(' and ');
    report(
      at(first, 'name'),
      `${host.name} has the vendor team${vendors.length > 1 ? 's' : ''} ${names} beside ${ours.map(microsoftTeamText).join(' and ')}`,
      {
        related: [
          ...ours.map((team) => ({
            at: team.kind === 'team' ? at(team, 'name') : at(team, 'name'),
            message: microsoftTeamText(team),
          })),
          ...vendors.slice(1).map((vendor) => ({ at: at(vendor, 'name'), message: `the vendor team ${vendor.name}` })),
        ],
        remedy: {
          on: host,
          shell: 'powershell',
          commands: [
            '# First restart the server; switch it off if it does not restart by itself',
            // A Hyper-V switch without LBFO may stay: only the vendor teams go.
            ...(ours.some((team) => team.kind === 'team') ? ['Get-NetLbfoTeam | Remove-NetLbfoTeam'] : []),
            powershell`# Then remove the vendor teams ${vendors.map(({ name }) => name)} with the tool of the vendor, and restart`,
            'Restart-Computer -Confirm',
          ],
          disruptive: true,
        },
      },
    );
  },
});
