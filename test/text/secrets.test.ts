import { describe, expect, it } from 'vitest';
import { maskJsonSecrets, maskSecrets } from '#text/secrets';

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
  // Addresses
  ' path ftp://backup:s3cret!@10.1.1.1/sw1',
  ' path ftp://backup:s3cret!@x@10.1.1.1/sw1',
  'boot poap script http://admin:s3cret!@10.0.0.1/poap.py',
  'copy scp://admin:s3cret!@10.0.0.1/image.bin bootflash:',
  'license smart url https://admin:s3cret!@10.0.0.1:8443/x',
  'url: https://admin:s3cret!@host/x',
  'redis://:s3cret!@host:6379/0',
  '{ "url": "https://admin:s3cret!@host/x" }',
  'Invoke-WebRequest -Uri "https://bob:s3cret!@x.example/z"',
  // PowerShell
  '$s = "s3cret!" | ConvertTo-SecureString -AsPlainText -Force',
  "$s = 's3cret!'|ConvertTo-SecureString -AsPlainText -Force",
  '$s = ConvertTo-SecureString -AsPlainText -Force -String "s3cret!"',
  '$s = ConvertTo-SecureString -AsPlainText "s3cret!" -Force',
  '$s = ConvertTo-SecureString -String:"s3cret!" -AsPlainText -Force',
  '[string]$AdminPassword = "s3cret!"',
  'param([string] $SafeModePassword="s3cret!", [int]$Count = 3)',
  '$LocalAdminPwd="s3cret!"',
  "$adminPass = 's3cret!'",
  "$token = 's3cret!'",
  '$script:token = "s3cret!`"s3cret!"',
  "$token = 's3cret!''s3cret!'",
  '$env:VAULT_TOKEN = "s3cret!"',
  'Unlock-BitLocker -MountPoint C: -RecoveryPassword "s3cret!"',
  'Unlock-BitLocker -RecoveryPassword s3cret! -MountPoint C:',
  'Connect-Thing -AccessToken:s3cret!',
  // Commands of Windows
  String.raw`net use Z: \\fs\x s3cret! /user:adm`,
  String.raw`net use \\fs\x /user:adm s3cret!`,
  String.raw`net.exe use * "\\fs\my files" "s3cret!" /persistent:no /user:adm`,
  'net user admin s3cret! /add',
  'net user "Local Admin" s3cret!',
  'cmdkey /add:srv /user:adm /pass:s3cret!',
  'schtasks /create /ru adm /rp s3cret! /tn y',
  'schtasks.exe /create /s hv02 /u adm /p s3cret! /tn y',
  String.raw`psexec \\hv02 -u admin -p s3cret! cmd`,
  // Data files
  'snmp_community: s3cret!',
  'snmpCommunity: s3cret!',
  'snmp: { community: s3cret! }',
  '  "community": "s3cret!",',
  'ro_community: s3cret!',
  'ansible_become_pass: s3cret!',
  'ansible_become_pass=s3cret!',
  '{ "adminPass": "s3cret!" }',
  'vault_token: s3cret!',
  'tacacs_key: s3cret!',
  'radiusServerKey: s3cret!',
  'psk: s3cret!',
  'wifi_psk: "s3cret!"',
  'domainJoinPwd: s3cret!',
  '- accessKey: s3cret!',
];

/** What is no secret. */
const PLAIN = [
  'ip community-list standard BLUE permit 65000:100',
  ' set community 65000:100 no-export additive',
  ' neighbor 10.0.0.1 send-community both',
  'community: 65000:100',
  'community: no-export',
  'community: [65000:100, 65000:200]',
  'send_community: both',
  'send_community: x',
  'password-policy: strict',
  'password-policy min-length 12',
  'passwordLength: 14',
  'requirePassword: true',
  'pass: false,',
  'usePwd: no # never',
  '$passwordLength = 14',
  '$passwords = "a list of them"',
  '$token = $null',
  '$token = Get-Token',
  '$adminPwd = Read-Host -AsSecureString',
  '$bypass = "x"',
  '$ByPass = "x"',
  '$compass = "north"',
  '$key = "Ethernet1/1"',
  '$env:PATH = "C:/tools"',
  'key: Ethernet1/1',
  'keys: [a, b]',
  'token ring',
  'tokens: 3',
  'type: token',
  'token: [a, b]',
  'psk: { mode: wpa3 }',
  'interface TokenRing0',
  '$s = Read-Host -AsSecureString | ConvertTo-SecureString -AsPlainText -Force',
  '$s = "text" | Out-File x.txt',
  '$s = ConvertTo-SecureString $text -AsPlainText -Force',
  '$s = ConvertTo-SecureString -String $text -AsPlainText -Force',
  '$s = ConvertTo-SecureString -AsPlainText -Force -String $text',
  'Unlock-BitLocker -RecoveryPassword $text -MountPoint C:',
  'Set-ADUser x -PasswordNeverExpires $true',
  'Add-BitLockerKeyProtector -RecoveryPassword -MountPoint C:',
  String.raw`net use Z: \\fs\x /user:adm`,
  String.raw`net use Z: \\fs\x * /user:adm`,
  String.raw`net use \\fs\x | Out-Null`,
  String.raw`net use \\fs\x 2>$null`,
  String.raw`net use \\fs\x $text /user:adm`,
  'net use Z: /delete',
  'net user admin /active:no',
  'net user admin | find "x"',
  'net user admin * /add',
  'the net user name is the one of the domain',
  'cmdkey /list:srv',
  'schtasks /run /tn y',
  'schtasks /create /ru adm /rp * /tn y',
  String.raw`psexec \\hv02 -s cmd`,
  'Get-Thing -p value',
  'http://10.0.0.1:8080/poap.py',
  'http://10.0.0.1:8080/poap.py?to=a@example.com',
  'http://10.0.0.1:8080?to=a@example.com',
  'https://admin@10.0.0.1/x',
  'http://[2001:db8::1]:80/x',
  'mail to admin@example.com: at 10:30',
  'copy scp://admin@10.0.0.1/image.bin bootflash:',
];

