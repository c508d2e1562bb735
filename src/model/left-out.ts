import { isForgotten } from '#read/forgotten';
import { isDeclared } from './adapter-feature.ts';
import type { Entity } from './entity.ts';
import { at } from './place.ts';

/**
 * Whether somebody described a thing and left a property out. Not so of an export, which need not show everything, and not of a
 * value that was written wrongly: reading has reported that one.
 */
export function isLeftOut<D extends object>(entity: Entity<D>, property: keyof D & string): boolean {
  const { data } = entity;
  return data[property] === undefined && !isForgotten(data, property) && isDeclared(at(entity as Entity));
}
