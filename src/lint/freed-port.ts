import type { Port } from '#model/entity';
import type { Network } from '#model/network';
import { VlanSet } from '#model/vlan-set';
import { forgottenKeys } from '#read/forgotten';
import { cli, type Remedy, shellOf, switchRemedy } from './remedy.ts';
import { edgePort } from './switch-commands.ts';

/** What of a port-channel a port takes along, and what is about the group alone. */
const TAKEN = new Set(['mode', 'accessVlan', 'nativeVlan', 'allowedVlans', 'mtu', 'stp']);
const OF_THE_GROUP = new Set([
  'id',
  'name',
  'description',
  'adminUp',
  'speed',
  'vpc',
  'peerLink',
  'suspendIndividual',
  'fallback',
  'lacpRate',
  'minLinks',
  'metadata',
  '$hvlint',
]);

/**
 * Takes a port out of its LAG and gives it what the port-channel had: left alone, it is an access port of VLAN 1 where mode and VLANs are
 * written on the port-channel only. Undefined where something of it is not known, or is nothing a command is known for.
 */
export function freedPort(network: Network, port: Port): Remedy | undefined {
  const { switch: device } = port;
  const system = shellOf(device);
  // A member of an OS10 port-channel has no VLANs of its own, and the native VLAN of a trunk has another command there.
  if (system !== 'nx-os' && system !== 'ios' && system !== 'eos') return undefined;
  const switchport = settingsOf(network, port);
  if (!switchport) return undefined;
  const leave = 'no channel-group';
  return switchRemedy(
    device,
    [
      cli`interface ${port.name}`,
      // EOS keeps what is written on a member for the day it is none. Cisco's systems want a member to be like its group.
      ...(system === 'eos' ? [...switchport, leave] : [leave, ...switchport]),
    ],
    true,
  );
}

function settingsOf(network: Network, port: Port): readonly (string | undefined)[] | undefined {
  const channel = network.portChannelOf(port);
  const { data } = channel ?? port;
  if ([...forgottenKeys(data)].length > 0 || data.adminUp === false) return undefined;
  // The rest of what is written on the port itself stays with it.
  const others = Object.keys(data).filter((key) => !TAKEN.has(key) && !OF_THE_GROUP.has(key) && !key.startsWith('x-'));
  if (channel && others.length > 0) return undefined;
  const mode = network.setting(port, 'mode')?.value;
  if (mode !== 'access' && mode !== 'trunk') return undefined;
  const access = network.setting(port, 'accessVlan')?.value;
  const native = network.setting(port, 'nativeVlan')?.value;
  const allowed = VlanSet.of(network.setting(port, 'allowedVlans')?.value);
  if (mode === 'access' ? access === undefined : native === undefined || allowed === undefined) return undefined;
  const { edge, bpduGuard, bpduFilter, enabled } = channel?.data.stp ?? port.data.stp ?? {};
  if (bpduFilter === true || enabled === false) return undefined;
  // Of the port itself it may be what the whole switch has.
  const mtu = channel?.data.mtu;
  return [
    // Many a Nexus makes a port a routed one by itself.
    ...(shellOf(port.switch) === 'nx-os' ? ['switchport'] : []),
    ...(mode === 'access'
      ? [cli`switchport access vlan ${access!}`]
      : [cli`switchport trunk native vlan ${native!}`, cli`switchport trunk allowed vlan ${allowed!.toString()}`]),
    `switchport mode ${mode}`,
    ...(mtu === undefined ? [] : [cli`mtu ${mtu}`]),
    ...(edge === true ? [edgePort(port.switch, mode)] : []),
    ...(bpduGuard === true ? ['spanning-tree bpduguard enable'] : []),
  ];
}
