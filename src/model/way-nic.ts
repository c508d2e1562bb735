import type { Nic } from './entity.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import type { Judgement } from './way-port.ts';

/** What an adapter does with the frames, and the tag they have behind it. */
export function judgeNic(
  network: Network,
  nic: Nic,
  tag: number | undefined,
): { judgement: Judgement; wire: number | undefined } {
  const stops = (says: string, place: Place) => ({ judgement: { passage: 'stops' as const, says, place }, wire: tag });
  const { status, mediaConnectionState } = nic.data;
  if (status !== undefined && status !== 'Up') return stops(`is ${status}`, at(nic, 'status'));
  if (mediaConnectionState === 'Disconnected') return stops('has no link', at(nic, 'mediaConnectionState'));
  const alone = !network.teamOf(nic) && network.vmSwitchesOn(nic).length === 0;
  const filter = vlanFilter(nic);
  const tagging = nic.advancedNumber('*PriorityVLANTag');
  const tagsOff = tagging !== undefined && (tagging.value === 0 || tagging.value === 1);
  const wire = filter && tag === undefined ? filter.vlan : tag;
  if (filter && tag !== undefined) return stops(`passes frames of VLAN ${filter.vlan} only (its VLAN filter)`, filter.place);
  if (tagsOff && wire !== undefined)
    return stops('neither inserts nor reads VLAN tags (*PriorityVLANTag)', at(nic, 'advancedProperties', tagging.key));
  const speed = nic.data.linkSpeed ?? nic.data.speed;
  const says = filter
    ? `tags untagged frames with VLAN ${filter.vlan}`
    : speed === undefined
      ? 'no VLAN filter'
      : `${speed}, no VLAN filter`;
  return { judgement: { passage: 'passes', says, place: filter && !alone ? filter.place : at(nic) }, wire };
}

/** The VLAN filter of an adapter, from its own property or its registry keyword; undefined for none. */
export function vlanFilter(nic: Nic): { vlan: number; place: Place } | undefined {
  if (nic.data.vlanId) return { vlan: nic.data.vlanId, place: at(nic, 'vlanId') };
  const keyword = nic.advancedNumber('VlanID');
  return keyword?.value ? { vlan: keyword.value, place: at(nic, 'advancedProperties', keyword.key) } : undefined;
}
