/** Signs that only AOS-CX prints or takes. */
const SIGNS =
  /^!Version ArubaOS-CX|^ {0,8}vlan trunk (?:native|allowed) |^ {1,8}vlan access \d|^interface lag \d+(?: multi-chassis(?: static)?)?[ \t]*\r?$|^ {1,8}inter-switch-link (?:lag )?\d|^vsf member \d|^ {1,8}spanning-tree port-type admin-/m;
/** A line that opens a port, and statements below it, that no other system with such names has. */
const PORT = /^interface \d+\/\d+\/\d+[ \t]*\r?$/m;
const OF_PORT = /^ {1,8}(?:no routing|lag \d+|apply qos|flow-control)\b/m;

/** Whether a text is written in AOS-CX, by its head. */
export function looksLikeAosCx(text: string): boolean {
  const head = text.slice(0, 262_144);
  return SIGNS.test(head) || (PORT.test(head) && OF_PORT.test(head));
}
