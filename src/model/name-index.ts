import type { Entity } from './entity.ts';
import { nameKey } from './names.ts';

/** Machines by name: a machine is the same under its bare name and its DNS name; two DNS names are two machines. */
export class NameIndex<E extends Entity> {
  private readonly exact = new Map<string, E>();
  /** By first label; null where several machines share it. */
  private readonly short = new Map<string, E | null>();

  constructor(machines: readonly E[]) {
    for (const machine of machines) {
      this.exact.set(nameKey(machine.name), machine);
      const label = firstLabel(machine.name);
      this.short.set(label, this.short.has(label) ? null : machine);
    }
  }

  get(name: string): E | undefined {
    const found = this.exact.get(nameKey(name));
    if (found) return found;
    const other = this.short.get(firstLabel(name));
    return other && name.includes('.') !== other.name.includes('.') ? other : undefined;
  }
}

/** First label of a DNS name; an address has none. */
function firstLabel(name: string): string {
  const key = nameKey(name);
  return /^[\d.]+$/.test(key) ? key : key.split('.', 1)[0]!;
}
