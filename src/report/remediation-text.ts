import { harmless } from './harmless.ts';
import type { MachineRemediation, Part, Step } from './remediation.ts';
import type { Entry } from './report.ts';

/** What the text for a machine is written with. */
export interface Writing {
  readonly toolVersion: string;
  /** Whether commands that interrupt service are to be run. */
  readonly includeDisruptive: boolean;
  /** Every machine of the estate that has commands, in the order in which they come. */
  readonly all: readonly MachineRemediation[];
}

/** Names in a list of them; more are counted. */
const MOST_NAMES = 12;

export const HEADINGS: Readonly<Record<Part, string>> = {
  procedure: 'A procedure of several steps, before everything else',
  quiet: 'What interrupts nothing',
  disruptive: 'What interrupts service',
  management: 'What the management runs over: last, with a console at hand',
  names: 'New names, after everything that uses the old ones',
  restart: 'What restarts the machine',
};

/** What stands at the top: what it is, and where in the order. A line each, without the sign of a comment. */
export function opening(machine: MachineRemediation, { toolVersion, all }: Writing): string[] {
  const findings = new Set(machine.steps.flatMap(({ entries }) => entries)).size;
  const names = all.map(({ thing }) => comment(thing.name));
  const order = names.length > MOST_NAMES ? 'switches, hosts, what runs on them' : names.join(', ');
  const position = `Number ${all.indexOf(machine) + 1} of ${all.length}, in this order: ${order}.`;
  return [
    `Repairs on ${comment(machine.thing.name)} for ${findings} ${findings === 1 ? 'finding' : 'findings'}, written by hvlint ${toolVersion}.`,
    ...(all.length > 1 ? [`${position} Switches come first, so that they carry a VLAN before a host sends on it.`] : []),
    'Lint again afterwards: a repair may bring out what was hidden behind its fault.',
  ];
}

/** The findings of a step, a line or two each. */
export function reasons({ entries }: Step): string[] {
  return entries.flatMap((entry) => [placeOf(entry), `  ${comment(entry.shown.message)}`]);
}

function placeOf({ shown }: Entry): string {
  return comment(`${shown.rule} (${shown.file}:${shown.line}:${shown.column})`);
}

/** Why the commands of a step stand there as comments; undefined where they are run. */
export function heldBack({ conflicts, disruptive }: Step, includeDisruptive: boolean): string | undefined {
  const [other, ...more] = [...new Set(conflicts.map(placeOf))];
  if (other !== undefined)
    return `Not run: ${[other, ...more].join(' and ')} ${more.length > 0 ? 'want' : 'wants'} another value. Choose one:`;
  return disruptive && !includeDisruptive ? 'Interrupts service. Not run; --include-disruptive puts it in:' : undefined;
}

/** Text of unknown origin in a comment: one line, nothing in it acts, and no comment of hvlint is made of it. */
export function comment(text: string): string {
  return harmless(text).replace(/hvlint-(?=disable|enable)/gi, 'hvlint\\u{2d}');
}
