import { defineRule } from '#lint/rule';
import { chosenText, linkVerdict, needText, usableText } from '#model/link-verdict';
import { at } from '#model/place';

/** Something of the link is left to catch up with after an outage. */
export default defineRule({
  about: 'replica-plan',
  severity: 'warning',
  title: 'Replication as planned fills the link almost, with little left to catch up with after an outage',
  since: '0.1.0',
  source: 'The arithmetic of docs/capacity.md; the limit of 80 percent is our own',
  check(plan, { network, report }) {
    const link = linkVerdict(network, plan);
    if (link?.verdict !== 'tight') return;
    const { usable, chosen } = link;
    report(
      at(plan, 'estimatedWanBandwidthMbps'),
      `replicated ${chosenText(network, plan)} the VMs of the plan ${plan.name} need ${needText(chosen, usable)} at their peak, more than 80 percent of the ${usableText(plan, usable)} that replication may fill: little is left to catch up with after an outage`,
    );
  },
});
