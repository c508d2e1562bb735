import { isForgotten } from '#read/forgotten';
import { lostItems } from '#read/validate';
import type { Host, Vm } from './entity.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { inRange } from './os.ts';
import { planSide, planSides, vmOfPlan } from './plan-side.ts';
import { isWhole } from './references.ts';
import { RELEASES } from './releases.ts';
import type { PlannedDiskData, PlannedVm, PlannedVmData, ReplicaPlan } from './replica-entity.ts';
import { averageRate, type HistoryForm, INTERVALS, type Interval, requiredMbps, sum, usableMbps } from './replica-sizing.ts';
import { primaryLeg } from './replication-leg.ts';

/** What a plan reckons with where nothing is written; the schema says so of each. */
export const PLAN_DEFAULTS = {
  linkUtilisation: 0.7,
  compressionSaving: 0,
  replicationFrequencySec: 300,
  initialReplication: 'network',
  irWindowHours: 24,
  iopsFactor: 1.5,
} as const;

/** Properties of a plan that have a default. */
export type PlanDefault = keyof typeof PLAN_DEFAULTS;

/** A property of a plan: as written, else its default; undefined where something is written that could not be read. */
export function planValue<K extends PlanDefault>(
  plan: ReplicaPlan,
  key: K,
): NonNullable<ReplicaPlan['data'][K]> | (typeof PLAN_DEFAULTS)[K] | undefined {
  const written = plan.data[key] as NonNullable<ReplicaPlan['data'][K]> | undefined;
  return written ?? (isForgotten(plan.data, key) ? undefined : PLAN_DEFAULTS[key]);
}

/** Mbps of the link that replication of a plan may fill. */
export function usableOf(plan: ReplicaPlan): number | undefined {
  return usableMbps(plan.data.estimatedWanBandwidthMbps, planValue(plan, 'linkUtilisation'));
}

/** The intervals a plan can choose from: on Windows Server 2012, on either side, there is only one. */
export function intervalsOf(network: Network, plan: ReplicaPlan): readonly Interval[] {
  const hosts = planSides(network, plan).flatMap((side) => side.hosts);
  return hosts.some((host) => inRange(host.os, RELEASES.firstReplica)) ? [300] : INTERVALS;
}

/**
 * The host that binds a plan to what Windows Server 2012 can do: of the primary side, or of the replica side where nothing is known of
 * the primary. A newer primary side that replicates to 2012 is another mistake.
 */
export function planHostOn2012(network: Network, plan: ReplicaPlan): Host | undefined {
  const [primary, replica] = planSides(network, plan);
  const known = primary.hosts.some((host) => host.os !== undefined) ? primary.hosts : replica.hosts;
  return known.find((host) => inRange(host.os, RELEASES.firstReplica));
}

/** How the replica side of a plan keeps recovery points; undefined where its release is unknown or its servers differ. */
export function historyFormOf(network: Network, plan: ReplicaPlan): HistoryForm | undefined {
  const { hosts } = planSide(network, plan, 'replica');
  if (hosts.length === 0) return undefined;
  if (hosts.every((host) => inRange(host.os, RELEASES.extendedReplica))) return 'logs';
  return hosts.every((host) => inRange(host.os, RELEASES.firstReplica)) ? 'snapshots' : undefined;
}

/** What a plan knows of the load of one VM. */
export interface VmLoad {
  readonly vm: PlannedVm;
  /** Interval it is replicated at: the one it is to have, or the only one there is. */
  readonly intervalSec: Interval | undefined;
  /** Interval it is to be replicated at: its own, that of the plan, the default. */
  readonly plannedSec: Interval | undefined;
  /** MB a second written on average, by the longest window there is an average of. */
  readonly rate: number | undefined;
  /** Provisioned size of its replicated disks in GB. */
  readonly sizeGB: number | undefined;
  /** Used size of its replicated disks in GB. */
  readonly usedGB: number | undefined;
  readonly writeIops: number | undefined;
  /** Additional recovery points, one an hour. */
  readonly historyHours: number | undefined;
}

/** Whether the planner measures a VM or disk of a plan: it does unless the plan says otherwise; undefined where that cannot be read. */
export function isMeasured(item: PlannedVmData | PlannedDiskData): boolean | undefined {
  return item.selected ?? (isForgotten(item, 'selected') ? undefined : true);
}

/** Whether it is known that the planner measures no disk of a VM: the plan lists its disks, none or none that is measured. */
export function measuresNoDisk({ data: { vhds } }: PlannedVm): boolean {
  return vhds !== undefined && !lostItems(vhds) && vhds.every((disk) => isMeasured(disk) === false);
}

/** Whether a VM of a plan is to be replicated: as it says, else where it is measured. */
export function isReplicated({ data }: PlannedVm): boolean | undefined {
  return data.replicate ?? (isForgotten(data, 'replicate') ? undefined : isMeasured(data));
}

