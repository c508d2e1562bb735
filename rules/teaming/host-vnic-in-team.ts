import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { nameKey } from '#model/names';
import { at } from '#model/place';

/** Windows calls the virtual adapters of a host so in the list of adapters. */
const LISTED_AS = /^vethernet \((.+)\)$/i;
const DRIVER = /^hyper-v virtual ethernet adapter\b/i;

/** A team is made of physical adapters; the management operating system's own virtual ones stand on a Hyper-V switch. */
export default defineRule({
  about: 'team-member',
  severity: 'error',
  title: 'A virtual adapter of the host is a member of a team',
  hides: ['reading/unresolved-reference'],
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "No teaming of Hyper-V ports in the Host Partition"',
  check(member, { report }) {
    const { team, nic, name } = member;
    const { host } = team;
    const described = nic?.data.interfaceDescription;
    // An adapter of that name which is something else may have got it by renaming.
    if (described === undefined ? nic !== undefined : !DRIVER.test(described)) return;
    const plain = LISTED_AS.exec(name)?.[1] ?? name;
    const adapter = host.hostAdapters.find((each) => nameKey(each.name) === nameKey(plain));
    if (!nic && !adapter && !LISTED_AS.test(name)) return;
    report(
      at(member, 'name'),
      `${name}, a virtual adapter of ${host.name} on a Hyper-V switch, is a member of the team ${team.name}; teaming virtual adapters in the host is not supported`,
      {
        related: [
          ...(adapter ? [{ at: at(adapter, 'name'), message: 'the virtual adapter' }] : []),
          ...(nic ? [{ at: at(nic, 'interfaceDescription'), message: 'the driver of virtual adapters' }] : []),
        ],
        remedy: {
          on: host,
          shell: 'powershell',
          commands: [powershell`Remove-NetLbfoTeamMember -Name ${name} -Team ${team.name}`],
          disruptive: true,
        },
      },
    );
  },
});
