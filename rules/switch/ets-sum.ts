import { defineRule } from '#lint/rule';
import { isApplied, type QueuingClass, queuingPolicies } from '#model/switch-qos';

/** The shares of the classes of a queuing policy add up to the whole link. */
export default defineRule({
  about: 'switch',
  severity: 'error',
  title: 'The bandwidth shares of a queuing policy do not add up to 100 percent',
  since: '0.1.0',
  source: 'Azure/AzureLocal-Supportability, switch configurations; IEEE 802.1Qaz',
  check(device, { report }) {
    for (const { policy, classes } of queuingPolicies(device)) {
      if (policy !== undefined && !isApplied(device, 'queuing', policy)) continue;
      const shares = classes.filter((c) => c.percent !== undefined);
      const ofLink = shares.filter((c) => !c.remaining);
      const ofRest = shares.filter((c) => c.remaining);
      // A share of the link and a share of the rest are two sums, each of which has to stay below 100.
      const over = [ofLink, ofRest].find((some) => sum(some) > 100);
      const counted = over ?? (leavesARest(classes, sum(ofLink), sum(ofRest)) ? shares : []);
      // Classes without a share often stand at the end; none of them is the one to change.
      const last = counted.findLast((c) => c.percent !== 0) ?? counted.at(-1);
      if (!last) continue;
      const name = policy === undefined ? '' : ` of the queuing policy ${policy}`;
      const list = counted.map((c) => c.percent).join(', ');
      const consequence = over ? 'there is no more than 100 to share out' : 'the rest is given to no class';
      report(last.place, `the shares${name} on ${device.name} add up to ${sum(counted)} percent (${list}); ${consequence}`, {
        key: `policy:${policy ?? ''}`,
        ...(over ? {} : { severity: 'warning' as const }),
        related: counted.filter((c) => c !== last).map((c) => ({ at: c.place, message: `${c.name}: ${c.percent} percent` })),
      });
    }
  },
});

/**
 * Whether the shares are less than the whole and nobody can get the rest: every class has a share or goes first, the default class
 * among them, and shares of the link are not held back for a class that goes first.
 */
function leavesARest(classes: readonly QueuingClass[], link: number, rest: number): boolean {
  const all = classes.every((c) => c.percent !== undefined || c.strict);
  const hasDefault = classes.some((c) => /default/i.test(c.name) && c.percent !== undefined);
  return all && hasDefault && link + rest < 100 && (rest > 0 || !classes.some((c) => c.strict));
}

function sum(classes: readonly QueuingClass[]): number {
  return classes.reduce((total, c) => total + (c.percent ?? 0), 0);
}
