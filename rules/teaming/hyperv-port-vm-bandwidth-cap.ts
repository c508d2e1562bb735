import { powershell, type Remedy } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { bitRateText } from '#model/bit-rate';
import { type PortTeam, portTeam } from '#model/distribution';
import type { VirtualAdapter } from '#model/entity';
import { consumerText } from '#model/host-port';
import type { Network } from '#model/network';
import { at } from '#model/place';

const GIBI = 2 ** 30;

/** HyperVPort keeps a virtual adapter on one member at a time: it never gets more than the link of that member. */
export default defineRule({
  about: 'network',
  severity: 'warning',
  title: 'A virtual adapter is given more bandwidth than one member of its HyperVPort team has',
  hides: ['set/bandwidth-mode-absolute-sum'],
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Switch Independent configuration / Hyper-V Port distribution"',
  check(network, { report }) {
    // A VM of a cluster meets several teams: it is spoken of once.
    const teamsOf = new Map<VirtualAdapter, PortTeam[]>();
    for (const vmSwitch of network.all('vm-switch')) {
      const below = portTeam(network, vmSwitch);
      if (!below || below.fastest === undefined || below.active.atMost < 2) continue;
      for (const adapter of network.adaptersOn(vmSwitch)) teamsOf.set(adapter, [...(teamsOf.get(adapter) ?? []), below]);
    }
    for (const [adapter, teams] of teamsOf)
      for (const property of ['minimumBandwidthAbsolute', 'maximumBandwidth'] as const) {
        const wanted = meant(adapter.data[property] ?? 0);
        const slower = teams.filter(({ fastest }) => fastest !== undefined && fastest < wanted);
        const [first] = slower;
        if (!first?.fastest) continue;
        const { team, fastest } = first;
        const verb = property === 'maximumBandwidth' ? 'is allowed' : 'is guaranteed';
        report(
          adapter.kind === 'vm-adapter' ? at(adapter, property) : at(adapter, property),
          `${consumerText(adapter)} ${verb} ${bitRateText(wanted)}, but HyperVPort keeps it on one member of ${team.name} of ${team.host.name}, with ${bitRateText(fastest)} at most`,
          {
            related: slower.map((other) => ({ at: other.place, message: `${other.team.name} of ${other.team.host.name}` })),
            // Where a VM may run on several hosts, nobody knows on which the command would find it.
            remedy: property === 'maximumBandwidth' && runsOnOne(network, adapter) ? limit(adapter, team, fastest) : undefined,
          },
        );
      }
  },
});

/** PowerShell takes `10GB` for 10 times 2^30, and people write it for 10 Gb/s. */
function meant(bits: number): number {
  return bits % GIBI === 0 ? (bits / GIBI) * 1e9 : bits;
}

function runsOnOne(network: Network, adapter: VirtualAdapter): boolean {
  return adapter.kind === 'host-adapter' || network.hostsOf(adapter.vm).length === 1;
}

/** The command that limits an adapter to what it gets; undefined where its name means several. */
function limit(adapter: VirtualAdapter, { host }: PortTeam['team'], rate: number): Remedy | undefined {
  const { name } = adapter;
  const command =
    adapter.kind === 'host-adapter'
      ? powershell`Set-VMNetworkAdapter -ManagementOS -Name ${name} -MaximumBandwidth ${rate}`
      : adapter.vm.adapters.filter((other) => other.name.toLowerCase() === name.toLowerCase()).length === 1
        ? powershell`Set-VMNetworkAdapter -VMName ${adapter.vm.name} -Name ${name} -MaximumBandwidth ${rate}`
        : undefined;
  return { on: host, shell: 'powershell', commands: [command], disruptive: false };
}
