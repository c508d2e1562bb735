import { powershell } from '#lint/remedy';
import { defineRule, type FixRequest } from '#lint/rule';
import type { TeamNic } from '#model/entity';
import { nameKey } from '#model/names';
import { at } from '#model/place';
import { isPrimary, vlanInName, wantedInterfaces } from '#model/team-interface';
import { uplinkNames } from '#model/uplink';

export default defineRule({
  about: 'team-nic',
  severity: 'warning',
  title: 'The generated name of a team interface says another VLAN than it has',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Modifying team interfaces"',
  check(teamNic, { report }) {
    const { team, data } = teamNic;
    const { host } = team;
    const said = vlanInName(teamNic);
    const vlan = data.vlanId ?? (data.default === true ? 0 : undefined);
    if (said === undefined || vlan === undefined || said === vlan || data.ensure === 'Absent') return;
    // An added interface without a VLAN is a worse mistake than its name.
    if (vlan === 0 && !isPrimary(teamNic)) return;
    // Of an interface in Default mode nothing says which name it should have.
    const name = vlan === 0 ? undefined : teamNic.name.trim().replace(/\d+$/, String(vlan));
    // Of two interfaces with one VLAN, the one whose name says another was meant to have that: team-interface/duplicate-vlan.
    const shared = wantedInterfaces(team).some((other) => other !== teamNic && other.data.vlanId === vlan);
    const free = name !== undefined && !shared && !host.adapter(name);
    report(
      at(teamNic, 'name'),
      `${teamNic.name} of ${host.name} is named after VLAN ${said}, but ${vlan === 0 ? 'is in Default mode' : `has VLAN ${vlan}`}`,
      {
        related: [{ at: data.vlanId === undefined ? at(teamNic, 'default') : at(teamNic, 'vlanId'), message: 'what it has' }],
        fix: free ? renaming(teamNic, name) : undefined,
        remedy: free
          ? {
              on: host,
              shell: 'powershell',
              commands: [powershell`Rename-NetAdapter -Name ${teamNic.name} -NewName ${name}`],
              disruptive: false,
            }
          : undefined,
      },
    );
  },
});

/** The new name wherever the host uses the old one; none where the list of adapters has it too, which cables and exports refer to. */
function renaming(teamNic: TeamNic, name: string): FixRequest | undefined {
  const { team } = teamNic;
  const { host } = team;
  const isIt = (other: { readonly name: string }): boolean => nameKey(other.name) === nameKey(teamNic.name);
  // Characters that YAML or quotes give a meaning are for their author to place.
  if (!/^[\w -]+$/.test(name) || host.nics.some(isIt)) return undefined;
  const uses = [
    ...host.teams.flatMap((other) =>
      other.members.filter(isIt).map((member) => at(member, ...(member.settings ? (['name'] as const) : []))),
    ),
    ...host.vmSwitches.flatMap((vmSwitch) =>
      uplinkNames(vmSwitch)
        .filter(isIt)
        .map(({ place }) => place),
    ),
  ];
  return {
    title: `Rename it to ${name}`,
    safe: false,
    changes: [at(teamNic, 'name'), ...uses].map((place) => ({ at: place, value: name })),
  };
}
