import type { Range } from '#text/source-file';
import type { Draft, DraftList } from '../../draft.ts';
import type { Call } from '../call.ts';
import { likes } from '../evaluate.ts';
import { type Computer, listOf } from '../machine.ts';
import { propertiesOf } from '../properties.ts';
import { textOf, type Value } from '../value.ts';
import { hostAdaptersOf } from './hyper-v-adapters.ts';
import { isStale, stale } from './stale-name.ts';

/** Parameters that say which adapters a cmdlet of the module is about, and those of every CIM cmdlet. */
export const ADAPTERS =
  'Name@0(InterfaceAlias,ifAlias) InterfaceDescription(ifDesc,InstanceID) ?IncludeHidden InputObject ?PassThru CimSession(Session) ThrottleLimit ?AsJob';

/** What Windows lists as a network adapter: a physical one, a team interface, or a virtual one of the management operating system. */
export interface InterfaceDraft {
  readonly sort: 'nic' | 'team-nic' | 'host-adapter';
  readonly computer: Computer;
  readonly draft: Draft;
  readonly list: DraftList;
  /** The name it is called by. */
  readonly name: Value;
  /** Of the interface of a team: the team. */
  readonly team?: Draft;
}

export function nicsOf(computer: Computer, range: Range): DraftList {
  return listOf(computer.draft, 'nics', range, propertiesOf('host/nic'));
}

/**
 * The interface of a team that has a name. The primary one, which New-NetLbfoTeam makes, is brought up when it is named: it has the name
 * of the team, unless -TeamNicName says another.
 */
export function teamNicNamed(computer: Computer, name: string, range: Range): Omit<InterfaceDraft, 'name'> | undefined {
  const key = name.trim().toLowerCase();
  for (const team of computer.draft.listed('teams')?.all ?? []) {
    const known = team.listed('teamNics')?.get(name);
    if (known) return { sort: 'team-nic', computer, draft: known, list: team.listed('teamNics')!, team };
    const primary = team.get('teamNicName') ?? (team.isLost('teamNicName') ? undefined : team.get('name'));
    if (primary === undefined || String(primary).trim().toLowerCase() !== key) continue;
    if (team.listed('teamNics')?.all.some((nic) => nic.get('primary') === true)) continue;
    const list = listOf(team, 'teamNics', range, propertiesOf('shared/teamNic'));
    const draft = list.at(name, range);
    draft.created = team.created;
    draft.set('primary', true, range);
    return { sort: 'team-nic', computer, draft, list, team };
  }
  return undefined;
}

/** The virtual adapter of the management operating system that Windows lists under a name. */
function hostAdapterNamed(computer: Computer, name: string, range: Range): Omit<InterfaceDraft, 'name'> | undefined {
  const key = name.trim().toLowerCase();
  const alias = computer.aliases.get(key);
  const listed = computer.draft.listed('hostAdapters');
  if (alias && listed?.all.includes(alias)) return { sort: 'host-adapter', computer, draft: alias, list: listed };
  const own = /^vEthernet \((.+)\)$/i.exec(name.trim())?.[1];
  if (own === undefined) return undefined;
  const list = hostAdaptersOf(computer, range);
  return { sort: 'host-adapter', computer, draft: list.at(own, range), list };
}

/** What has a name on a computer; a name nobody knows yet is that of a physical adapter. Undefined for a name that was given up. */
export function interfaceNamed(computer: Computer, name: Value): InterfaceDraft | undefined {
  const text = textOf(name)?.trim();
  if (text === undefined || text === '' || isPattern(text) || isStale(computer, text)) return undefined;
  const found = hostAdapterNamed(computer, text, name.range) ?? teamNicNamed(computer, text, name.range);
  if (found) return { ...found, name };
  const list = nicsOf(computer, name.range);
  return { sort: 'nic', computer, draft: list.at(text, name.range), list, name };
}

export function isPattern(text: string): boolean {
  return /[*?[\]]/.test(text);
}

/** What a command does to a thing is as much as looking at so many. */
const WORK = 16;

