import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import type { Port } from '#model/entity';
import { portText } from '#model/host-port';
import type { Network } from '#model/network';
import { inRange } from '#model/os';
import { at, type Place } from '#model/place';
import { RELEASES } from '#model/releases';

/** Both ends of a LACP link ask each other for the same rate. */
export default defineRule({
  about: 'team',
  severity: 'info',
  title: 'A LACP team and its ports ask for LACP packets at different rates',
  since: '0.1.0',
  source: 'Microsoft, "Set-NetLbfoTeam"; Cisco NX-OS, "lacp rate"',
  check(team, { network, report }) {
    const timer = team.data.lacpTimer;
    // 2012 and 2012 R2 have no such setting: what is written there is another mistake.
    if (team.data.teamingMode !== 'Lacp' || !timer || inRange(team.host.os, RELEASES.alwaysFastLacp)) return;
    const rates = team.nics.flatMap((nic) => rateOf(network, network.portOf(nic)) ?? []);
    const others = rates.filter(({ rate }) => rate !== timer.toLowerCase());
    const [first] = others;
    if (!first) return;
    const asks = `the team ${team.name} of ${team.host.name} asks for ${timer.toLowerCase()} LACP packets`;
    // Ports that disagree among themselves are set one by one; where all of them agree, the team is the one that differs.
    if (others.length < rates.length) {
      for (const { port, rate, place } of others)
        report(place, `${portText(port)} asks for ${rate} LACP packets, but ${asks}`, {
          related: [{ at: at(team, 'lacpTimer'), message: 'the timer of the team' }],
        });
      return;
    }
    const wanted = first.rate === 'fast' ? 'Fast' : 'Slow';
    const more = others.length > 1 ? ` and ${others.length - 1} more ask` : ' asks';
    report(at(team, 'lacpTimer'), `${asks}, but ${portText(first.port)}${more} for ${first.rate} ones`, {
      related: others.map(({ port, rate, place }) => ({ at: place, message: `${portText(port)}: ${rate}` })),
      remedy: {
        on: team.host,
        shell: 'powershell',
        commands: [powershell`Set-NetLbfoTeam -Name ${team.name} -LacpTimer ${wanted}`],
        disruptive: true,
      },
    });
  },
});

/** The rate a port in a LACP group is written to ask for: on most systems the port says it, on some the group. */
function rateOf(network: Network, port: Port | undefined): { port: Port; rate: 'slow' | 'fast'; place: Place } | undefined {
  const lag = port?.data.lag;
  if (!lag || lag.mode === 'on') return undefined;
  if (lag.rate !== undefined) return { port, rate: lag.rate, place: at(port, 'lag', 'rate') };
  const channel = network.portChannelOf(port);
  const rate = channel?.data.lacpRate;
  return channel && rate ? { port, rate, place: at(channel, 'lacpRate') } : undefined;
}
