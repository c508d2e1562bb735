import type { Nic, Port, Switch } from './entity.ts';
import { at, type Place } from './place.ts';

/** Ethernet header: two addresses and a type. */
const HEADER = 14;
/** `*JumboPacket` of an adapter that was asked for nothing: 1500 bytes and the header. */
export const STANDARD_FRAME = 1500 + HEADER;

/** The largest frame an adapter sends, as its driver counts it. */
export interface JumboPacket {
  readonly nic: Nic;
  /** Bytes, with the 14 of the Ethernet header, without VLAN tag and checksum. */
  readonly size: number;
  readonly place: Place;
}

/**
 * `*JumboPacket` as written. It counts the Ethernet header, so 9014 is a payload of 9000.
 * Source: Microsoft, "Keywords That Can Be Edited" (default 1514).
 */
export function jumboPacket(nic: Nic): JumboPacket | undefined {
  const found = nic.advancedNumber('*JumboPacket');
  return found && found.value > 0 ? { nic, size: found.value, place: at(nic, 'advancedProperties', found.key) } : undefined;
}

/** Whether two sizes may be the same: some drivers leave the header out, so that one's 9000 is another's 9014. */
export function maySizeAlike(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) === HEADER;
}

/**
 * What a switch counts as MTU. The payload: Cisco NX-OS (Cisco Live BRKDCN-1100), IOS, SONiC (sonic-buildimage issue 17445).
 * The frame with its header: Dell OS9 and OS10 (`mtu`: frame size), Junos (media MTU).
 * Arista EOS enforces `mtu` on routed packets only, so it says nothing of frames that are switched.
 */
const COUNTS_HEADER = new Set(['os9', 'os10', 'junos']);

/**
 * The largest frame that passes a port with a written MTU, counted like `*JumboPacket`, in the most generous reading: where it is
 * not documented that the header counts, it does not; checksum and VLAN tag never do. Undefined where the MTU is no such limit.
 */
export function largestFrame({ data }: Switch, mtu: number): number | undefined {
  if (data.os === 'eos') return undefined;
  return COUNTS_HEADER.has(data.os ?? '') ? mtu : mtu + HEADER;
}

/** Whether the MTUs of two ports can be compared as numbers: their switches count alike. */
export function countAlike(a: Port, b: Port): boolean {
  return a.switch === b.switch || (a.switch.data.os !== undefined && a.switch.data.os === b.switch.data.os);
}
