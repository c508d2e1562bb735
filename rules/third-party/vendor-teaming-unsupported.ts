import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { inRange } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** Microsoft does not support the teaming software of adapter vendors. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'Adapters are teamed with the software of their vendor',
  since: '0.1.0',
  source:
    'Windows Server 2012 NIC Teaming guidance, "Interactions with other teaming solutions"; https://learn.microsoft.com/troubleshoot/windows-server/virtualization/support-policy-nic-teaming',
  check(host, { report }) {
    // Windows Server 2008 R2 and clients have no teaming of their own to take instead.
    if (host.os !== undefined && !inRange(host.os, RELEASES.lbfo)) return;
    for (const vendor of host.thirdPartyTeams) {
      const { members = [], product = 'the software of an adapter vendor' } = vendor.data;
      report(at(vendor, 'name'), `${vendor.name} on ${host.name} is teamed with ${product}, which Microsoft does not support`, {
        // On a Hyper-V host what comes instead depends on the Hyper-V switch and the release.
        remedy:
          members.length === 0 || host.hyperV
            ? undefined
            : {
                on: host,
                shell: 'powershell',
                commands: [
                  powershell`# First remove the vendor team ${vendor.name} with the tool of the vendor`,
                  // Asks first: adapters that are still in the vendor's team must not be taken.
                  powershell`New-NetLbfoTeam -Name ${vendor.name} -TeamMembers ${members} -Confirm`,
                ],
                disruptive: true,
              },
      });
    }
  },
});
