import type { VmAdapter } from './entity.ts';
import { type IpAddress, isLinkLocal, parseIp } from './ip-prefix.ts';
import { at, type Place } from './place.ts';

/** An address that a guest has. */
export interface GuestAddress {
  /** Without the prefix length: 10.1.1.1. */
  readonly text: string;
  readonly address: IpAddress;
  /** Length of its prefix, where it is written. */
  readonly length: number | undefined;
  readonly place: Place;
}

/** The addresses of an adapter inside its guest, but for link-local ones. None where one of them cannot be read. */
export function guestAddresses(adapter: VmAdapter): readonly GuestAddress[] {
  const found = (adapter.data.ipAddresses ?? []).map((written, i) => {
    const [head = '', tail] = written.trim().split('/');
    const address = parseIp(head);
    const length = tail === undefined ? undefined : Number(tail);
    return address && { text: head.trim(), address, length, place: at(adapter, 'ipAddresses', i) };
  });
  if (found.includes(undefined)) return [];
  return found.flatMap((each) => (each && !isLinkLocal(each.address) ? [each] : []));
}
