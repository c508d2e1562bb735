import { powershell } from '#lint/remedy';
import { serverRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { refusesSender } from '#model/replica-authorization';
import { type AimedLeg, legsText, legsTo, legText, sourceNames } from '#model/replication-leg';

/** A Replica server that names its primary servers must name those of all VMs that are replicated to it. */
export default defineRule({
  about: 'replica-server',
  severity: 'error',
  title: 'A Replica server does not authorize the primary server of a VM that is replicated to it',
  hides: ['replica/reverse-not-ready'],
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/new-vmreplicationauthorizationentry',
  check(server, { network, report }) {
    const refused = new Map<string, AimedLeg[]>();
    for (const leg of legsTo(network, server)) {
      const names = sourceNames(network, leg);
      if (!refusesSender(network, server, names)) continue;
      const known = refused.get(names[0]!);
      if (known) known.push(leg);
      else refused.set(names[0]!, [leg]);
    }
    const entries = server.data.authorizationEntries ?? [];
    const listed = entries.map((entry) => entry.allowedPrimaryServer).join(', ');
    for (const [name, legs] of refused) {
      report(
        at(server, 'authorizationEntries'),
        `${server.name} accepts replicas only from ${listed || 'nobody'}, and ${legsText(legs)} replicated to it from ${name}`,
        {
          key: `primary:${name.toLowerCase()}`,
          related: legs.map((leg) => ({ at: leg.at('replicaServerName'), message: `${legText(leg)} is replicated to it` })),
          remedy: entries[0]?.replicaStorageLocation
            ? serverRemedy(
                network,
                server,
                powershell`New-VMReplicationAuthorizationEntry -AllowedPrimaryServer ${name} -ReplicaStorageLocation ${entries[0].replicaStorageLocation} -TrustGroup ${name}`,
              )
            : undefined,
        },
      );
    }
  },
});
