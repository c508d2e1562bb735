import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { allPorts, hasMinimumBandwidth, type PortTeam, portTeam } from '#model/distribution';
import type { VirtualAdapter } from '#model/entity';
import { inRange } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

const TEN_GIGABIT = 10e9;

/** HyperVPort gives each port one member: as few ports as members leave members idle. */
export default defineRule({
  about: 'vm-switch',
  severity: 'info',
  preset: 'strict',
  title: 'A team distributes by HyperVPort with no more ports than members',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Algorithms for traffic distribution"',
  check(vmSwitch, { network, report }) {
    const below = portTeam(network, vmSwitch);
    if (!below || below.switches[0] !== vmSwitch || below.active.atLeast < 2) return;
    const { team, switches, active, place } = below;
    // From 10 Gb/s on, HyperVPort is what Microsoft recommends for an embedded team.
    if (team.kind === 'vm-switch' && (below.fastest ?? TEN_GIGABIT) >= TEN_GIGABIT) return;
    // A switch whose uplink is not known may stand on the same team.
    if (vmSwitch.host.vmSwitches.some((other) => network.uplink(other).sort === 'unknown')) return;
    const ports = switches.flatMap((other) => allPorts(network, other) ?? []);
    const adapters = ports.flatMap((known) => known.adapters);
    if (ports.length < switches.length || !adapters.some((adapter) => adapter.kind === 'vm-adapter')) return;
    if (adapters.some((adapter) => hasMinimumBandwidth(adapter) || isMapped(adapter))) return;
    const count = ports.reduce((sum, known) => sum + known.count, 0);
    if (count > active.atLeast) return;
    const { host } = vmSwitch;
    report(
      place,
      `${team.name} of ${host.name} distributes by HyperVPort over ${active.atLeast} members, but has only ${count} virtual adapter${count === 1 ? '' : 's'} to distribute`,
      {
        related: team.kind === 'team' ? switches.map((s) => ({ at: at(s, 'name'), message: 'the Hyper-V switch above it' })) : [],
        remedy: { on: host, shell: 'powershell', commands: commandsFor(below), disruptive: true },
      },
    );
  },
});

function isMapped(adapter: VirtualAdapter): boolean {
  return adapter.kind === 'host-adapter' && adapter.data.teamMapping !== undefined;
}

/** The command that lets single flows move; there is none before Windows Server 2012 R2. */
function commandsFor({ team }: PortTeam): (string | undefined)[] {
  if (team.kind === 'vm-switch') return [powershell`Set-VMSwitchTeam -Name ${team.name} -LoadBalancingAlgorithm Dynamic`];
  return inRange(team.host.os, RELEASES.dynamic)
    ? [powershell`Set-NetLbfoTeam -Name ${team.name} -LoadBalancingAlgorithm Dynamic`]
    : [];
}
