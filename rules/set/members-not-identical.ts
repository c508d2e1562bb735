import { defineRule } from '#lint/rule';
import { embeddedTeam } from '#model/embedded-team';
import { memberDifferences } from '#model/member-difference';

/** The members of an embedded team have to be alike: maker, driver, speed, versions of driver and firmware. */
export default defineRule({
  about: 'vm-switch',
  severity: 'warning',
  title: 'The members of an embedded team are not alike',
  hides: ['switch/speed-mismatch'],
  since: '0.1.0',
  source:
    'Microsoft, "Remote Direct Memory Access (RDMA) and Switch Embedded Teaming (SET)"; https://learn.microsoft.com/azure/azure-local/concepts/host-network-requirements',
  check(vmSwitch, { network, report }) {
    const differences = memberDifferences(embeddedTeam(network, vmSwitch)?.nics ?? []);
    const [first] = differences;
    if (!first) return;
    const { host } = vmSwitch;
    const texts = differences.map(
      ({ what, usual, odd }) => `${what} (${usual.nic.name} ${usual.text}, ${odd.nic.name} ${odd.text})`,
    );
    report(
      first.odd.place,
      `the members of the embedded team of the Hyper-V switch ${vmSwitch.name} on ${host.name} differ in ${texts.join(' and ')}`,
      {
        related: differences.flatMap(({ what, facts }) =>
          facts
            .filter((fact) => fact !== first.odd)
            .map(({ nic, text, place }) => ({ at: place, message: `${what} of ${nic.name}: ${text}` })),
        ),
      },
    );
  },
});
