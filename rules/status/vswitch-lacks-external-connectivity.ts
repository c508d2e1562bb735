import { defineRule } from '#lint/rule';
import { switchesOf } from '#model/guest-team';
import { at } from '#model/place';

/** A team inside a VM needs adapters on external Hyper-V switches, with a link below them. */
export default defineRule({
  about: 'guest-team-member',
  severity: 'error',
  title: 'A member of a team inside a VM has no way out of its Hyper-V switch',
  since: '0.1.0',
  source: 'MSFT_NetLbfoTeamMember, FailureReason; Windows Server 2012 NIC Teaming guidance, "NIC teaming on Virtual Machines"',
  check(member, { network, report }) {
    if (member.settings?.failureReason !== 'VirtualSwitchLacksExternalConnectivity') return;
    const { adapter, team, vm } = member;
    // That the switch is no external one is told where it can be repaired.
    const switches = adapter ? switchesOf(network, adapter) : [];
    if (switches.some(({ data }) => data.switchType === 'Internal' || data.switchType === 'Private')) return;
    const on = adapter?.data.switchName;
    const where = on === undefined ? 'the Hyper-V switch below it' : `the Hyper-V switch ${on}`;
    report(
      at(member, 'failureReason'),
      `${member.name} in the team ${team.name} of the VM ${vm.name} fails: ${where} has no connection to the outside`,
      { related: adapter && on !== undefined ? [{ at: at(adapter, 'switchName'), message: 'the Hyper-V switch' }] : [] },
    );
  },
});
