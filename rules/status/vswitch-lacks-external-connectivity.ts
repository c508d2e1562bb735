import { defineRule } from '#lint/rule';
import type { GuestTeam } from '#model/entity';
import { nameKey } from '#model/names';
import { at } from '#model/place';

/** A team inside a VM needs adapters on external Hyper-V switches, with a link below them. */
export default defineRule({
  about: 'guest-team',
  severity: 'error',
  title: 'A member of a team inside a VM has no way out of its Hyper-V switch',
  since: '0.1.0',
  source: 'MSFT_NetLbfoTeamMember, FailureReason; Windows Server 2012 NIC Teaming guidance, "NIC teaming on Virtual Machines"',
  check(team, { network, report }) {
    for (const [i, member] of (team.data.members ?? []).entries()) {
      if (typeof member === 'string' || member.failureReason !== 'VirtualSwitchLacksExternalConnectivity') continue;
      const adapter = adapterOf(team, member.name);
      const on = adapter?.data.switchName;
      const switches = on === undefined ? [] : network.hostsOf(team.vm).flatMap((host) => host.vmSwitch(on) ?? []);
      // That the switch is no external one is told where it can be repaired.
      if (switches.some(({ data }) => data.switchType === 'Internal' || data.switchType === 'Private')) continue;
      const where = on === undefined ? 'the Hyper-V switch below it' : `the Hyper-V switch ${on}`;
      report(
        at(team, 'members', i, 'failureReason'),
        `${member.name} in the team ${team.name} of the VM ${team.vm.name} fails: ${where} has no connection to the outside`,
        { related: adapter && on !== undefined ? [{ at: at(adapter, 'switchName'), message: 'the Hyper-V switch' }] : [] },
      );
    }
  },
});

/** The virtual adapter behind a name inside the guest: what the guest calls it, else its own name. */
function adapterOf({ vm }: GuestTeam, name: string) {
  const nicNames = vm.data.guest?.nicNames ?? {};
  return vm.adapters.find(
    (adapter) => nameKey(adapter.data.guestName ?? nicNames[adapter.name] ?? adapter.name) === nameKey(name),
  );
}
