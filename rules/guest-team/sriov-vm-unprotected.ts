import { defineRule } from '#lint/rule';
import type { Vm, VmSwitch } from '#model/entity';
import { guestTeamMemberOf, knowsTeams, onHosts, virtualFunctionsOf } from '#model/guest-team';
import { nameKey } from '#model/names';
import type { Network } from '#model/network';
import { at } from '#model/place';
import { isWhole } from '#model/references';

/** SR-IOV traffic goes past the host, where no LBFO team can protect it: a team in the guest can, and embedded teaming. */
export default defineRule({
  about: 'vm',
  severity: 'info',
  title: 'A VM uses SR-IOV through one adapter, and nothing takes over when that fails',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC teaming on Virtual Machines"',
  check(vm, { network, report }) {
    if (!vm.adapters.some((each) => each.data.iovWeight)) return;
    const reason = noTeam(vm);
    if (!reason) return;
    const alone = vm.adapters.filter((each) => each.data.iovWeight && !guestTeamMemberOf(each)?.team.members[1]);
    // Two paths of their own, as for MPIO or SMB Multichannel, need no team.
    if (new Set(alone.map((each) => nameKey(each.data.switchName ?? ''))).size > 1) return;
    const exposed = alone.flatMap((adapter) => {
      const switches = virtualFunctionsOf(network, adapter).filter((each) => isOneOfSeveral(network, each));
      return switches[0] ? [{ adapter, switches, vmSwitch: switches[0] }] : [];
    });
    const [first, ...more] = exposed;
    if (!first) return;
    const { adapter, switches, vmSwitch } = first;
    const where = onHosts(
      vm,
      switches.map((each) => each.host),
    );
    const nic = network.uplink(vmSwitch).nics[0]?.name;
    report(
      at(adapter, 'iovWeight'),
      `${vm.name} ${adapter.name} uses SR-IOV of ${nic} alone (the Hyper-V switch ${vmSwitch.name}${where}), and ${reason} to take over when ${nic} fails`,
      {
        related: [
          ...more.map((each) => ({ at: at(each.adapter, 'iovWeight'), message: `${each.adapter.name} too` })),
          ...switches.map((each) => ({ at: at(each, 'netAdapterName'), message: `what it stands on, on ${each.host.name}` })),
        ],
      },
    );
  },
});

/** Why there is known to be no team in a guest over two adapters, or none over those that are in none. */
function noTeam(vm: Vm): string | undefined {
  if (vm.adapters.length === 1 && isWhole(vm, 'networkAdapters')) return 'the VM has no other adapter';
  return knowsTeams(vm) ? 'no team in the guest is there' : undefined;
}

/** Whether a Hyper-V switch stands on one adapter of a host that has others. Where a host has only one, nothing can take over. */
function isOneOfSeveral(network: Network, vmSwitch: VmSwitch): boolean {
  const { nics, complete } = network.uplink(vmSwitch);
  return complete && nics.length === 1 && vmSwitch.host.nics.some((nic) => !nics.includes(nic) && !nic.isTeamInterface);
}
