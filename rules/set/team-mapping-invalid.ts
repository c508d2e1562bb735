import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { namedMembers, switchMembers } from '#model/embedded-team';
import type { VmSwitch } from '#model/entity';
import { nameKey } from '#model/names';
import type { Network } from '#model/network';
import { at, type Place } from '#model/place';
import { isUnsettled } from '#model/references';

/** A host adapter can be mapped to a member of the embedded team it is connected to, and to nothing else. */
export default defineRule({
  about: 'host-adapter',
  severity: 'error',
  title: 'A team mapping leads to no member of the embedded team',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmnetworkadapterteammapping',
  check(adapter, { network, report }) {
    const { host, data } = adapter;
    const target = data.teamMapping?.physicalNetAdapterName;
    const vmSwitch = data.switchName === undefined ? undefined : host.vmSwitch(data.switchName);
    if (target === undefined || isUnsettled(target) || !vmSwitch) return;
    // A name that the described adapters of the host do not have is another rule's matter.
    if (host.data.nics !== undefined && !host.adapter(target)) return;
    const why = noEmbeddedTeam(network, vmSwitch) ?? noMember(network, vmSwitch, target);
    const place = at(adapter, 'teamMapping', 'physicalNetAdapterName');
    // A machine may still have a mapping of yesterday; what it shows is not held against what is wished.
    if (!why || isDeclared(place) !== isDeclared(why.place)) return;
    report(place, `the host adapter ${adapter.name} on ${host.name} is mapped to ${target}, but ${why.text}`, {
      related: [{ at: why.place, message: 'the Hyper-V switch' }],
    });
  },
});

/** Why a Hyper-V switch has no embedded team to map to; undefined where it has one or may have one. */
function noEmbeddedTeam(network: Network, vmSwitch: VmSwitch): { text: string; place: Place } | undefined {
  const { sort, team } = network.uplink(vmSwitch);
  const { data } = vmSwitch;
  const who = `the Hyper-V switch ${vmSwitch.name}`;
  if (sort === 'none') return { text: `${who} is ${data.switchType} and has no adapter`, place: at(vmSwitch, 'switchType') };
  if (sort === 'lbfo')
    return {
      text: `${who} stands on the LBFO team ${team?.name}, not on an embedded team`,
      place: at(vmSwitch, 'netAdapterName'),
    };
  // With several adapters the flag is wrong, not the mapping.
  if (data.embeddedTeamingEnabled === false && namedMembers(vmSwitch).length < 2)
    return { text: `${who} has embedded teaming off`, place: at(vmSwitch, 'embeddedTeamingEnabled') };
  return undefined;
}

/** Why an adapter is not below a Hyper-V switch; undefined where it is or may be. */
function noMember(network: Network, vmSwitch: VmSwitch, target: string): { text: string; place: Place } | undefined {
  const { named, nics, whole } = switchMembers(network, vmSwitch);
  const { sort, complete } = network.uplink(vmSwitch);
  // One of the names may be a misspelt form of the one that is mapped to.
  const known = sort === 'set' || sort === 'nic' ? whole && (complete || vmSwitch.host.data.nics === undefined) : false;
  if (!known || [...named, ...nics].some(({ name }) => nameKey(name) === nameKey(target))) return undefined;
  const names = (named.length > 0 ? named : nics).map(({ name }) => name).join(', ');
  return {
    text: `the Hyper-V switch ${vmSwitch.name} has only ${names} below it`,
    place: at(vmSwitch, 'netAdapterName'),
  };
}
