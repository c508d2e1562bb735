import { defineRule } from '#lint/rule';
import { chosenText, intervalPlace, linkVerdict, needText, usableText } from '#model/link-verdict';
import { at } from '#model/place';

/** What VMs write in the interval that is chosen goes through the link before the next one ends. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'The link of a capacity plan is too slow for the replication interval that is chosen',
  since: '0.1.0',
  source: 'The arithmetic of docs/capacity.md; https://learn.microsoft.com/powershell/module/hyper-v/set-vmreplication',
  check(plan, { network, report }) {
    const link = linkVerdict(network, plan);
    if (link?.verdict !== 'unreachable') return;
    const { usable, chosen, fitting } = link;
    const longer = fitting
      ? `every ${fitting.sec} s it is ${needText(fitting.need, usable)}`
      : 'what a longer interval needs is not known';
    report(
      intervalPlace(plan),
      `replicated ${chosenText(network, plan)} the VMs of the plan ${plan.name} need ${needText(chosen, usable)}, and replication may fill ${usableText(plan, usable)}; ${longer}`,
      { related: [{ at: at(plan, 'estimatedWanBandwidthMbps'), message: 'the link' }] },
    );
  },
});
