import { clusters } from './cluster-nodes.ts';
import type { Host, TeamMember } from './entity.ts';
import type { Network } from './network.ts';
import type { TopologyDraft } from './topology.ts';
import { hostAdapterFacts, hostFacts, nicFacts, teamFacts, teamNicFacts, vmSwitchFacts } from './topology-facts.ts';
import { thingId } from './topology-id.ts';
import { uplinkNames } from './uplink.ts';

/** Clusters and hosts, and what is inside of hosts. */
export function hostsInto(draft: TopologyDraft): void {
  const { network } = draft;
  const clusterOf = new Map<Host, string>();
  for (const { name, cluster, nodes } of clusters(network)) {
    const { id } = draft.thing({
      id: cluster?.id ?? thingId('cluster', name),
      kind: 'cluster',
      name,
      parent: undefined,
      isDescribed: cluster !== undefined || nodes.length > 0,
    });
    for (const node of nodes) if (!clusterOf.has(node)) clusterOf.set(node, id);
    for (const node of cluster?.data.nodes ?? [])
      if (!network.host(node))
        draft.thing({ id: thingId('host', node), kind: 'host', name: node, parent: id, isDescribed: false });
  }
  for (const host of network.all('host')) {
    draft.thing({ id: host.id, kind: 'host', name: host.name, parent: clusterOf.get(host), facts: hostFacts(host) });
    hostInto(draft, host);
  }
}

function hostInto(draft: TopologyDraft, host: Host): void {
  const { network } = draft;
  const parent = host.id;
  const members = host.teams.flatMap((team) => team.members);
  const roles = new Map(members.flatMap((member) => (member.nic ? [[member.nic, roleFacts(member)] as const] : [])));
  for (const nic of host.nics) {
    // A team interface seen as an adapter is the interface itself.
    const own = nic.isTeamInterface ? host.adapter(nic.name) : undefined;
    if (own && own !== nic)
      draft.aliases.set(nic.id, own.kind === 'team-nic' && own === own.team.implicit ? own.team.id : own.id);
    else draft.thing({ id: nic.id, kind: 'nic', name: nic.name, parent, facts: [...nicFacts(nic), ...(roles.get(nic) ?? [])] });
  }
  for (const team of host.teams) {
    draft.thing({ id: team.id, kind: 'team', name: team.name, parent, facts: teamFacts(team) });
    for (const member of team.members) {
      const to = member.nic?.id ?? missingNic(draft, host, member.name);
      draft.link('member', team.id, to, { id: member.id, facts: roleFacts(member) });
    }
    for (const nic of team.teamNics) {
      draft.thing({ id: nic.id, kind: 'team-nic', name: nic.name, parent, facts: teamNicFacts(nic) });
      draft.link('uplink', nic.id, team.id);
    }
    // The primary interface that nobody wrote is the team itself.
    if (team.implicit) draft.aliases.set(team.implicit.id, team.id);
  }
  for (const team of host.thirdPartyTeams) {
    draft.thing({
      id: team.id,
      kind: 'third-party-team',
      name: team.name,
      parent,
      facts: [team.data.product ?? ''].filter(Boolean),
    });
    for (const name of team.data.members ?? [])
      draft.link('member', team.id, host.nic(name)?.id ?? missingNic(draft, host, name));
  }
  for (const vmSwitch of host.vmSwitches) {
    draft.thing({ id: vmSwitch.id, kind: 'vm-switch', name: vmSwitch.name, parent, facts: vmSwitchFacts(network, vmSwitch) });
    for (const to of standsOn(draft, vmSwitch))
      draft.link(network.uplink(vmSwitch).sort === 'set' ? 'member' : 'uplink', vmSwitch.id, to);
  }
  for (const adapter of host.hostAdapters) {
    draft.thing({ id: adapter.id, kind: 'host-adapter', name: adapter.name, parent, facts: hostAdapterFacts(adapter) });
    const on = adapter.data.switchName === undefined ? undefined : host.vmSwitch(adapter.data.switchName);
    if (on) draft.link('adapter', adapter.id, on.id);
  }
}

/** The role of a member, where it is not to carry traffic. */
function roleFacts({ settings }: TeamMember): string[] {
  const modes = [settings?.administrativeMode, settings?.operationalMode];
  return (['Standby', 'Failed'] as const).filter((mode) => modes.includes(mode));
}

/** What a Hyper-V switch stands on, by id; adapters that are only named come into being. */
function standsOn(draft: TopologyDraft, vmSwitch: Parameters<Network['uplink']>[0]): string[] {
  const { sort, team, teamNic, nics } = draft.network.uplink(vmSwitch);
  if (team && teamNic) return [draft.things.has(teamNic.id) ? teamNic.id : team.id];
  if (sort === 'none') return [];
  const { host } = vmSwitch;
  const named = uplinkNames(vmSwitch).map(({ name }) => {
    const adapter = host.adapter(name);
    return adapter ? (draft.aliases.get(adapter.id) ?? adapter.id) : missingNic(draft, host, name);
  });
  return named.length > 0 ? named : nics.map((nic) => nic.id);
}

function missingNic(draft: TopologyDraft, host: Host, name: string): string {
  return draft.thing({ id: thingId('nic', name, host.id), kind: 'nic', name, parent: host.id, isDescribed: false }).id;
}
