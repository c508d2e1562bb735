import { isForgotten } from '#read/forgotten';
import type { HostData, TeamData } from '#read/generated/documents';
import { lostItems } from '#read/validate';
import { isDeclared } from './adapter-feature.ts';
import { teamingMode } from './defaults.ts';
import type { Team, TeamMember } from './entity.ts';
import { nameKey } from './names.ts';
import { at } from './place.ts';
import { isUnsettled } from './references.ts';

/** The lists of members a team has in the documents about its host. */
export function memberLists(team: Team): readonly NonNullable<TeamData['members']>[] {
  return team.tree.documents.flatMap((document) =>
    ((document.data as HostData).teams ?? [])
      .filter((other) => typeof other.name === 'string' && nameKey(other.name) === nameKey(team.name))
      .flatMap((other) => (other.members ? [other.members] : [])),
  );
}

/**
 * The members of a team, each once. Undefined when they are not all known: no list is written, an entry of it could not be read,
 * is a placeholder, or is a wildcard (-TeamMembers takes them: https://learn.microsoft.com/powershell/module/netlbfo/new-netlbfoteam).
 */
export function settledMembers(team: Team): readonly TeamMember[] | undefined {
  const lists = memberLists(team);
  if (lists.length === 0 || lists.some(lostItems)) return undefined;
  const { members } = team;
  if (members.some(({ name }) => isUnsettled(name) || name.includes('['))) return undefined;
  return members.filter((member, i) => members.findIndex((other) => nameKey(other.name) === nameKey(member.name)) === i);
}

/**
 * Role of a member as written, else Active: New-NetLbfoTeam makes every member active, and so does Add-NetLbfoTeamMember unless told
 * otherwise (https://learn.microsoft.com/powershell/module/netlbfo/add-netlbfoteammember). Undefined where an export does not
 * show it or what is written could not be read.
 */
export function roleOf(member: TeamMember): 'Active' | 'Standby' | undefined {
  const { settings } = member;
  if (settings?.administrativeMode !== undefined) return settings.administrativeMode;
  if (settings && isForgotten(settings, 'administrativeMode')) return undefined;
  return isDeclared(at(member)) ? 'Active' : undefined;
}

/** How many members of a team are active. Undefined when its members are not all known. */
export function activeMembers(team: Team): { readonly atLeast: number; readonly atMost: number } | undefined {
  const members = settledMembers(team);
  if (!members) return undefined;
  const { length } = members;
  // Windows makes every member of a switch-dependent team active.
  if (team.data.teamingMode === 'Static' || team.data.teamingMode === 'Lacp') return { atLeast: length, atMost: length };
  const standby = members.filter((member) => roleOf(member) === 'Standby').length;
  const unknown = members.filter((member) => roleOf(member) === undefined).length;
  // Windows refuses a second standby member: of those that do not say, one at most is in reserve.
  const reserve = standby === 0 && unknown > 0 ? 1 : 0;
  return { atLeast: length - standby - reserve, atMost: length - standby };
}

/** The two members of a switch-independent team of which one works and the other waits; undefined for every other team. */
export function activeAndStandby(team: Team): { readonly active: TeamMember; readonly standby: TeamMember } | undefined {
  const members = settledMembers(team);
  if (members?.length !== 2 || teamingMode(team)?.value !== 'SwitchIndependent') return undefined;
  const active = members.find((member) => roleOf(member) === 'Active');
  const standby = members.find((member) => roleOf(member) === 'Standby');
  return active && standby ? { active, standby } : undefined;
}

/** Whether a team is described without members: every list of them is empty, or there is none and nothing was left out in reading. */
export function hasNoMembers(team: Team): boolean {
  const known = memberLists(team).every((list) => list.length === 0 && !lostItems(list));
  return known && team.members.length === 0 && !isForgotten(team.data, 'members');
}

/** Driver of the management operating system's virtual adapters; those inside a VM are called "Microsoft Hyper-V Network Adapter". */
const VIRTUAL_ETHERNET = /^Hyper-V Virtual Ethernet Adapter\b/i;

/** Name Windows gives the adapter of a host adapter: vEthernet (Management). */
const GENERATED = /^\s*vEthernet \((.+)\)\s*$/i;

/**
 * Whether a member of a team is known to be a virtual adapter of the host itself. An adapter with a description is what that says;
 * one without is physical, as its list is of physical adapters, unless the host adapter its name speaks of is described. A name
 * that no adapter has is a host adapter's if it has the generated form, or if all adapters are written and a host adapter is so called.
 */
export function isHostAdapter({ nic, name, team }: TeamMember): boolean {
  const { host } = team;
  const text = nic?.data.interfaceDescription;
  if (text !== undefined) return VIRTUAL_ETHERNET.test(text);
  const inner = GENERATED.exec(name)?.[1];
  const isCalled = (wanted: string): boolean => host.hostAdapters.some((adapter) => nameKey(adapter.name) === nameKey(wanted));
  if (inner !== undefined) return !nic || nic.data.virtual === true || isCalled(inner);
  // Interfaces of teams and vendor teams share the space of names with adapters.
  const isOther = host.adapter(name) || host.thirdPartyTeams.some((other) => nameKey(other.name) === nameKey(name));
  const lists = host.tree.documents.flatMap((document) => [(document.data as HostData).nics ?? []]);
  return !isOther && host.data.nics !== undefined && !lists.some(lostItems) && isCalled(name);
}
