import type { Team } from './entity.ts';
import { lbfoUplink } from './lbfo-uplink.ts';
import type { Network } from './network.ts';
import { isWhole } from './references.ts';

/**
 * Whether a team is known to serve the host itself, with no Hyper-V switch on it. A host that says nothing of Hyper-V may have
 * switches that nobody described, so something must tell: the host lists its Hyper-V switches or roles without Hyper-V, the
 * interfaces of the team have IP addresses of their own, or the hosts are declared complete. A Hyper-V switch whose uplink is
 * not known may stand on any team.
 */
export function isNativeTeam(network: Network, team: Team): boolean {
  const { host } = team;
  if (network.vmSwitchesOnTeam(team).length > 0) return false;
  for (const vmSwitch of host.vmSwitches) {
    const lbfo = lbfoUplink(network, vmSwitch);
    if (!network.uplink(vmSwitch).complete || (lbfo && !lbfo.team)) return false;
  }
  return (
    isWhole(host, 'vmSwitches') ||
    host.hyperV === false ||
    network.inventory.hosts ||
    team.allInterfaces.every((teamNic) => teamNic.data.ipAddresses?.length)
  );
}
