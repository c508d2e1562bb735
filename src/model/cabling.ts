import { type Cable, type CableNames, writtenCables } from './cable.ts';
import type { Nic, Port } from './entity.ts';
import { firstLabel, nameKey, portKey } from './names.ts';

/** A cable that other sources have otherwise. */
export interface Disagreement {
  readonly cable: Cable;
  /** What nearer sources say, and whether it is of the adapter or of the port. */
  readonly others: readonly { readonly cable: Cable; readonly about: 'adapter' | 'port' }[];
}

/** A cable and the described things at its ends. */
interface Known {
  readonly cable: Cable;
  readonly nic: Nic | undefined;
  readonly port: Port | undefined;
  readonly nicKey: string;
  readonly portKey: string;
}

/** Most cables of one end that a further one is compared with. */
const MAX_COMPARED = 8;

/**
 * The cables of an estate. Where sources are known to disagree about one, nobody can tell which is right: both ends count as cabled to
 * nothing that is known, so that only the disagreement is told.
 */
export class Cabling {
  readonly cables: readonly Cable[];
  readonly disagreements: readonly Disagreement[];
  private readonly byNic = new Map<string, Known[]>();
  private readonly byPort = new Map<string, Known[]>();
  private readonly disputed = new Set<string>();

  constructor(
    private readonly names: CableNames,
    descriptions: readonly string[],
  ) {
    this.cables = writtenCables(names, descriptions);
    const disagreements: Disagreement[] = [];
    for (const cable of this.cables) {
      const known = this.known(cable);
      const others = [
        ...(this.byNic.get(known.nicKey) ?? [])
          .filter((other) => this.endsApart(other, known))
          .map((other) => ({ other, about: 'adapter' as const })),
        ...(this.byPort.get(known.portKey) ?? [])
          .filter((other) => this.beginsApart(other, known))
          .map((other) => ({ other, about: 'port' as const })),
      ];
      if (others.length > 0) {
        disagreements.push({ cable, others: others.map(({ other, about }) => ({ cable: other.cable, about })) });
        for (const each of [known, ...others.map(({ other }) => other)])
          for (const end of [`nic ${each.nicKey}`, `port ${each.portKey}`]) this.disputed.add(end);
      }
      add(this.byNic, known.nicKey, known);
      add(this.byPort, known.portKey, known);
    }
    this.disagreements = disagreements;
  }

  /** Where an adapter is cabled to, as written; undefined where sources disagree. */
  of(nic: Nic): Cable | undefined {
    const key = nicKeyOf(nic);
    return this.disputed.has(`nic ${key}`) ? undefined : this.byNic.get(key)?.[0]?.cable;
  }

  /** What is cabled to a port, as written; undefined where sources disagree. */
  to(port: Port): Cable | undefined {
    const key = portKeyOf(port);
    return this.disputed.has(`port ${key}`) ? undefined : this.byPort.get(key)?.[0]?.cable;
  }

  private known(cable: Cable): Known {
    const host = this.names.host(cable.host);
    const port = this.names.port(cable.switch, cable.port);
    const device = port?.switch ?? this.names.switch(cable.switch);
    return {
      cable,
      nic: host?.nic(cable.nic),
      port,
      nicKey: `${nameKey(host?.name ?? cable.host)}/${nameKey(cable.nic)}`,
      portKey: port ? portKeyOf(port) : `${nameKey(device?.name ?? cable.switch)}/${portKey(cable.port)}`,
    };
  }

  /** Whether two cables of one adapter are known to end on different ports. A port nobody describes may have another name. */
  private endsApart(a: Known, b: Known): boolean {
    if (a.port && b.port) return a.port !== b.port;
    const devices = [a, b].map(({ cable }) => nameKey(cable.switch));
    if (devices[0] !== devices[1] || this.names.switch(a.cable.switch)) return false;
    const [first, second] = [a, b].map(({ cable }) => /[\d/:.]*$/.exec(cable.port)![0]);
    return first !== '' && second !== '' && first !== second;
  }

  /** Whether two cables of one port are known to come from different adapters. Several adapters may share a port by a split cable. */
  private beginsApart(a: Known, b: Known): boolean {
    if (!a.cable.ofPort && !b.cable.ofPort) return false;
    if (a.nic && b.nic) return a.nic !== b.nic;
    const [first, second] = [a, b].map(({ cable }) => this.names.host(cable.host));
    if (first && second) return first !== second;
    const labels = [a, b].map(({ cable }) => firstLabel(cable.host));
    // Of a host nobody describes an adapter may have two names.
    return labels[0] !== labels[1];
  }
}

function add(map: Map<string, Known[]>, key: string, known: Known): void {
  const list = map.get(key);
  if (!list) map.set(key, [known]);
  else if (list.length < MAX_COMPARED) list.push(known);
}

function nicKeyOf(nic: Nic): string {
  return `${nameKey(nic.host.name)}/${nameKey(nic.name)}`;
}

function portKeyOf(port: Port): string {
  return `${nameKey(port.switch.name)}/${portKey(port.name)}`;
}
