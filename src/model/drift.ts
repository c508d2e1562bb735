import { isPlaceholder } from '#read/placeholder';
import { lostItems } from '#read/validate';
import type { Path } from '#text/source-file';
import type { Entity } from './entity.ts';
import { atPath, inDocument, type Place } from './place.ts';
import { sameValue } from './same-value.ts';
import type { Fragment } from './tree.ts';
import { VlanSet } from './vlan-set.ts';

/** What is declared of a property, and what a machine was seen with. */
export interface Sides {
  readonly declared: Fragment;
  readonly observed: Fragment;
}

/** A property that is declared one way and was seen in another. */
export interface Drift {
  readonly entity: Entity;
  /** Path of the property, below the entity. */
  readonly path: Path;
  /** The name of the property, as it is written. */
  readonly what: string;
  readonly declared: string;
  readonly observed: string;
  readonly place: Place;
  readonly seen: Place;
}

/** A property that is compared. */
export interface Compared {
  readonly path: Path;
  /** Whether two values mean the same; without it, as their spellings say. */
  readonly same?: (declared: unknown, observed: unknown) => boolean;
}

/** Both sides of a property; undefined where nobody declared it, or no export shows it: what is absent there is unknown. */
export function sidesOf(entity: Entity, path: Path): Sides | undefined {
  if (entity.tree.documents.length < 2) return undefined;
  const fragments = entity.tree.fragments([...entity.path, ...path]);
  const declared = fragments.find((f) => f.document.stance === 'declared');
  const observed = fragments.find((f) => f.document.stance === 'observed');
  return declared && observed ? { declared, observed } : undefined;
}

/** The properties of a thing that are declared one way and were seen in another. */
export function driftsOf(entity: Entity, compared: readonly Compared[]): readonly Drift[] {
  return compared.flatMap(({ path, same }) => {
    const sides = sidesOf(entity, path);
    return sides ? (driftBetween(entity, path, sides, same) ?? []) : [];
  });
}

/** The difference of two sides; undefined where they mean the same or where one of them is not known in full. */
export function driftBetween(entity: Entity, path: Path, sides: Sides, same?: Compared['same']): Drift | undefined {
  const [declared, observed] = [sides.declared.value, sides.observed.value];
  if (lostItems(declared) || lostItems(observed) || isPlaceholder(declared)) return undefined;
  const property = String(path.filter((step) => typeof step === 'string').at(-1));
  if (same ? same(declared, observed) : sameValue(property, declared, observed)) return undefined;
  return {
    entity,
    path,
    what: inWords(entity, path),
    declared: valueText(property, declared),
    observed: valueText(property, observed),
    place: atPath(entity, path),
    seen: inDocument(sides.observed.document, sides.observed.path),
  };
}

/** A path with items of lists by their names. */
function inWords(entity: Entity, path: Path): string {
  let value: unknown = entity.data;
  return path
    .map((step) => {
      value = (value as Record<string | number, unknown> | undefined)?.[step];
      return typeof step === 'number' ? nameOf(value as object) : step;
    })
    .join('.');
}

const VLAN_LISTS = /^(?:allowedVlans|allowedVlanIdList|secondaryVlanIdList)$/;

/** A value in one line: VLANs in the usual notation, things by their names. */
function valueText(property: string, value: unknown): string {
  if (VLAN_LISTS.test(property)) return VlanSet.of(value as string)!.toString();
  if (!Array.isArray(value)) return value !== null && typeof value === 'object' ? nameOf(value) : String(value);
  return value.length === 0 ? 'none' : value.map((item) => valueText('', item)).join(', ');
}

function nameOf(value: object): string {
  const { name } = value as { name?: unknown };
  return typeof name === 'string' ? name : JSON.stringify(value);
}
