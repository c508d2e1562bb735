import { defineRule } from '#lint/rule';
import { adapterSpeed } from '#model/link-speed';
import { at } from '#model/place';
import { planSides } from '#model/plan-side';
import { isWhole } from '#model/references';
import { sum } from '#model/replica-sizing';

/** 1 Tbps: nobody rents such a link, and bits or kilobits a second look like it. */
const ABSURD_MBPS = 1_000_000;

/** The estimate of a plan cannot be more than the link has, nor than the adapters of a side have together. */
export default defineRule({
  about: 'replica-plan',
  severity: 'warning',
  title: 'A capacity plan estimates more bandwidth than there can be',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { network, report }) {
    const { estimatedWanBandwidthMbps: estimate, linkCapacityMbps: capacity } = plan.data;
    if (estimate === undefined) return;
    const says = `the plan ${plan.name} estimates ${estimate} Mbps between its sides`;
    const place = at(plan, 'estimatedWanBandwidthMbps');
    if (estimate >= ABSURD_MBPS) return report(place, `${says}, which is 1 Tbps or more: the unit is Mbps`);
    if (capacity !== undefined && estimate > capacity)
      return report(place, `${says}, and the link has ${capacity} Mbps (linkCapacityMbps)`, {
        related: [{ at: at(plan, 'linkCapacityMbps'), message: 'what the link has' }],
      });
    for (const { which, endpoint, clustered } of planSides(network, plan)) {
      const host = endpoint?.host;
      if (!host || clustered || !isWhole(host, 'nics')) continue;
      const bits = sum(host.nics.filter((nic) => !nic.isTeamInterface).map((nic) => adapterSpeed(nic)?.rate));
      if (!bits || estimate <= bits / 1e6) continue;
      return report(place, `${says}, and all adapters of ${host.name} together have ${bits / 1e6} Mbps`, {
        related: [{ at: at(host, 'nics'), message: `the adapters of the ${which} side` }],
      });
    }
  },
});
