/** How much of a text is looked at: the head of a running-config names its system, and logs can be huge. */
const HEAD = 65_536;

/** Lines that only other systems have, or that NX-OS never has. One is enough. */
const OTHERS = new RegExp(
  [
    // Arista EOS
    '! device: ',
    '! Command: show ',
    'daemon \\w',
    'transceiver qsfp ',
    'vrf instance ',
    'management (?:api|ssh|console) ?',
    'service routing protocols model',
    'no aaa root',
    'mlag(?: configuration| \\d)',
    'trunk group ',
    'switchport trunk group ',
    'spanning-tree mode mstp',
    'interface Management\\d',
    'interface (?:Ethernet|Et) ?\\d+(?:[-,].*)?$',
    'interface Port-Channel\\d',
    // Cisco IOS and IOS-XE
    '(?:no )?ip routing$',
    'spanning-tree portfast',
    'switchport trunk encapsulation ',
    'service timestamps ',
    'aaa new-model',
    'ip cef',
    'line (?:con|vty) \\d',
    'interface Port-channel\\d',
    'interface (?:range )?(?:Fast|Gigabit|TenGigabit|TwentyFiveGig|FortyGigabit|HundredGig|Ten-Gigabit|forty|fifty|hundred|Two|TenGig|Gi|Te|Fa)\\w*[ \\d/.-]*(?:Ethernet)?',
    // Slots and ports are counted from 0 there, from 1 on a Nexus
    'int(?:erface)? [Ee](?:t(?:h(?:ernet)?)?)? ?(?:0/\\d|\\d+/0(?:[/\\s]|$))',
    // Dell OS9 and OS10
    '! Version (?:9|10)\\.',
    'interface (?:breakout \\d|mgmt\\d/|vlt|ManagementEthernet)',
    'vlt(?:-domain|-port-channel| domain)',
    'stack-unit \\d',
    'protocol (?:spanning-tree|lldp)',
    'dcb-map ',
    'ip vrf ',
    // Aruba AOS-CX
    '!Version ArubaOS',
    'interface (?:\\d+/|lag )',
    'vlan (?:trunk|access) ',
    '(?:no )?routing$',
    // Mellanox Onyx, Extreme and Brocade, Enterprise SONiC, Junos, FRRouting: everything of an interface in one line and the like
    'interface \\S+ ?\\d+(?:/\\d+)* (?:switchport|mtu|speed|description|shutdown)\\b',
    'interface-naming ',
    'set interfaces ',
    'frr (?:version|defaults)',
    'sysname ',
    // Templates are not configurations yet
    '\\{%',
  ].join('|'),
  'y',
);

/** What speaks for NX-OS, or against it, and how much: 3 together are enough. */
const SIGNS: readonly (readonly [points: number, sign: RegExp])[] = [
  [3, /^!Command: show (?:running|startup)-config/],
  [
    3,
    /^(?:no )?feature (?:bgp|bfd|dhcp|dot1x|eigrp|evpn|fcoe|fex|fabric|hsrp|interface-vlan|isis|lacp|lldp|nv|nxapi|ospf|pbr|pim|port-security|private-vlan|ptp|scp-server|sftp-server|ssh|tacacs\+|telnet|udld|vn-segment-vlan-based|vpc|vrrp|vtp)\b/,
  ],
  [3, /^version \d+\.\d+\(\d+\)/],
  [3, /^vpc (?:domain \d|peer-link|\d)/],
  [3, /^(?:switchname|vdc) \S/],
  [3, /^(?:switchport mode fex-fabric|fex associate \d)/],
  [2, /^(?:system default switchport|boot nxos|boot kickstart|copp profile|cli alias name) ?/],
  [2, /^vrf context \S+$/],
  [2, /^int(?:erface)? e(?:th(?:ernet)?)? ?\d+\/\d+(?:\/\d+)?(?: ?[-,].*)?$/i],
  // A port of Dell OS10, or a broken-out port of a Nexus typed by hand: then other signs must be many.
  [-7, /^interface ethernet ?\d+\/\d+\/\d+/],
  [1, /^interface (?:port-channel|vlan) ?\d+$/i],
  [1, /^hostname \S+$/],
  [1, /^vlan \d[\d,-]*$/],
  [1, /^(?:no )?switchport(?: (?:mode|access|trunk) \S.*)?$/],
  [1, /^channel-group \d+(?: |$)/],
  [1, /^spanning-tree port type (?:edge|network|normal)/],
  [1, /^(?:system qos|(?:class-map|policy-map) type (?:qos|queuing|network-qos) \S.*)$/],
];

/** First words of the lines of a configuration; prose and logs have few lines that begin with them. */
const WORDS = new Set(
  (
    'no hostname switchname version feature vlan name int interface description switchport shutdown mtu speed ip ipv6 spanning-tree logging ntp snmp-server ' +
    'aaa class class-map policy-map match set service-policy system channel-group vpc vrf router neighbor network address-family line username role ' +
    'banner boot clock lldp cdp lacp hsrp priority preempt permit deny remark police bandwidth pause exit end priority-flow-control port-channel ' +
    'tacacs-server radius-server server password cli errdisable hardware copp route-map key track monitor fex evpn'
  ).split(' '),
);

/** Whether a text is a Cisco NX-OS configuration or a part of one, judged by its lines alone. Never slow: it looks at the first 64 KB. */
export function looksLikeNxOs(text: string): boolean {
  // Without the line that the cut goes through.
  const end = Math.max(text.lastIndexOf('\n', HEAD), text.lastIndexOf('\r', HEAD));
  const head = text.length > HEAD ? text.slice(0, end < 0 ? HEAD : end) : text;
  // JSON, XML, YAML and ini files begin like this, and a cheap test spares the logs the rest.
  if (/^\s*(?:[{[<]|---)/.test(head) || !/^[ \t]*(?:\S+# ?)?(?:int(?:erface)?|feature|vpc|!Command:) ?\S/im.test(head))
    return false;
  const seen = new Set<RegExp>();
  let lines = 0;
  let known = 0;
  let points = 0;
  let indented = 0;
  for (const raw of head.split(/[\r\n]+/)) {
    if (raw.length > 2000) continue;
    indented += raw.startsWith('   ') && raw[3] !== ' ' ? 1 : raw.startsWith('  ') && raw[2] !== ' ' ? -1 : 0;
    const line = raw.replace(/^\s*(?:[A-Za-z0-9][\w.-]{0,63}(?:\([\w-]{1,64}\))?# ?)?/, '').trimEnd();
    if (line === '') continue;
    OTHERS.lastIndex = 0;
    if (OTHERS.test(line)) return false;
    for (const [worth, sign] of SIGNS)
      if (!seen.has(sign) && sign.test(line)) {
        seen.add(sign);
        points += worth;
      }
    if (line.startsWith('!') || line.startsWith('#')) continue;
    lines++;
    if (WORDS.has(line.slice(0, line.search(/\s|$/)).toLowerCase()) || /^\d+ (?:permit|deny|remark)\b/.test(line)) known++;
  }
  // NX-OS indents by 2, EOS by 3; a part of an EOS configuration may have no other sign.
  if (indented > 0) points -= 2;
  return points >= 3 && known * 4 >= lines;
}
