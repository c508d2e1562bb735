import { defineRule } from '#lint/rule';
import { embeddedTeam } from '#model/embedded-team';
import { at } from '#model/place';

/** SET has no standby: every member carries traffic, and a lost one is made up for by the others. */
export default defineRule({
  about: 'vm-switch',
  severity: 'error',
  title: 'A member of an embedded team is to be Standby',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Microsoft, "Remote Direct Memory Access (RDMA) and Switch Embedded Teaming (SET)"',
  check(vmSwitch, { network, report }) {
    const { netAdapterName: members } = vmSwitch.data;
    if (!Array.isArray(members) || !embeddedTeam(network, vmSwitch)) return;
    for (const [i, member] of members.entries()) {
      if (typeof member === 'string' || member.administrativeMode !== 'Standby') continue;
      const place = at(vmSwitch, 'netAdapterName', i, 'administrativeMode');
      report(
        place,
        `${member.name} is to be Standby in the Hyper-V switch ${vmSwitch.name} on ${vmSwitch.host.name}, but all members of an embedded team are active`,
        { fix: { title: 'Make it Active', safe: true, changes: [{ at: place, value: 'Active' }] } },
      );
    }
  },
});
