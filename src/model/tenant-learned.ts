import { guestAddresses } from './guest-address.ts';
import { ipKey } from './ip-prefix.ts';
import { macKey, macText } from './mac-address.ts';
import type { Network } from './network.ts';
import type { LookupRecord } from './policy-entity.ts';
import { sameFamily } from './tenant-end.ts';
import type { CustomerPlace } from './tenant-packet.ts';
import { virtualNetworks } from './virtual-networks.ts';

/** The record of a VM that learns its addresses dynamically, and may have learned one that no record has. */
export interface Learned {
  readonly record: LookupRecord;
  readonly says: string;
}

/**
 * Which L2Only record may stand for an address without a record of its own: that of a VM which has the address, else of one whose
 * addresses are not known. Source: help of New-NetVirtualizationLookupRecord, -Type.
 */
export function learnedBy(
  network: Network,
  records: readonly LookupRecord[],
  { vsid, address }: CustomerPlace,
): Learned | undefined {
  const virtual = virtualNetworks(network);
  const all = records.filter(
    ({ data }) => data.type === 'L2Only' && data.virtualSubnetId === vsid && sameFamily(data.customerAddress, address),
  );
  const writtenOf = (record: LookupRecord): readonly string[] => {
    const adapter = virtual.adapterOf(record);
    return adapter ? guestAddresses(adapter).map(({ text }) => text) : [];
  };
  const has = all.find((record) => writtenOf(record).some((text) => ipKey(text) === ipKey(address)));
  // Addresses that are written are all a VM has, unless DHCP gives it others.
  const record =
    has ??
    all.find((each) => virtual.adapterOf(each)?.data.dhcp === true || !writtenOf(each).some((text) => sameFamily(text, address)));
  if (!record) return undefined;
  const [none, who] = [`no lookup record has ${address} in virtual subnet ${vsid}`, vmText(network, record)];
  const says = has
    ? `${none}, but ${who} has it and learns its address dynamically (L2Only)`
    : `${none}, but ${who} learns its address dynamically (L2Only) and may have it`;
  return { record, says };
}

function vmText(network: Network, record: LookupRecord): string {
  const { vmName, macAddress } = record.data;
  const name = virtualNetworks(network).adapterOf(record)?.vm.name ?? vmName;
  const key = macAddress === undefined ? undefined : macKey(macAddress);
  return name ?? (key === undefined ? 'a VM' : `the VM with the MAC address ${macText(key)}`);
}
