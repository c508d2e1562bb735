import type { Network } from './network.ts';
import {
  historyFormOf,
  intervalsOf,
  isReplicated,
  knowsVms,
  type LinkNeed,
  linkNeed,
  loadsOf,
  PLAN_DEFAULTS,
  type PlanDefault,
  peakMB,
  planValue,
  usableOf,
  type VmLoad,
} from './plan-load.ts';
import { quantityText } from './quantity-text.ts';
import type { ReplicaPlan } from './replica-entity.ts';
import {
  backlogMB,
  catchUpSec,
  exceeds,
  HEADROOM,
  type HistoryForm,
  historyGB,
  INTERVALS,
  type Interval,
  initialReplicationSec,
  linkMbps,
  outageToleranceSec,
  requiredMbps,
  sum,
} from './replica-sizing.ts';
import { iopsOf, storageLimit, storedGB } from './storage-need.ts';

/** A sum over VMs: its value where every part is known, and what the known parts make. */
export interface Amount {
  readonly value: number | undefined;
  readonly atLeast: number;
}

/** What one VM of a plan asks for. Undefined is unknown. */
export interface VmCapacity {
  readonly name: string;
  /** Interval it is replicated at, in seconds: the planned one where there is that. */
  readonly intervalSec: Interval | undefined;
  /** Mbps at its peak, for each interval there is. */
  readonly mbps: ReadonlyMap<Interval, number | undefined>;
  readonly sizeGB: number | undefined;
  readonly usedGB: number | undefined;
  /** Seconds its first copy takes with the link to itself. */
  readonly firstCopySec: number | undefined;
  readonly historyHours: number | undefined;
  readonly historyGB: number | undefined;
  /** Disks and recovery points on the replica. */
  readonly storedGB: number | undefined;
  readonly iops: number | undefined;
  /** GB that wait to be sent after the outage. */
  readonly backlogGB: number | undefined;
  /** Seconds without a link until it has to be resynchronised. */
  readonly toleranceSec: number | undefined;
}

/** What replication at one interval asks of the link. */
export interface IntervalCapacity {
  readonly intervalSec: Interval;
  readonly need: Amount;
  /** Whether it fits; undefined where a part of the need is unknown and the rest fits. */
  readonly fits: boolean | undefined;
  /** The link it would need, in Mbps. */
  readonly linkMbps: Amount;
}

/** What a plan asks of link and storage. */
export interface Capacity {
  readonly plan: string;
  readonly primary: string | undefined;
  readonly replica: string | undefined;
  readonly vms: readonly VmCapacity[];
  /** VMs of the plan that are not to be replicated. */
  readonly leftOut: readonly string[];
  readonly linkMbps: number | undefined;
  readonly utilisation: number | undefined;
  readonly compressionSaving: number | undefined;
  readonly usableMbps: number | undefined;
  readonly intervals: readonly IntervalCapacity[];
  /** Intervals that are planned and that Windows Server 2012 does not have: its own is reckoned with in their place. */
  readonly unavailableSec: readonly Interval[];
  /** With every VM at its own interval. */
  readonly chosen: Omit<IntervalCapacity, 'intervalSec'>;
  readonly firstCopy: {
    readonly method: string | undefined;
    readonly usedGB: Amount;
    readonly seconds: Amount;
    readonly windowHours: number | undefined;
    /** The link that would make it in time, over the network. */
    readonly linkMbps: Amount;
  };
  readonly storage: {
    readonly form: HistoryForm | undefined;
    readonly sizeGB: Amount;
    readonly historyGB: Amount;
    readonly totalGB: Amount;
    readonly withHeadroomGB: Amount;
    readonly freeGB: number | undefined;
    readonly iops: Amount;
    readonly iopsLimit: number | undefined;
  };
  readonly outage: {
    readonly hours: number;
    readonly backlogGB: Amount;
    /** Seconds until the backlog is sent once the link is back. */
    readonly catchUpSec: number | undefined;
    /** Seconds until the first VM has to be resynchronised; of the VMs whose tolerance is known. */
    readonly toleranceSec: number | undefined;
    readonly firstVm: string | undefined;
  };
  /** What was reckoned with and is not written in the files. */
  readonly assumptions: readonly string[];
}

