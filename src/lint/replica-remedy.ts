import type { Cluster } from '#model/entity';
import type { Network } from '#model/network';
import { clusterOf } from '#model/replica-endpoint';
import type { ReplicaServer } from '#model/replica-entity';
import { type AimedLeg, sourceHosts } from '#model/replication-leg';
import { powershell, type Remedy } from './remedy.ts';

/** A command about the settings of a replica server; those of a Replica Broker are made on its access point. */
export function serverRemedy(network: Network, server: ReplicaServer, command: string | undefined): Remedy {
  const host = network.host(server.data.host ?? server.name);
  const cluster = server.data.cluster === undefined ? undefined : network.cluster(server.data.cluster);
  const where = host ? '' : powershell` -ComputerName ${server.name}`;
  return {
    on: host ?? cluster ?? server,
    shell: 'powershell',
    commands: [command === undefined || where === undefined ? undefined : `${command}${where}`],
    disruptive: false,
  };
}

/** Set-VMReplication with other parameters, where the sending side is described. */
export function legRemedy(network: Network, leg: AimedLeg, parameters: string | undefined): Remedy | undefined {
  const [host] = sourceHosts(network, leg);
  const vm = powershell`Set-VMReplication -VMName ${leg.vm.name}`;
  if (!host) return undefined;
  return {
    on: clusterOf(network, host) ?? host,
    shell: 'powershell',
    commands: [vm === undefined || parameters === undefined ? undefined : `${vm} ${parameters}`],
    disruptive: false,
  };
}

/** The commands that give a cluster a Replica Broker under the name of its access point, with an address from DHCP. */
export function brokerRemedy(cluster: Cluster, name = 'hvr-broker'): Remedy {
  return {
    on: cluster,
    shell: 'powershell',
    commands: [
      powershell`Add-ClusterServerRole -Name ${name}`,
      powershell`Add-ClusterResource -Name 'VM Replication Broker' -Group ${name} -ResourceType 'Virtual Machine Replication Broker'`,
      powershell`Add-ClusterResourceDependency 'VM Replication Broker' ${name}`,
      powershell`Start-ClusterGroup ${name}`,
    ],
    disruptive: false,
  };
}
