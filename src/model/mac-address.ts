import { isDeclared } from './adapter-feature.ts';
import type { HostAdapter, Nic, TeamNic, VmAdapter } from './entity.ts';
import { at, type Place } from './place.ts';

/** What sends with a MAC address of its own. */
export type MacOwner = Nic | TeamNic | HostAdapter | VmAdapter;

/** A MAC address in use, and where it is written. */
export interface Mac {
  /** Twelve lower-case digits, whatever the notation: equal addresses have equal keys. */
  readonly key: string;
  readonly place: Place;
}

/**
 * Addresses that several machines have on purpose: Network Load Balancing in unicast mode (02-BF, with the IP address of the
 * cluster) and virtual routers (VRRP). Sources: Microsoft, "Network Load Balancing parameters"; RFC 5798, section 7.3.
 */
const SHARED = /^(?:02bf|00005e000[12])/;

/**
 * Adapters that take their address from another one, or have the same in every machine, by their description: team interfaces,
 * virtual adapters of a host or guest, virtual functions, loopback, USB links to a service processor, VPN clients.
 */
export const BORROWED = /hyper-v|multiplexor|virtual|\bteam\b|loopback|remote ndis|\btap\b|\bvpn\b|anyconnect/i;

/** The one form of an address; undefined for what is none: zero, broadcast and multicast, and addresses shared on purpose. */
export function macKey(text: string): string | undefined {
  const key = text.toLowerCase().replace(/[^0-9a-f]/g, '');
  const group = Number.parseInt(key.slice(0, 2), 16) % 2 === 1;
  return key.length !== 12 || group || /^0+$/.test(key) || SHARED.test(key) ? undefined : key;
}

/** An address as Windows writes it: 00-15-5D-01-02-03. */
export function macText(key: string): string {
  return (key.toUpperCase().match(/../g) ?? []).join('-');
}

/**
 * The address an adapter sends with; undefined where it is not known. Declared beside dynamicMacAddressEnabled it is what Hyper-V gave
 * once, not what the adapter keeps.
 */
export function macOf(owner: MacOwner): Mac | undefined {
  const written = writtenMac(owner);
  const key = written && macKey(written.text);
  if (!key) return undefined;
  if (owner.kind === 'vm-adapter' && owner.data.dynamicMacAddressEnabled && isDeclared(written.place)) return undefined;
  return { key, place: written.place };
}

function writtenMac(owner: MacOwner): { readonly text: string; readonly place: Place } | undefined {
  switch (owner.kind) {
    case 'nic': {
      const { macAddress, permanentAddress, interfaceDescription, virtual, status } = owner.data;
      // What is not present may be an earlier identity of an adapter that is.
      if (virtual || status === 'Not Present' || BORROWED.test(interfaceDescription ?? '')) return undefined;
      if (macAddress !== undefined) return { text: macAddress, place: at(owner, 'macAddress') };
      return permanentAddress === undefined ? undefined : { text: permanentAddress, place: at(owner, 'permanentAddress') };
    }
    case 'vm-adapter': {
      const { staticMacAddress, macAddress } = owner.data;
      if (staticMacAddress !== undefined) return { text: staticMacAddress, place: at(owner, 'staticMacAddress') };
      return macAddress === undefined ? undefined : { text: macAddress, place: at(owner, 'macAddress') };
    }
    case 'team-nic': {
      const { macAddress } = owner.data;
      return macAddress === undefined ? undefined : { text: macAddress, place: at(owner, 'macAddress') };
    }
    default: {
      const { macAddress } = owner.data;
      return macAddress === undefined ? undefined : { text: macAddress, place: at(owner, 'macAddress') };
    }
  }
}

/** An adapter with its machine: "NIC1 of hv01", "the VM web01 (adapter A)". */
export function ownerText(owner: MacOwner): string {
  switch (owner.kind) {
    case 'nic':
      return `${owner.name} of ${owner.host.name}`;
    case 'team-nic':
      return `the team interface ${owner.name} of ${owner.team.host.name}`;
    case 'host-adapter':
      return `the host adapter ${owner.name} of ${owner.host.name}`;
    default:
      return `the VM ${owner.vm.name} (adapter ${owner.name})`;
  }
}
