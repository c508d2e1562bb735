import { defineRule } from '#lint/rule';
import { isLocalToNode } from '#model/cluster-path';
import { at } from '#model/place';
import { planSide } from '#model/plan-side';

/** On a cluster the planner's own VM may be on any node, so that every node must reach its folder. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: "The folder for the planner's own VM is on one node of a cluster",
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { network, report }) {
    const { temporaryVmLocation: folder } = plan.data;
    const { clustered, cluster, place, name } = planSide(network, plan, 'primary');
    if (folder === undefined || clustered !== true || !isLocalToNode(folder, cluster)) return;
    report(
      at(plan, 'temporaryVmLocation'),
      `the folder for the planner's own VM is ${folder.trim()}, on a drive of one node, and the primary side of the plan ${plan.name} is ${cluster ? `the cluster ${cluster.name}` : `a cluster (${name})`}`,
      { related: [{ at: place, message: 'the primary side is a cluster' }] },
    );
  },
});
