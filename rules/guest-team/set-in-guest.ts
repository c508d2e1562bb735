import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isNested } from '#model/guest-team';
import { at } from '#model/place';

/** Switch Embedded Teaming is a part of the Hyper-V switch; a guest without Hyper-V has LBFO teams only. */
export default defineRule({
  about: 'vm',
  severity: 'error',
  title: 'Switch Embedded Teaming inside a VM without the Hyper-V role',
  since: '0.1.0',
  source: 'Microsoft, "Remote Direct Memory Access (RDMA) and Switch Embedded Teaming (SET)"',
  check(vm, { report }) {
    // Roles that are not written may hold Hyper-V.
    if (isNested(vm) !== false) return;
    const roles = vm.data.guest?.roles?.join(', ') || 'none';
    for (const [i, { name, netAdapterName: names = [], embeddedTeamingEnabled: set }] of (
      vm.data.guest?.vmSwitches ?? []
    ).entries()) {
      // Several adapters make embedded teaming also without the word.
      if (!(set ?? names.length > 1)) continue;
      report(
        at(vm, 'guest', 'vmSwitches', i, set ? 'embeddedTeamingEnabled' : 'netAdapterName'),
        `the Hyper-V switch ${name} in ${vm.name} is to have Switch Embedded Teaming, but the guest has no Hyper-V role (its roles: ${roles})`,
        {
          related: [{ at: at(vm, 'guest', 'roles'), message: 'the roles of the guest' }],
          remedy:
            names.length === 2
              ? {
                  on: vm,
                  shell: 'powershell',
                  commands: [
                    powershell`New-NetLbfoTeam -Name ${name} -TeamMembers ${names} -TeamingMode SwitchIndependent -LoadBalancingAlgorithm TransportPorts`,
                  ],
                  disruptive: true,
                }
              : undefined,
        },
      );
    }
  },
});
