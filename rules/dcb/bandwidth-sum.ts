import { defineRule } from '#lint/rule';
import { isDefaultClass, qosList } from '#model/dcb';
import { at } from '#model/place';

/** The classes share out 100 percent, of which one at least is left to the built-in class. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'The shares of the traffic classes of a host are more than there is',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/dcbqos/new-netqostrafficclass; IEEE 802.1Qaz',
  check(host, { report }) {
    const shares = (host.data.qos?.trafficClasses ?? []).flatMap((item, index) =>
      item.bandwidthPercentage === undefined || item.algorithm === 'Strict'
        ? []
        : [{ name: item.name, rest: isDefaultClass(item), percent: item.bandwidthPercentage, index }],
    );
    const made = shares.filter((share) => !share.rest);
    const sum = made.reduce((total, { percent }) => total + percent, 0);
    const place = (index: number) => at(host, 'qos', 'trafficClasses', index, 'bandwidthPercentage');
    const told = (all: typeof shares) => all.map((s) => ({ at: place(s.index), message: `${s.name}: ${s.percent} percent` }));
    const last = made.at(-1);
    if (last && sum > 99) {
      report(
        place(last.index),
        `the traffic classes of ${host.name} take ${sum} percent (${made.map((s) => s.percent).join(', ')}), but 99 is the most: the default class needs 1`,
        { key: 'sum', related: told(made.slice(0, -1)) },
      );
      return;
    }
    const rest = shares.find((share) => share.rest);
    if (!rest || !qosList(host, 'trafficClasses') || sum + rest.percent === 100) return;
    report(
      place(rest.index),
      `the default class of ${host.name} is to have ${rest.percent} percent, but Windows gives it what the other classes leave: ${100 - sum}`,
      { key: 'rest', severity: 'warning', related: told(made) },
    );
  },
});
