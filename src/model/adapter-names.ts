import { lostItems } from '#read/validate';
import { type Drift, driftBetween, driftsOf } from './drift.ts';
import type { Host, Team, VmSwitch } from './entity.ts';
import { nameKey } from './names.ts';

/**
 * The names of adapters as one side has them: an export may name them by description. Undefined where a description is that of no
 * adapter, or of several.
 */
function namesIn(host: Host, value: unknown): readonly string[] | undefined {
  const names: string[] = [];
  for (const item of [value].flat()) {
    const text = typeof item === 'string' ? item : String((item as { name?: unknown }).name);
    const described = host.nics.filter(
      ({ name, data }) => nameKey(data.interfaceDescription ?? '') === nameKey(text) && nameKey(name) !== nameKey(text),
    );
    if (described.length > 1) return undefined;
    names.push(nameKey(described[0]?.name ?? text));
  }
  return names.sort();
}

function sameNames(host: Host): (declared: unknown, observed: unknown) => boolean {
  return (declared, observed) => {
    const [a, b] = [namesIn(host, declared), namesIn(host, observed)];
    return a === undefined || b === undefined || a.join('\n') === b.join('\n');
  };
}

/** Members of a team that are declared otherwise than they were seen. */
export function memberDrift(team: Team): readonly Drift[] {
  return driftsOf(team, [{ path: ['members'], same: sameNames(team.host) }]);
}

/** A team that is declared under one name and was seen under another, with the very members. */
export function nameDrift(team: Team): readonly Drift[] {
  const { host } = team;
  const [declared] = team.tree.fragments([...team.path, 'name']);
  const members = team.data.members ?? [];
  if (!team.isDeclared || !declared || members.length === 0 || lostItems(members)) return [];
  const same = sameNames(host);
  return host.tree
    .fragments(['teams'])
    .filter(({ document }) => document.stance === 'observed')
    .flatMap((list) =>
      (list.value as readonly Team['data'][]).map((data, i) => ({ data, path: [...list.path, i, 'name'], list })),
    )
    .filter(({ data }) => !host.teams.some((other) => nameKey(other.name) === nameKey(data.name)))
    .filter(({ data }) => data.members !== undefined && !lostItems(data.members) && same(members, data.members))
    .flatMap(({ data, path, list }) => {
      const observed = { document: list.document, path, value: data.name };
      return driftBetween(team, ['name'], { declared, observed }) ?? [];
    });
}

const UPLINKS = ['netAdapterName', 'netAdapterInterfaceDescriptions', 'netAdapterInterfaceDescription'] as const;

/** The uplink of a Hyper-V switch that is declared otherwise than it was seen, by name or by description. */
export function uplinkDrift(vmSwitch: VmSwitch): readonly Drift[] {
  const { host, tree, path } = vmSwitch;
  const said = UPLINKS.flatMap((property) => tree.fragments([...path, property]).map((fragment) => ({ property, fragment })));
  const declared = said.find(({ fragment }) => fragment.document.stance === 'declared');
  const observed = said.filter(({ fragment }) => fragment.document.stance === 'observed');
  const seen = observed.find(({ property }) => property === declared?.property) ?? observed[0];
  if (!declared || !seen) return [];
  const comparable = [declared, seen].every(
    ({ property, fragment }) =>
      declared.property === seen.property || property === 'netAdapterName' || areDescribed(host, fragment.value),
  );
  const sides = { declared: declared.fragment, observed: seen.fragment };
  return comparable ? [driftBetween(vmSwitch, [declared.property], sides, sameNames(host)) ?? []].flat() : [];
}

/** Whether there is an adapter with each of some descriptions. */
function areDescribed(host: Host, descriptions: unknown): boolean {
  return [descriptions]
    .flat()
    .every((text) => host.nics.some(({ data }) => nameKey(data.interfaceDescription ?? '') === nameKey(String(text))));
}
