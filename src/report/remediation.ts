import type { Entity, Host, Switch } from '#model/entity';
import { type ManagementPath, managementPath, namesOnPath } from '#model/management-path';
import { nameKey, portKey } from '#model/names';
import type { Network } from '#model/network';
import { type PowerShellCommand, readCommand } from './remediation-command.ts';
import { powershellSettings, type Settings, switchSettings } from './remediation-settings.ts';
import type { Entry } from './report.ts';

/**
 * Where a step stands: what interrupts nothing first, what may end the access to the machine last. A procedure is done before all that and
 * by itself, a step at a time.
 */
export type Part = 'procedure' | 'quiet' | 'disruptive' | 'management' | 'names' | 'restart';

/** In the order in which they are run. */
export const PARTS: readonly Part[] = ['procedure', 'quiet', 'disruptive', 'management', 'names', 'restart'];

/** The commands of one repair, which are run together and in their order, with the findings they are for. */
export interface Step {
  readonly entries: readonly Entry[];
  readonly commands: readonly string[];
  readonly disruptive: boolean;
  readonly part: Part;
  /** Steps that set the same thing otherwise: then neither is run. */
  readonly conflicts: readonly Entry[];
}

/** What is to be run on one machine. */
export interface MachineRemediation {
  /** As findings name it: host:hv01. */
  readonly id: string;
  readonly thing: Entity;
  /** powershell, or the command language of a switch. */
  readonly shell: string;
  /** In the order in which they are run. */
  readonly steps: readonly Step[];
  /** Of a host: what it is managed over, where anything tells. */
  readonly management: ManagementPath | undefined;
}

/** Kinds of things commands are run on. Switches come first, so that they carry a VLAN before anybody sends on it. */
const KINDS = ['switch', 'host', 'vm', 'cluster', 'replica-server', 'file-server'] as const;

