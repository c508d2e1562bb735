/** Words right in front of a secret, and words that may stand between: how it is stored, or another word of this sort. */
const WORD =
  'password|secret|md5|sha|auth-key|authentication-key|key-string|passphrase|psk|server-key|pre-shared-key|auth-pass|priv-pass';
const BETWEEN = `(?:(?:[0-9]|sha-?(?:1|256|512)|ascii|hex|encrypted|ciphertext|plaintext|clear-text|${WORD})[ \\t]+)*`;
/** A quote inside of a word; one behind which the word ends may be that of the text around it, and stays. */
const INSIDE = `["'](?=[^\\s"'#,;|&)}])`;
/** Not the sign of an assignment: the secret stands behind that. */
const SECRET = `(?![=:][ \\t])("[^"\\n]*"|'[^'\\n]*'|[^\\s"'](?:[^\\s"']|${INSIDE})*|\\S+)`;
const B = '[ \\t]+';

/** What stands in the quotes of a text of PowerShell whose first quote stands before it; the quotes stay, so that it stays one text. */
const INNER = `((?<=")(?:[^"\`\\n]|\`.|""){1,400}(?=")|(?<=')(?:[^'\\n]|''){1,400}(?='))`;
/** A word of a command line that can be a secret: no variable, switch or operator, and no asterisk, by which commands ask for one. */
const ARGUMENT = `("[^"\\n]+"|'[^'\\n]+'|[^\\s"'$%(){}\\[\\];|&<>@,*/#-](?:[^\\s;|&)"']|${INSIDE})*)`;

/** Names of variables and keys that end so hold secrets. Of keys alone (`key`), tables are full. */
const NAME =
  '(?:[\\w-]{0,60}(?:password|passwd|passphrase|pwd|secret|token|psk|(?:api|shared|access|account|auth)[_-]?key)|(?:[\\w-]{0,60}[_-])?pass|[\\w-]{0,60}(?:tacacs|radius|snmp)[\\w-]{0,20}key)';
/** Communities of SNMP. Those of BGP are sent, set and listed, and are no secrets. */
const COMMUNITY = '(?:[\\w-]{0,40}snmp[\\w-]{0,20}community|(?:(?:ro|rw|read|write|read-?only|read-?write|trap)[_-]?)?community)';
const BGP =
  '(?:\\d+:\\d+|no-export|no-advertise|local-as|no-peer|internet|gshut|graceful-shutdown|blackhole|both|standard|extended|large|additive|none)';
/** What a key may stand behind, and how a key ends. */
const BEFORE_KEY = `(?:^|[\\s,{;(])["']?`;
const BEHIND_KEY = `["']?[ \\t]*[:=][ \\t]*`;
/** A value that tells nothing, or that is the beginning of a list, a mapping, a block or an expression. */
const EMPTY = `(?!["']?(?:\\$?(?:true|false|null)|yes|no|on|off)["']?(?:[\\s,#}]|$))`;
const VALUE = `("[^"\\n]+"|'[^'\\n]+'|[^\\s"'#,{}\\[\\]()|>&*!](?:[^\\s#,}"']|${INSIDE})*)`;

