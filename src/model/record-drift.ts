import { ipKey, isLinkLocal, noUnicast, parseIp } from './ip-prefix.ts';
import { macKey } from './mac-address.ts';
import type { Network } from './network.ts';
import type { LookupRecord, LookupRecordData } from './policy-entity.ts';
import { type FabricRecord, onOneHost, sameTarget } from './policy-fabric.ts';
import { guidKey } from './virtual-networks.ts';

/** What copies of a record must agree on, in words. Names and notes are labels that Windows does not read. */
export const DRIFTING = {
  macAddress: 'MAC address',
  providerAddress: 'provider address',
  rule: 'rule',
  customerId: 'customer',
  type: 'type',
  useVmMacAddress: 'setting useVmMacAddress',
} as const;

type Drifting = keyof typeof DRIFTING;

/** A copy that differs from the others. */
export interface Drift {
  readonly copy: LookupRecord;
  /** The copy that most hosts agree with; of equal ones the first. */
  readonly usual: LookupRecord;
  readonly properties: readonly [Drifting, ...Drifting[]];
  /** Whether more hosts agree with the usual copy than with this one. */
  readonly outvoted: boolean;
}

/**
 * The copies of a record that say something else than the copy most hosts agree with. A value that is not written says nothing.
 * Nothing where copies of one host contradict each other: which of them it goes by, nobody knows.
 */
export function recordDrift(network: Network, { copies }: FabricRecord): readonly Drift[] {
  const held = copies.filter((copy) => copy.policy.hosts.length > 0);
  const differs = (a: LookupRecord, b: LookupRecord): Drifting[] =>
    (Object.keys(DRIFTING) as Drifting[]).filter((property) => differIn(property, a.data, b.data));
  const contradiction = held.some((copy, i) =>
    held.slice(0, i).some((other) => onOneHost(network, copy, other) && !sameTarget(copy, other)),
  );
  if (held.length < 2 || contradiction) return [];
  const votes = new Map(
    held.map((copy) => {
      const agreeing = held.filter((other) => differs(copy, other).length === 0);
      return [copy, new Set(agreeing.flatMap((other) => other.policy.hosts)).size];
    }),
  );
  const usual = held.reduce((best, copy) => (votes.get(copy)! > votes.get(best)! ? copy : best));
  return held.flatMap((copy) => {
    const [first, ...others] = differs(copy, usual);
    return first ? [{ copy, usual, properties: [first, ...others], outvoted: votes.get(usual)! > votes.get(copy)! }] : [];
  });
}

function differIn(property: Drifting, a: LookupRecordData, b: LookupRecordData): boolean {
  const [one, two] = [keyOf(property, a), keyOf(property, b)];
  return one !== undefined && two !== undefined && one !== two;
}

/** A value in its one spelling; undefined where it says nothing, or is wrong whatever the others say. */
function keyOf(property: Drifting, data: LookupRecordData): string | undefined {
  const { macAddress, providerAddress, customerId, useVmMacAddress } = data;
  switch (property) {
    case 'macAddress':
      return macAddress === undefined ? undefined : macKey(macAddress);
    case 'providerAddress': {
      const address = providerAddress === undefined ? undefined : parseIp(providerAddress);
      return address && !noUnicast(address) && !isLinkLocal(address) ? ipKey(providerAddress!) : undefined;
    }
    case 'customerId':
      return customerId === undefined ? undefined : guidKey(customerId);
    case 'useVmMacAddress':
      return useVmMacAddress === undefined || data.rule !== 'TranslationMethodNat' ? undefined : String(useVmMacAddress);
    default:
      return data[property];
  }
}
