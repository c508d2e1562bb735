import { powershell } from '#lint/remedy';
import { serverRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { planSides, sideNames } from '#model/plan-side';
import { refusesSender } from '#model/replica-authorization';

/** A replica side that names its primary servers must name the primary side of the plan. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'The replica side of a capacity plan does not authorize the primary side',
  hides: ['replica/auth-entry-missing'],
  since: '0.1.0',
  source:
    'Capacity Planner for Hyper-V Replica; https://learn.microsoft.com/powershell/module/hyper-v/new-vmreplicationauthorizationentry',
  check(plan, { network, report }) {
    const [primary, { endpoint }] = planSides(network, plan);
    const names = sideNames(network, primary);
    const server = endpoint?.server;
    if (!server || !refusesSender(network, server, names)) return;
    const entries = server.data.authorizationEntries ?? [];
    const location = entries[0]?.replicaStorageLocation;
    const listed = entries.map((entry) => entry.allowedPrimaryServer).join(', ');
    report(
      at(server, 'authorizationEntries'),
      `${server.name} accepts replicas only from ${listed || 'nobody'}, and the plan ${plan.name} is to replicate to it from ${names[0]}`,
      {
        key: `primary:${names[0]!.toLowerCase()}`,
        related: [
          { at: primary.place, message: `the primary side of the plan ${plan.name}` },
          ...server.entries.map((entry) => ({ at: at(entry, 'allowedPrimaryServer'), message: 'who is authorized' })),
        ],
        remedy:
          location === undefined
            ? undefined
            : serverRemedy(
                network,
                server,
                powershell`New-VMReplicationAuthorizationEntry -AllowedPrimaryServer ${names[0]!} -ReplicaStorageLocation ${location} -TrustGroup ${names[0]!}`,
              ),
      },
    );
  },
});
