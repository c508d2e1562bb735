import { powershell } from '#lint/remedy';
import { serverRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { planSide } from '#model/plan-side';

/** The Capacity Planner sends a disk of its own to the replica side, which must accept replicas before it runs. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'The replica side of a capacity plan does not accept replicas',
  hides: ['replica/target-not-enabled'],
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica; https://learn.microsoft.com/powershell/module/hyper-v/set-vmreplicationserver',
  check(plan, { network, report }) {
    const { endpoint, place } = planSide(network, plan, 'replica');
    const server = endpoint?.server;
    if (server?.data.replicationEnabled !== false) return;
    const { allowedAuthenticationType: type } = server.data;
    report(
      at(server, 'replicationEnabled'),
      `${server.name} does not accept replicas (replicationEnabled: false), and the Capacity Planner is to send its test disk there for the plan ${plan.name}`,
      {
        related: [{ at: place, message: `the replica side of the plan ${plan.name}` }],
        remedy: serverRemedy(
          network,
          server,
          `Set-VMReplicationServer -ReplicationEnabled $true${type === undefined ? '' : powershell` -AllowedAuthenticationType ${type}`}`,
        ),
      },
    );
  },
});
