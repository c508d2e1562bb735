import type { Nic, Team, TeamMember, TeamNic } from './entity.ts';
import { nameKey } from './names.ts';
import { at, type Place } from './place.ts';

/** Why a team member carries nothing, as a machine shows it. */
export interface MemberFault {
  readonly sort: 'media' | 'lacp' | 'absent' | 'waiting';
  /** Where it is shown. */
  readonly place: Place;
  /** What is shown there: "failureReason PhysicalMediaDisconnected". */
  readonly shown: string;
}

const SORTS = {
  PhysicalMediaDisconnected: 'media',
  LacpNegotiationIssue: 'lacp',
  NicNotPresent: 'absent',
  WaitingForStableConnectivity: 'waiting',
} as const;

/**
 * What is known to be wrong with a team member: its failureReason, else the state of its adapter. Undefined where nothing is, where
 * no cause is named (UnknownFailure), where the two contradict each other, and for what an administrator decided.
 * Source: MSFT_NetLbfoTeamMember, FailureReason; Get-NetAdapter, Status and MediaConnectionState.
 */
export function memberFault(member: TeamMember): MemberFault | undefined {
  const { failureReason, operationalMode } = member.settings ?? {};
  if (failureReason !== undefined && failureReason in SORTS) {
    const sort = SORTS[failureReason as keyof typeof SORTS];
    const { teamingMode } = member.team.data;
    // A team that is said to run no LACP has changed since.
    if (sort === 'lacp' && teamingMode !== undefined && teamingMode !== 'Lacp') return undefined;
    return { sort, place: at(member, 'failureReason'), shown: `failureReason ${failureReason}` };
  }
  if (failureReason === 'NoFailure' || operationalMode === 'Active' || !member.nic) return undefined;
  return adapterFault(member.nic);
}

function adapterFault(nic: Nic): MemberFault | undefined {
  const { status, mediaConnectionState: media } = nic.data;
  if (status === 'Not Present') return { sort: 'absent', place: at(nic, 'status'), shown: 'status Not Present' };
  if (status === 'Disconnected' && media !== 'Connected')
    return { sort: 'media', place: at(nic, 'status'), shown: 'status Disconnected' };
  if (status === undefined && media === 'Disconnected')
    return { sort: 'media', place: at(nic, 'mediaConnectionState'), shown: 'mediaConnectionState Disconnected' };
  return undefined;
}

/** Members that are known to carry nothing, for a named cause or without one. */
export function isOut(member: TeamMember): boolean {
  return memberFault(member) !== undefined || isFailed(member) || member.nic?.data.status === 'Disabled';
}

/** Whether Windows shows a member as Failed, for whatever reason. */
export function isFailed(member: TeamMember): boolean {
  const { operationalMode, failureReason } = member.settings ?? {};
  return operationalMode === 'Failed' || failureReason === 'UnknownFailure';
}

/** The failed state of a member in words: "NIC2 is Failed (UnknownFailure)". */
export function failedText(member: TeamMember): string {
  const { failureReason } = member.settings ?? {};
  return `${member.name} is Failed${failureReason === undefined || failureReason === 'NoFailure' ? '' : ` (${failureReason})`}`;
}

/** Where a member shows that it has failed. */
export function failedPlace(member: TeamMember): Place {
  return at(member, member.settings?.operationalMode === 'Failed' ? 'operationalMode' : 'failureReason');
}

/** An interface of a team that is Disabled, and where that is shown. */
export interface DisabledInterface {
  readonly teamNic: TeamNic;
  readonly place: Place;
  /** Whether another interface of the team is Up. */
  readonly besideUp: boolean;
}

/**
 * The interfaces of a team that are Disabled though members could carry their traffic: shown by the interface itself or by its
 * entry among the adapters. None where every member is known to be out: then the interface is not what is wrong.
 */
export function disabledInterfaces(team: Team): readonly DisabledInterface[] {
  const shown = team.allInterfaces.flatMap((teamNic) => interfaceState(teamNic) ?? []);
  const disabled = shown.filter(({ status }) => status === 'Disabled');
  if (disabled.length === 0 || (team.members.length > 0 && team.members.every(isOut))) return [];
  const besideUp = shown.some(({ status }) => status === 'Up');
  return disabled.map(({ teamNic, place }) => ({ teamNic, place, besideUp }));
}

function interfaceState(teamNic: TeamNic) {
  if (teamNic.data.status !== undefined) return { teamNic, status: teamNic.data.status, place: at(teamNic, 'status') };
  const { host } = teamNic.team;
  const nic = host.nics.find((other) => other.isTeamInterface && nameKey(other.name) === nameKey(teamNic.name));
  return nic?.data.status === undefined ? undefined : { teamNic, status: nic.data.status, place: at(nic, 'status') };
}

/**
 * Whether a team that is Down is what has to be told. Not where a member names a cause that is an error of its own, nor while one
 * waits for its link, nor where an interface is Disabled, nor where somebody disabled every member.
 */
export function isDownItself(team: Team): boolean {
  if (team.data.status !== 'Down' || disabledInterfaces(team).length > 0) return false;
  if (team.members.length > 0 && team.members.every((member) => member.nic?.data.status === 'Disabled')) return false;
  return team.members.every((member) => (memberFault(member)?.sort ?? 'media') === 'media');
}
