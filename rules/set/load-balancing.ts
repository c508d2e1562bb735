import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { embeddedTeam } from '#model/embedded-team';
import { at } from '#model/place';

/** SET takes two of the five algorithms that LBFO knows. */
export default defineRule({
  about: 'vm-switch',
  severity: 'error',
  title: 'An embedded team is to distribute by an algorithm that only LBFO has',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmswitchteam',
  check(vmSwitch, { network, report }) {
    const { loadBalancingAlgorithm: algorithm } = vmSwitch.data;
    if (algorithm === undefined || algorithm === 'HyperVPort' || algorithm === 'Dynamic') return;
    if (!embeddedTeam(network, vmSwitch)) return;
    report(
      at(vmSwitch, 'loadBalancingAlgorithm'),
      `the embedded team of the Hyper-V switch ${vmSwitch.name} on ${vmSwitch.host.name} is to distribute by ${algorithm}, but Switch Embedded Teaming has only HyperVPort and Dynamic`,
      {
        remedy: {
          on: vmSwitch.host,
          shell: 'powershell',
          commands: [powershell`Set-VMSwitchTeam -Name ${vmSwitch.name} -LoadBalancingAlgorithm HyperVPort`],
          disruptive: true,
        },
      },
    );
  },
});
