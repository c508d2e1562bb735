import { type Leg, type Way, worst } from './way.ts';
import type { Passage } from './way-port.ts';

/** Whether frames still get out with something taken away. */
export function survives(way: Way, without: (leg: Leg) => boolean): Passage {
  const before = worst(way.hops);
  if (before === 'stops') return 'stops';
  const left = way.legs.filter((leg) => !without(leg));
  if (left.some((leg) => leg.passage === 'passes')) return before;
  return left.some((leg) => leg.passage === 'unknown') ? 'unknown' : 'stops';
}

/** A member or a switch whose loss ends the way, or may end it. */
export interface Loss {
  readonly kind: 'nic' | 'switch';
  readonly name: string;
  readonly after: Passage;
}

/** What becomes of a way when one of its adapters or switches is lost. Nothing for a way that carries nothing as it is. */
export function losses(way: Way): Loss[] {
  if (survives(way, () => false) === 'stops') return [];
  const devices = [...new Set(way.legs.flatMap((leg) => leg.device ?? []))];
  return [
    ...way.legs.map((leg): Loss => ({ kind: 'nic', name: leg.nic.name, after: survives(way, (other) => other === leg) })),
    ...devices.map((name): Loss => ({ kind: 'switch', name, after: survives(way, (leg) => leg.device === name) })),
  ];
}
