import { setImmediate } from 'node:timers/promises';
import type { EstatePlan } from '#estate/estates';
import type { ReadFile } from '#read/document';
import type { Buffers } from './buffers.ts';
import type { CheckedEstate } from './checked-estate.ts';

/** A file as it was read last. */
export interface KnownFile {
  /** Undefined where nothing in it is ours. */
  readonly read: ReadFile | undefined;
  /** By what it was read: another configuration may say otherwise. */
  readonly how: string;
}

/** How long reading may keep others waiting, in milliseconds. */
const SLICE = 20;

/** Reads the files of a plan into its estate, those anew that are stale or were read otherwise; what the plan no longer has goes. */
export async function fillEstate(
  estate: CheckedEstate,
  plan: EstatePlan,
  buffers: Buffers,
  known: ReadonlyMap<string, KnownFile>,
  isStale: (file: string) => boolean,
): Promise<Map<string, KnownFile>> {
  const files = new Map<string, KnownFile>();
  const how = JSON.stringify(plan.config.readers);
  let since = performance.now();
  for (const { path } of plan.files) {
    const file = path.replaceAll('\\', '/');
    const before = known.get(file);
    const read = !isStale(file) && before?.how === how ? before.read : await buffers.read(file, plan);
    files.set(file, { read, how });
    estate.set(file, read);
    if (performance.now() - since < SLICE) continue;
    await setImmediate();
    since = performance.now();
  }
  for (const file of [...estate.paths]) if (!files.has(file)) estate.set(file, undefined);
  return files;
}
