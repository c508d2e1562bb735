import { defineRule } from '#lint/rule';
import { type Os, osText } from '#model/os';
import { at } from '#model/place';
import { releasePlaces } from '#model/release-place';

/** The driver of NIC Teaming comes with the server editions only; on a client there are just the tools to manage them. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'A team on a client release of Windows',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Overview of NIC Teaming"',
  check(network, { report }) {
    for (const host of network.all('host')) {
      const [first, ...more] = isClient(host.os) ? host.teams : [];
      if (!first) continue;
      report(
        at(first, 'name'),
        `${host.name} runs ${osText(host.os!)}, which makes no teams, but has the team ${first.name}${more.length > 0 ? ` and ${more.length} more` : ''}`,
        {
          related: [...releasePlaces(host), ...more.map((team) => ({ at: at(team, 'name'), message: `the team ${team.name}` }))],
        },
      );
    }
    for (const vm of network.all('vm')) {
      const os = vm.data.guest?.os;
      const [first] = isClient(os) ? vm.guestTeams : [];
      if (first)
        report(
          at(first, 'name'),
          `the guest of ${vm.name} runs ${osText(os!)}, which makes no teams, but has the team ${first.name}`,
          {
            related: [{ at: at(vm, 'guest', 'os'), message: 'the release' }],
          },
        );
    }
  },
});

function isClient(os: Os | undefined): boolean {
  return os?.startsWith('windows-') === true;
}
