import type { Host, Switch } from '#model/entity';
import { portText } from '#model/host-port';
import { nameKey } from '#model/names';
import type { Network } from '#model/network';
import { nicFacts, portFacts } from '#model/topology-facts';
import type { Cursor } from './cursor.ts';
import { Mentions } from './mentions.ts';
import type { Role } from './name-roles.ts';
import type { EstateView } from './session.ts';

/** A name that may stand somewhere. */
export interface Choice {
  readonly name: string | number;
  /** What it is, in a few words. */
  readonly detail?: string;
}

/** A list of VLANs longer than this says "whatever there is". */
const LONG_LIST = 32;

/** The names a reference may have: of what the estate has, and of what the text that is being typed describes. */
export function choicesFor(role: Role, cursor: Cursor, estate: EstateView | undefined): readonly Choice[] {
  return new Choices(cursor, estate).of(role);
}

class Choices {
  private readonly network: Network | undefined;

  constructor(
    private readonly cursor: Cursor,
    private readonly estate: EstateView | undefined,
  ) {
    this.network = estate?.network;
  }

  of({ sort, beside, defines }: Role): readonly Choice[] {
    if (defines && sort !== 'vlan') return [];
    const machine = beside === undefined ? text(this.cursor.data.name) : text(this.cursor.mapping[beside]);
    switch (sort) {
      case 'host':
        return this.hosts();
      case 'cluster':
        return this.clusters();
      case 'switch':
        return this.switches();
      case 'port':
        return machine === undefined ? [] : this.ports(this.network?.switch(machine));
      case 'channel':
        return this.channels(machine);
      case 'adapter':
        return this.adapters(machine);
      case 'vm-switch':
        return this.vmSwitches(machine);
      case 'vlan':
        return this.vlans();
      case 'to-port':
        return (this.network?.all('switch') ?? []).flatMap((device) => this.ends(device.name, this.ports(device)));
      case 'to-adapter':
        return (this.network?.all('host') ?? []).flatMap((host) => this.ends(host.name, this.nics(host)));
      default:
        return [];
    }
  }

  private ends(machine: string, parts: readonly Choice[]): Choice[] {
    return parts.map(({ name, ...rest }) => ({ ...rest, name: `${machine}/${name}` }));
  }

  private hosts(): Choice[] {
    return (this.network?.all('host') ?? [])
      .filter((host) => !host.isAnonymous)
      .map(({ name, os }) => ({ name, detail: os === undefined ? 'host' : `host, ${os}` }));
  }

  private clusters(): Choice[] {
    const described = (this.network?.all('cluster') ?? []).map((cluster) => cluster.name);
    const named = (this.network?.all('host') ?? []).flatMap((host) => host.data.cluster ?? []);
    return once([...described, ...named].map((name) => ({ name, detail: 'cluster' })));
  }

  private switches(): Choice[] {
    return (this.network?.all('switch') ?? []).map(({ name, data }) => ({
      name,
      detail: ['switch', data.os].filter((each) => each !== undefined).join(', '),
    }));
  }

  private ports(device: Switch | undefined): Choice[] {
    const { network } = this;
    if (!device || !network) return [];
    return device.ports.map((port) => {
      const nic = network.nicOf(port);
      const facts = portFacts(network, port).join(', ');
      return {
        name: port.name,
        detail: [nic ? `${nic.host.name} ${nic.name}` : 'free', facts].filter((part) => part !== '').join('; '),
      };
    });
  }

  private channels(machine: string | undefined): Choice[] {
    const local = list(this.cursor.data.portChannels).flatMap(({ id }) =>
      typeof id === 'number' || typeof id === 'string' ? id : [],
    );
    const known = machine === undefined ? [] : (this.network?.switch(machine)?.portChannels ?? []).map(({ data }) => data.id);
    return once([...local, ...known].map((name) => ({ name, detail: 'port-channel' })));
  }