/** The commands that repair the findings of an estate, by machine, in the order in which the machines come. */
export function remediationOf(network: Network, entries: readonly Entry[]): MachineRemediation[] {
  const managed = managedPorts(network);
  const remedied = entries.filter(({ shown }) => shown.remedy !== null);
  return KINDS.flatMap((kind) =>
    network
      .all(kind)
      .flatMap((thing) => {
        const own = remedied.filter(({ shown }) => shown.remedy!.on === thing.id);
        return own.length > 0 ? [machine(network, thing, own, managed)] : [];
      })
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

/** The ports hosts are managed over, by switch. */
function managedPorts(network: Network): ReadonlyMap<Switch, ReadonlySet<string>> {
  const found = new Map<Switch, Set<string>>();
  for (const host of network.all('host')) {
    const path = managementPath(network, host);
    for (const port of [...(path?.ports ?? []), ...(path?.portChannels ?? [])]) {
      const known = found.get(port.switch) ?? new Set();
      found.set(port.switch, known.add(portKey(port.name)));
      if (port.kind === 'port' && port.data.alias !== undefined) known.add(portKey(port.data.alias));
    }
  }
  return found;
}

/** A step while it is put together. */
interface Draft {
  readonly entries: Entry[];
  readonly commands: readonly string[];
  disruptive: boolean;
}

function machine(
  network: Network,
  thing: Entity,
  entries: readonly Entry[],
  managed: ReadonlyMap<Switch, ReadonlySet<string>>,
): MachineRemediation {
  const { shell } = entries[0]!.shown.remedy!;
  const drafts = new Map<string, Draft>();
  for (const entry of entries) {
    const { commands, disruptive } = entry.shown.remedy!;
    const key = commands.join('\n');
    const known = drafts.get(key);
    if (known) {
      known.entries.push(entry);
      known.disruptive ||= disruptive;
    } else drafts.set(key, { entries: [entry], commands, disruptive });
  }
  const management = thing.kind === 'host' ? managementPath(network, thing as Host) : undefined;
  const names = management && namesOnPath(management);
  const ports = thing.kind === 'switch' ? managed.get(thing as Switch) : undefined;
  const all = [...drafts.values()];
  const settings = all.map(({ commands }) =>
    isProcedure(commands)
      ? new Map()
      : shell === 'powershell'
        ? powershellSettings(read(commands))
        : switchSettings(linesOf(commands)),
  );
  const steps = all.map((draft, i): Step & { readonly rank: number } => ({
    ...draft,
    part: shell === 'powershell' ? scriptPart(draft, names) : switchPart(draft, ports),
    conflicts: all.flatMap((other, j) => (j !== i && differ(settings[i]!, settings[j]!) ? other.entries : [])),
    rank: rankOf(draft),
  }));
  const order = (step: Step & { readonly rank: number }): number =>
    PARTS.indexOf(step.part) * 100 + (step.disruptive ? 10 : 0) + step.rank;
  return { id: thing.id, thing, shell, steps: steps.sort((a, b) => order(a) - order(b)), management };
}

/** Whether two repairs leave a setting differently. */
function differ(a: Settings, b: Settings): boolean {
  return [...a].some(([key, value]) => b.has(key) && b.get(key) !== value);
}

/** Whether something in between is for people: then the commands are steps of a procedure, and are never run in one go. */
export function isProcedure(commands: readonly string[]): boolean {
  return commands.some((command) => command.startsWith('#'));
}

function read(commands: readonly string[]): readonly PowerShellCommand[] {
  return commands.flatMap((command) => readCommand(command) ?? []);
}

/** What others need first, additions before removals. */
function rankOf({ commands }: Draft): number {
  if (commands.some((command) => /^Install-WindowsFeature\b|^feature |^vlan \d/.test(command))) return 0;
  return commands.some((command) => /^(?:Remove|Disable)-|^no /.test(command)) ? 2 : 1;
}

/** Parameters that name what a command is about. */
const NAMING =
  /^(?:name|interfacealias|team|teammembers|vmname|vmnetworkadaptername|switchname|vmswitchname|netadaptername|physicalnetadaptername|servername|group|\d)$/;

function scriptPart({ commands, disruptive }: Draft, onPath: ReadonlySet<string> | undefined): Part {
  if (isProcedure(commands)) return 'procedure';
  const calls = read(commands).flatMap((command) => command.calls);
  if (calls.some(({ name, parameters }) => parameters.has('restart') || /^Restart-Computer$/i.test(name))) return 'restart';
  // Under a new name nothing of the rest would be found.
  if (calls.some(({ name }) => /^Rename-/i.test(name))) return 'names';
  const values = calls.flatMap(({ parameters }) => [...parameters.values()].flat());
  const onAll = disruptive && calls.every(({ parameters }) => ![...parameters.keys()].some((key) => NAMING.test(key)));
  if (onPath && (onAll || values.some((value) => onPath.has(nameKey(value))))) return 'management';
  return disruptive ? 'disruptive' : 'quiet';
}

function switchPart({ commands, disruptive }: Draft, ports: ReadonlySet<string> | undefined): Part {
  const contexts = linesOf(commands).map(({ context }) => /^interface\s+(.*)$/.exec(context)?.[1]);
  const isManaged = contexts.some((name) => (name === undefined ? disruptive : ports?.has(portKey(name))));
  if (ports && isManaged) return 'management';
  return disruptive ? 'disruptive' : 'quiet';
}

/** Lines that open a part of a switch configuration. */
const OPENS = /^(?:interface \S|system qos$)/;
/** Lines that stand by themselves. */
const ALONE = /^(?:no )?(?:feature|vlan) /;

/** The lines of a switch repair, each with the one that opens its part; empty for what stands by itself. */
export function linesOf(commands: readonly string[]): { readonly context: string; readonly line: string }[] {
  let context = '';
  return commands.flatMap((line) => {
    if (OPENS.test(line)) {
      context = line;
      return [];
    }
    if (ALONE.test(line)) context = '';
    return [{ context, line }];
  });
}
