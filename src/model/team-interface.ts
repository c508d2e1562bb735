import { isDeclared } from './adapter-feature.ts';
import type { Team, TeamNic } from './entity.ts';
import { nameKey } from './names.ts';
import { at } from './place.ts';

/**
 * The interfaces somebody wants a team to have, the primary one also where it is not written. What a machine was seen with is
 * left out: it may be the same interface under its former name.
 */
export function wantedInterfaces(team: Team): readonly TeamNic[] {
  return team.allInterfaces.filter((teamNic) => isDeclared(at(teamNic)));
}

/**
 * Whether an interface is the one that was made together with its team. It says so itself, or another does; else the name tells,
 * which New-NetLbfoTeam takes from -TeamNicName or from the team. Undefined where it may be the primary interface renamed.
 * Source: https://learn.microsoft.com/powershell/module/netlbfo/new-netlbfoteam
 */
export function isPrimary(teamNic: TeamNic): boolean | undefined {
  const { team, data } = teamNic;
  if (data.primary !== undefined) return data.primary;
  const others = team.teamNics.filter((other) => other !== teamNic && isDeclared(at(other)));
  if (others.some((other) => other.data.primary === true)) return false;
  const name = nameKey(team.data.teamNicName ?? team.name);
  if (nameKey(teamNic.name) === name) return true;
  return team.data.teamNicName !== undefined || others.some((other) => nameKey(other.name) === name) ? false : undefined;
}

/**
 * The number in a name of the form Windows generates, "Team1 - VLAN 42". Windows keeps it in step with the VLAN of the interface
 * as long as the name has this form.
 * Source: Windows Server 2012 NIC Teaming guidance, "Modifying team interfaces"
 */
export function vlanInName(teamNic: TeamNic): number | undefined {
  const start = `${nameKey(teamNic.team.name)} - vlan `;
  const name = nameKey(teamNic.name);
  const number = name.startsWith(start) ? name.slice(start.length) : '';
  return /^[1-9]\d{0,3}$/.test(number) ? Number(number) : undefined;
}
