import { powershell } from '#lint/remedy';
import { serverRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { refusesSender } from '#model/replica-authorization';
import { type AimedLeg, legsFrom, legText, targetNames } from '#model/replication-leg';

/** After a planned failover the replica sends the changes back, so that the primary side must accept replicas too. */
export default defineRule({
  about: 'replica-server',
  severity: 'warning',
  title: 'The primary side does not accept replicas from the side that it replicates to',
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/virtualization/community/team-blog/2012/20120731-types-of-failover-operations-in-hyper-v-replica-part-ii-planned-failover',
  check(server, { network, report }) {
    const { replicationEnabled, authorizationEntries } = server.data;
    const legs = legsFrom(network, server).filter((leg) => leg.target);
    const related = (all: readonly AimedLeg[]) =>
      all.map((leg) => ({ at: leg.at('replicaServerName'), message: `${legText(leg)} is replicated from it` }));
    const others = (all: readonly AimedLeg[]): string => (all.length > 1 ? ` (and ${all.length - 1} more)` : '');
    const [first] = legs;
    if (first && replicationEnabled === false) {
      report(
        at(server, 'replicationEnabled'),
        `${server.name} does not accept replicas (replicationEnabled: false), so that ${legText(first)}${others(legs)} cannot be replicated back from ${first.target?.name} after a planned failover`,
        {
          // Replication in one direction may be what is wanted.
          severity: 'info',
          related: related(legs),
          remedy: serverRemedy(network, server, 'Set-VMReplicationServer -ReplicationEnabled $true'),
        },
      );
      return;
    }
    const refused = new Map<string, AimedLeg[]>();
    for (const leg of legs) {
      const names = targetNames(network, leg);
      if (refusesSender(network, server, names)) refused.set(names[0]!, [...(refused.get(names[0]!) ?? []), leg]);
    }
    for (const [name, back] of refused) {
      const folder = authorizationEntries?.[0]?.replicaStorageLocation;
      report(
        at(server, 'authorizationEntries'),
        `${server.name} does not authorize ${name}, so that ${legText(back[0]!)}${others(back)} cannot be replicated back from there after a planned failover`,
        {
          key: `replica:${name.toLowerCase()}`,
          related: related(back),
          remedy: folder
            ? serverRemedy(
                network,
                server,
                powershell`New-VMReplicationAuthorizationEntry -AllowedPrimaryServer ${name} -ReplicaStorageLocation ${folder} -TrustGroup ${name}`,
              )
            : undefined,
        },
      );
    }
  },
});
