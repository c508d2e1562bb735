import type { Nic } from './entity.ts';
import { consumerText, portText } from './host-port.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import type { VlanUse } from './vlan-use.ts';

/** One hop of a VLAN as a finding shows it. */
export interface WayPlace {
  readonly hop: 'sender' | 'vm-switch' | 'team' | 'nic' | 'port';
  readonly at: Place;
  readonly message: string;
}

/**
 * The hops of a VLAN over one adapter, from who uses it down to the switch port, for the related places of a finding. Without a
 * use the way begins at the Hyper-V switch or team.
 */
export function wayPlaces(network: Network, nic: Nic, use?: VlanUse): WayPlace[] {
  const sender = use?.consumer;
  const vlan = use?.vlan === undefined ? 'sends untagged' : `uses VLAN ${use.vlan}`;
  const places: WayPlace[] = use ? [{ hop: 'sender', at: use.place, message: `${consumerText(use.consumer)} ${vlan}` }] : [];
  const virtual = sender?.kind === 'vm-adapter' || sender?.kind === 'host-adapter';
  const named = virtual ? (sender.data as { switchName?: string }).switchName : undefined;
  const through = named === undefined ? undefined : nic.host.vmSwitch(named);
  const vmSwitch = through ?? (use ? undefined : network.vmSwitchesOn(nic)[0]);
  if (vmSwitch)
    places.push({ hop: 'vm-switch', at: at(vmSwitch, 'name'), message: `through the Hyper-V switch ${vmSwitch.name}` });
  const team = network.teamOf(nic);
  if (team) places.push({ hop: 'team', at: at(team, 'name'), message: `on the team ${team.name}` });
  const cable = network.cableOf(nic);
  const port = network.portOf(nic);
  const name = port ? portText(port) : cable && `${cable.switch} ${cable.port}`;
  places.push({ hop: 'nic', at: at(nic, 'name'), message: `over ${nic.name}${name ? `, cabled to ${name}` : ''}` });
  if (port) places.push({ hop: 'port', at: at(port, 'name'), message: portText(port) });
  return places;
}
