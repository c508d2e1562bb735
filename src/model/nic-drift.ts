import { type Compared, type Drift, driftBetween, driftsOf, sidesOf } from './drift.ts';
import type { Nic } from './entity.ts';
import { sameValue } from './same-value.ts';

/** What somebody decides about an adapter; what it can do and what its link is doing are no settings. */
const SETTINGS: readonly Compared[] = [
  { path: ['vlanId'] },
  { path: ['mtuSize'] },
  ...['enabled', 'baseProcessorGroup', 'baseProcessorNumber', 'maxProcessors', 'maxProcessorNumber'].flatMap((property) => [
    { path: ['rss', property] },
    { path: ['vmq', property] },
  ]),
  { path: ['rss', 'profile'] },
  { path: ['rdma', 'enabled'] },
  { path: ['sriov', 'enabled'] },
  { path: ['qos', 'enabled'] },
];

/** Settings of an adapter that are declared otherwise than they were seen. */
export function nicDrift(nic: Nic): readonly Drift[] {
  return [...driftsOf(nic, SETTINGS), ...advancedDrift(nic)];
}

/** Advanced properties; registry keywords compare without regard to case. */
function advancedDrift(nic: Nic): readonly Drift[] {
  const sides = sidesOf(nic, ['advancedProperties']);
  if (!sides) return [];
  const fragments = nic.tree.fragments([...nic.path, 'advancedProperties']);
  const declared = fragments.filter((f) => f.document.stance === 'declared');
  const observed = fragments.filter((f) => f.document.stance === 'observed');
  const compared = new Set<string>();
  return declared.flatMap((from) =>
    Object.entries(from.value as object).flatMap(([key, value]) => {
      // Documents that contradict each other are another rule's matter.
      if (compared.has(key.toLowerCase())) return [];
      compared.add(key.toLowerCase());
      for (const seen of observed) {
        const entry = Object.entries(seen.value as object).find(([other]) => other.toLowerCase() === key.toLowerCase());
        if (!entry) continue;
        const path = ['advancedProperties', key];
        const both = {
          declared: { ...from, path: [...from.path, key], value },
          observed: { ...seen, path: [...seen.path, entry[0]], value: entry[1] },
        };
        return driftBetween(nic, path, both, sameSetting) ?? [];
      }
      return [];
    }),
  );
}

/** The registry holds text: true is 1. A property may be called by the words of its driver, which need not be numbers. */
function sameSetting(declared: unknown, observed: unknown): boolean {
  const text = (value: unknown): string => (typeof value === 'boolean' ? String(Number(value)) : String(value).trim());
  return sameValue('', numeric(text(declared)), numeric(text(observed)));
}

function numeric(text: string): string | number {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
