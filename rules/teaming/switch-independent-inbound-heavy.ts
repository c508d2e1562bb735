import { defineRule } from '#lint/rule';
import { loadBalancingAlgorithm, teamingMode } from '#model/defaults';
import { algorithmPlace, isAddressHash, modePlace } from '#model/distribution';
import { at } from '#model/place';
import { activeMembers } from '#model/team-members';

/** A switch-independent team with an address hash receives on one member: a server that receives much wants the switch to take part. */
export default defineRule({
  about: 'team',
  severity: 'info',
  title: 'A server that receives much has a team that receives on one member',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Switch Independent configuration / Address Hash distribution"',
  check(team, { network, report }) {
    const { host } = team;
    const direction = host.data.workload?.direction;
    if (direction !== 'inbound' && direction !== 'balanced') return;
    const algorithm = loadBalancingAlgorithm(team)?.value;
    if (!algorithm || !isAddressHash(algorithm) || teamingMode(team)?.value !== 'SwitchIndependent') return;
    // Below a Hyper-V switch it is the VMs that receive: teaming/address-hash-under-vswitch speaks of them.
    if ((activeMembers(team)?.atLeast ?? 0) < 2 || network.vmSwitchesOnTeam(team).length > 0) return;
    const receives = direction === 'inbound' ? 'mostly receives' : 'receives as much as it sends';
    report(
      modePlace(team),
      `${host.name} ${receives}, but its team ${team.name} (SwitchIndependent, ${algorithm}) receives on one member only`,
      {
        related: [
          { at: at(host, 'workload', 'direction'), message: 'what the server does' },
          ...(team.data.loadBalancingAlgorithm === undefined
            ? []
            : [{ at: algorithmPlace(team), message: 'how it distributes' }]),
        ],
      },
    );
  },
});
