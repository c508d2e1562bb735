import { defineRule } from '#lint/rule';
import { extraLossless, netDirectPolicies } from '#model/dcb';
import { at } from '#model/place';

/** A lossless priority can stop everything in it: only traffic that must not lose frames belongs there. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'Priorities are lossless on a host that nothing lossless uses',
  since: '0.1.0',
  source:
    'https://github.com/microsoft/Validate-DCB; https://learn.microsoft.com/azure/azure-local/concepts/host-network-requirements',
  check(host, { report }) {
    const extra = extraLossless(host);
    if (extra.length === 0) return;
    const policies = host.data.qos?.policies ?? [];
    const rdma = netDirectPolicies(host).map(({ priority }) => priority);
    report(
      at(host, 'qos', 'flowControl'),
      `${host.name} has priority flow control on ${extra.length > 1 ? 'priorities' : 'priority'} ${extra.join(', ')} beside ${rdma.join(', ')} of RDMA: one pause stops all traffic there`,
      {
        related: policies.flatMap((policy, i) =>
          extra.includes(policy.priorityValue8021Action ?? -1)
            ? [{ at: at(host, 'qos', 'policies', i, 'priorityValue8021Action'), message: `${policy.name} uses it` }]
            : [],
        ),
        remedy: {
          on: host,
          shell: 'powershell',
          commands: [`Disable-NetQosFlowControl -Priority ${extra.join(',')}`],
          disruptive: false,
        },
      },
    );
  },
});
