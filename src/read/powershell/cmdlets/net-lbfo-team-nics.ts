import type { Draft, DraftList } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { type Computer, listOf } from '../machine.ts';
import { propertiesOf } from '../properties.ts';
import { take } from '../take.ts';
import { itemsOf, textOf, type Value } from '../value.ts';
import { isPattern, teamNicNamed } from './interface-names.ts';
import { CIM, generatedName, NAME, removeNamed, teamsOf } from './net-lbfo.ts';
import { giveUp, stale, takeUp } from './stale-name.ts';

/**
 * Team interfaces. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/netlbfo/ (all releases from 2012
 * on).
 */
export const NET_LBFO_TEAM_NICS = [
  cmdlet('Add-NetLbfoTeamNic', `Team@0 VlanID@1 Name@2(ifAlias,InterfaceAlias) ${CIM}`, addTeamNic),
  cmdlet('Set-NetLbfoTeamNic', `${NAME} Team@1 TeamOfTheTeamNic VlanID ?Default InputObject ?PassThru ${CIM}`, setTeamNic),
  cmdlet('Remove-NetLbfoTeamNic', `Team@0 VlanID@1 InputObject ?PassThru ${CIM}`, removeTeamNic),
  cmdlet('Get-NetLbfoTeamNic', `${NAME} Team@1 TeamOfTheTeamNic ${CIM} more`, getTeamNic),
];

function addTeamNic(call: Call): Value | undefined {
  const vlan = call.arg('VlanID');
  const team = call.text('Team');
  const at = call.arg('Team')?.range ?? call.range;
  if (team === undefined) return undefined;
  const name = call.arg('Name');
  const text = name ? textOf(name) : textOf(vlan) === undefined ? undefined : generatedName(team, textOf(vlan));
  for (const computer of call.computers) {
    const draft = teamsOf(computer, at).at(team, at);
    const list = listOf(draft, 'teamNics', call.range, propertiesOf('shared/teamNic'));
    if (text === undefined) continue;
    const nic = list.at(text, (name ?? vlan)!.range);
    nic.created = true;
    takeUp(computer, text);
    take(nic, 'vlanId', vlan, 'number');
    if (!vlan) nic.set('default', true, call.range);
  }
  return undefined;
}

/** The team interfaces of a name, in whatever team they are. */
function* teamNics(call: Call): Generator<{ computer: Computer; team: Draft; nic: Draft; list: DraftList; name: Value }> {
  const names = call.given.has('name') ? call.names('Name') : call.subjects('Name', 'team-nic');
  for (const computer of call.computers)
    for (const name of names ?? []) {
      const text = textOf(name);
      if (text === undefined || isPattern(text)) continue;
      stale(call, computer, name);
      const found = teamNicNamed(computer, text, name.range);
      if (found?.team) yield { computer, team: found.team, nic: found.draft, list: found.list, name };
    }
}

function setTeamNic(call: Call): undefined {
  for (const { computer, team, nic, list, name } of teamNics(call)) {
    const vlan = call.arg('VlanID');
    const before = nic.get('vlanId');
    const text = textOf(vlan);
    if (call.on('Default')) {
      nic.clear('vlanId');
      nic.set('default', true, call.range);
    } else take(nic, 'vlanId', vlan, 'number');
    const own = String(nic.get('name'));
    const teamName = String(team.get('name'));
    if (
      vlan &&
      text !== undefined &&
      before !== undefined &&
      own.toLowerCase() === generatedName(teamName, before).toLowerCase()
    ) {
      const next = generatedName(teamName, text);
      list.rename(own, next, name.range);
      giveUp(call, computer, own, { text: next, range: vlan.range });
    }
  }
  return undefined;
}

function removeTeamNic(call: Call): undefined {
  const team = call.arg('Team');
  const text = textOf(team);
  if (team && text !== undefined && !call.arg('VlanID') && !call.input) {
    const match = /^(.+?) - VLAN (\d+)$/i.exec(text.replaceAll(/[\u2010-\u2015\u2212]/g, '-'));
    call.estate.report(
      'script/remove-netlbfoteamnic-by-name',
      `Remove-NetLbfoTeamNic takes '${text}' for the name of a team and asks for -VlanID, which it must have`,
      team.range,
      match
        ? {
            fix: {
              title: `Write -Team '${match[1]}' -VlanID ${match[2]}`,
              safe: false,
              range: () => ({ start: call.given.get('team')!.nameRange.start, end: team.range.end }),
              text: `-Team '${match[1]!.replaceAll("'", "''")}' -VlanID ${match[2]}`,
            },
          }
        : {},
    );
    return undefined;
  }
  for (const computer of call.computers)
    for (const draft of computer.draft.listed('teams')?.all ?? []) {
      if (text !== undefined && String(draft.get('name')).toLowerCase() !== text.toLowerCase()) continue;
      const vlan = textOf(call.arg('VlanID'));
      const list = draft.listed('teamNics');
      for (const nic of list?.all ?? [])
        if (vlan !== undefined && String(nic.get('vlanId')) === vlan) list!.remove(String(nic.get('name')));
      const names = call.input?.sort === 'things' && call.input.things.of === 'team-nic' ? call.input.things.names : undefined;
      for (const name of names ?? []) removeNamed(list, textOf(name));
    }
  return undefined;
}

function getTeamNic(call: Call): Value {
  const names = itemsOf(call.arg('Name'));
  for (const computer of call.computers) for (const name of names ?? []) stale(call, computer, name);
  return {
    sort: 'things',
    things: { of: 'team-nic', names, hosts: call.computers.map((each) => each.name), all: !call.given.has('name') },
    range: call.range,
  };
}
