import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isRoce, netDirectPolicies, rdmaAdapters } from '#model/dcb';
import { at } from '#model/place';
import { usesDscp } from '#model/priority-tag';
import { RELEASES } from '#model/releases';

/** Without IeeePriorityTag the Hyper-V switch takes the priority out of what a host adapter sends. */
export default defineRule({
  about: 'host-adapter',
  severity: 'error',
  title: 'A host adapter with RoCE may not send priorities',
  versions: RELEASES.set,
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmnetworkadapter; https://github.com/microsoft/Validate-DCB',
  check(adapter, { network, report }) {
    const { data, host, name } = adapter;
    if (data.ieeePriorityTag !== 'Off' || !data.rdma?.enabled) return;
    const policy = netDirectPolicies(host).find(({ priority }) => priority);
    const on = data.switchName === undefined ? undefined : host.vmSwitch(data.switchName);
    const nics = on ? network.uplink(on).nics : [];
    const below = rdmaAdapters(network, host).filter(({ nic }) => nics.includes(nic));
    // Adapters that do not say their technology are for RoCE where a policy gives RDMA a priority.
    if (!below.some(({ technology }) => isRoce(technology) || (technology === undefined && policy))) return;
    if (below.some(({ nic }) => usesDscp(network, nic))) return;
    const priority = policy ? `priority ${policy.priority} of the policy ${policy.policy.name}` : 'the priority of RoCE';
    report(
      at(adapter, 'ieeePriorityTag'),
      `the host adapter ${name} of ${host.name} uses RDMA with IeeePriorityTag Off: ${priority} is taken out of its frames`,
      {
        related: policy
          ? [{ at: at(host, 'qos', 'policies', policy.index, 'priorityValue8021Action'), message: 'the priority' }]
          : [],
        fix: { title: 'Switch it on', safe: false, changes: [{ at: at(adapter, 'ieeePriorityTag'), value: 'On' }] },
        remedy: {
          on: host,
          shell: 'powershell',
          commands: [powershell`Set-VMNetworkAdapter -ManagementOS -Name ${name} -IeeePriorityTag On`],
          disruptive: false,
        },
      },
    );
  },
});
