import { defineRule } from '#lint/rule';
import { madeClasses, type WrittenClass } from '#model/dcb';
import { at } from '#model/place';

/** A priority is in one traffic class. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'A priority is in two traffic classes of a host',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/dcbqos/new-netqostrafficclass',
  check(host, { report }) {
    const place = ({ item, index, priorities }: WrittenClass, priority: number) =>
      Array.isArray(item.priority)
        ? at(host, 'qos', 'trafficClasses', index, 'priority', priorities.indexOf(priority))
        : at(host, 'qos', 'trafficClasses', index, 'priority');
    const first = new Map<number, WrittenClass>();
    for (const each of madeClasses(host))
      for (const priority of new Set(each.priorities)) {
        const before = first.get(priority);
        if (!before) first.set(priority, each);
        else
          report(
            place(each, priority),
            `priority ${priority} of ${host.name} is in the traffic class ${each.item.name}, but it is in ${before.item.name} already`,
            {
              key: `priority:${priority}`,
              related: [{ at: place(before, priority), message: `in ${before.item.name}` }],
            },
          );
      }
  },
});
