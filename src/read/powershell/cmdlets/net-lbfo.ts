import type { Range } from '#text/source-file';
import type { Draft, DraftList } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { takeEnumerated } from '../enumeration.ts';
import { likes } from '../evaluate.ts';
import { type Computer, listOf } from '../machine.ts';
import { propertiesOf } from '../properties.ts';
import { take } from '../take.ts';
import { textOf, type Value } from '../value.ts';
import { guestTeamMade } from './guest-teams.ts';
import { isPattern } from './interface-names.ts';
import { giveUp, stale, takeUp } from './stale-name.ts';
import { isOneString } from './string-lists.ts';

/** Parameters of every CIM cmdlet. */
export const CIM = 'CimSession(Session) ThrottleLimit ?AsJob';

export const NAME = 'Name@0(ifAlias,InterfaceAlias)';

/**
 * NIC Teaming. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/netlbfo/ (all releases from 2012 on;
 * -LacpTimer since 2016).
 */
export const NET_LBFO = [
  cmdlet(
    'New-NetLbfoTeam',
    `Name@0 TeamMembers@1 TeamNicName@2(TeamNic,tn) TeamingMode@3(tm) LoadBalancingAlgorithm@4(lba) LacpTimer@5(lt) ${CIM}`,
    newTeam,
  ),
  cmdlet(
    'Set-NetLbfoTeam',
    `Name@0 TeamingMode(tm) LoadBalancingAlgorithm(lba) LacpTimer(lt) TeamNicForTheTeam MemberOfTheTeam InputObject ?PassThru ${CIM}`,
    setTeam,
  ),
  cmdlet('Get-NetLbfoTeam', `Name@0 TeamNicForTheTeam MemberOfTheTeam ${CIM} more`, (call) => found(call, 'team', 'teams')),
  cmdlet('Rename-NetLbfoTeam', `Name@0 NewName@1 InputObject ?PassThru ${CIM}`, renameTeam),
  cmdlet('Remove-NetLbfoTeam', `Name@0 InputObject ?PassThru ${CIM}`, removeTeam),
  cmdlet('Add-NetLbfoTeamMember', `${NAME} Team@1 AdministrativeMode@2(am) ${CIM}`, addMember),
  cmdlet('Remove-NetLbfoTeamMember', `${NAME} Team@1 InputObject ?PassThru ${CIM}`, removeMember),
  cmdlet(
    'Set-NetLbfoTeamMember',
    `${NAME} Team@1 TeamOfTheMember AdministrativeMode(am) InputObject ?PassThru ${CIM}`,
    setMember,
  ),
  cmdlet('Get-NetLbfoTeamMember', `${NAME} Team@1 TeamOfTheMember ${CIM} more`),
];

export function teamsOf(computer: Computer, range: Range): DraftList {
  return listOf(computer.draft, 'teams', range, propertiesOf('shared/team'));
}

function membersOf(team: Draft, range: Range): DraftList {
  const members = listOf(team, 'members', range, propertiesOf('shared/teamMember'));
  members.whole = team.created;
  return members;
}

/** Things of a list that a call names, or all of them. */
function found(call: Call, of: 'team', key: string): Value {
  const names = call.names('Name');
  const [computer] = call.computers;
  const hosts = call.computers.map((each) => each.name);
  const all = !call.given.has('name') || names?.some((name) => textOf(name) === '*');
  const known = all ? computer?.draft.listed(key)?.all.map((draft) => nameValue(draft, call.range)) : names;
  return { sort: 'things', things: { of, names: known, hosts, all: all === true }, range: call.range };
}

function nameValue(draft: Draft, range: Range): Value {
  return { sort: 'text', text: String(draft.get('name')), range };
}

function newTeam(call: Call): Value | undefined {
  const name = call.text('Name');
  const given = call.arg('Name');
  if (name === undefined || !given) return undefined;
  for (const computer of call.computers) {
    const team = teamsOf(computer, given.range).at(name, given.range);
    team.created = true;
    guestTeamMade(call, computer, team);
    takeUp(computer, name);
    const names = memberNames(call, 'TeamMembers');
    if (!names) team.lose('members');
    else {
      wildcards(call, names);
      joinTeam(call, computer, names);
      const list = membersOf(team, call.arg('TeamMembers')?.range ?? names[0]?.range ?? call.range);
      for (const member of names) list.at(textOf(member)!, member.range).created = true;
      if (names.some((member) => isPattern(textOf(member)!))) team.lose('members');
    }
    take(team, 'teamNicName', call.arg('TeamNicName'), 'text');
    settings(call, team);
  }
  return {
    sort: 'things',
    things: { of: 'team', names: [given], hosts: call.computers.map((each) => each.name) },
    range: call.range,
  };
}

