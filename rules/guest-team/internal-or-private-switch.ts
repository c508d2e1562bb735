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
    const switches = switchesOf(network, adapter);
    const isolated = switches.filter(({ data }) => data.switchType === 'Internal' || data.switchType === 'Private');
    const external = switches.find(({ data }) => data.switchType === 'External');
    if (external) {
      // The other hosts are right, and each of these is to be made so; the same for every VM on it.
      for (const each of isolated)
        report(
          at(each, 'switchType'),
          `the Hyper-V switch ${each.name} is ${each.data.switchType} on ${each.host.name}, but External on ${external.host.name}: on ${each.host.name} a team in a VM shows its members on it as disconnected`,
          {
            related: [
              { at: at(adapter, 'switchName'), message: `${adapter.name} in the team ${member.team.name} of ${vm.name}` },
              { at: at(external, 'switchType'), message: `External on ${external.host.name}` },
            ],
          },
        );
      return;
    }
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
