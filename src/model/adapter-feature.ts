import type { Nic } from './entity.ts';
import { at, type Place } from './place.ts';

/** Features an adapter has a section for, with the registry keyword that says the same. */
const KEYWORDS = {
  ipsecOffload: '*IPsecOffloadV2',
  qos: '*QOS',
  rdma: '*NetworkDirect',
  rss: '*RSS',
  sriov: '*SRIOV',
  vmq: '*VMQ',
} as const;

/** Whether a feature of an adapter is on, as it is written. */
export interface AdapterFeature {
  readonly nic: Nic;
  readonly on: boolean;
  readonly place: Place;
  /** Whether somebody wrote it; what an export shows may be nothing but the driver's default. */
  readonly declared: boolean;
}

/** A feature as written: its section comes before the registry keyword. Undefined when neither says anything: driver defaults differ. */
export function adapterFeature(nic: Nic, feature: keyof typeof KEYWORDS): AdapterFeature | undefined {
  const enabled = nic.data[feature]?.enabled;
  if (enabled !== undefined) return new Written(nic, enabled, () => at(nic, feature, 'enabled'));
  const keyword = nic.advancedNumber(KEYWORDS[feature]);
  return keyword && new Written(nic, keyword.value !== 0, () => at(nic, 'advancedProperties', keyword.key));
}

/** Most rules ask whether a feature is on, of every adapter, and few where that is written. */
class Written implements AdapterFeature {
  constructor(
    readonly nic: Nic,
    readonly on: boolean,
    private readonly where: () => Place,
  ) {}

  get place(): Place {
    return this.where();
  }

  get declared(): boolean {
    return isDeclared(this.place);
  }
}

/** Whether a value was written as a wish and not read from a machine. */
export function isDeclared(place: Place): boolean {
  return place.origin?.document.stance !== 'observed';
}