  private nics(host: Host | undefined): Choice[] {
    return (host?.nics ?? [])
      .filter((nic) => !nic.isTeamInterface)
      .map((nic) => {
        const port = this.network?.portOf(nic);
        return { name: nic.name, detail: [...nicFacts(nic), port ? `on ${portText(port)}` : 'adapter'].join(', ') };
      });
  }

  private adapters(machine: string | undefined): Choice[] {
    const { kind, data, path } = this.cursor;
    const own = kind === 'host' && nameKey(machine ?? '') === nameKey(text(data.name) ?? '');
    const host = machine === undefined ? undefined : this.network?.host(machine);
    const found = [...this.nics(host)];
    if (own) found.push(...names(data.nics, 'adapter'));
    // Only a Hyper-V switch stands on what a team makes of its members.
    if (path[0] === 'vmSwitches') {
      const made = host?.teams.flatMap((team) =>
        team.allInterfaces.map(({ name }) => ({ name, detail: `interface of ${team.name}` })),
      );
      found.push(...(made ?? []));
      if (own)
        for (const team of list(data.teams))
          found.push(...names([team], 'team'), ...names(team.teamNics, `interface of ${text(team.name) ?? 'the team'}`));
    }
    return once(found);
  }

  private vmSwitches(machine: string | undefined): Choice[] {
    const { kind, data } = this.cursor;
    const { network } = this;
    if (kind === 'host') {
      const described = (machine === undefined ? undefined : network?.host(machine))?.vmSwitches ?? [];
      return once([
        ...names(data.vmSwitches, 'Hyper-V switch'),
        ...described.map(({ name }) => ({ name, detail: 'Hyper-V switch' })),
      ]);
    }
    const [host, cluster] = [text(data.host), text(data.cluster)];
    const own = host === undefined ? undefined : network?.host(host);
    const nodes = cluster === undefined ? [] : (network?.nodesOf(cluster) ?? []);
    const hosts = own || nodes.length > 0 ? [...(own ? [own] : []), ...nodes] : (network?.all('host') ?? []);
    const on = new Map<string, string[]>();
    for (const each of hosts) for (const { name } of each.vmSwitches) on.set(name, [...(on.get(name) ?? []), each.name]);
    return [...on].map(([name, where]) => ({
      name,
      detail: where.length > 3 ? `on ${where.length} hosts` : `on ${where.join(', ')}`,
    }));
  }

  private vlans(): Choice[] {
    const found = new Map<number, { name: string | undefined; on: string[] }>();
    const add = (id: unknown, name: unknown, on: string): void => {
      if (typeof id !== 'number') return;
      const known = found.get(id) ?? { name: text(name), on: [] };
      found.set(id, { name: known.name ?? text(name), on: known.on.includes(on) ? known.on : [...known.on, on] });
    };
    if (this.cursor.kind === 'switch') for (const { id, name } of list(this.cursor.data.vlans)) add(id, name, 'this switch');
    for (const device of this.network?.all('switch') ?? [])
      for (const { id, name } of device.data.vlans ?? []) add(id, name, device.name);
    if (found.size === 0 && this.estate) {
      const mentions = Mentions.of(this.estate);
      for (const document of this.estate.network.documents)
        for (const { vlans } of mentions.in(document))
          if (vlans && vlans.size <= LONG_LIST)
            for (const id of vlans) add(id, undefined, text((document.data as { name?: unknown }).name) ?? '');
    }
    return [...found]
      .sort(([a], [b]) => a - b)
      .map(([id, { name, on }]) => ({
        name: id,
        detail: [name, on.length > 3 ? `on ${on.length} machines` : `on ${on.join(', ')}`]
          .filter((part) => part !== undefined)
          .join(', '),
      }));
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((item) => item !== null && typeof item === 'object' && !Array.isArray(item)) : [];
}

function names(value: unknown, detail: string): Choice[] {
  return list(value).flatMap((item) => {
    const name = text(item.name);
    return name === undefined ? [] : [{ name, detail }];
  });
}

/** Names in any case are one; the first counts. */
function once(choices: readonly Choice[]): Choice[] {
  return [...new Map([...choices].reverse().map((choice) => [nameKey(String(choice.name)), choice])).values()].reverse();
}
