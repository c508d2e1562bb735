import { defineRule } from '#lint/rule';
import { linkVerdict, needText, usableText } from '#model/link-verdict';
import { at } from '#model/place';

/** What VMs write in the longest interval there is goes through the link before the next one ends. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'The link of a capacity plan cannot carry what its VMs write, at any replication interval',
  hides: ['planner/frequency-unreachable', 'planner/wan-tight'],
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica; the arithmetic of docs/capacity.md',
  check(plan, { network, report }) {
    const link = linkVerdict(network, plan);
    if (link?.verdict !== 'insufficient') return;
    const { usable, longest, longestSec } = link;
    report(
      at(plan, 'estimatedWanBandwidthMbps'),
      `the VMs of the plan ${plan.name} write more than the link can carry: replicated every ${longestSec} s, the longest interval, they need ${needText(longest, usable)}, and replication may fill ${usableText(plan, usable)}`,
    );
  },
});
