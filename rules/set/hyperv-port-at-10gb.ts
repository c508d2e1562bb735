import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { bitRateText } from '#model/bit-rate';
import { embeddedTeam, knownSpeed } from '#model/embedded-team';
import { at } from '#model/place';

/** From here on Microsoft recommends HyperVPort. */
const FAST = 10e9;

export default defineRule({
  about: 'vm-switch',
  severity: 'warning',
  title: 'An embedded team of 10 Gbps or more distributes by Dynamic',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/azure/azure-local/concepts/host-network-requirements',
  check(vmSwitch, { network, report }) {
    const team = vmSwitch.data.loadBalancingAlgorithm === 'Dynamic' ? embeddedTeam(network, vmSwitch) : undefined;
    // With one member there is nothing to distribute.
    if (!team || (team.whole && Math.max(team.named.length, team.nics.length) < 2)) return;
    const fast = team.nics.flatMap((nic) => {
      const speed = knownSpeed(nic);
      return speed && speed.bits >= FAST ? [{ nic, ...speed }] : [];
    });
    const [first] = fast;
    if (!first) return;
    const place = at(vmSwitch, 'loadBalancingAlgorithm');
    report(
      place,
      `the embedded team of the Hyper-V switch ${vmSwitch.name} on ${vmSwitch.host.name} distributes by Dynamic, but ${first.nic.name} has ${bitRateText(first.bits)}, and from 10 Gbps on HyperVPort is recommended`,
      {
        related: fast.map((member) => ({ at: member.place, message: `${member.nic.name} has ${bitRateText(member.bits)}` })),
        fix: { title: 'Distribute by HyperVPort', safe: false, changes: [{ at: place, value: 'HyperVPort' }] },
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
