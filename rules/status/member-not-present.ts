import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { memberFault } from '#model/team-status';

/** A team keeps its members by their identity: an adapter that was replaced, moved or renamed by its driver leaves a stale one behind. */
export default defineRule({
  about: 'team-member',
  severity: 'error',
  title: 'Windows does not find the adapter of a team member',
  since: '0.1.0',
  source: 'MSFT_NetLbfoTeamMember, FailureReason',
  check(member, { report }) {
    const { team, nic } = member;
    const fault = memberFault(member);
    if (fault?.sort !== 'absent') return;
    const disabled = nic?.data.status === 'Disabled';
    report(
      fault.place,
      disabled
        ? `${member.name} of ${team.host.name} is Disabled, so the team ${team.name} does not find it: ${fault.shown}`
        : `the team ${team.name} of ${team.host.name} does not find its member ${member.name}: ${fault.shown}`,
      {
        // Somebody switched it off, and can switch it on again.
        ...(disabled ? { severity: 'warning' as const } : {}),
        related: [
          ...(disabled ? [{ at: at(nic, 'status'), message: 'the adapter is Disabled' }] : []),
          ...(team.data.status === undefined || team.data.status === 'Up'
            ? []
            : [{ at: at(team, 'status'), message: `the team is ${team.data.status}` }]),
        ],
        remedy: {
          on: team.host,
          shell: 'powershell',
          commands: [
            disabled
              ? powershell`Enable-NetAdapter -Name ${member.name}`
              : powershell`Remove-NetLbfoTeamMember -Name ${member.name} -Team ${team.name}`,
          ],
          disruptive: false,
        },
      },
    );
  },
});
