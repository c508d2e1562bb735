import type { Cluster, Host, Vm } from '#model/entity';
import type { Network } from '#model/network';
import { clusterOf } from '#model/replica-endpoint';
import type { ReplicaServer } from '#model/replica-entity';
import { portToAsk } from '#model/replica-listener';
import { type AimedLeg, senders, sourceHosts } from '#model/replication-leg';
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
  const direct = powershell`Set-VMReplication -VMName ${leg.vm.name}`;
  return vmRemedy(network, leg.vm, { host, names: senders(network, leg) }, [direct, 'Set-VMReplication'], parameters);
}

/**
 * The other way of authentication for a step, with the port of the server for it. A certificate needs its thumbprint, so there is no command
 * where none is written. With Kerberos Set-VMReplication refuses one, and Windows ignores the one from before.
 */
export function authenticationRemedy(network: Network, leg: AimedLeg, server: ReplicaServer): Remedy | undefined {
  const to = leg.data.authenticationType === 'Certificate' ? 'Kerberos' : 'Certificate';
  const port = portToAsk(server, to, leg.data.replicaServerName ?? server.name);
  const thumbprint = leg.data.certificateThumbprint?.trim();
  if (port === undefined || (to === 'Certificate' && !thumbprint)) return undefined;
  const asks = `-AuthenticationType ${to} -ReplicaServerPort ${port}`;
  const by = to === 'Certificate' ? powershell` -CertificateThumbprint ${thumbprint!}` : '';
  return legRemedy(network, leg, by === undefined ? undefined : `${asks}${by}`);
}

/**
 * A command about a VM. Only the machine that has the VM knows it, and which node of a cluster that is no file knows: all of them are asked,
 * one answers. Undefined where not all are known.
 */
export function vmRemedy(
  network: Network,
  vm: Vm,
  { host, names }: { readonly host: Host | undefined; readonly names: readonly string[] | undefined },
  [direct, piped]: readonly [direct: string | undefined, piped: string],
  parameters: string | undefined,
): Remedy | undefined {
  if (!host || !names) return undefined;
  const found = powershell`Get-VM -Name ${vm.name} -ComputerName ${names} -ErrorAction SilentlyContinue`;
  const command = names.length > 1 ? found && `${found} | ${piped}` : direct;
  return {
    on: names.length > 1 ? (clusterOf(network, host) ?? host) : host,
    shell: 'powershell',
    commands: [command === undefined || parameters === undefined ? undefined : `${command} ${parameters}`.trimEnd()],
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
