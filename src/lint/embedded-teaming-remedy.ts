import type { VmSwitch } from '#model/entity';
import type { LbfoUplink } from '#model/lbfo-uplink';
import { powershell, type Remedy } from './remedy.ts';

/** Commands that put Switch Embedded Teaming in the place of an LBFO team; undefined where more would have to change with it. */
export function embeddedTeamingRemedy(vmSwitch: VmSwitch, { team, replaceable }: LbfoUplink): Remedy | undefined {
  if (!team || !replaceable) return undefined;
  const management = vmSwitch.data.allowManagementOS ?? true;
  return {
    on: vmSwitch.host,
    shell: 'powershell',
    commands: [
      powershell`Remove-NetLbfoTeam -Name ${team.name}`,
      powershell`New-VMSwitch -Name ${vmSwitch.name} -NetAdapterName ${replaceable} -EnableEmbeddedTeaming $true -AllowManagementOS ${management}`,
    ],
    disruptive: true,
  };
}
