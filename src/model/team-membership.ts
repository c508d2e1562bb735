import { lostItems } from '#read/validate';
import { teamingMode } from './defaults.ts';
import type { Team, TeamMember } from './entity.ts';
import { nameKey } from './names.ts';
import { isUnsettled } from './references.ts';

/**
 * The members of a team, each once; undefined where not all of them are known: the list is not written, an entry of it could not
 * be read, or a name is still to be filled in.
 */
export function allMembers(team: Team): readonly TeamMember[] | undefined {
  if (team.data.members === undefined || lostItems(team.data.members)) return undefined;
  if (team.members.some((member) => isUnsettled(member.name))) return undefined;
  return [...new Map(team.members.map((member) => [nameKey(member.name), member])).values()];
}

/** Whether a member is held in reserve. */
export function isStandby(member: TeamMember): boolean {
  return member.settings?.administrativeMode === 'Standby';
}

/** The active member and the reserve of a switch-independent team of two; undefined for any other team. */
export function activeAndStandby(team: Team): { readonly active: TeamMember; readonly standby: TeamMember } | undefined {
  const [first, second, ...more] = allMembers(team) ?? [];
  if (!first || !second || more.length > 0 || teamingMode(team)?.value !== 'SwitchIndependent') return undefined;
  if (isStandby(first) === isStandby(second)) return undefined;
  return isStandby(first) ? { active: second, standby: first } : { active: first, standby: second };
}
