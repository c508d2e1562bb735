import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { bitRateText, bitsPerSecond } from '#model/bit-rate';
import { teamingMode } from '#model/defaults';
import type { TeamMember } from '#model/entity';
import { at, type Place } from '#model/place';

/** A member with the speed of its adapter. */
interface Speed {
  readonly member: TeamMember;
  readonly rate: number;
  readonly place: Place;
}

export default defineRule({
  about: 'team',
  severity: 'warning',
  title: 'The members of a team have different link speeds',
  hides: ['switch/speed-mismatch'],
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netlbfo/new-netlbfoteam',
  check(team, { report }) {
    const mode = teamingMode(team)?.value;
    const all = team.members.flatMap((member) => speedOf(member) ?? []);
    const reserve = all.find((one) => mayBeReserve(one, all, mode !== 'Static' && mode !== 'Lacp'));
    const speeds = all.filter((one) => one !== reserve);
    const rates = [...new Set(speeds.map(({ rate }) => rate))];
    const having = (rate: number): readonly Speed[] => speeds.filter((one) => one.rate === rate);
    // Most of them are right; of as many each, the faster.
    const usual = rates.toSorted((a, b) => having(b).length - having(a).length || b - a)[0];
    const odd = speeds.filter(({ rate }) => rate !== usual);
    const [first] = odd;
    if (!first) return;
    const names = (rate: number): string =>
      having(rate)
        .map(({ member }) => member.name)
        .join(', ');
    const text = rates.map((rate) => `${bitRateText(rate)} (${names(rate)})`).join(' and ');
    report(first.place, `the team ${team.name} of ${team.host.name} has members of different speeds: ${text}`, {
      related: speeds
        .filter((one) => one !== first)
        .map(({ member, rate, place }) => ({ at: place, message: `${member.name} has ${bitRateText(rate)}` })),
      // In a LAG the switch would go on sending to an adapter that left the team.
      remedy:
        mode === 'SwitchIndependent' && odd.length === 1 && speeds.length > 2
          ? {
              on: team.host,
              shell: 'powershell',
              commands: [powershell`Remove-NetLbfoTeamMember -Name ${first.member.name} -Team ${team.name}`],
              disruptive: true,
            }
          : undefined,
    });
  },
});

/** The speed of a member; undefined where it is not known, as for an adapter that a machine shows without a link. */
function speedOf(member: TeamMember): Speed | undefined {
  const { nic } = member;
  if (!nic || nic.isTeamInterface) return undefined;
  const place = at(nic, nic.data.linkSpeed === undefined ? 'speed' : 'linkSpeed');
  const { status = 'Up', mediaConnectionState } = nic.data;
  if (!isDeclared(place) && (status !== 'Up' || mediaConnectionState === 'Disconnected')) return undefined;
  const rate = bitsPerSecond(nic.data.linkSpeed ?? nic.data.speed);
  return rate === undefined ? undefined : { member, rate, place };
}

function isStandby(member: TeamMember): boolean {
  return member.settings?.administrativeMode === 'Standby';
}

/** Whether a member is the reserve of the team, with no other slower than it; in an export that does not show roles it may be. */
function mayBeReserve({ member, rate }: Speed, all: readonly Speed[], roles: boolean): boolean {
  if (!all.every((other) => other.member === member || other.rate >= rate)) return false;
  if (member.team.members.some(isStandby)) return isStandby(member) && member.team.members.filter(isStandby).length === 1;
  return roles && member.settings?.administrativeMode === undefined && !isDeclared(at(member));
}
