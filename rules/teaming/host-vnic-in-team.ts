import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { isHostAdapter } from '#model/team-members';

/** A virtual adapter of the management operating system must not be a member of a team. */
export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'A virtual adapter of the host is a member of a team',
  hides: ['reading/unresolved-reference'],
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "No teaming of Hyper-V ports in the Host Partition"',
  check(team, { report }) {
    const found = team.members.filter(isHostAdapter);
    const [first, ...others] = found;
    if (!first) return;
    const names = found.map((member) => member.name);
    const who =
      others.length > 0
        ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are virtual adapters`
        : `${first.name} is a virtual adapter`;
    // Windows refuses to remove the last member: then the team goes.
    const commands =
      found.length === team.members.length
        ? [powershell`Remove-NetLbfoTeam -Name ${team.name}`]
        : found.map(({ name }) => powershell`Remove-NetLbfoTeamMember -Name ${name} -Team ${team.name}`);
    report(
      at(first, 'name'),
      `${who} of ${team.host.name} itself, which the team ${team.name} must not have as ${others.length > 0 ? 'members' : 'a member'}`,
      {
        related: others.map((member) => ({ at: at(member, 'name'), message: `${member.name} too` })),
        remedy: { on: team.host, shell: 'powershell', commands, disruptive: true },
      },
    );
  },
});
