import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { loadBalancingAlgorithm } from '#model/defaults';
import { algorithmPlace } from '#model/distribution';
import type { Team } from '#model/entity';
import { at, type Place } from '#model/place';
import { activeMembers } from '#model/team-members';

/** IPsec hides the ports a TransportPorts team distributes by. */
export default defineRule({
  about: 'team',
  severity: 'info',
  title: 'A team distributes by ports that IPsec hides',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Algorithms for traffic distribution"',
  check(team, { network, report }) {
    const algorithm = loadBalancingAlgorithm(team);
    if (algorithm?.value !== 'TransportPorts' || (activeMembers(team)?.atMost ?? 0) < 2) return;
    // Below a Hyper-V switch most traffic is that of the VMs, whose ports IPsec of the host does not hide.
    const ipsec = protectedBy(team);
    if (!ipsec || network.vmSwitchesOnTeam(team).length > 0) return;
    const by = algorithm.known === 'default' ? 'TransportPorts (the default)' : 'TransportPorts';
    report(
      algorithmPlace(team),
      `the team ${team.name} of ${team.host.name} distributes by ${by}, but IPsec hides the ports: it falls back to IP addresses`,
      {
        related: [{ at: ipsec.place, message: 'traffic is protected by IPsec' }],
        // Where only a part of the traffic is protected, the rest keeps the finer distribution.
        remedy: ipsec.all
          ? {
              on: team.host,
              shell: 'powershell',
              commands: [powershell`Set-NetLbfoTeam -Name ${team.name} -LoadBalancingAlgorithm IPAddresses`],
              disruptive: true,
            }
          : undefined,
      },
    );
  },
});

/** Where it is written that traffic of a team is protected by IPsec, and whether all of it is. */
function protectedBy(team: Team): { readonly place: Place; readonly all: boolean } | undefined {
  const interfaces = team.allInterfaces;
  const flagged = interfaces.find((teamNic) => teamNic.data.ipsec);
  const all = interfaces.every((teamNic) => teamNic.data.ipsec);
  if (flagged) return { place: at(flagged, 'ipsec'), all };
  if (!team.host.data.ipsec?.required || interfaces.every((teamNic) => teamNic.data.ipsec !== undefined)) return undefined;
  return { place: at(team.host, 'ipsec', 'required'), all: interfaces.every((teamNic) => teamNic.data.ipsec === undefined) };
}
