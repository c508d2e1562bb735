import type { Nic } from './entity.ts';

/**
 * Media that Windows refuses in a team, by NdisPhysicalMedium. Other numbers say nothing: drivers of Ethernet adapters and
 * virtual adapters report 0 (Unspecified) too. Source: MSFT_NetAdapter,
 * https://learn.microsoft.com/windows/win32/fwp/wmi/netadaptercimprov/msft-netadapter
 */
const NUMBERS: Readonly<Record<string, string>> = {
  1: 'Wireless LAN',
  8: 'Wireless WAN',
  9: 'Native 802.11',
  10: 'BlueTooth',
  11: 'Infiniband',
};
/** The same media in words, as Get-NetAdapter prints them and people write them. */
const WORDS = /^(?:(?:native )?802\.11\w*|wi-?fi|wlan|wwan|wireless(?: [lw]an)?|bluetooth|(?:ip over |ipo)?infiniband|ipoib)$/i;

/** The medium of an adapter that is known to be no Ethernet, in words: "Native 802.11 (9)". Undefined for every other adapter. */
export function foreignMedium(nic: Nic): string | undefined {
  const written = nic.data.physicalMediaType?.trim();
  if (written === undefined) return undefined;
  const name = NUMBERS[written];
  if (name !== undefined) return `${name} (${written})`;
  return WORDS.test(written) ? written : undefined;
}
