import { allowedVlans, teamingMode } from './defaults.ts';
import type { Nic, Port, PortChannel } from './entity.ts';
import { vlansText } from './host-port.ts';
import { aggregation } from './lag.ts';
import type { Network } from './network.ts';
import { at, keyOf, type Place } from './place.ts';
import { definedVlans } from './switch-vlans.ts';

/** Whether frames get past a hop, as far as the files tell. */
export type Passage = 'passes' | 'stops' | 'unknown';

/** What a hop does with the frames, and the place that says so. */
export interface Judgement {
  readonly passage: Passage;
  readonly says: string;
  readonly place: Place;
}

/** The same of a switch port, with the VLAN the frames are in behind it; undefined where that is unknown. */
export interface PortJudgement extends Judgement {
  readonly vlan: number | undefined;
}

/**
 * What a switch port does with frames of a tag; an undefined tag means untagged frames, unless the tag is not known: then only what
 * stops all frames is told.
 */
export function judgePort(network: Network, port: Port, tag: number | undefined, nic: Nic, tagKnown = true): PortJudgement {
  const here = at(port);
  const stops = (says: string, place: Place, vlan = tag): PortJudgement => ({ passage: 'stops', says, place, vlan });
  const unknown = (says: string, place = here, vlan = tag): PortJudgement => ({ passage: 'unknown', says, place, vlan });
  const up = network.setting(port, 'adminUp');
  if (up?.value === false) return stops('is shut down', placeOf(up.entity, 'adminUp'));
  const bundled = judgeBundle(network, port, nic);
  if (bundled) return { ...bundled, vlan: tag };
  const mode = network.setting(port, 'mode');
  if (!mode) return unknown('does not say whether it is a trunk or an access port');
  const modePlace = placeOf(mode.entity, 'mode');
  if (mode.value === 'routed') return stops('is a routed port and carries no VLAN', modePlace);
  if (!tagKnown)
    return unknown(`is ${mode.value === 'access' ? 'an access port' : 'a trunk'}; which VLAN the frames are in is not known`);
  if (mode.value === 'access') {
    if (tag !== undefined) return stops(`is an access port; frames tagged with VLAN ${tag} do not pass it`, modePlace);
    const access = network.setting(port, 'accessVlan');
    if (!access) return unknown('is an access port of a VLAN that is not written', modePlace);
    return defined(network, port, access.value, `access port of VLAN ${access.value}`, placeOf(access.entity, 'accessVlan'));
  }
  const owner = network.setting(port, 'allowedVlans')?.entity ?? port;
  const allowed = allowedVlans(owner);
  const listPlace = allowed?.known === 'written' ? placeOf(owner, 'allowedVlans') : modePlace;
  const native = network.setting(port, 'nativeVlan');
  const vlan = tag ?? native?.value;
  const trunk = `trunk${native ? `, native VLAN ${native.value}` : ''}${allowed ? `, allows ${vlansText(allowed.value)}` : ''}`;
  if (vlan === undefined) return unknown(`${trunk}; the VLAN of untagged frames is not written`, modePlace);
  if (!allowed) return unknown(`${trunk}; the VLANs it allows are not written`, modePlace, vlan);
  if (!allowed.value.has(vlan))
    return stops(`does not carry VLAN ${vlan} (it allows ${vlansText(allowed.value)})`, listPlace, vlan);
  if (native && tag === native.value && port.switch.data.tagNativeVlan !== true)
    return stops(`sends VLAN ${tag} untagged, because it is its native VLAN`, placeOf(native.entity, 'nativeVlan'), vlan);
  return defined(network, port, vlan, trunk, tag === undefined && native ? placeOf(native.entity, 'nativeVlan') : listPlace);
}

/** A port of a team that needs a LAG and has none, or the other way round. */
function judgeBundle(network: Network, port: Port, nic: Nic): Judgement | undefined {
  const teaming = network.teamingOf(nic);
  const mode = teaming?.kind === 'team' ? teamingMode(teaming)?.value : teaming ? 'SwitchIndependent' : undefined;
  const lag = aggregation(network, port);
  if (!mode || !lag) return undefined;
  const wanted = mode === 'Lacp' ? 'lacp' : mode === 'Static' ? 'static' : 'none';
  if (lag === wanted) return undefined;
  const name = teaming?.kind === 'team' ? `the team ${teaming.name} is ${mode}` : 'Switch Embedded Teaming is SwitchIndependent';
  const is = { none: 'is in no port-channel', static: 'is in a port-channel without LACP', lacp: 'is in an LACP port-channel' }[
    lag
  ];
  return { passage: 'stops', says: `${is}, while ${name}`, place: port.data.lag ? at(port, 'lag') : at(port) };
}

/** The port carries the VLAN; its switch must have it too, where it says which VLANs it has. */
function defined(network: Network, port: Port, vlan: number, says: string, place: Place): PortJudgement {
  const known = definedVlans(network, port.switch);
  const same = known?.filter(({ id }) => id === vlan) ?? [];
  const stopped = same[0];
  // VLAN 1 is there on every switch, written or not.
  if (!known || vlan === 1 || same.some(({ active }) => active)) return { passage: 'passes', says, place, vlan };
  if (stopped)
    return {
      passage: 'stops',
      says: `${says}; VLAN ${vlan} is in state ${stopped.state} there`,
      place: stopped.place,
      vlan,
    };
  return {
    passage: 'stops',
    says: `${says}; ${port.switch.name} does not define VLAN ${vlan}`,
    place: keyOf(port.switch, 'vlans'),
    vlan,
  };
}

function placeOf(entity: Port | PortChannel, property: 'adminUp' | 'mode' | 'accessVlan' | 'nativeVlan' | 'allowedVlans'): Place {
  return entity.kind === 'port' ? at(entity, property) : at(entity, property);
}