/** The password of an address with a name and a password: `ftp://backup:Pa55w0rd@10.1.1.1`. A number before a path is a port. */
const URL_PASSWORD = /\b([a-z][a-z\d+.-]{0,20}:\/\/[^\s/:@?#"'<>]{0,99}:)(?!\d{1,5}[/?#])([^\s/"'<>]{1,200})(?=@)/gi;

/**
 * What stands before a secret in running-configs, scripts and data files; the last group of each is the secret. All stays within
 * one line: `no enable password` must not cover the first word of the next line.
 * Sources: command references of Cisco NX-OS and IOS, Arista EOS, Dell OS10 and Aruba AOS-CX (username, snmp-server, tacacs-server,
 * radius-server, key chains), Microsoft.PowerShell.Security (ConvertTo-SecureString), Windows commands (net use, net user, cmdkey,
 * schtasks), Sysinternals (psexec), RFC 3986 (userinfo of an address).
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
  // A variable or a call in its place says nothing.
  new RegExp(
    `\\b(ConvertTo-SecureString(?:${B}-(?:AsPlainText|Force)\\b)*${B}(?:-String(?::|${B}))?)(?![-$(){}|;])${SECRET}`,
    'gi',
  ),
  new RegExp(`(["'])${INNER}(?=["'][ \\t]*\\|[ \\t]*ConvertTo-SecureString\\b)`, 'gi'),
  new RegExp(`(\\$(?:\\w{1,20}:)?${NAME}[ \\t]*=[ \\t]*["'])${INNER}`, 'gi'),
  /(\$(?:\w{1,20}:)?\w{0,60}[a-z\d](?<![bB]y)Pass[ \t]*=[ \t]*["'])([^"'\n]+)(?=["'])/g,
  new RegExp(
    `([ \\t]-\\w{0,60}(?:password|passwd|passphrase|pwd|secret|token|apikey|sharedkey|accesskey)(?::[ \\t]*|${B}))${ARGUMENT}`,
    'gi',
  ),
  // Commands of Windows: net use and net user, cmdkey and others with /pass:, schtasks, psexec.
  new RegExp(
    `\\b(net(?:\\.exe)?${B}use${B}(?:(?:[a-z]:|\\*)${B})?(?:"\\\\\\\\[^"\\n]*"|\\\\\\\\[^\\s"]+)${B}(?:/\\S+${B}){0,9})(?!\\d>)${ARGUMENT}`,
    'gi',
  ),
  new RegExp(
    `\\b(net(?:\\.exe)?${B}user${B}(?:"[^"\\n]*"|[^\\s"/|;&>]+)${B})(?!\\d>)${ARGUMENT}(?=[ \\t]{0,9}(?:[\\r\\n/;|&)>]|\\d>|$))`,
    'gi',
  ),
  new RegExp(`([ \\t]/pass(?:word[do]?)?:)${ARGUMENT}`, 'gi'),
  new RegExp(`\\b(schtasks(?:\\.exe)?\\b[^\\n]{0,300}?[ \\t]/r?p${B})${ARGUMENT}`, 'gi'),
  new RegExp(`\\b(psexec(?:64)?(?:\\.exe)?\\b[^\\n]{0,300}?[ \\t]-p${B})${ARGUMENT}`, 'gi'),
  // Keys of data files; what is assigned in a script may be a variable.
  new RegExp(`(${BEFORE_KEY}${NAME}${BEHIND_KEY})(?!(?<==[ \\t]{0,9})\\$)${EMPTY}${VALUE}`, 'gim'),
  new RegExp(`(${BEFORE_KEY}\\w{0,60}[a-z\\d](?<![bB]y)Pass${BEHIND_KEY})(?!(?<==[ \\t]{0,9})\\$)${EMPTY}${VALUE}`, 'gm'),
  new RegExp(`(${BEFORE_KEY}${COMMUNITY}${BEHIND_KEY})(?!["']?${BGP}(?![\\w-]))(?!\\$)${EMPTY}${VALUE}`, 'gim'),
  URL_PASSWORD,
  new RegExp(
    `((?:^|[\\s,{;(])["']?\\$?(?:[\\w-]*(?:password|passwd|secret|passphrase|communitystring|apikey|api_key|sharedkey)|pass|pwd)${BEHIND_KEY})${EMPTY}("[^"\\n]*"|'[^'\\n]*'|[^\\s#,}"'](?:[^\\s#,}"']|${INSIDE})*|[^\\s#,}]+)`,
    'gim',
  ),
];

/** Stands for each character of a secret of a script that is read: no script holds it, so that a text with it is known to be unknown. */
export const COVERED = '\uE000';

/** Secrets of scripts as texts in quotes: whatever covers them must leave the script as it is built. */
const SCRIPT_SECRETS: readonly RegExp[] = [
  new RegExp(
    `([ \\t]-\\w{0,60}(?:password|passwd|passphrase|pwd|secret|token|apikey|sharedkey|accesskey)(?::[ \\t]*|${B})["'])${INNER}`,
    'gi',
  ),
  new RegExp(`\\b(ConvertTo-SecureString(?:${B}-(?:AsPlainText|Force)\\b)*${B}(?:-String(?::|${B}))?["'])${INNER}`, 'gi'),
  new RegExp(`(["'])${INNER}(?=["'][ \\t]*\\|[ \\t]*ConvertTo-SecureString\\b)`, 'gi'),
  new RegExp(`((?:\\$(?:\\w{1,20}:)?|${BEFORE_KEY})${NAME}["']?[ \\t]*=[ \\t]*["'])${INNER}`, 'gim'),
];

/**
 * A script whose secrets in quotes are covered, as it is read. It is shown as maskSecrets has it, which may cover the signs that a script is
 * built of.
 */
export function coverScriptSecrets(text: string): string {
  return SCRIPT_SECRETS.reduce(
    (covered, pattern) =>
      covered.replace(pattern, (_all, before: string, secret: string) => before + COVERED.repeat(secret.length)),
    text,
  );
}

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
/** Those whose names only end so. */
const JSON_SECRET_END =
  /("(?:[^"\\\n]{0,99}(?:pwd|token|psk|(?:tacacs|radius)[^"\\\n]{0,20}key)|(?:[^"\\\n]{0,99}[_-])?pass)"\s{0,99}:\s{0,99}")((?:[^"\\\n]|\\.)*)/gi;
/** SONiC has the communities of SNMP as keys: of a table, or flat. */
const JSON_COMMUNITIES = /"SNMP_COMMUNITY"\s{0,99}:\s{0,99}\{/g;
const JSON_COMMUNITY = /(\s{0,99}")([^"\\\n]*)("\s{0,99}:\s{0,99}\{[^{}]*\}\s{0,99},?)/y;
const JSON_FLAT_COMMUNITY = /("SNMP_COMMUNITY\|)([^"\\\n]*)/g;

/** The same of a JSON text, which stays JSON: only what stands in quotes is covered. */
export function maskJsonSecrets(text: string): string {
  let masked = text;
  for (const pattern of [JSON_SECRET, JSON_SECRET_END, JSON_FLAT_COMMUNITY, URL_PASSWORD])
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
