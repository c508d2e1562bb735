import { defineRule } from '#lint/rule';
import { netDirectPolicies, qosList, qosPlace, roceAdapters } from '#model/dcb';
import { at } from '#model/place';

/** RoCE has to have its priority lossless: the adapter does not cope with frames that are lost. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'The priority of RoCE is not lossless on the host',
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/windows-server/networking/technologies/dcb/dcb-manage; https://github.com/microsoft/Validate-DCB',
  check(host, { network, report }) {
    const lossless = qosList(host, 'flowControl');
    // A willing host takes the lossless priorities of the switch.
    if (!lossless || host.data.qos?.dcbx?.willing === true || roceAdapters(network, host).length === 0) return;
    for (const { policy, index, priority } of netDirectPolicies(host)) {
      if (priority === undefined || lossless.includes(priority)) continue;
      const has = lossless.length > 0 ? `only ${lossless.join(', ')}` : 'none';
      report(
        qosPlace(host, 'flowControl'),
        `the policy ${policy.name} gives RoCE on ${host.name} priority ${priority}, which has no priority flow control there (${has}): it loses frames`,
        {
          key: `priority:${priority}`,
          related: [{ at: at(host, 'qos', 'policies', index, 'priorityValue8021Action'), message: 'the priority of RoCE' }],
          remedy: {
            on: host,
            shell: 'powershell',
            commands: [`Enable-NetQosFlowControl -Priority ${priority}`],
            disruptive: false,
          },
        },
      );
    }
  },
});
