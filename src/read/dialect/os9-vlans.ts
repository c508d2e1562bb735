import type { Range } from '#text/source-file';
import type { Draft } from '../draft.ts';
import type { NamedInterface } from './interface-ranges.ts';
import type { Os9Switch } from './os9.ts';
import { VlanNumbers } from './vlan-numbers.ts';

/** How a port is in a VLAN, and the words that say so. */
export interface Member {
  readonly how: 'tagged' | 'untagged';
  readonly range: Range;
}

/** The VLANs of the ports of an OS9 switch, turned round: they are written as the ports of its VLANs. */
export class Membership {
  /** By port, then by VLAN. */
  private readonly members = new Map<string, Map<number, Member>>();
  /** NaN where there is none or it cannot be read. */
  defaultVlan = 1;
  /** Whether a line about members cannot be read, so that any port may be in the VLAN. */
  unread = false;

  add(vlan: number, ports: readonly NamedInterface[], member: Member, undo: boolean): void {
    if (!(vlan >= 1 && vlan <= 4094)) return;
    for (const { name } of ports) {
      const known = this.members.get(name) ?? new Map<number, Member>();
      this.members.set(name, known);
      if (undo) {
        if (known.get(vlan)?.how === member.how) known.delete(vlan);
      } else known.set(vlan, member);
    }
  }

  /**
   * Gives every port and port-channel its mode and VLANs. Without `switchport` an interface is layer 3. A switchport is in the default
   * VLAN, untagged, until it is put into others; only a hybrid one takes both sorts. Members have all this from their port-channel.
   * Source: OS9 configuration guide, "Virtual LANs (VLANs)": default VLAN, native VLANs.
   */
  apply(device: Os9Switch): void {
    const { draft } = device;
    const owners = [...draft.ports.filter((port) => !port.has('lag')), ...draft.channels];
    for (const owner of owners) this.applyTo(owner, device);
  }

  private applyTo(owner: Draft, device: Os9Switch): void {
    const members = [...(this.members.get(String(owner.get('name'))) ?? [])];
    const place = device.switchports.get(owner);
    // The link between VLT peers carries every VLAN by itself; VLANs of an interface without `switchport` contradict it.
    const contradicts = owner.get('peerLink') === true || (!place && members.length > 0);
    // A part of a configuration may leave the VLANs out.
    const open = place && (this.unread || !device.hasVlans || device.draft.partial);
    if (contradicts || open || members.filter(([, { how }]) => how === 'untagged').length > 1) lose(owner, ['mode', ...VLANS]);
    else if (place) this.switchport(owner, members, place, device.hybrids.has(owner));
    else owner.set('mode', 'routed', owner.range);
  }

  private switchport(owner: Draft, members: readonly (readonly [number, Member])[], place: Range, hybrid: boolean): void {
    const tagged = members.find(([, { how }]) => how === 'tagged')?.[1];
    const own = members.find(([, { how }]) => how === 'untagged');
    if (!tagged) {
      access(owner, own?.[0] ?? this.defaultVlan, own?.[1].range ?? place);
      return;
    }
    owner.set('mode', 'trunk', tagged.range);
    if (own) owner.set('nativeVlan', own[0], own[1].range);
    else if (hybrid) lose(owner, ['nativeVlan']);
    const passing = VlanNumbers.parse(members.map(([id]) => id).join(','));
    if (passing) owner.set('allowedVlans', passing.toString(), tagged.range);
  }
}

const VLANS = ['accessVlan', 'nativeVlan', 'allowedVlans'];

function access(owner: Draft, vlan: number, range: Range): void {
  owner.set('mode', 'access', range);
  if (vlan >= 1 && vlan <= 4094) owner.set('accessVlan', vlan, range);
  else owner.lose('accessVlan');
}

function lose(owner: Draft, keys: readonly string[]): void {
  for (const key of keys) owner.lose(key);
}
