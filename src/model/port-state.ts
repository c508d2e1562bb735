import type { Nic, Port, PortChannel, Team, VmSwitch } from './entity.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { settledMembers } from './team-members.ts';

/**
 * Where it is written that a port or port-channel is shut down. Undefined where it is up, unknown, or down because its system has it so
 * when nothing is written (SONiC, NX-OS with `system default switchport shutdown`): reading gives that the place of the port itself.
 */
export function shutDownAt(entity: Port | PortChannel): Place | undefined {
  if (entity.data.adminUp !== false) return undefined;
  const place = entity.kind === 'port' ? at(entity, 'adminUp') : at(entity, 'adminUp');
  const [said, own] = [place.range(), at(entity as Port).range()];
  return said.start === own.start && said.end === own.end ? undefined : place;
}

/** The interface that keeps a port down, its port-channel or itself, where that is written. */
export function shutInterface(network: Network, port: Port): Port | PortChannel | undefined {
  return [network.portChannelOf(port), port].find((entity) => entity && shutDownAt(entity) !== undefined);
}

/** Whether an adapter is known to do nothing: switched off, taken out, or without a link where it was seen. */
export function isIdle({ data }: Nic): boolean {
  const { status, mediaConnectionState } = data;
  return (status !== undefined && status !== 'Up') || mediaConnectionState === 'Disconnected';
}

/** Whether every port of a team or of a Hyper-V switch is known to be kept down by what is written. */
export function areAllShut(network: Network, above: Team | VmSwitch): boolean {
  const nics =
    above.kind === 'team'
      ? (settledMembers(above)?.map(({ nic }) => nic) ?? [undefined])
      : network.uplink(above).complete
        ? network.uplink(above).nics
        : [undefined];
  return nics.every((nic) => {
    const port = nic && network.portOf(nic);
    return port !== undefined && shutInterface(network, port) !== undefined;
  });
}