/** Adapters by name, also as Get-NetAdapter hands them on; undefined when not all of them are known. */
function memberNames(call: Call, parameter: string): readonly Value[] | undefined {
  if (isOneString(call, parameter, 'adapters')) return undefined;
  const value = call.arg(parameter);
  const names = value?.sort === 'things' ? (value.things.of === 'nic' ? value.things.names : undefined) : call.names(parameter);
  return names?.every((name) => textOf(name) !== undefined) ? names : undefined;
}

/**
 * Adapters become members: what addresses they have go away, and so does, for a moment, the way to a computer that is reached over
 * them.
 */
function joinTeam(call: Call, computer: Computer, names: readonly Value[]): void {
  for (const name of names) {
    stale(call, computer, name);
    const nic = computer.draft.listed('nics')?.get(textOf(name)!);
    if (!nic?.has('ipAddresses')) continue;
    if (call.estate.gateways.has(nic) && computer.key !== call.estate.own.trim().toLowerCase() && computer.guestOf === undefined)
      call.estate.report(
        'script/team-from-management-nic',
        `${textOf(name)} has the default gateway of ${computer.name}, which this script reaches over the network: the connection breaks while the team forms`,
        name.range,
        { related: relatedTo(nic.rangeOf('ipAddresses'), 'its address') },
      );
    call.estate.gateways.delete(nic);
    nic.lose('ipAddresses');
  }
}

function settings(call: Call, team: Draft): void {
  for (const [key, parameter] of [
    ['teamingMode', 'TeamingMode'],
    ['loadBalancingAlgorithm', 'LoadBalancingAlgorithm'],
    ['lacpTimer', 'LacpTimer'],
  ] as const)
    takeEnumerated(call, team, key, parameter, 'host', ['teams', 0, key]);
}

function wildcards(call: Call, names: readonly Value[]): void {
  for (const name of names)
    if (/[*?]/.test(textOf(name)!))
      call.estate.report(
        'script/wildcard-team-members',
        `${textOf(name)} takes every adapter that fits when the script runs, also one that was added later`,
        name.range,
      );
}

/** Teams a call is about, on every computer it acts on. Where nobody can tell which ones are meant, it may be any that is known. */
function* teams(call: Call, parameter = 'Name'): Generator<{ computer: Computer; team: Draft; name: Value }> {
  const names = call.subjects(parameter, 'team');
  for (const computer of call.computers) {
    const all = (computer.draft.listed('teams')?.all ?? []).map((team) => ({
      computer,
      team,
      name: nameValue(team, call.range),
    }));
    if (!names) yield* call.estate.unsure(all);
    for (const name of names ?? []) {
      const text = textOf(name);
      if (text === undefined) continue;
      if (isPattern(text)) yield* all.filter(({ team }) => likes(String(team.get('name')), text));
      else yield { computer, team: teamsOf(computer, name.range).at(text, name.range), name };
    }
  }
}

function setTeam(call: Call): Value | undefined {
  for (const { team } of teams(call)) {
    const mode = call.text('TeamingMode');
    const reserve = standby(team);
    if (mode !== undefined && /^(?:static|lacp)$/i.test(mode) && reserve && !call.estate.isUnsure) {
      call.estate.report(
        'script/mode-change-drops-standby',
        `${String(team.get('name'))} changes to ${mode}, in which its standby member ${String(reserve.get('name'))} becomes active`,
        call.arg('TeamingMode')!.range,
      );
      reserve.clear('administrativeMode');
    }
    settings(call, team);
  }
  return call.on('PassThru') ? call.input : undefined;
}

function standby(team: Draft): Draft | undefined {
  return team.listed('members')?.all.find((member) => /^standby$/i.test(String(member.get('administrativeMode'))));
}

function renameTeam(call: Call): undefined {
  const to = call.arg('NewName');
  const text = textOf(to);
  for (const { computer, team, name } of teams(call)) {
    const from = String(team.get('name'));
    if (call.estate.isUnsure) continue;
    if (text === undefined || !to) {
      teamsOf(computer, name.range).drop(team);
      continue;
    }
    // The primary interface and those with generated names follow the team.
    for (const nic of team.listed('teamNics')?.all ?? [])
      renameGenerated(call, computer, team, nic, { from, to: text, range: to.range });
    if (team.get('teamNicName') === undefined) giveUp(call, computer, from, { text, range: to.range });
    teamsOf(computer, name.range).rename(from, text, to.range);
  }
  return undefined;
}

