import { defineRule } from '#lint/rule';
import { foreignMedium } from '#model/medium';
import { at } from '#model/place';

export default defineRule({
  about: 'nic',
  severity: 'error',
  title: 'A team member is no Ethernet adapter',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/networking/technologies/nic-teaming/nic-teaming; MSFT_NetAdapter',
  check(nic, { network, report }) {
    const team = network.teamOf(nic);
    const medium = team && foreignMedium(nic);
    if (!medium) return;
    report(
      at(nic, 'physicalMediaType'),
      `${nic.name} of ${nic.host.name} has the medium ${medium}, but is a member of the team ${team.name}, which takes Ethernet adapters only`,
      { related: [{ at: at(team, 'name'), message: 'the team' }] },
    );
  },
});
