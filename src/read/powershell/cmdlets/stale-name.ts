import type { Range } from '#text/source-file';
import type { Call } from '../call.ts';
import type { Computer } from '../machine.ts';
import { textOf, type Value } from '../value.ts';

/** Kinds of names that do not meet: Windows' names of interfaces, and Hyper-V's of the virtual adapters of a host. */
type Sort = '' | 'host adapter';

function keyOf(name: string, of: Sort): string {
  return `${of === '' ? '' : `${of} `}${name.trim().toLowerCase()}`;
}

/** A name is given up for another one: what is said under it from here on is stale. Under a condition nobody can tell, it may live on. */
export function giveUp(call: Call, computer: Computer, from: string, to: { text: string; range: Range }, of: Sort = ''): void {
  takeUp(computer, to.text, of);
  if (call.estate.certainty.level !== 'certain' || keyOf(from, of) === keyOf(to.text, of)) return;
  computer.renamed.set(keyOf(from, of), { to: to.text, range: to.range });
}

/** A thing gets a name, so that the name is no longer stale. */
export function takeUp(computer: Computer, name: string, of: Sort = ''): void {
  computer.renamed.delete(keyOf(name, of));
}

/** Whether a name was given up earlier in the script. */
export function isStale(computer: Computer, name: string, of: Sort = ''): boolean {
  return computer.renamed.has(keyOf(name, of));
}

/** The name that what once had another one has by now; undefined where it was not renamed. */
export function renamedTo(computer: Computer, name: string, of: Sort): string | undefined {
  const seen = new Set<string>();
  let now: string | undefined;
  for (let key = keyOf(name, of); computer.renamed.has(key) && !seen.has(key); key = keyOf(now, of)) {
    seen.add(key);
    now = computer.renamed.get(key)!.to;
  }
  return now;
}

/** Reports a name that was given up earlier in the script. */
export function stale(call: Call, computer: Computer, name: Value, of: Sort = ''): void {
  const text = textOf(name);
  // A computer that only a text stands for may be another one by now.
  if (call.estate.isUnnamed(computer.name)) return;
  const renamed = text === undefined ? undefined : computer.renamed.get(keyOf(text, of));
  if (!renamed) return;
  call.estate.report(
    'script/stale-interface-name',
    `there is no ${text} any more: it has become ${renamed.to} earlier in the script`,
    name.range,
    {
      related: [{ place: renamed.range, message: `${renamed.to} from here on` }],
    },
  );
}