/** `Team1 - VLAN 42` becomes `TeamA - VLAN 42`; a name people chose stays. */
function renameGenerated(
  call: Call,
  computer: Computer,
  team: Draft,
  nic: Draft,
  { from, to, range }: { from: string; to: string; range: Range },
): void {
  const name = String(nic.get('name'));
  const vlan = nic.get('vlanId');
  if (vlan === undefined || name.toLowerCase() !== generatedName(from, vlan).toLowerCase()) return;
  const next = generatedName(to, vlan);
  team.listed('teamNics')!.rename(name, next, range);
  giveUp(call, computer, name, { text: next, range });
}

export function generatedName(team: string, vlan: unknown): string {
  return `${team} - VLAN ${String(vlan)}`;
}

function removeTeam(call: Call): undefined {
  const every =
    call.input?.sort === 'things'
      ? call.input.things.all === true
      : call.names('Name')?.some((name) => textOf(name)!.trim() === '*') === true;
  if (every)
    call.estate.report(
      'script/remove-all-teams',
      'removes every team of the server, with the addresses that stand on them',
      call.nameRange,
    );
  for (const computer of call.computers) {
    const list = computer.draft.listed('teams');
    const names = call.subjects('Name', 'team');
    if (every) list?.clear();
    else for (const name of names ?? []) removeNamed(list, textOf(name));
  }
  return undefined;
}

export function removeNamed(list: DraftList | undefined, pattern: string | undefined): void {
  if (!list || pattern === undefined) return;
  for (const draft of list.all) {
    const name = String(draft.get('name'));
    if (likes(name, pattern)) list.remove(name);
  }
}

function addMember(call: Call): undefined {
  const names = memberNames(call, 'Name');
  const team = call.text('Team');
  if (team === undefined) return undefined;
  for (const computer of call.computers) {
    const draft = teamsOf(computer, call.arg('Team')!.range).at(team, call.arg('Team')!.range);
    if (!names || names.some((name) => isPattern(textOf(name)!))) {
      if (names) wildcards(call, names);
      draft.lose('members');
      continue;
    }
    joinTeam(call, computer, names);
    for (const name of names) {
      const member = membersOf(draft, name.range).at(textOf(name)!, name.range);
      member.created = true;
      setMode(call, draft, member);
    }
  }
  return undefined;
}

function removeMember(call: Call): undefined {
  const team = call.text('Team');
  for (const computer of call.computers)
    for (const draft of computer.draft.listed('teams')?.all ?? [])
      if (team === undefined || String(draft.get('name')).toLowerCase() === team.toLowerCase())
        for (const name of call.names('Name') ?? []) removeNamed(draft.listed('members'), textOf(name));
  return undefined;
}

function setMember(call: Call): undefined {
  for (const computer of call.computers)
    for (const name of call.names('Name') ?? []) {
      const text = textOf(name)!;
      const team = computer.draft.listed('teams')?.all.find((each) => each.listed('members')?.get(text));
      // The member of a team made elsewhere: which team it is, nobody can tell.
      if (team) setMode(call, team, team.listed('members')!.get(text)!);
    }
  return undefined;
}

function setMode(call: Call, team: Draft, member: Draft): void {
  const mode = call.arg('AdministrativeMode');
  if (!mode) return;
  const other = /^standby$/i.test(textOf(mode) ?? '') ? standby(team) : undefined;
  if (other && other !== member) {
    call.estate.report(
      'script/second-standby-without-reset',
      `${String(other.get('name'))} is the standby member of ${String(team.get('name'))} already; a second one is refused while it is`,
      mode.range,
      { related: relatedTo(other.rangeOf('administrativeMode'), `${String(other.get('name'))} is set to standby`) },
    );
    // The cmdlet fails, so the member stays what it was.
    return;
  }
  takeEnumerated(call, member, 'administrativeMode', 'AdministrativeMode', 'host', [
    'teams',
    0,
    'members',
    0,
    'administrativeMode',
  ]);
}

function relatedTo(range: Range | undefined, message: string): readonly { readonly place: Range; readonly message: string }[] {
  return range ? [{ place: range, message }] : [];
}
