import type { Draft, DraftList } from '../draft.ts';
import type { ExportEstate, ExportedHost } from './estate.ts';
import { type JsonObject, placeOf } from './json-object.ts';
import { from, type Property, plainOf, same, textsOf } from './take.ts';

/**
 * Numbers of MSFT_NetLbfoTeam stand in the schema. Those of LacpTimer are documented nowhere, so that only words count.
 * Source: https://learn.microsoft.com/windows/win32/api/ MSFT_NetLbfoTeam and MSFT_NetLbfoTeamMember classes
 */
const TEAM: readonly Property[] = [
  ...same('word', 'teamingMode', 'loadBalancingAlgorithm', 'status'),
  from('lacpTimer', { numbers: {} }, 'lacptimer'),
];
const SPEEDS: readonly Property[] = same('speed', 'transmitLinkSpeed', 'receiveLinkSpeed');
const MEMBER: readonly Property[] = [
  ...same('word', 'administrativeMode', 'failureReason'),
  // Shown as OperationalStatus in text output.
  from('operationalMode', 'word', 'operationalmode', 'operationalstatus'),
  ...SPEEDS,
];
const TEAM_NIC: readonly Property[] = [...same('boolean', 'primary', 'default'), ...same('word', 'failureReason'), ...SPEEDS];

/** LBFO teams with their members and interfaces, and how they are. */
export function readTeams(host: ExportedHost, estate: ExportEstate): void {
  const { taker } = estate;
  const whole = host.wholePlace('team');
  if (whole) host.list('teams', whole).whole = true;
  const known = adapterNames(host);
  for (const { object } of host.rows('team')) {
    const team = teamOf(host, object, 'name');
    if (!team) continue;
    taker.take(team, object, TEAM);
    fill(team, 'members', object, (text) => known.has(text.toLowerCase()));
    fill(team, 'teamNics', object, () => false);
  }
  for (const { object } of host.rows('teamMember')) readPart(host, object, 'members', MEMBER, estate);
  for (const { object } of host.rows('teamNic')) {
    const teamNic = readPart(host, object, 'teamNics', TEAM_NIC, estate);
    const vlan = object.at('vlanid');
    // Default mode has no VLAN, which CIM writes as null.
    const id = vlan && plainOf(vlan, 'natural');
    if (teamNic && vlan && id !== undefined) taker.say(teamNic, 'vlanId', id, placeOf(vlan));
  }
  for (const team of host.draft.listed('teams')?.all ?? [])
    for (const teamNic of team.listed('teamNics')?.all ?? [])
      host.interfaces.set(String(teamNic.get('name')).toLowerCase(), { draft: teamNic, sort: 'team-nic' });
}

/** Names adapters are known by, from every list of them. */
function adapterNames(host: ExportedHost): ReadonlySet<string> {
  return new Set(
    [...host.rows('adapter'), ...host.rows('teamMember')].flatMap(({ object }) => object.text('name')?.toLowerCase() ?? []),
  );
}

function teamOf(host: ExportedHost, object: JsonObject, key: 'name' | 'team'): Draft | undefined {
  const found = object.at(key);
  const name = found && (plainOf(found, 'text') ?? object.object(key)?.text('name'));
  if (!found || typeof name !== 'string') return undefined;
  const team = host.list('teams', object.place).at(name, placeOf(found));
  team.created = true;
  return team;
}

/** Names of members or interfaces as the team lists them: all there are. */
function fill(team: Draft, key: 'members' | 'teamNics', object: JsonObject, known: (text: string) => boolean): void {
  const found = object.at(key.toLowerCase());
  const names = textsOf(found, known);
  if (!found || !names || names.length === 0) return;
  const list: DraftList = team.list(key, placeOf(found));
  for (const { text, place } of names) list.at(text, place).created = true;
  list.whole = true;
}

function readPart(
  host: ExportedHost,
  object: JsonObject,
  key: 'members' | 'teamNics',
  properties: readonly Property[],
  { taker }: ExportEstate,
): Draft | undefined {
  const team = teamOf(host, object, 'team');
  const name = object.text('name');
  if (!team || name === undefined) return undefined;
  const list = team.list(key, object.place);
  const part = list.at(name, object.place);
  part.created = true;
  taker.take(part, object, properties);
  if (host.wholePlace(key === 'members' ? 'teamMember' : 'teamNic')) list.whole = true;
  for (const [to, from] of [
    ['transmitLinkSpeed', 'transmitlinkspeedgbps'],
    ['receiveLinkSpeed', 'receivelinkspeedgbps'],
  ] as const) {
    const gigabits = object.at(from);
    const value = gigabits && plainOf(gigabits, 'positive');
    if (value !== undefined) taker.say(part, to, `${value} Gbps`, placeOf(gigabits!));
  }
  return part;
}
