import type { Nic, Team, VmSwitch } from './entity.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';

/** The value of a registry keyword on an adapter. */
interface Setting {
  readonly nic: Nic;
  readonly value: number;
  readonly place: Place;
}

/** A registry keyword by which an adapter lacks an offload that team mates have. */
export interface OffloadGap {
  readonly keyword: string;
  readonly own: Setting;
  readonly mates: readonly Setting[];
}

/**
 * Checksum keywords (0 off, 1 transmit, 2 receive, 3 both) with the parameter the NetAdapter cmdlets know each by.
 * Source: https://learn.microsoft.com/windows-hardware/drivers/network/enumeration-keywords
 */
const CHECKSUM_PARAMETERS = new Map([
  ['*IPChecksumOffloadIPv4', '-IpIPv4'],
  ['*TCPChecksumOffloadIPv4', '-TcpIPv4'],
  ['*TCPChecksumOffloadIPv6', '-TcpIPv6'],
  ['*UDPChecksumOffloadIPv4', '-UdpIPv4'],
  ['*UDPChecksumOffloadIPv6', '-UdpIPv6'],
]);

export const CHECKSUM_KEYWORDS: readonly string[] = [...CHECKSUM_PARAMETERS.keys()];

/** The parameters that name the checksums of gaps: "-TcpIPv4 -UdpIPv4". */
export function checksumParameters(gaps: readonly OffloadGap[]): string {
  return gaps.map((gap) => CHECKSUM_PARAMETERS.get(gap.keyword)).join(' ');
}

/**
 * The keywords of which an adapter lacks a bit that another member of its team has. Written values only: a member that does not
 * write a keyword is not compared. Empty where task offload is switched off for the whole host, because then no member counts.
 */
export function offloadGaps(
  network: Network,
  team: Team | VmSwitch,
  nic: Nic,
  keywords: readonly string[],
  bit: 1 | 2,
): readonly OffloadGap[] {
  if (nic.host.data.offload?.taskOffload === 'Disabled') return [];
  let others: readonly Nic[] | undefined;
  return keywords.flatMap((keyword) => {
    const own = setting(nic, keyword);
    if (!own || own.value & bit) return [];
    others ??= [...new Set(network.nicsBehind(team))].filter((other) => other !== nic);
    const mates = others.flatMap((other) => setting(other, keyword) ?? []).filter((mate) => mate.value & bit);
    return mates.length > 0 ? [{ keyword, own, mates }] : [];
  });
}

function setting(nic: Nic, keyword: string): Setting | undefined {
  const found = nic.advancedNumber(keyword);
  if (!found || found.value < 0 || found.value > 3) return undefined;
  return { nic, value: found.value, place: at(nic, 'advancedProperties', found.key) };
}

/** The value that closes a gap: what the adapter has and what its team mates have. */
export function closing(gap: OffloadGap): number {
  return gap.mates.reduce((value, mate) => value | mate.value, gap.own.value);
}

/** The keywords with the adapter's values: "*LsoV2IPv4 0, *LsoV2IPv6 0". */
export function gapText(gaps: readonly OffloadGap[]): string {
  return gaps.map((gap) => `${gap.keyword} ${gap.own.value}`).join(', ');
}

/** The team mates that have what is lacking: "NIC1 and NIC3". */
export function matesText(gaps: readonly OffloadGap[]): string {
  const names = [...new Set(gaps.flatMap((gap) => gap.mates.map((mate) => mate.nic.name)))];
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('');
}

/** The places that go with the first gap: the adapter's other gaps and the values of its team mates. */
export function gapPlaces(gaps: readonly OffloadGap[]): { readonly at: Place; readonly message: string }[] {
  return [
    ...gaps.slice(1).map((gap) => ({ at: gap.own.place, message: `${gap.keyword} is ${gap.own.value} here too` })),
    ...gaps.flatMap((gap) =>
      gap.mates.map((mate) => ({ at: mate.place, message: `${gap.keyword} is ${mate.value} on ${mate.nic.name}` })),
    ),
  ];
}

/** A team of either kind in words. */
export function teamText(team: Team | VmSwitch): string {
  return `the ${team.kind === 'team' ? 'team' : 'Hyper-V switch'} ${team.name}`;
}
