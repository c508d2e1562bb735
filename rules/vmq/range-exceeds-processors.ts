import { layoutRemedy } from '#lint/processor-remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { assumed, lastProcessor, layoutText, queueSet, queueStart } from '#model/queue-layout';
import { repairOf } from '#model/queue-proposal';

/** An adapter that is given processors the host does not have gets by with fewer. */
export default defineRule({
  about: 'nic',
  severity: 'warning',
  title: 'The queues of an adapter go past the last processor of the host',
  since: '0.1.0',
  source:
    'Standardized INF keywords for RSS: https://learn.microsoft.com/windows-hardware/drivers/network/standardized-inf-keywords-for-rss',
  check(nic, { network, report }) {
    const { host } = nic;
    const start = queueStart(network, nic);
    const last = lastProcessor(host);
    if (!start || start.group || last === undefined) return;
    const related = [{ at: at(host, 'processors', 'logicalProcessors'), message: 'the processors of the host' }];
    const remedy = () => layoutRemedy(host, start.use, repairOf(network, start).layouts);
    if (start.base.value > last) {
      report(
        start.base.place,
        `the queues of ${nic.name} begin at logical processor ${start.base.value}, but the last of ${host.name} is ${last}`,
        { related, remedy: remedy() },
      );
      return;
    }
    const layout = queueSet(network, nic);
    if (!layout || layout.given.length === layout.set.length) return;
    report(
      layout.max.place,
      `${layoutText(layout, layout.given)} goes past logical processor ${last}, the last of ${host.name}${assumed(host)}`,
      { related: [{ at: layout.base.place, message: 'where it begins' }, ...related], remedy: remedy() },
    );
  },
});
