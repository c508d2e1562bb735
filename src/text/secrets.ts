/** Words right in front of a secret, and words that may stand between: how it is stored, or another word of this sort. */
const WORD =
  'password|secret|md5|sha|auth-key|authentication-key|key-string|passphrase|psk|server-key|pre-shared-key|auth-pass|priv-pass';
const BETWEEN = `(?:(?:[0-9]|sha-?(?:1|256|512)|ascii|hex|encrypted|ciphertext|plaintext|clear-text|${WORD})[ \\t]+)*`;
/** Not the sign of an assignment: the secret stands behind that. */
const SECRET = `(?![=:][ \\t])("[^"\\n]*"|'[^'\\n]*'|\\S+)`;
const B = '[ \\t]+';

/**
 * What stands before a secret in running-configs, scripts and data files; the last group of each is the secret. All stays within
 * one line: `no enable password` must not cover the first word of the next line.
 * Sources: command references of Cisco NX-OS and IOS, Arista EOS, Dell OS10 and Aruba AOS-CX (username, snmp-server, tacacs-server,
 * radius-server, key chains), Microsoft.PowerShell.Security (ConvertTo-SecureString).
 */
const SECRETS: readonly RegExp[] = [
  new RegExp(`\\b((?:${WORD})${B}${BETWEEN})${SECRET}`, 'gi'),
  new RegExp(`\\b((?:tacacs|radius)[^\\n]{0,200}?[ \\t]key${B}${BETWEEN})${SECRET}`, 'gi'),
  new RegExp(`^([ \\t]+key${B}${BETWEEN})${SECRET}`, 'gim'),
  new RegExp(`\\b(snmp-server${B}community${B}${BETWEEN})${SECRET}`, 'gi'),
  new RegExp(`\\b(snmp-server${B}user${B}[^\\n]{0,200}?\\bpriv${B}(?:(?:aes|3?des)(?:[- ]?\\d+)?${B})?)${SECRET}`, 'gi'),
  new RegExp(
    `\\b(snmp-server${B}host${B}\\S+${B}(?:(?:traps|informs)${B})?version${B}\\S+${B}(?:(?:noauth|auth|priv)${B})?)${SECRET}`,
    'gi',
  ),
  // Without a version the community follows the address, with or without traps and a VRF.
  new RegExp(
    `\\b(snmp-server${B}host${B}\\S+${B}(?:use-vrf${B}\\S+${B}|(?:traps|informs)${B})*)(?!(?:version|use-vrf|filter-vrf|source-interface|udp-port|traps|informs)\\b)${SECRET}`,
    'gi',
  ),
  // First-hop redundancy: authentication text SECRET, or the secret alone.
  new RegExp(
    `^([ \\t]+authentication${B}(?:text${B})?)(?!(?:text|md5|key-chain|order|priority|open|host-mode|port-control|event|periodic|timer|violation|control-direction)\\b)${SECRET}`,
    'gim',
  ),
  new RegExp(
    `^([ \\t]+(?:standby|vrrp|glbp)${B}(?:\\d+${B})?authentication${B}(?:text${B})?)(?!(?:text|md5|ietf-md5)\\b)${SECRET}`,
    'gim',
  ),
  new RegExp(`^([ \\t]+authentication-type${B}simple${B}${BETWEEN})${SECRET}`, 'gim'),
  new RegExp(`\\b((?:isakmp|pac)${B}key${B}${BETWEEN})${SECRET}`, 'gi'),
  // Arista's streaming agent takes its key on its command line.
  /([ \t]-\w*auth=key,)([^\s,]+)/gi,
  new RegExp(`\\b(ConvertTo-SecureString${B}(?:-String${B})?)${SECRET}`, 'gi'),
  /((?:^|[\s,{;(])["']?\$?(?:[\w-]*(?:password|passwd|secret|passphrase|communitystring|apikey|api_key|sharedkey)|pass|pwd)["']?[ \t]*[:=][ \t]*)("[^"\n]*"|'[^'\n]*'|[^\s#,}]+)/gim,
];

/** A text in which every secret is covered by `*` of the same length, so that offsets still hold. */
export function maskSecrets(text: string): string {
  let masked = text;
  for (const pattern of SECRETS)
    masked = masked.replace(pattern, (_all, before: string, secret: string) => before + '*'.repeat(secret.length));
  return masked;
}

/** Members of a JSON object whose value is a secret: `auth_key`, `"password"`, `md5Secret`. The last group is what stands in the quotes. */
const JSON_SECRET =
  /("[^"\\\n]{0,99}(?:pass(?:word|wd|phrase|key|code)|secret|(?:auth|snmp|private|shared|api)_?key|community(?:string)?|_psk|_hash)[^"\\\n]{0,99}"\s{0,99}:\s{0,99}")((?:[^"\\\n]|\\.)*)/gi;
/** SONiC has the communities of SNMP as keys: of a table, or flat. */
const JSON_COMMUNITIES = /"SNMP_COMMUNITY"\s{0,99}:\s{0,99}\{/g;
const JSON_COMMUNITY = /(\s{0,99}")([^"\\\n]*)("\s{0,99}:\s{0,99}\{[^{}]*\}\s{0,99},?)/y;
const JSON_FLAT_COMMUNITY = /("SNMP_COMMUNITY\|)([^"\\\n]*)/g;

/** The same of a JSON text, which stays JSON: only what stands in quotes is covered. */
export function maskJsonSecrets(text: string): string {
  let masked = text;
  for (const pattern of [JSON_SECRET, JSON_FLAT_COMMUNITY])
    masked = masked.replace(pattern, (_all, before: string, secret: string) => before + '*'.repeat(secret.length));
  const parts: string[] = [];
  let done = 0;
  for (const table of masked.matchAll(JSON_COMMUNITIES)) {
    JSON_COMMUNITY.lastIndex = table.index + table[0].length;
    for (let found = JSON_COMMUNITY.exec(masked); found; found = JSON_COMMUNITY.exec(masked)) {
      const start = found.index + found[1]!.length;
      if (start < done) break;
      parts.push(masked.slice(done, start), '*'.repeat(found[2]!.length));
      done = start + found[2]!.length;
    }
  }
  return parts.join('') + masked.slice(done);
}
