import { powershell } from '#lint/remedy';
import type { Cluster, Host } from '#model/entity';
import type { FileServer } from '#model/file-server-entity';
import { firstLabel } from '#model/names';
import type { Network } from '#model/network';
import { isProcedure, type MachineRemediation, PARTS, type Step } from './remediation.ts';
import { readCommand } from './remediation-command.ts';
import { comment, HEADINGS, heldBack, opening, reasons, type Writing } from './remediation-text.ts';

/** Most characters of the name a computer has in $env:COMPUTERNAME. Source: Microsoft Learn, "Naming conventions in Active Directory". */
const NETBIOS_LENGTH = 15;

/** The script for a host, or for whatever else PowerShell is run on. It changes nothing without -Apply. */
export function remediationScript(machine: MachineRemediation, network: Network, writing: Writing): string {
  const { steps } = machine;
  const done = new Set<string>();
  const procedure: Numbered = { number: 0 };
  const body = PARTS.flatMap((part) => {
    const own = steps.filter((step) => step.part === part);
    if (own.length === 0) return [];
    const lines = own.flatMap((step) => [
      '',
      ...commented(reasons(step)),
      ...(isProcedure(step.commands) ? procedureLines(step, writing, procedure) : stepLines(step, writing, done)),
    ]);
    return ['', `# ---- ${HEADINGS[part]} ----`, ...lines, ...(part === 'procedure' ? afterProcedure(procedure, writing) : [])];
  });
  const last = writing.includeDisruptive ? procedure.number : 0;
  const guard = guardOf(machine, network);
  return `${[
    ...commented([...opening(machine, writing), ...managed(machine), ...usage(last)]),
    '[CmdletBinding()]',
    'param(',
    ...[
      '    [switch] $Apply',
      ...(last > 0 ? [`    [ValidateRange(0, ${last})] [int] $Step = 0`] : []),
      ...('ask' in guard ? ['    [Parameter(Mandatory)] [string] $Computer'] : []),
    ]
      .join(',\n')
      .split('\n'),
    ')',
    '$WhatIf = -not $Apply',
    "$ErrorActionPreference = if ($Apply) { 'Stop' } else { 'Continue' }",
    ...guard.lines,
    ...body,
  ].join('\n')}\n`;
}

interface Numbered {
  number: number;
}

function commented(lines: readonly string[]): string[] {
  return lines.map((line) => `# ${line}`);
}

function usage(steps: number): string[] {
  return [
    'Shows what it would do and changes nothing; -Apply does it.',
    ...(steps > 0 ? [`-Step 1 to ${steps} does one step of the procedure and nothing else.`] : []),
  ];
}

const KNOWN_BY = {
  usage: 'its usage says so',
  'only-address': 'nothing else has an address',
  address: 'each has an address',
  name: 'its name says so',
} as const;

/** What the machine is managed over, for hosts. */
function managed({ thing, management }: MachineRemediation): string[] {
  if (thing.kind !== 'host') return [];
  if (!management) return ['Nothing tells which adapter the host is managed over: have a console at hand.'];
  const { adapters, vmSwitches, teams, nics, by } = management;
  const names = (things: readonly { readonly name: string }[]): string[] => [...new Set(things.map(({ name }) => comment(name)))];
  const over = names(adapters);
  const below = names([...vmSwitches, ...teams, ...nics]).filter((name) => !over.includes(name));
  return [
    `The host is managed over ${over.join(', ')} (${KNOWN_BY[by]})${below.length > 0 ? `, and below over ${below.join(', ')}` : ''}: what touches that comes last.`,
  ];
}

