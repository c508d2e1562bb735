/** Names compare without regard to case, as Windows and switches do; blanks around a name do not count. */
export function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

/** The first label of the name of a machine, in the form in which names compare: hv01 of HV01.contoso.com. */
export function firstLabel(name: string): string {
  return nameKey(name).split('.', 1)[0]!;
}

/** Interface types that switches let people abbreviate. Sources: Cisco NX-OS and IOS, Arista EOS, Dell OS9 interface naming. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^(?:ethernet|ethern|ether|ethe|eth|et|e)$/, 'ethernet'],
  [/^(?:port-?channel|po)$/, 'port-channel'],
  [/^(?:fastethernet|fast|fa)$/, 'fastethernet'],
  [/^(?:gigabitethernet|gig|gi)$/, 'gigabitethernet'],
  [/^(?:twogigabitethernet|two)$/, 'twogigabitethernet'],
  [/^(?:fivegigabitethernet|five|fi)$/, 'fivegigabitethernet'],
  [/^(?:tengigabitethernet|tengige|ten|te)$/, 'tengigabitethernet'],
  [/^(?:twentyfivegige|twentyfivegigabitethernet|twe)$/, 'twentyfivegige'],
  [/^(?:fortygigabitethernet|fortygige|fo)$/, 'fortygigabitethernet'],
  [/^(?:hundredgigabitethernet|hundredgige|hu)$/, 'hundredgige'],
];

/** The form in which two spellings of one port meet: "Eth 1/1" and "Ethernet1/1" are the same port. */
export function portKey(name: string): string {
  const text = name.toLowerCase().replaceAll(/\s+/g, '');
  const match = /^([a-z-]+?)([\d/.:]*)$/.exec(text);
  if (!match) return text;
  const type = TYPES.find(([pattern]) => pattern.test(match[1]!))?.[1] ?? match[1]!;
  return type + match[2]!;
}

/** What never is meant by a number alone: an interface that no host is cabled to. */
const NO_DATA = /^(?:mgmt|management|ma|m-eth|bluetooth|vlan|loopback|lo|tunnel|port-channel)/;

/** The number in the form of a port's name, slot and all; undefined where it has none, or is no port for hosts. */
export function portNumber(name: string): string | undefined {
  const key = portKey(name);
  const number = /^\D*?(\d+(?:[/.:]\d+)+)$/.exec(key)?.[1];
  return number?.includes('/') && !NO_DATA.test(key) ? number : undefined;
}

/** One step of an entity id: `:` and `/` in names are escaped. */
export function idStep(kind: string, name: string): string {
  return `${kind}:${nameKey(name).replaceAll('%', '%25').replaceAll('/', '%2F').replaceAll(':', '%3A')}`;
}
