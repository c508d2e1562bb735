import { defineRule } from '#lint/rule';
import { embeddedTeam } from '#model/embedded-team';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** Packet Direct works above an embedded team that distributes by HyperVPort only, and Microsoft's own checks want it off. */
export default defineRule({
  about: 'vm-switch',
  severity: 'error',
  title: 'Packet Direct is on above an embedded team',
  versions: RELEASES.packetDirect,
  fixable: 'safe',
  since: '0.1.0',
  source: 'Microsoft, "Remote Direct Memory Access (RDMA) and Switch Embedded Teaming (SET)"; microsoft/Validate-DCB; cHyper-V',
  check(vmSwitch, { network, report }) {
    const { packetDirectEnabled, loadBalancingAlgorithm: algorithm } = vmSwitch.data;
    if (packetDirectEnabled !== true || !embeddedTeam(network, vmSwitch)) return;
    const place = at(vmSwitch, 'packetDirectEnabled');
    const who = `the Hyper-V switch ${vmSwitch.name} on ${vmSwitch.host.name} has Packet Direct on`;
    const refused = algorithm !== undefined && algorithm !== 'HyperVPort';
    report(
      place,
      refused
        ? `${who}, which needs HyperVPort, but its embedded team distributes by ${algorithm}`
        : `${who}, which Microsoft's validation wants off above an embedded team`,
      {
        severity: refused ? 'error' : 'warning',
        related: refused ? [{ at: at(vmSwitch, 'loadBalancingAlgorithm'), message: 'the algorithm' }] : [],
        fix: { title: 'Turn Packet Direct off', safe: true, changes: [{ at: place, value: false }] },
      },
    );
  },
});
