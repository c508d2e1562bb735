import type { Drift } from '#model/drift';
import type { Entity } from '#model/entity';
import type { RuleContext } from './rule.ts';

/** Reports what is declared one way and was seen in another: where it is declared, with the place where it was seen. */
export function reportDrift(report: RuleContext['report'], drifts: readonly Drift[]): void {
  for (const { entity, what, declared, observed, place, seen } of drifts) {
    const { file } = seen;
    const from = file.path.slice(file.path.lastIndexOf('/') + 1);
    report(place, `${thing(entity)} is declared with ${what} ${declared}, but ${from} shows ${observed}`, {
      key: what,
      related: [{ at: seen, message: 'what the machine said' }],
    });
  }
}

/** A thing with what it belongs to: "NIC1 of hv01". */
function thing({ name, parent }: Entity): string {
  if (!parent) return name;
  return `${name} of ${parent.parent ? `${parent.name} of ${parent.parent.name}` : parent.name}`;
}
