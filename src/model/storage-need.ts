import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { historyFormOf, knowsVms, loadsOf, planValue, type VmLoad } from './plan-load.ts';
import { planSide } from './plan-side.ts';
import type { ReplicaPlan } from './replica-entity.ts';
import { type HistoryForm, historyGB, replicaIops, sum } from './replica-sizing.ts';

/** What the replica side of a plan needs, each as far as it is known and, where all of it is, in full. */
export interface StorageNeed {
  readonly form: HistoryForm | undefined;
  readonly atLeastGB: number;
  readonly gb: number | undefined;
  readonly atLeastIops: number;
  readonly iops: number | undefined;
}

/** GB that the disks of one VM and its recovery points take on the replica; undefined where a part is unknown. */
export function storedGB(load: VmLoad, form: HistoryForm | undefined): number | undefined {
  return sum([load.sizeGB, historyGB(form, load.historyHours, load.rate, load.sizeGB)]);
}

/** Operations a second that one VM causes on the replica. */
export function iopsOf(plan: ReplicaPlan, load: VmLoad, form: HistoryForm | undefined): number | undefined {
  return replicaIops(form, load.historyHours, load.writeIops, planValue(plan, 'iopsFactor'));
}

/** What a plan needs of the storage of its replica side. */
export function storageNeed(network: Network, plan: ReplicaPlan): StorageNeed {
  const form = historyFormOf(network, plan);
  const loads = loadsOf(network, plan);
  const whole = knowsVms(plan);
  const sizes = loads.flatMap((load) => [load.sizeGB, historyGB(form, load.historyHours, load.rate, load.sizeGB)]);
  const iops = loads.map((load) => iopsOf(plan, load, form));
  const known = (values: readonly (number | undefined)[]): number => values.reduce<number>((all, value) => all + (value ?? 0), 0);
  return {
    form,
    atLeastGB: known(sizes),
    gb: whole ? sum(sizes) : undefined,
    atLeastIops: known(iops),
    iops: whole ? sum(iops) : undefined,
  };
}

/** What the storage of the replica side can take, and where it is written: in the plan, else in the settings of the server. */
export function storageLimit(
  network: Network,
  plan: ReplicaPlan,
  key: 'freeGB' | 'iops',
): { value: number; place: Place } | undefined {
  const own = plan.data.replicaStorage?.[key];
  if (own !== undefined) return { value: own, place: at(plan, 'replicaStorage', key) };
  const server = planSide(network, plan, 'replica').endpoint?.server;
  const value = server?.data.storage?.[key];
  return server && value !== undefined ? { value, place: at(server, 'storage', key) } : undefined;
}
