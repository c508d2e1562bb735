import { cli, type Remedy, shellOf, switchRemedy, vlanInterface } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { definedFirst, edgePort } from '#lint/switch-commands';
import { allowedVlans, teamingMode } from '#model/defaults';
import type { Nic, Port, PortChannel, Team, VmSwitch } from '#model/entity';
import { aboveText, consumerText, hostPort, portText, vlansText } from '#model/host-port';
import { isMissingFromLag } from '#model/lag';
import type { Network } from '#model/network';
import { at } from '#model/place';
import { isStray } from '#model/stray-link';
import { MAX_VLAN, VlanSet } from '#model/vlan-set';
import { privateVlansAbove, vlansOfAdapter } from '#model/vlan-use';
import { wayPlaces } from '#model/way-places';

/** Rule 1 of "Using VLANs" in the NIC Teaming guidance: the ports of a teamed host are trunks and leave the filtering to it. */
export default defineRule({
  about: 'port',
  severity: 'error',
  title: 'A switch port below a team or a Hyper-V switch is an access port',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Using VLANs"; Microsoft Learn, NIC Teaming and VLANs',
  check(port, { network, report }) {
    const mode = network.setting(port, 'mode');
    if (mode?.value !== 'access') return;
    const host = hostPort(network, port);
    if (!host || host.above.kind === 'nic' || isStray(network, port)) return;
    const { nic, above } = host;
    // That it is in none is said already: what it does by itself will not count.
    if (isMissingFromLag(network, port, above)) return;
    // The first that uses a VLAN stands for all that use it.
    const users = new Map([...host.uses].reverse().map((use) => [use.vlan, use]));
    users.delete(undefined);
    const tagged = VlanSet.ofNumbers([...users.keys()].flatMap((vlan) => vlan ?? []));
    const [first, ...rest] = [...tagged].flatMap((vlan) => users.get(vlan) ?? []);
    // A private VLAN is on the wire with a tag, whichever of its VLANs that is.
    const [hidden] = first ? [] : privateVlansAbove(network, nic);
    if (!first && !hidden && !network.teamingOf(nic)) return;
    const accessVlan = network.setting(port, 'accessVlan')?.value;
    const inAccess = `${portText(mode.entity)} is in access mode${accessVlan === undefined ? '' : ` (VLAN ${accessVlan})`}`;
    const native = above.kind === 'team' && network.vmSwitchesOn(nic).length === 0;
    report(
      at(mode.entity, 'mode'),
      first
        ? `${inAccess}, but ${aboveText(above)} uses ${vlansText(tagged)} with a tag`
        : hidden
          ? `${inAccess}, but ${consumerText(hidden.consumer)} through ${aboveText(above)} has a private VLAN (${vlansText(hidden.vlans)}), whose frames have a tag`
          : `${inAccess}, so ${aboveText(above)} gets one VLAN, untagged, and no other`,
      {
        severity: first || hidden ? 'error' : native || isFlat(network, nic) ? 'info' : 'warning',
        related: [
          ...wayPlaces(network, nic, first).filter(({ hop }) => hop !== 'port'),
          ...(hidden ? [{ at: hidden.place, message: `the private VLAN of ${consumerText(hidden.consumer)}` }] : []),
          ...rest.map(({ consumer, place, vlan }) => ({ at: place, message: `${consumerText(consumer)} uses VLAN ${vlan}` })),
        ].slice(0, 10),
        // Which VLANs the trunk would have to carry for a private VLAN, nobody can tell.
        // A LAG that is wrong for the host is left first: switch/independent-port-in-lag.
        remedy: hidden || (port.data.lag && isIndependent(above)) ? undefined : asTrunk(network, mode.entity, port, tagged),
      },
    );
  },
});

/** Whether the host takes its ports for plain ones. */
function isIndependent(above: Team | VmSwitch): boolean {
  return above.kind === 'vm-switch' || teamingMode(above)?.value === 'SwitchIndependent';
}

/** Makes a port a trunk that carries what its host needs. */
function asTrunk(network: Network, entity: Port | PortChannel, port: Port, tagged: VlanSet): Remedy | undefined {
  const device = port.switch;
  // A trunk of OS10 carries only what is listed, and its native VLAN has another command: none is claimed.
  if (shellOf(device) === 'os10') return undefined;
  const access = network.setting(port, 'accessVlan')?.value;
  // Untagged frames stay in the VLAN they are in.
  const native = access === undefined || tagged.has(access) ? undefined : access;
  const needed = VlanSet.ofNumbers([...tagged, ...(native === undefined ? [] : [native])]);
  // A list that was left over from other days counts again.
  const allowed = allowedVlans(network.setting(port, 'allowedVlans')?.entity ?? entity)?.value;
  const missing = allowed && VlanSet.ofNumbers([...needed].filter((vlan) => !allowed.has(vlan)));
  const isLimited = allowed && allowed.size < MAX_VLAN;
  if (!missing || (isLimited && access === undefined)) return undefined;
  return switchRemedy(
    device,
    [
      ...definedFirst(network, device, needed),
      vlanInterface(entity),
      ...(native === undefined ? [] : [cli`switchport trunk native vlan ${native}`]),
      ...(missing.size === 0 ? [] : [cli`switchport trunk allowed vlan add ${missing.toString()}`]),
      'switchport mode trunk',
      // An edge port must be one as a trunk too, or it waits for spanning tree at every boot of the host.
      ...(network.setting(port, 'stp')?.value.edge === true ? [edgePort(device, 'trunk')] : []),
    ],
    true,
  );
}

/** Whether a network without VLANs works: all that is above is known to be untagged, and every member of the team is in the same VLAN. */
function isFlat(network: Network, nic: Nic): boolean {
  const adapters = network.vmSwitchesOn(nic).flatMap((vmSwitch) => network.adaptersOn(vmSwitch));
  const uses = adapters.map(vlansOfAdapter);
  if (uses.length === 0 || !uses.every(([use]) => use && use.vlan === undefined)) return false;
  const ports = network.nicsBehind(network.teamingOf(nic)!).map((member) => network.portOf(member));
  const vlans = ports.map((port) =>
    port && network.setting(port, 'mode')?.value === 'access' ? network.setting(port, 'accessVlan')?.value : undefined,
  );
  return vlans[0] !== undefined && vlans.every((vlan) => vlan === vlans[0]);
}