/** Works out what a plan asks for; `outageHours` is the outage whose backlog is reckoned. */
export function capacityOf(network: Network, plan: ReplicaPlan, outageHours: number): Capacity {
  const loads = loadsOf(network, plan);
  const whole = knowsVms(plan);
  const saving = planValue(plan, 'compressionSaving');
  const utilisation = planValue(plan, 'linkUtilisation');
  const usable = usableOf(plan);
  const form = historyFormOf(network, plan);
  const intervals = intervalsOf(network, plan);
  const vms = loads.map((load) => vmCapacity(plan, load, intervals, form, outageHours));
  const amount = (of: (vm: VmCapacity) => number | undefined): Amount => amountOf(vms.map(of), whole);
  const need = (at: Interval | 'chosen'): Omit<IntervalCapacity, 'intervalSec'> => {
    const found = linkNeed(network, plan, at);
    const known = asAmount(found);
    return { need: known, fits: fits(found, usable), linkMbps: mapped(known, (mbps) => linkMbps(mbps, utilisation)) };
  };
  const usedGB = amount((vm) => vm.usedGB);
  const windowHours = planValue(plan, 'irWindowHours');
  const totalGB = amount((vm) => vm.storedGB);
  // Of a VM whose recovery points are unknown the disks count towards what is known.
  const atLeastGB = vms.reduce((all, vm) => all + (vm.sizeGB ?? 0) + (vm.historyGB ?? 0), 0);
  const stored = { ...totalGB, atLeast: atLeastGB };
  const backlogGB = amount((vm) => vm.backlogGB);
  const rate = whole ? sum(loads.map((load) => load.rate)) : undefined;
  const backlog = backlogGB.value === undefined ? undefined : backlogGB.value * 1000;
  const first = vms.toSorted((a, b) => (a.toleranceSec ?? Infinity) - (b.toleranceSec ?? Infinity))[0];
  return {
    plan: plan.name,
    primary: plan.data.primary?.name,
    replica: plan.data.replica?.name,
    vms,
    leftOut: plan.vms.filter((vm) => isReplicated(vm) !== true).map((vm) => vm.name),
    linkMbps: plan.data.estimatedWanBandwidthMbps,
    utilisation,
    compressionSaving: saving,
    usableMbps: usable,
    intervals: longerFit(intervals.map((intervalSec) => ({ intervalSec, ...need(intervalSec) }))),
    unavailableSec: INTERVALS.filter((sec) => loads.some((load) => load.plannedSec === sec && load.intervalSec !== sec)),
    chosen: need('chosen'),
    firstCopy: {
      method: planValue(plan, 'initialReplication'),
      usedGB,
      seconds: mapped(usedGB, (gb) => initialReplicationSec(gb, saving, usable)),
      windowHours,
      linkMbps: mapped(usedGB, (gb) =>
        windowHours === undefined || saving === undefined
          ? undefined
          : linkMbps((gb * 8000 * (1 - saving)) / (windowHours * 3600), utilisation),
      ),
    },
    storage: {
      form,
      sizeGB: amount((vm) => vm.sizeGB),
      historyGB: amount((vm) => vm.historyGB),
      totalGB: stored,
      withHeadroomGB: mapped(stored, (gb) => gb * HEADROOM),
      freeGB: storageLimit(network, plan, 'freeGB')?.value,
      iops: amount((vm) => vm.iops),
      iopsLimit: storageLimit(network, plan, 'iops')?.value,
    },
    outage: {
      hours: outageHours,
      backlogGB,
      catchUpSec: catchUpSec(backlog, rate, saving, usable),
      toleranceSec: first?.toleranceSec,
      firstVm: first?.toleranceSec === undefined ? undefined : first.name,
    },
    assumptions: assumptionsOf(plan, loads, form),
  };
}

