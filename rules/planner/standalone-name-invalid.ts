import { defineRule } from '#lint/rule';
import { nameFault, planSides } from '#model/plan-side';

/** A side of a plan that is one server is named by its server name or full DNS name. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'A side of a capacity plan is not named by a server name',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { network, report }) {
    for (const { which, name, place, clustered } of planSides(network, plan)) {
      const fault = name === undefined || clustered === true ? undefined : nameFault(name);
      if (fault === undefined) continue;
      report(
        place,
        `the ${which} side of the plan ${plan.name} is '${name}', which is ${fault}; the Capacity Planner takes a server name or a full DNS name`,
      );
    }
  },
});
