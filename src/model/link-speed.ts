import { bitsPerSecond } from './bit-rate.ts';
import type { Nic, Port } from './entity.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';

/** A written speed, in bits per second. */
export interface Speed {
  readonly rate: number;
  readonly place: Place;
}

/** The speed of a port by itself: what stands on a port-channel may be the sum of its links. */
export function portSpeed(port: Port): Speed | undefined {
  const rate = bitsPerSecond(port.data.speed);
  return rate === undefined ? undefined : { rate, place: at(port, 'speed') };
}

/** The speed of an adapter; none of one without a link, which shows 0 or its last one. */
export function adapterSpeed(nic: Nic): Speed | undefined {
  const { status, mediaConnectionState, linkSpeed } = nic.data;
  if ((status !== undefined && status !== 'Up') || mediaConnectionState === 'Disconnected') return undefined;
  const property = linkSpeed === undefined ? 'speed' : 'linkSpeed';
  const rate = bitsPerSecond(nic.data[property]);
  return rate === undefined ? undefined : { rate, place: at(nic, property) };
}

/** Whether a cable of another adapter leads to the same port. */
export function isShared(network: Network, port: Port, nic: Nic): boolean {
  return network.cables.some(
    (cable) =>
      network.port(cable.switch, cable.port) === port &&
      (nameKey(cable.nic) !== nameKey(nic.name) || nameKey(cable.host) !== nameKey(nic.host.name)),
  );
}
