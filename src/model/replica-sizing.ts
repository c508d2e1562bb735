/*
 * What Hyper-V Replica asks of link and storage. Pure arithmetic in fixed units: MB and GB are 10^6 and 10^9 bytes, Mbps 10^6 bits a
 * second. An input that is unknown (undefined) makes the result unknown; nothing is guessed in its place.
 *
 * Sources: Virtualization team blog 2012 to 2014 (recovery points, resynchronisation, Capacity Planner) for the storage of recovery
 * points, their cost in operations, and the log that ends a replication at half of the disks; the rest is arithmetic.
 */

/** Replication intervals in seconds. Windows Server 2012 has 300 only. */
export const INTERVALS = [30, 300, 900] as const;
export type Interval = (typeof INTERVALS)[number];

/** Free space that is to be left beyond what is reckoned: 20 percent of it. */
export const HEADROOM = 1.2;
/** Share of the usable link from which on nothing is left to catch up with after an outage. Our own limit. */
export const TIGHT = 0.8;

/** How a replica keeps recovery points: as undo logs (Windows Server 2012 R2 and later) or as snapshots (2012). */
export type HistoryForm = 'logs' | 'snapshots';

type Known = number | undefined;

/** The sum, unknown when a part is. */
export function sum(values: readonly Known[]): Known {
  return values.reduce<Known>((all, value) => (all === undefined || value === undefined ? undefined : all + value), 0);
}

/** Whether a is more than b; what rounding makes of equal numbers does not count. */
export function exceeds(a: number, b: number): boolean {
  return a > b + Math.abs(b) * 1e-9;
}

/** Share of the link, in Mbps, that replication may fill: utilisation is 0 to 1. */
export function usableMbps(linkMbps: Known, utilisation: Known): Known {
  return linkMbps === undefined || utilisation === undefined ? undefined : linkMbps * utilisation;
}

/**
 * Mbps that carry what is written in one interval before the next one ends. `peakMB`: most MB written in a window of exactly
 * `intervalSec` seconds; `saving`: share that compression saves, 0 to 1.
 */
export function requiredMbps(peakMB: Known, intervalSec: number, saving: Known): Known {
  return peakMB === undefined || saving === undefined ? undefined : (peakMB * 8 * (1 - saving)) / intervalSec;
}

/** Link in Mbps of which `required` Mbps are no more than the share that may be filled; none is enough (infinity) where that is 0. */
export function linkMbps(required: Known, utilisation: Known): Known {
  if (required === undefined || utilisation === undefined) return undefined;
  return required === 0 ? 0 : required / utilisation;
}

/** MB a second written on average, from the MB of a window of `intervalSec` seconds. */
export function averageRate(averageMB: Known, intervalSec: number): Known {
  return averageMB === undefined ? undefined : averageMB / intervalSec;
}

/** Seconds the first copy of `usedGB` takes over a link of which `usable` Mbps may be filled. */
export function initialReplicationSec(usedGB: Known, saving: Known, usable: Known): Known {
  if (usedGB === undefined || saving === undefined || usable === undefined) return undefined;
  return usedGB === 0 ? 0 : (usedGB * 8000 * (1 - saving)) / usable;
}

/** MB that wait to be sent after `outageSec` seconds without a link. `rate`: MB a second written on average. */
export function backlogMB(rate: Known, outageSec: number): Known {
  return rate === undefined ? undefined : rate * outageSec;
}

/**
 * Seconds until a backlog is sent while writing goes on at `rate` MB a second on average, over a link of which `usable` Mbps may be
 * filled. Infinity where the average alone fills it.
 */
export function catchUpSec(backlog: Known, rate: Known, saving: Known, usable: Known): Known {
  const average = requiredMbps(rate, 1, saving);
  if (backlog === undefined || average === undefined || saving === undefined || usable === undefined) return undefined;
  if (backlog === 0) return 0;
  return average < usable ? (backlog * 8 * (1 - saving)) / (usable - average) : Number.POSITIVE_INFINITY;
}

/** Seconds without a link until the log of a VM has half the size of its disks, which makes it be resynchronised. `sizeGB`: provisioned. A VM that writes nothing bears any outage. */
export function outageToleranceSec(sizeGB: Known, rate: Known): Known {
  if (rate === 0) return Number.POSITIVE_INFINITY;
  return sizeGB === undefined || rate === undefined ? undefined : (0.5 * sizeGB * 1000) / rate;
}

/**
 * GB that `hours` hourly recovery points take: as undo logs what is written in that time, as snapshots 10 percent of the
 * provisioned size each. Without recovery points 0, whatever else is unknown.
 */
export function historyGB(form: HistoryForm | undefined, hours: Known, rate: Known, sizeGB: Known): Known {
  if (hours === 0) return 0;
  if (form === undefined || hours === undefined) return undefined;
  if (form === 'logs') return rate === undefined ? undefined : (rate * 3600 * hours) / 1000;
  return sizeGB === undefined ? undefined : 0.1 * sizeGB * hours;
}

/**
 * Operations a second on the storage of the replica. Without recovery points `factor` for each write on the primary (our assumption is
 * 1.5); with them the upper end of what is published: 3 with undo logs (2 to 3), 6 with snapshots (4 to 6).
 */
export function replicaIops(form: HistoryForm | undefined, hours: Known, writeIops: Known, factor: Known): Known {
  if (writeIops === undefined || hours === undefined) return undefined;
  if (hours === 0) return factor === undefined ? undefined : writeIops * factor;
  return form === undefined ? undefined : writeIops * (form === 'logs' ? 3 : 6);
}
