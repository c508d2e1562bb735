/**
 * Words behind which a secret stands in running-configs, scripts and data files. The last group of each is the secret.
 * Sources: Cisco NX-OS, IOS and Arista EOS command references (username, snmp-server, tacacs-server, radius-server, key chains).
 */
const SECRETS: readonly RegExp[] = [
  /\b((?:password|secret|md5|sha|auth-key|authentication-key|key-string|passphrase|psk)\s+(?:[0-9]\s+)?)("[^"\n]*"|[^\s"]+)/gi,
  /\b((?:tacacs-server|radius-server)\s+(?:host\s+\S+\s+)?key\s+(?:[0-9]\s+)?)("[^"\n]*"|\S+)/gi,
  /\b(snmp-server\s+community\s+)(\S+)/gi,
  /\b(snmp-server\s+user\s+[^\n]*?\bpriv\s+(?:aes-128\s+|des\s+)?)(\S+)/gi,
  /\b(snmp-server\s+host\s+\S+\s+(?:traps|informs)?\s*version\s+\S+\s+(?:(?:no)?auth\s+|priv\s+)?)(\S+)/gi,
  /((?:^|[\s,{])["']?[\w-]*(?:password|passwd|secret|passphrase|communitystring|apikey|api_key|sharedkey)["']?\s*[:=]\s*)("[^"\n]*"|'[^'\n]*'|[^\s#,}]+)/gim,
];

/** A text in which every secret is covered by `*` of the same length, so that offsets still hold. */
export function maskSecrets(text: string): string {
  let masked = text;
  for (const pattern of SECRETS)
    masked = masked.replace(pattern, (_all, before: string, secret: string) => before + '*'.repeat(secret.length));
  return masked;
}
