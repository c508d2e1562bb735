import { describe, expect, it } from 'vitest';
import { maskSecrets } from '#text/secrets';

/** Every line hides `s3cret!` (or a quoted text with it) and nothing else that matters. */
const LINES = [
  'username admin password 5 s3cret!  role network-admin',
  'username admin privilege 15 secret 0 s3cret!',
  'username ansible privilege 15 role network-admin secret sha512 s3cret!',
  'user admin group administrators password ciphertext s3cret!',
  'enable secret 9 s3cret!',
  'enable password s3cret!',
  'tacacs-server key 7 "s3cret!"',
  'tacacs-server host 10.0.0.1 key 7 s3cret!',
  'radius-server host 10.0.0.1 auth-port 1812 acct-port 1813 key s3cret!',
  'radius-server key s3cret!',
  '  key 7 s3cret!',
  '   key-string 7 s3cret!',
  'snmp-server community s3cret! group network-operator',
  'snmp-server community s3cret! ro',
  'snmp-server user admin network-admin auth md5 s3cret! priv s3cret! localizedkey',
  'snmp-server user admin network-admin auth sha s3cret! priv aes-128 s3cret! localizedkey',
  'snmpv3 user admin auth sha auth-pass ciphertext s3cret! priv aes priv-pass ciphertext s3cret!',
  'snmp-server host 10.0.2.254 traps version 2c s3cret!',
  'snmp-server host 10.0.2.254 version 3 priv s3cret! udp-port 162',
  'snmp-server host 10.0.0.1 s3cret!',
  'snmp-server host 10.0.0.1 traps s3cret!',
  'snmp-server host 10.0.0.2 use-vrf management s3cret!',
  '    authentication text s3cret!',
  ' client 10.0.0.1 vrf Mgmt server-key s3cret!',
  '   neighbor PEERS password 7 s3cret!',
  ' ip ospf message-digest-key 1 md5 7 s3cret!',
  ' vrrp 1 authentication md5 key-string s3cret!',
  'crypto isakmp policy pre-shared-key s3cret!',
  'crypto isakmp key 6 s3cret! address 10.0.0.1',
  ' standby 10 authentication s3cret!',
  ' vrrp 10 authentication text s3cret!',
  '  authentication-type simple 7 s3cret!',
  'ntp authentication-key 1 sha1 7 s3cret!',
  '   exec /usr/bin/TerminAttr -cvaddr=10.0.0.9:9910 -cvauth=key,s3cret! -cvvrf=MGMT',
  '  pac key s3cret!',
  ' wpa-psk ascii 0 s3cret!',
  'password: s3cret!',
  '{ user: admin, pass: s3cret! }',
  '  adminPassword: "s3cret!"',
  '{ "apikey": "s3cret!", "name": "x" }',
  "$password = 's3cret!'",
  "New-Thing -Password 's3cret!'",
  "$p = ConvertTo-SecureString 's3cret!' -AsPlainText -Force",
  'ConvertTo-SecureString -String "s3cret!" -AsPlainText',
  'connect(sharedkey="s3cret!")',
];

describe('maskSecrets', () => {
  it.each(LINES)('%s', (line) => {
    const masked = maskSecrets(line);
    expect(masked).toHaveLength(line.length);
    expect(masked).not.toContain('s3cret');
    expect(masked).toContain('*******');
  });

  it('changes nothing but the secrets, in any text', () => {
    const text = LINES.join('\r\n');
    const masked = maskSecrets(text);
    expect(masked).toHaveLength(text.length);
    expect(masked.replace(/\*/g, '')).not.toContain('s3cret');
    const lines = masked.split('\r\n');
    expect(lines[0]).toBe('username admin password 5 *******  role network-admin');
    expect(lines[13]).toBe('snmp-server community ******* ro');
    expect(lines.map((l, i) => l.length === LINES[i]!.length)).not.toContain(false);
  });

  it('never reaches into the next line', () => {
    const text = [
      'no enable password',
      'interface Ethernet1/1',
      '  description uplink of the secret',
      '  switchport mode trunk',
      'adminPassword:',
      'name: hv01',
      'snmp-server user md5',
      'vlan 10',
      '  key',
      'vlan 20',
    ].join('\n');
    expect(maskSecrets(text)).toBe(text);
  });

  it('leaves ordinary configuration alone', () => {
    const text = [
      'ip load-sharing address source-destination port source-destination',
      'no password strength',
      'neighbor PEERS send-community',
      'switchport trunk allowed vlan 1,10-20',
      'channel-group 10 mode active',
      'ssh key rsa 2048 force',
      'name: password-server',
      'bypass: true',
      'description: keys and shapes',
    ].join('\n');
    expect(
      maskSecrets(text)
        .split('\n')
        .filter((line, i) => line !== text.split('\n')[i]),
    ).toEqual(['no password ********']);
  });

  it('is quick on texts made to be slow', () => {
    const start = performance.now();
    for (const text of [
      'snmp-server user '.repeat(20_000),
      'tacacs-server '.repeat(20_000),
      'a'.repeat(300_000),
      'md5 '.repeat(50_000),
      `password ${' '.repeat(200_000)}`,
      '"'.repeat(100_000),
    ])
      maskSecrets(text);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