describe('maskSecrets', () => {
  it.each(LINES)('%s', (line) => {
    const masked = maskSecrets(line);
    expect(masked).toHaveLength(line.length);
    expect(masked).not.toContain('s3cret');
    expect(masked).toContain('*******');
  });

  it.each(PLAIN)('leaves %s', (line) => {
    expect(maskSecrets(line)).toBe(line);
    const text = `a: 1\n${line}\nb: 2`;
    expect(maskSecrets(text)).toBe(text);
  });

  it('keeps what stands around a secret', () => {
    expect(maskSecrets(' path ftp://backup:Pa55w0rd@10.1.1.1/sw1')).toBe(' path ftp://backup:********@10.1.1.1/sw1');
    expect(maskSecrets('$s = "S3cret" | ConvertTo-SecureString -AsPlainText -Force')).toBe(
      '$s = "******" | ConvertTo-SecureString -AsPlainText -Force',
    );
    expect(maskSecrets('[string]$AdminPassword = "x", $b = "y"')).toBe('[string]$AdminPassword = "*", $b = "y"');
    expect(maskSecrets(String.raw`net use Z: \\fs\x PW /user:adm`)).toBe(String.raw`net use Z: \\fs\x ** /user:adm`);
    expect(maskSecrets('net user admin PW; net user other /add')).toBe('net user admin **; net user other /add');
    expect(maskSecrets('{ community: abc, location: x }')).toBe('{ community: ***, location: x }');
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

  it('leaves the quote of the text around a command line', () => {
    const line = `Start-Process openssl -ArgumentList 'pkcs12 -password pass:""' -Wait`;
    expect(maskSecrets(line)).toBe(line.replace('pass:', '*****'));
    expect(maskSecrets(`$a = 'x pwd=s3cret!' ; b`)).toBe(`$a = 'x pwd=*******' ; b`);
    expect(maskSecrets('pwd: s3"cret!')).toBe('pwd: ********');
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
      `"'`.repeat(100_000),
      'a.'.repeat(100_000),
      'a://'.repeat(50_000),
      'a://b:'.repeat(50_000),
      `a://b:${'@'.repeat(200_000)}`,
      'tacacs'.repeat(50_000),
      'snmp_'.repeat(50_000),
      ' snmp'.repeat(50_000),
      '$token'.repeat(50_000),
      ' -token'.repeat(50_000),
      `$token${' '.repeat(200_000)}`,
      `token:${' '.repeat(200_000)}`,
      `token=${' '.repeat(200_000)}`,
      'net use '.repeat(30_000),
      `net use ${'\\\\a /b '.repeat(30_000)}`,
      `net user a b${' '.repeat(200_000)}x`,
      'schtasks '.repeat(30_000),
      'psexec -p '.repeat(30_000),
      'ConvertTo-SecureString -Force '.repeat(10_000),
      `ConvertTo-SecureString${' -Force'.repeat(50_000)}`,
      `"a"${' '.repeat(200_000)}`,
    ])
      maskSecrets(text);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('maskJsonSecrets', () => {
  it.each([
    'snmp_community',
    'snmpCommunity',
    'community',
    'ansible_become_pass',
    'vault_token',
    'tacacs_key',
    'radiusServerKey',
    'psk',
    'domainJoinPwd',
  ])('covers the value of %s', (key) => {
    expect(maskJsonSecrets(JSON.stringify({ [key]: 's3c"ret!', name: 'x' }))).toBe(
      JSON.stringify({ [key]: '*********', name: 'x' }),
    );
  });

  it('covers passwords of addresses', () => {
    expect(maskJsonSecrets('{"url":"https://bob:s3cret!@host/x"}')).toBe('{"url":"https://bob:*******@host/x"}');
  });

  it.each(['key', 'tokens', 'tokenRing', 'bypass', 'compass', 'publicKey', 'url'])('leaves the value of %s', (key) => {
    const text = JSON.stringify({ [key]: 'plain', url: 'http://10.0.0.1:80/x' });
    expect(maskJsonSecrets(text)).toBe(text);
  });
});
