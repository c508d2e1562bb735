import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { planSide } from '#model/plan-side';
import { sameMachine } from '#model/replica-endpoint';
import { wmiBlocker } from '#model/wmi-firewall';

/** A planner that runs elsewhere reads the VMs of the primary side over WMI, which the firewall of every server there must let in. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'The firewall of the primary side keeps out the Capacity Planner',
  since: '0.1.0',
  source:
    'Capacity Planner for Hyper-V Replica; https://learn.microsoft.com/windows/win32/wmisdk/connecting-to-wmi-remotely-starting-with-vista',
  check(plan, { network, report }) {
    const { runsOn } = plan.data;
    if (runsOn === undefined) return;
    const local = network.host(runsOn);
    for (const host of planSide(network, plan, 'primary').hosts) {
      const blocker = wmiBlocker(host);
      if (blocker === undefined || host === local || sameMachine(host.name, runsOn)) continue;
      const { displayName, name, group } = host.data.firewallRules![blocker]!;
      report(
        at(host, 'firewallRules', blocker, 'enabled'),
        `${host.name} lets no remote WMI in (${displayName ?? name ?? group} is off), and the Capacity Planner for the plan ${plan.name} reads its VMs from ${runsOn.trim()}`,
        {
          related: [{ at: at(plan, 'runsOn'), message: `the planner runs here for the plan ${plan.name}` }],
          remedy: {
            on: host,
            shell: 'powershell',
            commands: [powershell`Enable-NetFirewallRule -Group '@FirewallAPI.dll,-34251'`],
            disruptive: false,
          },
        },
      );
    }
  },
});
