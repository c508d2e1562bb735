import { removePolicyRemedy } from '#lint/qos-policy-remedy';
import { defineRule } from '#lint/rule';
import type { Host } from '#model/entity';
import { isNativeTeam } from '#model/native-team';
import type { Network } from '#model/network';
import { at } from '#model/place';

/** A minimum bandwidth of a host policy makes a team slower than it would be without the policy. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'A QoS policy guarantees a minimum bandwidth on a host whose traffic goes through a team',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Feature compatibilities": QoS in host and native systems',
  check(host, { network, report }) {
    const teams = host.teams.filter((team) => isNativeTeam(network, team));
    if (teams.length === 0) return;
    const allTeamed = usesOnlyTeams(network, host);
    for (const [i, policy] of (host.data.qos?.policies ?? []).entries()) {
      const { name, minBandwidthWeightAction: weight } = policy;
      if (weight === undefined) continue;
      // RDMA never goes through a team, and a policy for one sort of traffic may be about the adapters outside the teams.
      if (policy.netDirectPortMatchCondition !== undefined || (policy.template !== 'Default' && !allTeamed)) continue;
      report(
        at(host, 'qos', 'policies', i, 'minBandwidthWeightAction'),
        `the QoS policy ${name} guarantees the minimum bandwidth weight ${weight}, which lowers the throughput of ${teams.map((team) => `the team ${team.name}`).join(' and ')}`,
        {
          related: teams.map((team) => ({ at: at(team, 'name'), message: 'a team without a Hyper-V switch' })),
          remedy: removePolicyRemedy(host, policy),
        },
      );
    }
  },
});

/** Whether every described adapter is a member of a team without a Hyper-V switch, so that all traffic of the host goes there. */
function usesOnlyTeams(network: Network, host: Host): boolean {
  return (
    host.nics.length > 0 &&
    host.nics.every((nic) => {
      const team = network.teamOf(nic);
      return team && isNativeTeam(network, team);
    })
  );
}
