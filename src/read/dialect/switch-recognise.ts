/** How much of a text is looked at: the head of a running-config names its system, and logs can be huge. */
const HEAD = 65_536;

/** The systems that are told apart here; `other` is any that is read elsewhere or not at all. */
type System = 'eos' | 'ios' | 'os10' | 'os9';
/** A sign of a system in the words behind the first one of a line, and how much it is worth: 3 together are enough. */
type Sign = readonly [system: System | 'other', points: number, rest: RegExp];

const SWITCHPORT = /^(?:mode|access|trunk) \S/;

/**
 * What speaks for a system, by the first word of a line (`no` in front does not count). 5 and more is what only that system has. Sources:
 * command references of Arista EOS, Cisco IOS and IOS XE, Dell OS9 and OS10, and what those systems print above a configuration.
 */
const SIGNS: Readonly<Record<string, readonly Sign[]>> = {
  '!': [
    ['eos', 6, /^device: .*EOS/],
    ['eos', 5, /^Command: show (?:running|startup)-config/],
    ['ios', 4, /^(?:Last configuration change at|NVRAM config last updated)/],
    ['os10', 7, /^Version 10\./],
    ['os9', 7, /^Version [789]\./],
    ['os9', 3, /^Startup-config last updated/],
  ],
  '!rancid-content-type:': [
    ['ios', 5, /^cisco$/],
    ['eos', 5, /^arista$/],
  ],
  '!command:': [['other', 9, /^show/]],
  '!version': [['other', 9, /^ArubaOS/]],
  '!!': [['other', 9, /^IOS XR/]],
  building: [['ios', 2, /^configuration\.\.\./]],
  current: [['ios', 4, /^configuration : \d+ bytes/]],
  interface: [
    ['eos', 6, /^(?:Management|Vxlan|Port-Channel)\d/],
    ['eos', 2, /^(?:Ethernet|Et) ?\d+(?:[-,].*)?$/],
    ['ios', 5, /^(?:range )?(?:Fast|Gigabit|TenGigabit|TwoGigabit|FiveGigabit|FortyGigabit|AppGigabit)Ethernet\d/],
    ['ios', 5, /^(?:range )?(?:TwentyFiveGigE|FortyGigE|FiftyGigE|HundredGigE|FourHundredGigE)\d/],
    ['ios', 5, /^Port-channel\d/],
    ['ios', 3, /^(?:range )?(?:Fa|Gi|Te|Two|Fi|Twe|Fo|Hu)[a-z]* ?\d+\/\d/i],
    // Slots and ports are counted from 0 there.
    ['ios', 4, /^(?:range )?e[a-z]* ?(?:0\/\d|\d+\/0(?!\d|\/))/i],
    ['ios', 1, /^vlan ?\d+$/i],
    ['os10', 6, /^(?:breakout \d|mgmt\d|virtual-network\d)/],
    ['os10', 5, /^(?:range )?ethernet ?\d+\/\d+\/\d/],
    ['os10', 2, /^vlan\d+$/],
    ['os10', 1, /^port-channel\d+$/],
    ['os9', 6, /^ManagementEthernet \d/i],
    ['os9', 5, /^(?:range )?(?:fortyGigE|hundredGigE|twentyFiveGigE|fiftyGigE) \d/],
    ['os9', 3, /^(?:range )?(?:Ten)?GigabitEthernet \d+\/\d/],
    ['os9', 2, /^Port-channel \d+$/],
    ['os9', 2, /^Vlan \d+$/],
    ['other', 3, /^Ethernet ?\d+\/[1-9]/],
    // IOS XR has four numbers.
    ['other', 9, /^\w+ ?\d+\/\d+\/\d+\/\d/],
    ['other', 6, /^(?:lag \d|\d+\/\d+\/\d)/],
    ['other', 9, /^\S+ ?\d+(?:\/\d+)* (?:switchport|mtu|speed|description|shutdown|channel-group|flowcontrol)\b/],
  ],
  switchport: [
    ['eos', 6, /^(?:trunk group |default mode |mode trunk phone)/],
    ['ios', 5, /^(?:trunk encapsulation |nonegotiate$)/],
    ['eos', 1, SWITCHPORT],
    ['ios', 1, SWITCHPORT],
    ['os10', 1, SWITCHPORT],
    ['other', 1, SWITCHPORT],
    ['os9', -6, SWITCHPORT],
  ],
  'spanning-tree': [
    ['eos', 5, /^mode mstp$/],
    ['eos', 2, /^portfast/],
    ['ios', 2, /^portfast/],
    ['ios', 5, /^(?:extend system-id|mode pvst)$/],
    ['os9', 5, /^(?:rstp|mstp|pvst|\d+) (?:edge-port|portfast)/],
    ['os10', 1, /^port type /],
    ['os10', 2, /^(?:mode rstp|(?:rstp|mst|vlan \S+) priority \d+)$/],
    ['other', 1, /^port type /],
    ['other', 5, /^port type edge trunk$/],
  ],
  ip: [
    ['ios', 3, /^address \d+(?:\.\d+){3} \d+(?:\.\d+){3}/],
    ['ios', 3, /^(?:cef|default-gateway |http secure-server|forward-protocol )/],
    ['eos', 4, /^(?:virtual-router |address virtual |routing vrf )/],
    ['os10', 1, /^(?:vrf|ssh server) /],
  ],
  vlan: [
    ['eos', 3, /^internal order /],
    ['ios', 3, /^(?:internal allocation policy |configuration \d)/],
    ['other', 6, /^(?:trunk|access) /],
  ],
  vrf: [
    ['eos', 5, /^instance \S/],
    ['ios', 4, /^definition \S/],
    ['other', 6, /^context \S/],
  ],
  service: [
    ['eos', 6, /^routing protocols model/],
    ['ios', 2, /^timestamps (?:debug|log) /],
    ['ios', 3, /^(?:pad|password-encryption|tcp-keepalives-in)/],
    ['os9', 2, /^timestamps log datetime .*show-timezone/],
  ],
  aaa: [
    ['ios', 4, /^new-model$/],
    ['eos', 5, /^root/],
  ],
  line: [
    ['ios', 3, /^(?:con|vty|aux) \d/],
    ['os9', 2, /^(?:console|vty) \d/],
  ],
  version: [
    ['ios', 5, /^1\d\.\d+$/],
    ['other', 9, /^\d+\.\d+\(/],
  ],
  switch: [['ios', 5, /^(?:\d+ provision|virtual domain) /]],
  management: [['eos', 5, /^(?:api |ssh$|console$|security$|telnet$)/]],
  protocol: [['os9', 4, /^(?:lldp|spanning-tree)/]],
  vlt: [['os9', 6, /^domain \d/]],
  set: [['other', 9, /^interfaces /]],
  standby: [['ios', 3, /^\d+ (?:ip|priority|preempt)/]],
  ...single('eos', 5, 'transceiver daemon mlag'),
  ...single('eos', 5, 'trunk', /^group \S/),
  ...single('ios', 5, 'boot-start-marker access-session service-template device-sensor'),
  ...single('ios', 3, 'device-tracking vtp platform license'),
  ...single('ios', 5, 'source', /^template \S/),
  ...single('ios', 3, 'authentication', /^(?:port-control|host-mode|order|priority) /),
  ...single('os10', 6, 'vlt-domain vlt-port-channel discovery-interface trust-map qos-map ets'),
  ...single('os9', 6, 'stack-unit portmode port-channel-protocol channel-member vlt-peer-lag dcb-map service-class'),
  ...single('os9', 5, 'tagged untagged', /^(?:[a-z]*gig|te|gi|fo|po)/i),
  // Cisco NX-OS and ASA, Aruba AOS-CX, Mellanox Onyx, Enterprise SONiC, FRRouting, Huawei, A10.
  ...single('other', 6, 'ipv4', /^address /),
  ...single('other', 9, 'feature vpc vdc switchname routing mlag-vip interface-naming frr sysname nameif slb asa'),
};

function single(system: System | 'other', points: number, words: string, rest = /^/): Record<string, readonly Sign[]> {
  return Object.fromEntries(words.split(' ').map((word): [string, readonly Sign[]] => [word, [[system, points, rest]]]));
}

/** First words of the lines of a configuration; prose and logs have few lines that begin with them. */
const WORDS = new Set(
  (
    'hostname version vlan name interface description switchport shutdown mtu speed duplex ip ipv6 spanning-tree logging ntp snmp-server aaa class ' +
    'class-map policy-map match set service-policy system channel-group router neighbor network address-family line username role banner boot clock ' +
    'lldp cdp lacp priority preempt permit deny remark seq police bandwidth pause exit end priority-flow-control port-channel tacacs-server ' +
    'radius-server server password enable key track monitor route-map flowcontrol negotiation vrrp-group virtual-address mlag peer-link redistribute ' +
    'application tlv option client tracking address radius tacacs client dot1x errdisable rate-interval crypto udld mls qos load-interval keepalive'
  ).split(' '),
);

/** The system of a text, judged by its lines alone; undefined where none is certain. Never slow: it looks at the first 64 KB. */
export function systemOf(text: string): System | undefined {
  const end = Math.max(text.lastIndexOf('\n', HEAD), text.lastIndexOf('\r', HEAD));
  const head = text.length > HEAD ? text.slice(0, end < 0 ? HEAD : end) : text;
  // JSON, XML, YAML and ini files begin like this, templates hold the other; and a cheap test spares the logs the rest.
  if (/^\s*(?:[{[<]|---)/.test(head) || head.includes('{%')) return undefined;
  if (!/^[ \t]*(?:\S+# ?)?(?:interface|hostname|vlan|vlt|vlt-domain|mlag|aaa|vrf|!) ?\S/im.test(head)) return undefined;
  const seen = new Set<Sign>();
  const points = { eos: 0, ios: 0, os10: 0, os9: 0, other: 0 };
  let [lines, known, deep] = [0, 0, 0];
  for (const raw of head.split(/[\r\n]+/)) {
    if (raw.length > 2000) continue;
    deep += raw.startsWith('   ') && raw[3] !== ' ' ? 1 : /^ {1,2}\S/.test(raw) ? -1 : 0;
    const line = raw.replace(/^\s*(?:[A-Za-z0-9][\w.-]{0,63}(?:\([\w-]{1,64}\))?# ?)?/, '').trimEnd();
    const words = /^(?:(?:no|default) )?(\S+) ?(.*)$/.exec(line);
    if (!words) continue;
    const [, first = '', rest = ''] = words;
    const key = first.toLowerCase();
    for (const sign of (Object.hasOwn(SIGNS, key) && SIGNS[key]) || [])
      if (!seen.has(sign) && sign[2].test(rest)) {
        seen.add(sign);
        points[sign[0]] += sign[1];
      }
    if (line.startsWith('!') || line.startsWith('#')) continue;
    lines++;
    if (WORDS.has(key) || Object.hasOwn(SIGNS, key)) known++;
  }
  // EOS alone indents by 3.
  points.eos += deep > 0 ? 2 : deep < 0 ? -2 : 0;
  if (known * 4 < lines) return undefined;
  const [best, second] = (Object.keys(points) as (keyof typeof points)[]).sort((a, b) => points[b] - points[a]);
  return best === 'other' || points[best!] < 3 || points[best!] === points[second!] ? undefined : best;
}
