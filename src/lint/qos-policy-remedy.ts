import type { Host } from '#model/entity';
import { powershell, type Remedy } from './remedy.ts';

type QosPolicy = NonNullable<NonNullable<Host['data']['qos']>['policies']>[number];

/** Takes a QoS policy away for its minimum bandwidth; undefined where its other actions would go with it. */
export function removePolicyRemedy(host: Host, policy: QosPolicy): Remedy | undefined {
  const { name, policyStore } = policy;
  if ((policy.priorityValue8021Action ?? policy.dscpAction ?? policy.throttleRateActionBitsPerSecond) !== undefined)
    return undefined;
  const command =
    policyStore === undefined
      ? powershell`Remove-NetQosPolicy -Name ${name}`
      : powershell`Remove-NetQosPolicy -Name ${name} -PolicyStore ${policyStore}`;
  return { on: host, shell: 'powershell', commands: [command], disruptive: false };
}
