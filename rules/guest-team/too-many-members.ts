import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { nameKey } from '#model/names';
import { at } from '#model/place';

const SUPPORTED = 2;

export default defineRule({
  about: 'guest-team',
  severity: 'error',
  title: 'A team in a VM has more than two members',
  since: '0.1.0',
  source: 'Microsoft Learn, NIC Teaming in VMs: NIC Teaming configuration requirements',
  check(team, { report }) {
    const members = [...new Map(team.members.map((member) => [nameKey(member.name), member])).values()];
    const [surplus, ...more] = members.slice(SUPPORTED);
    if (!surplus) return;
    const names = members.map((member) => member.name).join(', ');
    report(
      at(surplus, 'name'),
      `the team ${team.name} in ${team.vm.name} has ${members.length} members (${names}); more than ${SUPPORTED} are not supported in a VM`,
      {
        related: more.map((member) => ({ at: at(member, 'name'), message: 'one more' })),
        remedy: {
          on: team.vm,
          shell: 'powershell',
          commands: [surplus, ...more].map(({ name }) => powershell`Remove-NetLbfoTeamMember -Name ${name} -Team ${team.name}`),
          disruptive: true,
        },
      },
    );
  },
});