/** The known interfaces of a computer whose names fit a pattern: those nobody knows may fit it too. */
function interfacesLike(call: Call, computer: Computer, pattern: Value): InterfaceDraft[] {
  const text = textOf(pattern)!;
  const teams = computer.draft.listed('teams')?.all ?? [];
  const lists: readonly (readonly [InterfaceDraft['sort'], DraftList | undefined])[] = [
    ['nic', computer.draft.listed('nics')],
    ['host-adapter', computer.draft.listed('hostAdapters')],
    ...teams.map((team) => ['team-nic', team.listed('teamNics')] as const),
  ];
  const found = lists.flatMap(([sort, list]) =>
    (list?.all ?? []).flatMap((draft) => {
      const own = String(draft.get('name'));
      const name = sort === 'host-adapter' ? `vEthernet (${own})` : own;
      return likes(name, text) ? [{ sort, computer, draft, list: list!, name: pattern }] : [];
    }),
  );
  call.estate.spend(WORK * found.length);
  return found;
}

/** The names of those that are known to fit a pattern, as the things of that kind are called. */
export function namesLike(computer: Computer, of: 'nic' | 'host-adapter', pattern: string): readonly string[] {
  const ownNames = (list: DraftList | undefined): readonly string[] =>
    (list?.all ?? []).map((draft) => String(draft.get('name')));
  const hostAdapters = computer.draft.listed('hostAdapters');
  if (of === 'host-adapter') return ownNames(hostAdapters).filter((name) => likes(name, pattern));
  const teams = computer.draft.listed('teams')?.all ?? [];
  const names = [
    ...ownNames(computer.draft.listed('nics')),
    ...ownNames(hostAdapters).map((name) => `vEthernet (${name})`),
    ...teams.flatMap((team) => ownNames(team.listed('teamNics'))),
  ];
  return names.filter((name) => likes(name, pattern));
}

/** The interfaces some names and patterns stand for on a computer. Names that were given up are reported. */
function interfacesOf(call: Call, computer: Computer, names: readonly Value[]): readonly InterfaceDraft[] {
  return names.flatMap((name) => {
    const text = textOf(name);
    if (text !== undefined && isPattern(text)) return interfacesLike(call, computer, name);
    stale(call, computer, name);
    return interfaceNamed(computer, name) ?? [];
  });
}

/**
 * The interfaces a call is about on every computer it acts on: by a parameter that names them, by an index that was got from a name,
 * or as the pipeline hands them in. Where nobody can tell which ones are meant, it may be any that is known.
 */
export function* subjectInterfaces(call: Call, parameter = 'Name'): Generator<InterfaceDraft> {
  const names = subjectNames(call, parameter);
  for (const computer of call.computers)
    if (names) yield* interfacesOf(call, computer, names);
    else yield* call.estate.unsure(interfacesLike(call, computer, { sort: 'text', text: '*', range: call.range }));
}

function subjectNames(call: Call, parameter: string): readonly Value[] | undefined {
  for (const other of ['interfaceindex', 'interfacedescription']) {
    const value = call.given.get(other)?.value;
    if (value) return value.sort === 'things' && value.things.of === 'nic' ? value.things.names : undefined;
  }
  if (call.input?.sort === 'things' && call.input.things.of === 'host-adapter' && !call.given.has(parameter.toLowerCase()))
    return call.input.things.names?.map((name) => ({ sort: 'text', text: `vEthernet (${textOf(name)})`, range: name.range }));
  const input = call.input ?? call.arg('InputObject');
  if (!call.given.has(parameter.toLowerCase()) && input?.sort === 'things' && input.things.of === 'nic' && input.things.all)
    return [{ sort: 'text', text: '*', range: input.range }];
  return call.subjects(parameter, 'nic');
}

/** What -PassThru hands on. */
export function passedOn(call: Call): Value | undefined {
  if (!call.on('PassThru')) return undefined;
  return call.input ?? adapterThings(call, call.names('Name'));
}

export function adapterThings(call: Call, names: readonly Value[] | undefined): Value {
  return {
    sort: 'things',
    things: { of: 'nic', names, hosts: call.computers.map((each) => each.name) },
    range: call.range,
  };
}