/** The lines that stop the script on another computer. */
function guardOf(machine: MachineRemediation, network: Network): { readonly lines: readonly string[]; readonly ask?: true } {
  const names = computers(machine, network);
  const short = names?.map((name) => firstLabel(name).slice(0, NETBIOS_LENGTH));
  const [only, ...others] = short ?? [];
  const meant = `This script is for ${short?.join(' and ')}`;
  const known =
    short === undefined || only === undefined
      ? undefined
      : others.length > 0
        ? powershell`if ($env:COMPUTERNAME -notin ${short}) { throw ${meant} }`
        : powershell`if ($env:COMPUTERNAME -ne ${only}) { throw ${meant} }`;
  if (known !== undefined && known === comment(known)) return { lines: [known] };
  // Each command says which computer it is about.
  if (machine.thing.kind === 'replica-server' && machine.steps.every(namesComputer)) return { lines: [] };
  return { lines: ["if ($env:COMPUTERNAME -ne $Computer) { throw 'This is not the computer it was meant for' }"], ask: true };
}

function namesComputer({ commands }: Step): boolean {
  return commands.every((command) => readCommand(command)?.calls.at(-1)?.parameters.has('computername'));
}

/** The computers a script may be run on; undefined where nothing tells. */
function computers({ thing }: MachineRemediation, network: Network): readonly string[] | undefined {
  switch (thing.kind) {
    case 'host':
      return (thing as Host).isAnonymous ? undefined : [thing.name];
    case 'cluster':
      return nodes(network, thing as Cluster);
    case 'file-server': {
      const { data } = thing as FileServer;
      const cluster = data.cluster === undefined ? undefined : network.cluster(data.cluster);
      const host = network.host(thing.name);
      return data.nodes ?? (cluster ? nodes(network, cluster) : host && [host.name]);
    }
    default:
      return undefined;
  }
}

function nodes(network: Network, cluster: Cluster): readonly string[] {
  return cluster.data.nodes ?? network.nodesOf(cluster.name).map(({ name }) => name);
}

/** The commands of a step, run or held back. */
function stepLines(step: Step, { includeDisruptive }: Writing, done: Set<string>): string[] {
  const held = heldBack(step, includeDisruptive);
  if (held !== undefined) return commented([held, ...step.commands.map(comment)]);
  const runs = step.commands.map(runnable);
  if (runs.includes(undefined))
    return commented(['Not run: hvlint does not know how this can be tried first. By hand:', ...step.commands.map(comment)]);
  const marks = step.disruptive ? ['# Interrupts service.'] : [];
  return [
    ...marks,
    ...step.commands.map((command, i) => {
      if (done.has(command)) return `# Done above: ${comment(command)}`;
      done.add(command);
      return runs[i]!;
    }),
  ];
}

/** A command that changes nothing unless it is told to; undefined where it cannot be made one. */
function runnable(command: string): string | undefined {
  const read = readCommand(command);
  // Characters that deceive, and what build services take for commands: nobody runs that unread.
  if (!read || read.trial === 'unknown' || command !== comment(command)) return undefined;
  return read.trial === 'what-if' ? `${command} -WhatIf:$WhatIf` : `if ($Apply) { ${command} }`;
}

/** The steps of a procedure: some for people, each of the others alone and only when it is asked for. */
function procedureLines(step: Step, { includeDisruptive }: Writing, numbered: Numbered): string[] {
  const held = heldBack(step, includeDisruptive);
  const lines = step.commands.flatMap((command) => {
    const number = ++numbered.number;
    if (command.startsWith('#')) return [`# Step ${number}: ${comment(command.replace(/^#\s*/, ''))}`];
    const run = held === undefined ? runnable(command) : undefined;
    if (run === undefined) return [`# Step ${number}: ${comment(command)}`];
    return [`# Step ${number}:`, `if ($Step -eq ${number}) { ${run} }`];
  });
  return [...(held === undefined ? [] : [`# ${held}`]), ...lines];
}

function afterProcedure({ number }: Numbered, { includeDisruptive }: Writing): string[] {
  return [
    ...(includeDisruptive && number > 0 ? ['if ($Step -ne 0) { return }'] : []),
    '# Lint again when it is done: what follows may be about teams that are gone.',
  ];
}
