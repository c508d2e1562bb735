import { loadBalancingAlgorithm, teamingMode } from '#model/defaults';
import type { Host, HostAdapter, Nic, Port, PortChannel, Switch, Team, VirtualAdapter, Vm, VmSwitch } from '#model/entity';
import { consumerText, portText, vlansText } from '#model/host-port';
import { nameKey } from '#model/names';
import type { Network } from '#model/network';
import { sameLag } from '#model/switch-groups';
import { definedVlans } from '#model/switch-vlans';
import { adapterVlan, channelFacts, hostFacts, nicFacts, portFacts, teamNicFacts, vmSwitchFacts } from '#model/topology-facts';
import { VlanSet } from '#model/vlan-set';
import { vlansAbove } from '#model/vlan-use';
import type { Mention, Thing } from './mentions.ts';

/** A thing in words: what it is, and what it is connected to. */
export interface Description {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** Most things named one by one. */
const MAX_NAMED = 12;

/** What a thing is connected to; undefined for one that nothing describes. */
export function describe(network: Network, thing: Thing): Description | undefined {
  const { sort, on, name } = thing;
  const host = network.host(sort === 'host' ? name : on);
  const device = network.switch(sort === 'switch' ? name : on);
  const named = <T extends { readonly name: string }>(all: readonly T[] | undefined): T | undefined =>
    all?.find((each) => nameKey(each.name) === nameKey(name));
  switch (sort) {
    case 'host':
      return host && ofHost(network, host);
    case 'switch':
      return device && ofSwitch(network, device);
    case 'adapter': {
      const adapter = host?.adapter(name);
      if (!adapter) return undefined;
      if (adapter.kind === 'nic') return ofNic(network, adapter);
      return {
        heading: `Team interface ${adapter.name} of ${adapter.team.name}`,
        lines: [...teamNicFacts(adapter), ...membersOf(network, adapter.team)],
      };
    }
    case 'team': {
      const team = named(host?.teams);
      return team && ofTeam(network, team);
    }
    case 'vm-switch': {
      const vmSwitch = named(host?.vmSwitches);
      return vmSwitch && ofVmSwitch(network, vmSwitch);
    }
    case 'host-adapter': {
      const adapter = named(host?.hostAdapters);
      return adapter && ofHostAdapter(network, adapter);
    }
    case 'port': {
      const port = network.port(on, name);
      return port && ofPort(network, port);
    }
    case 'channel': {
      const channel = device?.portChannels.find((each) => sameLag(each.data.id, name));
      return channel && ofChannel(network, channel);
    }
    case 'vm':
    case 'vm-adapter': {
      const slash = on.lastIndexOf('/');
      const [where, own] = sort === 'vm' ? [on, name] : [on.slice(0, slash), on.slice(slash + 1)];
      const vm = network
        .all('vm')
        .find(({ name: known, data }) => nameKey(known) === nameKey(own) && (data.host ?? data.cluster ?? '') === where);
      return vm && ofVm(network, vm);
    }
    case 'cluster': {
      const nodes = network.nodesOf(name).map((node) => node.name);
      return { heading: `Cluster ${name}`, lines: nodes.length > 0 ? [`nodes: ${some(nodes)}`] : [] };
    }
    default:
      return undefined;
  }
}

/** Who defines, carries and uses a VLAN. */
export function describeVlan(network: Network, id: number, mentions: readonly Mention[]): Description {
  const defined: string[] = [];
  for (const device of network.all('switch')) {
    const own = (device.data.vlans ?? []).find((vlan) => vlan.id === id);
    if (own) defined.push(own.name === undefined ? device.name : `${device.name} (${own.name})`);
    else if (definedVlans(network, device)?.some((vlan) => vlan.id === id)) defined.push(`${device.name} (by its stack)`);
  }
  const ports = mentions.filter(({ document, path, defines }) => document.kind === 'switch' && !defines && path[0] !== 'svis');
  const users = mentions
    .filter(({ document }) => document.kind !== 'switch')
    .map(({ document, path }) => userText(document.data, path));
  return {
    heading: `VLAN ${id}`,
    lines: [
      defined.length > 0 ? `defined on ${some(defined)}` : 'defined on no switch that is described',
      ...(ports.length > 0 ? [`written at ${ports.length} port${ports.length === 1 ? '' : 's'} or port-channels`] : []),
      users.length > 0 ? `used by ${some([...new Set(users)])}` : 'used by nothing that is described',
    ],
  };
}

function userText(data: unknown, path: Mention['path']): string {
  let value = data as Record<string | number, unknown> | undefined;
  const found = [String(value?.name ?? '')];
  for (const step of path) {
    value = value?.[step] as Record<string | number, unknown> | undefined;
    if (typeof step === 'number' && typeof value?.name === 'string') found.push(value.name);
  }
  return found.join(' ');
}

function some(names: readonly string[]): string {
  const rest = names.length - MAX_NAMED;
  return rest > 0 ? `${names.slice(0, MAX_NAMED).join(', ')} and ${rest} more` : names.join(', ');
}

function present(...lines: readonly (string | false | undefined)[]): string[] {
  return lines.filter((line): line is string => typeof line === 'string' && line !== '');
}

function cableText(network: Network, nic: Nic): string {
  const port = network.portOf(nic);
  if (port) {
    const facts = portFacts(network, port);
    return `cabled to ${portText(port)}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
  }
  const cable = network.cableOf(nic);
  return cable ? `cabled to ${cable.switch} ${cable.port}, which is not described` : 'no cable known';
}

function aboveLines(network: Network, nic: Nic): string[] {
  const team = network.teamOf(nic);
  const vmSwitches = network.vmSwitchesOn(nic).map((each) => each.name);
  const uses = vlansAbove(network, nic);
  const tagged = VlanSet.ofNumbers(uses.flatMap(({ vlan }) => vlan ?? []));
  return present(
    team && `member of team ${team.name}`,
    vmSwitches.length > 0 && `below the Hyper-V switch ${some(vmSwitches)}`,
    tagged.size > 0 && `${vlansText(tagged)} used above it`,
    uses.some(({ vlan }) => vlan === undefined) && 'untagged frames sent above it',
  );
}

function ofNic(network: Network, nic: Nic): Description {
  return {
    heading: `Adapter ${nic.name} of ${nic.host.name}`,
    lines: [...nicFacts(nic), cableText(network, nic), ...aboveLines(network, nic)],
  };
}

function membersOf(network: Network, team: Team): string[] {
  return team.members.map(({ name, nic }) => (nic ? `${name}: ${cableText(network, nic)}` : `${name}: not described`));
}

function ofTeam(network: Network, team: Team): Description {
  const mode = teamingMode(team);
  const algorithm = loadBalancingAlgorithm(team);
  const vmSwitches = network.vmSwitchesOnTeam(team).map((each) => each.name);
  return {
    heading: `Team ${team.name} of ${team.host.name}`,
    lines: present(
      ...[mode, algorithm].map((each) => each && `${each.value}${each.known === 'default' ? ' (default)' : ''}`),
      ...membersOf(network, team),
      `interfaces: ${some(team.allInterfaces.map((each) => [each.name, ...teamNicFacts(each)].join(' ')))}`,
      vmSwitches.length > 0 && `below the Hyper-V switch ${some(vmSwitches)}`,
    ),
  };
}

function ofVmSwitch(network: Network, vmSwitch: VmSwitch): Description {
  const { team, teamNic, nics } = network.uplink(vmSwitch);
  const on = network.adaptersOn(vmSwitch).map(virtualText);
  return {
    heading: `Hyper-V switch ${vmSwitch.name} of ${vmSwitch.host.name}`,
    lines: present(
      ...vmSwitchFacts(network, vmSwitch),
      team && `on team ${team.name}${teamNic && teamNic.name !== team.name ? ` (${teamNic.name})` : ''}`,
      ...nics.map((nic) => `${nic.name}: ${cableText(network, nic)}`),
      on.length > 0 && `connected: ${some(on)}`,
    ),
  };
}

function virtualText(adapter: VirtualAdapter): string {
  const name = adapter.kind === 'vm-adapter' ? `${adapter.vm.name} ${adapter.name}` : adapter.name;
  const vlan = adapterVlan(adapter);
  return vlan === undefined ? name : `${name} (${vlan})`;
}

function ofHostAdapter(network: Network, adapter: HostAdapter): Description {
  const nics = network.nicsBehind(adapter);
  return {
    heading: `Host adapter ${adapter.name} of ${adapter.host.name}`,
    lines: present(
      adapterVlan(adapter),
      adapter.data.switchName !== undefined && `on the Hyper-V switch ${adapter.data.switchName}`,
      ...nics.map((nic) => `${nic.name}: ${cableText(network, nic)}`),
    ),
  };
}

function ofPort(network: Network, port: Port): Description {
  const nic = network.nicOf(port);
  const cable = network.cableTo(port);
  const channel = network.portChannelOf(port);
  return {
    heading: `Port ${port.name} of ${port.switch.name}`,
    lines: present(
      ...portFacts(network, port),
      channel && `in ${channel.name}${channelFacts(channel).length > 0 ? ` (${channelFacts(channel).join(', ')})` : ''}`,
      nic
        ? `cabled to ${nic.host.name} ${nic.name}`
        : cable
          ? `cabled to ${cable.host} ${cable.nic}, which is not described`
          : 'no cable known',
      ...(nic ? aboveLines(network, nic) : []),
      nic && usersText(network, nic),
    ),
  };
}

function usersText(network: Network, nic: Nic): string | undefined {
  const users = vlansAbove(network, nic).flatMap(({ vlan, consumer }) =>
    vlan === undefined ? [] : `VLAN ${vlan}: ${consumerText(consumer)}`,
  );
  return users.length > 0 ? some([...new Set(users)]) : undefined;
}

function ofChannel(network: Network, channel: PortChannel): Description {
  const ports = channel.switch.ports.filter((port) => port.data.lag && sameLag(port.data.lag.id, channel.data.id));
  const lines = ports.map((port) => {
    const nic = network.nicOf(port);
    return `${port.name}${nic ? `: ${nic.host.name} ${nic.name}` : ''}`;
  });
  return {
    heading: `${channel.name} of ${channel.switch.name}`,
    lines: [...channelFacts(channel), ...lines.slice(0, MAX_NAMED)],
  };
}

function ofHost(network: Network, host: Host): Description {
  const vms = network.all('vm').filter((vm) => vm.data.host !== undefined && network.host(vm.data.host) === host);
  return {
    heading: `Host ${host.name}`,
    lines: present(
      ...hostFacts(host),
      host.data.cluster !== undefined && `node of ${host.data.cluster}`,
      host.nics.length > 0 && `adapters: ${some(host.nics.map((nic) => nic.name))}`,
      host.teams.length > 0 && `teams: ${some(host.teams.map((team) => team.name))}`,
      host.vmSwitches.length > 0 && `Hyper-V switches: ${some(host.vmSwitches.map((each) => each.name))}`,
      vms.length > 0 && `VMs: ${some(vms.map((vm) => vm.name))}`,
    ),
  };
}

function ofSwitch(network: Network, device: Switch): Description {
  const cabled = device.ports.filter((port) => network.nicOf(port));
  const hosts = [...new Set(cabled.map((port) => network.nicOf(port)!.host.name))];
  return {
    heading: `Switch ${device.name}`,
    lines: present(
      device.data.os,
      `${device.ports.length} ports, ${cabled.length} of them cabled to described adapters`,
      hosts.length > 0 && `hosts: ${some(hosts)}`,
    ),
  };
}

function ofVm(network: Network, vm: Vm): Description {
  const hosts = network.hostsOf(vm).map((host) => host.name);
  return {
    heading: `VM ${vm.name}`,
    lines: present(
      hosts.length > 0 && `may run on ${some(hosts)}`,
      ...vm.adapters.map((adapter) => {
        const on = adapter.data.switchName;
        return `${adapter.name}: ${adapterVlan(adapter) ?? 'VLAN not known'}${on === undefined ? '' : `, on ${on}`}`;
      }),
    ),
  };
}
