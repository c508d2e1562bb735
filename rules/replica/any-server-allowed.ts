import { serverRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';

/** A Replica server should say who may write VMs to it. */
export default defineRule({
  about: 'replica-server',
  severity: 'warning',
  title: 'Every authenticated server may replicate to a Replica server',
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/windows-server/virtualization/hyper-v/best-practices-analyzer, rule 38: Replica servers should identify specific primary servers',
  check(server, { network, report }) {
    const { replicationAllowedFromAnyServer: any, replicationEnabled } = server.data;
    if (any !== true || replicationEnabled === false) return;
    report(
      at(server, 'replicationAllowedFromAnyServer'),
      `${server.name} accepts replicas from every server that can authenticate, all in the trust group DEFAULT`,
      { remedy: serverRemedy(network, server, 'Set-VMReplicationServer -ReplicationAllowedFromAnyServer $false') },
    );
  },
});
