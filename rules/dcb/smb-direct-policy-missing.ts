import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { hasLocalDcb, netDirectPolicies, qosList, qosPlace, roceAdapters } from '#model/dcb';
import { at } from '#model/place';

/** Only a policy that matches the Network Direct port gives SMB Direct a priority. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'No QoS policy gives SMB Direct a priority on a host with RoCE',
  aliases: ['dcb/template-for-rdma'],
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netqos/new-netqospolicy; https://github.com/microsoft/Validate-DCB',
  check(host, { network, report }) {
    const policies = qosList(host, 'policies');
    const [roce] = roceAdapters(network, host);
    if (!policies || !roce || netDirectPolicies(host).length > 0) return;
    const template = policies.findIndex((policy) => policy.template === 'SMB');
    // A willing host without any DCB of its own leaves everything to the switch.
    if (host.data.qos?.dcbx?.willing === true && !hasLocalDcb(host) && template < 0) return;
    const why =
      template < 0
        ? 'it travels untagged in the default class and loses frames'
        : `the template SMB of ${policies[template]!.name} matches TCP only`;
    const lossless = qosList(host, 'flowControl');
    // Which priority is meant, the one lossless priority tells.
    const priority = lossless?.length === 1 ? lossless[0] : undefined;
    report(
      qosPlace(host, 'policies'),
      `no QoS policy of ${host.name} matches SMB Direct (Network Direct port 445), which RoCE on ${roce.nic.name} is for: ${why}`,
      {
        related:
          template < 0
            ? []
            : [{ at: at(host, 'qos', 'policies', template, 'template'), message: 'matches SMB over TCP, not over RDMA' }],
        remedy:
          priority === undefined
            ? undefined
            : {
                on: host,
                shell: 'powershell',
                commands: [
                  powershell`New-NetQosPolicy -Name ${'SMBDirect'} -NetDirectPortMatchCondition 445 -PriorityValue8021Action ${priority}`,
                ],
                disruptive: false,
              },
      },
    );
  },
});
