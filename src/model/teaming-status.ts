import type { GuestTeam, Nic, Team, TeamMember, TeamNic } from './entity.ts';
import { disabledInterfaces, failedText, isFailed, isOut, memberFault } from './team-status.ts';

/** What the management interface of NIC Teaming shows of a thing. Unknown: no machine was seen with it. */
export type Level = 'OK' | 'Warning' | 'Fault' | 'Unknown';

/** A level and why it is not OK; an empty text where there is nothing to say. */
export interface Status {
  readonly level: Level;
  readonly reason: string;
}

export const UNSEEN: Status = { level: 'Unknown', reason: '' };
const OK: Status = { level: 'OK', reason: '' };

const REASONS = {
  media: 'Media disconnected',
  lacp: 'LACP negotiation issue',
  absent: 'Adapter not present',
  waiting: 'Waiting for stable connectivity',
} as const;

/** State of an adapter as a machine shows it; of a member of a team, with the reason the team has for not using it. */
export function adapterStatus(nic: Nic, member: TeamMember | undefined): Status {
  if (member) return memberStatus(member);
  const { status, mediaConnectionState } = nic.data;
  if (status === 'Disabled') return { level: 'Warning', reason: 'Disabled' };
  if (status === 'Not Present') return { level: 'Fault', reason: REASONS.absent };
  if (status === 'Disconnected' || (status === undefined && mediaConnectionState === 'Disconnected'))
    return { level: 'Fault', reason: REASONS.media };
  return status === 'Up' || mediaConnectionState === 'Connected' ? OK : UNSEEN;
}

/** State of a member of a team, also where its adapter is not described. */
export function memberStatus(member: TeamMember): Status {
  const fault = memberFault(member);
  if (fault) return { level: 'Fault', reason: REASONS[fault.sort] };
  const { operationalMode, failureReason, administrativeMode } = member.settings ?? {};
  if (isFailed(member)) return { level: 'Fault', reason: failedText(member).replace(`${member.name} is `, '') };
  if (member.nic?.data.status === 'Disabled') return { level: 'Fault', reason: 'Disabled' };
  const waits = operationalMode === 'Standby' || administrativeMode === 'Standby';
  const seen = operationalMode !== undefined || failureReason === 'NoFailure' || member.nic?.data.status === 'Up';
  return seen || member.nic?.data.mediaConnectionState === 'Connected' ? { level: 'OK', reason: waits ? 'Standby' : '' } : UNSEEN;
}

/**
 * State of a team: Warning while it works without one of its members, Fault when none is left or its interface is disabled.
 * What was seen of members comes before what was seen of the team: the worse of the two counts.
 * Source: Windows Server 2012 NIC Teaming guidance, "Checking the status of a team" and "Disabling and Enabling with Windows PowerShell"
 */
export function teamStatus(team: Team): Status {
  const { members, data } = team;
  const out = members.filter(isOut);
  const reason = out.map((member) => `${member.name}: ${memberStatus(member).reason}`).join(', ');
  const disabled = disabledInterfaces(team);
  const [first] = disabled;
  if (first && !first.besideUp) return { level: 'Fault', reason: `Interface ${first.teamNic.name} disabled` };
  if (data.status === 'Down') return { level: 'Fault', reason: reason || 'Down' };
  if (members.length > 0 && out.length === members.length) return { level: 'Fault', reason };
  if (out.length > 0 || data.status === 'Degraded') return { level: 'Warning', reason: reason || 'Degraded' };
  if (first) return { level: 'Warning', reason: `Interface ${first.teamNic.name} disabled` };
  const seen = members.length > 0 && members.every((member) => memberStatus(member).level === 'OK');
  return data.status === 'Up' || seen ? OK : UNSEEN;
}

/** State of an interface of a team, as seen on it or among the adapters of the host. */
export function interfaceStatus(teamNic: TeamNic, seenAs: Nic | undefined): Status {
  const status = teamNic.data.status ?? seenAs?.data.status;
  if (status === undefined) return UNSEEN;
  if (status === 'Up') return OK;
  return { level: 'Fault', reason: status === 'Disconnected' ? REASONS.media : status };
}

/** State of a team inside a VM, as far as the guest was looked at. */
export function guestTeamStatus({ data, members }: GuestTeam): Status {
  const failed = members.filter(({ settings }) => settings?.operationalMode === 'Failed');
  const reason = failed.map(({ name }) => `${name}: Failed`).join(', ');
  if (data.status === 'Down' || (failed.length > 0 && failed.length === members.length))
    return { level: 'Fault', reason: reason || 'Down' };
  if (data.status === 'Degraded' || failed.length > 0) return { level: 'Warning', reason: reason || 'Degraded' };
  return data.status === 'Up' ? OK : UNSEEN;
}

/** State of an embedded team (SET), by its members alone: it has no state of its own. */
export function embeddedStatus(nics: readonly Nic[]): Status {
  const states = nics.map((nic) => ({ nic, status: adapterStatus(nic, undefined) }));
  const out = states.filter(({ status }) => status.level === 'Fault' || status.level === 'Warning');
  const reason = out.map(({ nic, status }) => `${nic.name}: ${status.reason}`).join(', ');
  if (out.length > 0) return { level: out.length === nics.length ? 'Fault' : 'Warning', reason };
  return states.length > 0 && states.every(({ status }) => status.level === 'OK') ? OK : UNSEEN;
}

/** State of a server: Warning when a team of it works in part, Fault when one does not work. Without teams it is that of its being seen. */
export function serverStatus(teams: readonly { readonly name: string; readonly status: Status }[], seen: boolean): Status {
  const worst = (['Fault', 'Warning'] as const).find((level) => teams.some(({ status }) => status.level === level));
  if (worst) {
    const why = teams.filter(({ status }) => status.level === worst).map(({ name, status }) => `${name} (${status.reason})`);
    return { level: worst, reason: `${why.length > 1 ? 'Teams' : 'Team'} ${why.join(', ')}` };
  }
  const known = teams.length > 0 ? teams.every(({ status }) => status.level === 'OK') : seen;
  return known ? OK : UNSEEN;
}
