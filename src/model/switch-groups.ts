import type { Host, Port, PortChannel, Switch } from './entity.ts';
import { groupByEach } from './group-by.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';

/** Ports that form one link aggregation group, on one switch or on two that act as one. */
export interface Lag {
  /** Same for all ports of the group. */
  readonly id: string;
  readonly ports: readonly Port[];
  readonly channels: readonly PortChannel[];
}

/** The switches of an estate that act as one, and the LAGs over them. */
export class SwitchGroups {
  private domains: ReadonlyMap<Switch, string> | undefined;
  private lags: ReadonlyMap<string, Lag> | undefined;

  constructor(private readonly network: Pick<Network, 'all' | 'nicOf' | 'portChannelOf'>) {}

  /** Name of the logical switch: switches of one stack or one vPC, MLAG or VLT domain share it. */
  logicalSwitch(device: Switch): string {
    const { stackId, mlagDomain } = device.data;
    if (stackId !== undefined) return `stack:${String(stackId).toLowerCase()}`;
    if (mlagDomain !== undefined) return this.domainOf(device);
    return `switch:${nameKey(device.name)}`;
  }

  /** The group a port is aggregated in, with all its ports, across the switches of a domain. */
  lagOf(port: Port): Lag | undefined {
    this.lags ??= this.findLags();
    const id = this.lagId(port);
    return id === undefined ? undefined : this.lags.get(id);
  }

  private findLags(): ReadonlyMap<string, Lag> {
    const lags = new Map<string, { id: string; ports: Port[]; channels: PortChannel[] }>();
    for (const port of this.network.all('port')) {
      const id = this.lagId(port);
      if (id === undefined) continue;
      const lag = lags.get(id) ?? { id, ports: [], channels: [] };
      lags.set(id, lag);
      lag.ports.push(port);
      const channel = this.network.portChannelOf(port);
      if (channel && !lag.channels.includes(channel)) lag.channels.push(channel);
    }
    return lags;
  }

  private lagId(port: Port): string | undefined {
    const id = port.data.lag?.id;
    if (id === undefined) return undefined;
    const { switch: device } = port;
    const vpc = this.network.portChannelOf(port)?.data.vpc;
    // In a vPC or MLAG domain the number of the pair joins the two port-channels, whatever their own numbers are.
    if (vpc !== undefined) return `${this.logicalSwitchOfPair(device)}/vpc:${String(vpc).toLowerCase()}`;
    const scope =
      device.data.stackId !== undefined || (device.data.mlagDomain !== undefined && device.portChannels.length === 0)
        ? this.logicalSwitch(device)
        : `switch:${nameKey(device.name)}`;
    return `${scope}/lag:${lagKey(id)}`;
  }

  private logicalSwitchOfPair(device: Switch): string {
    return device.data.mlagDomain === undefined ? this.logicalSwitch(device) : this.domainOf(device);
  }

  /**
   * The vPC, MLAG or VLT domain of a switch. Its number is unique only where switches see each other: of more than two switches of a
   * site with one number, those that share a host are a pair.
   */
  private domainOf(device: Switch): string {
    this.domains ??= this.findDomains();
    return this.domains.get(device)!;
  }

  private findDomains(): ReadonlyMap<Switch, string> {
    const domains = new Map<Switch, string>();
    const numbered = this.network.all('switch').filter((of) => of.data.mlagDomain !== undefined);
    for (const [id, devices] of groupByEach(numbered, (of) => [`mlag:${String(of.data.mlagDomain).toLowerCase()}`]))
      for (const [of, pair] of this.pairsOf(id, devices)) for (const each of pair) domains.set(each, of);
    return domains;
  }

  /** The pairs among switches with one domain number, each under a name of its own. */
  private pairsOf(id: string, devices: readonly Switch[]): readonly (readonly [string, readonly Switch[]])[] {
    if (devices.length <= 2) return [[id, devices]];
    const sites = groupByEach(devices, (of) => (of.data.site === undefined ? [] : [nameKey(of.data.site)]));
    const sited = [...sites.values()].flat().length === devices.length && sites.size > 1;
    if (sited) return [...sites].flatMap(([site, own]) => this.pairsOf(`${id}@${site}`, own));
    return this.sharingHosts(devices).map((pair) => [`${id}/${nameKey(pair[0]!.name)}`, pair]);
  }

  /** Switches in the groups that common hosts make of them. */
  private sharingHosts(devices: readonly Switch[]): readonly (readonly Switch[])[] {
    let groups: { switches: Switch[]; hosts: Set<Host> }[] = [];
    for (const device of devices) {
      const hosts = new Set(device.ports.flatMap((port) => this.network.nicOf(port)?.host ?? []));
      const meets = groups.filter((g) => [...hosts].some((host) => g.hosts.has(host)));
      const merged = {
        switches: [...meets.flatMap((g) => g.switches), device],
        hosts: new Set([...meets.flatMap((g) => [...g.hosts]), ...hosts]),
      };
      groups = [...groups.filter((g) => !meets.includes(g)), merged];
    }
    return groups.map((g) => g.switches);
  }
}

function lagKey(id: string | number): string {
  return String(id)
    .toLowerCase()
    .replace(/^(?:port-?channel|po|lag|bundle-ether)\s*/, '');
}

/** Whether two names of a LAG mean one: 10, Po10 and port-channel 10. */
export function sameLag(a: string | number, b: string | number): boolean {
  return lagKey(a) === lagKey(b);
}
