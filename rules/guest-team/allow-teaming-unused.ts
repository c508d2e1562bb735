import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { guestTeamMemberOf, hostToAsk, knowsTeams } from '#model/guest-team';
import { at } from '#model/place';

/** Where teaming is allowed, the guest may send with the MAC address of another adapter. */
export default defineRule({
  about: 'vm-adapter',
  severity: 'info',
  title: 'An adapter may be teamed in a VM that does not team it',
  preset: 'strict',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC teaming on Virtual Machines": what AllowTeaming is for',
  check(adapter, { network, report }) {
    const { vm } = adapter;
    if (adapter.data.allowTeaming !== 'On' || !knowsTeams(vm) || guestTeamMemberOf(adapter)) return;
    const host = hostToAsk(network, adapter);
    const teams = vm.guestTeams.map((team) => team.name);
    report(
      at(adapter, 'allowTeaming'),
      `${vm.name} may team ${adapter.name}, but ${teams.length === 0 ? 'has no team' : `it is in no team of the guest (${teams.join(', ')})`}`,
      {
        remedy: host && {
          on: host,
          shell: 'powershell',
          commands: [powershell`Set-VMNetworkAdapter -VMName ${vm.name} -Name ${adapter.name} -AllowTeaming Off`],
          disruptive: false,
        },
      },
    );
  },
});
