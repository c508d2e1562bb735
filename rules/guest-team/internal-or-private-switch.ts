import { defineRule } from '#lint/rule';
import { guestTeamMemberOf, onHosts, switchesOf } from '#model/guest-team';
import { at } from '#model/place';

export default defineRule({
  about: 'vm-adapter',
  severity: 'error',
  title: 'A member of a team in a VM is connected to no external Hyper-V switch',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC teaming on Virtual Machines"; Microsoft Learn, NIC Teaming in VMs',
  check(adapter, { network, report }) {
    const member = guestTeamMemberOf(adapter);
    if (!member) return;
    const { vm } = adapter;
    // What Get-VMNetworkAdapter shows of an adapter that is not connected.
    const unconnected = adapter.data.switchName?.trim() === '';
    const isolated = switchesOf(network, adapter).filter(
      ({ data }) => data.switchType === 'Internal' || data.switchType === 'Private',
    );
    const [first] = isolated;
    if (!unconnected && !first) return;
    const what = first
      ? `the ${first.data.switchType} Hyper-V switch ${first.name}${onHosts(
          vm,
          isolated.map((each) => each.host),
        )}`
      : 'no Hyper-V switch';
    report(
      at(adapter, 'switchName'),
      `${vm.name} has ${adapter.name} in its team ${member.team.name}, but it is connected to ${what}: the team shows it as disconnected`,
      {
        related: [
          { at: at(member, 'name'), message: `a member of ${member.team.name}` },
          ...isolated.map((each) => ({ at: at(each, 'switchType'), message: `${each.host.name}: ${each.data.switchType}` })),
        ],
      },
    );
  },
});
