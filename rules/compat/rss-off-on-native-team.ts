import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { adapterFeature } from '#model/adapter-feature';
import { bitRateText, bitsPerSecond } from '#model/bit-rate';
import type { Nic } from '#model/entity';
import { isNativeTeam } from '#model/native-team';
import { at } from '#model/place';
import { fitsWhenOn } from '#model/queue-proposal';

/** TCP/IP programs RSS straight into the members of a team; without it one processor does all the receive work. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'RSS is switched off for a team that no Hyper-V switch uses',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Feature compatibilities": Receive side scaling',
  check(host, { network, report }) {
    const teams = host.teams.filter((team) => isNativeTeam(network, team));
    if (teams.length === 0) return;
    const fast = (nics: readonly Nic[]) => nics.some((nic) => (rate(nic) ?? 0) >= 10e9);
    if (host.data.offload?.receiveSideScaling === 'Disabled') {
      const place = at(host, 'offload', 'receiveSideScaling');
      const names = teams.map((team) => team.name).join(' and ');
      report(
        place,
        `RSS is Disabled for all of ${host.name}, so one processor does the receive work of each member of ${names}`,
        {
          severity: fast(teams.flatMap((team) => team.nics)) ? 'warning' : 'info',
          related: teams.map((team) => ({ at: at(team, 'name'), message: 'a team without a Hyper-V switch' })),
          fix: { title: 'Enable it', safe: true, changes: [{ at: place, value: 'Enabled' }] },
          remedy: {
            on: host,
            shell: 'powershell',
            commands: ['Set-NetOffloadGlobalSetting -ReceiveSideScaling Enabled'],
            disruptive: false,
          },
        },
      );
    }
    for (const team of teams) {
      for (const nic of host.nics.filter((each) => network.teamOf(each) === team)) {
        const rss = adapterFeature(nic, 'rss');
        if (!rss || rss.on) continue;
        const speed = rate(nic);
        report(
          rss.place,
          `${nic.name}${speed ? ` (${bitRateText(speed)})` : ''} has RSS off, so one processor does the receive work of this member of the team ${team.name}`,
          {
            severity: fast([nic]) ? 'warning' : 'info',
            related: [{ at: at(team, 'name'), message: 'the team' }],
            fix: {
              title: 'Switch it on',
              // A layout that nobody minded while it was off would count then.
              safe: fitsWhenOn(network, nic),
              changes: [{ at: rss.place, value: nic.data.rss?.enabled === undefined ? 1 : true }],
            },
            remedy: {
              on: host,
              shell: 'powershell',
              commands: [powershell`Enable-NetAdapterRss -Name ${nic.name}`],
              disruptive: true,
            },
          },
        );
      }
    }
  },
});

function rate(nic: Nic): number | undefined {
  return bitsPerSecond(nic.data.linkSpeed) ?? bitsPerSecond(nic.data.speed);
}