/** The load of every VM that a plan wants to replicate. */
export function loadsOf(network: Network, plan: ReplicaPlan): readonly VmLoad[] {
  return plan.vms.filter((vm) => isReplicated(vm) === true).map((vm) => loadOf(network, vm));
}

/** Whether it is known which VMs a plan wants to replicate: the list is written, and every item could be read. */
export function knowsVms(plan: ReplicaPlan): boolean {
  return isWhole(plan, 'vms') && plan.vms.every((vm) => isReplicated(vm) !== undefined);
}

/** The load of one VM. Where the plan does not say, what the VM's own document says of its disks and replication counts. */
export function loadOf(network: Network, planned: PlannedVm): VmLoad {
  const { data, plan } = planned;
  const known = vmOfPlan(network, planned);
  const leg = known && primaryLeg(known);
  const there = intervalsOf(network, plan);
  const plannedSec = isForgotten(data, 'replicationFrequencySec')
    ? undefined
    : ((data.replicationFrequencySec ?? planValue(plan, 'replicationFrequencySec')) as Interval | undefined);
  return {
    vm: planned,
    intervalSec: plannedSec === undefined || there.includes(plannedSec) ? plannedSec : there[0],
    plannedSec,
    rate: INTERVALS.toReversed()
      .map((interval) => averageRate(windowOf(data, interval)?.averageMB, interval))
      .find((rate) => rate !== undefined),
    sizeGB: sizeOf(data, known, 'sizeGB'),
    usedGB: sizeOf(data, known, 'usedGB'),
    writeIops: data.writeIops,
    historyHours: isForgotten(data, 'recoveryHistory')
      ? undefined
      : (data.recoveryHistory ?? plan.data.recoveryHistory ?? leg?.data.recoveryHistory),
  };
}

/** Sum of the disks that are replicated: those of the plan, else what it says of the VM, else the disks of the VM itself. */
function sizeOf(planned: PlannedVmData, vm: Vm | undefined, key: 'sizeGB' | 'usedGB'): number | undefined {
  const { vhds } = planned;
  const drives = vm?.data.hardDrives ?? [];
  if (vhds && vhds.length > 0) {
    const own = (path: string): number | undefined => drives.find((drive) => nameKey(drive.path) === nameKey(path))?.[key];
    const sizes = vhds.filter((disk) => isMeasured(disk) !== false).map((disk) => disk[key] ?? own(disk.path));
    return (lostItems(vhds) || sizes.length === 0 ? undefined : sum(sizes)) ?? planned[key];
  }
  if (planned[key] !== undefined || !vm || drives.length === 0 || lostItems(drives)) return planned[key];
  const excluded = vm.data.replication?.excludedVhdPath ?? [];
  return sum(drives.filter(({ path }) => !excluded.some((other) => nameKey(other) === nameKey(path))).map((drive) => drive[key]));
}

type Window = NonNullable<PlannedVmData['churn']>[number];

function windowOf(data: PlannedVmData, interval: Interval): Window | undefined {
  return data.churn?.find((window) => window.intervalSec === interval);
}

/** Most MB that a VM writes in one window of an interval, where it was measured or assumed. */
export function peakMB({ vm }: VmLoad, interval: Interval): number | undefined {
  return windowOf(vm.data, interval)?.peakMB;
}

/**
 * MB that a VM writes at least in one window of an interval: its peak, else what follows from what is known of other windows. A long
 * window has the peak of every shorter one in it, and one of the short windows in a long one has its share of the peak.
 */
export function leastPeakMB(load: VmLoad, interval: Interval): number {
  const known = peakMB(load, interval);
  if (known !== undefined) return known;
  const shares = INTERVALS.map((other) => (peakMB(load, other) ?? 0) * Math.min(1, interval / other));
  return Math.max(...shares, (load.rate ?? 0) * interval);
}

/** Mbps that a plan asks of the link. */
export interface LinkNeed {
  /** What is known: the need is no less. */
  readonly atLeast: number;
  /** The need, where all of it is known. */
  readonly mbps: number | undefined;
}

/** What a plan asks of the link at one interval for all VMs, or at the interval each VM is to have. */
export function linkNeed(network: Network, plan: ReplicaPlan, interval: Interval | 'chosen'): LinkNeed {
  const saving = planValue(plan, 'compressionSaving');
  const each = loadsOf(network, plan).map((load) => {
    const at = interval === 'chosen' ? load.intervalSec : interval;
    return at === undefined
      ? { least: 0, known: undefined }
      : {
          least: requiredMbps(leastPeakMB(load, at), at, saving) ?? 0,
          known: requiredMbps(peakMB(load, at), at, saving),
        };
  });
  return {
    atLeast: each.reduce((all, { least }) => all + least, 0),
    mbps: knowsVms(plan) ? sum(each.map(({ known }) => known)) : undefined,
  };
}
