import { defineRule } from '#lint/rule';
import { madeClasses, qosList, roceAdapters } from '#model/dcb';
import { at } from '#model/place';

/** A priority without a class shares what the classes leave. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'A QoS policy sets a priority that no traffic class of the host has',
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/windows-server/networking/technologies/dcb/dcb-manage; https://github.com/microsoft/Validate-DCB',
  check(host, { network, report }) {
    // A willing host takes the classes of the switch.
    if (!qosList(host, 'trafficClasses') || host.data.qos?.dcbx?.willing === true) return;
    const classes = madeClasses(host);
    const roce = roceAdapters(network, host).length > 0;
    const told = new Set<number>();
    for (const [i, policy] of (host.data.qos?.policies ?? []).entries()) {
      const priority = policy.priorityValue8021Action;
      const direct = policy.netDirectPortMatchCondition !== undefined;
      // Priority 0 is what has no other; a host without classes may mark frames for the switch alone.
      if (!priority || told.has(priority) || policy.template === 'Default' || (classes.length === 0 && !(direct && roce)))
        continue;
      if (classes.some(({ priorities }) => priorities.includes(priority))) continue;
      told.add(priority);
      const list = classes.map(({ item, priorities }) => `${item.name} has ${priorities.join(', ')}`).join('; ');
      report(
        at(host, 'qos', 'policies', i, 'priorityValue8021Action'),
        `the policy ${policy.name} of ${host.name} sets priority ${priority}, which is in no traffic class${list ? ` (${list})` : ''}: it has no share of the bandwidth of its own`,
        {
          key: `priority:${priority}`,
          ...(direct ? {} : { severity: 'warning' as const }),
          related: [{ at: at(host, 'qos', 'trafficClasses'), message: 'the traffic classes' }],
        },
      );
    }
  },
});
