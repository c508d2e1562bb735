import type { VmSwitch } from '#model/entity';
import type { LbfoUplink } from '#model/lbfo-uplink';
import { nameKey } from '#model/names';
import type { Network } from '#model/network';
import { creationParameters } from './new-switch.ts';
import { powershell, type Remedy } from './remedy.ts';

/**
 * Commands that make a Hyper-V switch with Switch Embedded Teaming of an LBFO team on which there can be none; undefined where more would have
 * to change with it.
 */
export function embeddedTeamingRemedy(vmSwitch: VmSwitch, { team, replaceable }: LbfoUplink): Remedy | undefined {
  const parameters = creationParameters(vmSwitch);
  if (!team || !replaceable || parameters === undefined) return undefined;
  const management = vmSwitch.data.allowManagementOS ?? true;
  const create = powershell`New-VMSwitch -Name ${vmSwitch.name} -NetAdapterName ${replaceable} -EnableEmbeddedTeaming $true -AllowManagementOS ${management}`;
  return {
    on: vmSwitch.host,
    shell: 'powershell',
    commands: [powershell`Remove-NetLbfoTeam -Name ${team.name}`, create === undefined ? undefined : `${create}${parameters}`],
    disruptive: true,
  };
}

/**
 * The same where the Hyper-V switch works on its LBFO team: a team below a Hyper-V switch cannot be removed, and VMs are connected once more.
 * Undefined also where host adapters would have to be made anew, or VMs may be on other hosts.
 */
export function movedToEmbeddedTeaming(network: Network, vmSwitch: VmSwitch, uplink: LbfoUplink): Remedy | undefined {
  const remedy = embeddedTeamingRemedy(vmSwitch, uplink);
  if (!remedy) return undefined;
  const adapters = network.adaptersOn(vmSwitch);
  // New-VMSwitch makes one of the name of the Hyper-V switch.
  if (adapters.some((each) => each.kind === 'host-adapter' && nameKey(each.name) !== nameKey(vmSwitch.name))) return undefined;
  if (adapters.some((each) => each.kind === 'vm-adapter' && network.hostsOf(each.vm).length > 1)) return undefined;
  const connected = adapters.flatMap((each) =>
    each.kind === 'vm-adapter'
      ? [powershell`Connect-VMNetworkAdapter -VMName ${each.vm.name} -Name ${each.name} -SwitchName ${vmSwitch.name}`]
      : [],
  );
  return {
    ...remedy,
    commands: [powershell`Remove-VMSwitch -Name ${vmSwitch.name} -Force`, ...remedy.commands, ...connected],
  };
}
