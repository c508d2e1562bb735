/** Lines that only Onyx has. */
const SIGNS =
  /^## Running database|^[ \t]{0,8}(?:no )?interface (?:ethernet|mlag-port-channel|port-channel) \d[\d/,-]* (?:no )?(?:switchport|mtu|speed|description|shutdown|(?:mlag-)?channel-group|dcb|spanning-tree|flowcontrol|lacp|lacp-individual|ipl)\b|^[ \t]{0,8}(?:interface mlag-port-channel \d|mlag-vip \S|protocol mlag[ \t]*\r?$)/im;

/** Whether a text is written in Onyx, by its head. */
export function looksLikeOnyx(text: string): boolean {
  return SIGNS.test(text.slice(0, 262_144));
}
