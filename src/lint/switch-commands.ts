import type { Switch } from '#model/entity';
import type { Network } from '#model/network';
import { definedVlans, reservedFor } from '#model/switch-vlans';
import { cli, type Shell, shellOf } from './remedy.ts';

/** The command for a port to a host. Sources: Cisco NX-OS and IOS, Arista EOS, Dell OS10: spanning-tree interface commands. */
const EDGE: Readonly<Partial<Record<Shell, { readonly trunk: string; readonly access: string }>>> = {
  'nx-os': { trunk: 'spanning-tree port type edge trunk', access: 'spanning-tree port type edge' },
  ios: { trunk: 'spanning-tree portfast trunk', access: 'spanning-tree portfast' },
  eos: { trunk: 'spanning-tree portfast', access: 'spanning-tree portfast' },
  os10: { trunk: 'spanning-tree port type edge', access: 'spanning-tree port type edge' },
};

/** The command that makes an interface an edge port of spanning tree; undefined for systems where none is known. */
export function edgePort(device: Switch, mode: 'access' | 'trunk'): string | undefined {
  return EDGE[shellOf(device) ?? 'powershell']?.[mode];
}

/**
 * The commands that make a switch have VLANs, in global configuration; none for those it has, and none where its VLANs are not known.
 * An undefined command stands for a VLAN that the switch keeps for itself. On OS10 a VLAN is an interface.
 */
export function definedFirst(network: Network, device: Switch, vlans: Iterable<number>): (string | undefined)[] {
  const defined = definedVlans(network, device);
  if (!defined) return [];
  return [...vlans].flatMap((vlan) => {
    const known = defined.filter(({ id }) => id === vlan);
    // VLAN 1 is there on every switch.
    if (vlan === 1 || known.some(({ active }) => active)) return [];
    if (shellOf(device) === 'os10' || reservedFor(device, vlan) !== undefined) return [undefined];
    const [stopped] = known;
    return [cli`vlan ${vlan}`, ...(stopped ? [stopped.state === 'shutdown' ? 'no shutdown' : 'state active'] : [])];
  });
}