function vmCapacity(
  plan: ReplicaPlan,
  load: VmLoad,
  intervals: readonly Interval[],
  form: HistoryForm | undefined,
  outageHours: number,
): VmCapacity {
  const saving = planValue(plan, 'compressionSaving');
  const backlog = backlogMB(load.rate, outageHours * 3600);
  return {
    name: load.vm.name,
    intervalSec: load.intervalSec,
    mbps: new Map(intervals.map((interval) => [interval, requiredMbps(peakMB(load, interval), interval, saving)])),
    sizeGB: load.sizeGB,
    usedGB: load.usedGB,
    firstCopySec: initialReplicationSec(load.usedGB, saving, usableOf(plan)),
    historyHours: load.historyHours,
    historyGB: historyGB(form, load.historyHours, load.rate, load.sizeGB),
    storedGB: storedGB(load, form),
    iops: iopsOf(plan, load, form),
    backlogGB: backlog === undefined ? undefined : backlog / 1000,
    toleranceSec: outageToleranceSec(load.sizeGB, load.rate),
  };
}

function amountOf(values: readonly (number | undefined)[], whole: boolean): Amount {
  return {
    value: whole ? sum(values) : undefined,
    atLeast: values.reduce<number>((all, value) => all + (value ?? 0), 0),
  };
}

function asAmount({ mbps, atLeast }: LinkNeed): Amount {
  return { value: mbps, atLeast };
}

/** The same amount by another measure. */
function mapped({ value, atLeast }: Amount, by: (value: number) => number | undefined): Amount {
  return { value: value === undefined ? undefined : by(value), atLeast: by(atLeast) ?? 0 };
}

function fits({ mbps, atLeast }: LinkNeed, usable: number | undefined): boolean | undefined {
  if (usable === undefined) return undefined;
  if (exceeds(atLeast, usable)) return false;
  return mbps === undefined ? undefined : !exceeds(mbps, usable);
}

/** What fits at one interval fits at every longer one, which evens peaks out: also where the need there is unknown. */
function longerFit(intervals: readonly IntervalCapacity[]): readonly IntervalCapacity[] {
  const first = intervals.findIndex((each) => each.fits);
  return intervals.map((each, i) => (first >= 0 && i > first && each.fits === undefined ? { ...each, fits: true } : each));
}

const DEFAULT_WORDS: Readonly<Record<PlanDefault, string>> = {
  linkUtilisation: `replication may fill ${quantityText(PLAN_DEFAULTS.linkUtilisation * 100)} percent of the link (linkUtilisation)`,
  compressionSaving: 'compression saves nothing (compressionSaving)',
  replicationFrequencySec: `VMs that do not say are replicated every ${PLAN_DEFAULTS.replicationFrequencySec} s (replicationFrequencySec)`,
  initialReplication: 'the first copy goes over the network (initialReplication)',
  irWindowHours: `the first copy may take ${PLAN_DEFAULTS.irWindowHours} hours (irWindowHours)`,
  iopsFactor: `without recovery points each write makes ${PLAN_DEFAULTS.iopsFactor} operations on the replica (iopsFactor)`,
};

/** Everything the figures rest on that the files do not say. */
function assumptionsOf(plan: ReplicaPlan, loads: readonly VmLoad[], form: HistoryForm | undefined): string[] {
  const history = loads.some((load) => load.historyHours !== 0);
  const keys = (Object.keys(DEFAULT_WORDS) as PlanDefault[]).filter(
    (key) => key !== 'iopsFactor' || loads.some((load) => !load.historyHours),
  );
  return [
    ...keys.filter((key) => plan.data[key] === undefined && planValue(plan, key) !== undefined).map((key) => DEFAULT_WORDS[key]),
    'the peaks of all VMs fall together',
    ...(history && form === 'logs'
      ? ['recovery points are undo logs, and each write makes 3 operations on the replica (published: 2 to 3)']
      : []),
    ...(history && form === 'snapshots'
      ? [
          'recovery points are snapshots of a tenth of the disk, and each write makes 6 operations on the replica (published: 4 to 6)',
        ]
      : []),
    ...(history && form === undefined
      ? ['the release of the replica side is unknown, and with it what recovery points take']
      : []),
    'the replica side keeps 20 percent in reserve; disks count at their full size',
    'a VM is resynchronised when its log has half the size of its disks',
  ];
}
