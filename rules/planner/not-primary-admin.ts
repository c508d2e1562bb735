import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isLocalAdministrator } from '#model/local-administrators';
import { inRange } from '#model/os';
import { at } from '#model/place';
import { planSide } from '#model/plan-side';
import { RELEASES } from '#model/releases';

/** The account that runs the planner is a local administrator of every server of the primary side. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'The account that runs the Capacity Planner is no administrator of the primary side',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { network, report }) {
    const { runAs } = plan.data;
    if (runAs === undefined) return;
    for (const host of planSide(network, plan, 'primary').hosts) {
      if (isLocalAdministrator(host, runAs) !== false) continue;
      report(
        at(host, 'administrators'),
        `${runAs.trim()} is no administrator of ${host.name}, and runs the Capacity Planner for the plan ${plan.name} against it`,
        {
          key: `account:${runAs.trim().toLowerCase()}`,
          related: [{ at: at(plan, 'runAs'), message: `runs the planner for the plan ${plan.name}` }],
          remedy: {
            on: host,
            shell: 'powershell',
            commands: [
              inRange(host.os, RELEASES.localGroupCmdlets)
                ? powershell`Add-LocalGroupMember -Group 'Administrators' -Member ${runAs.trim()}`
                : powershell`net localgroup Administrators ${runAs.trim()} /add`,
            ],
            disruptive: false,
          },
        },
      );
    }
  },
});
