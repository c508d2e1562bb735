import { powershell } from '#lint/remedy';
import { serverRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { legsText, legsTo, legText } from '#model/replication-leg';

/** A server that VMs are replicated to must be enabled as a Replica server. */
export default defineRule({
  about: 'replica-server',
  severity: 'error',
  title: 'VMs are replicated to a server that does not accept replicas',
  // A host that sends replicas and is to receive some as well: the way back is closed for the same reason.
  hides: ['replica/reverse-not-ready'],
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/powershell/module/hyper-v/set-vmreplicationserver; Hyper-V Best Practices Analyzer, rule 37',
  check(server, { network, report }) {
    if (server.data.replicationEnabled !== false) return;
    const legs = legsTo(network, server);
    const [first] = legs;
    if (!first) return;
    const { allowedAuthenticationType: type = first.data.authenticationType } = server.data;
    report(
      at(server, 'replicationEnabled'),
      `${server.name} does not accept replicas (replicationEnabled: false), and ${legsText(legs)} replicated to it`,
      {
        related: legs.map((leg) => ({ at: leg.at('replicaServerName'), message: `${legText(leg)} is replicated to it` })),
        remedy: serverRemedy(
          network,
          server,
          `${powershell`Set-VMReplicationServer -ReplicationEnabled $true`}${type === undefined ? '' : ` -AllowedAuthenticationType ${type}`}`,
        ),
      },
    );
  },
});
