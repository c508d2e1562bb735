import type { CmdletCall, PowerShellCommand } from './remediation-command.ts';

/** What commands set: the setting, told apart by what it is of, and the value it has in the end. */
export type Settings = ReadonlyMap<string, string>;

/** Parameters that say which thing is meant, not how it is to be. */
const WHICH: ReadonlySet<string> = new Set([
  'accountname',
  'allowedprimaryserver',
  'cimsession',
  'componentid',
  'computername',
  'customeraddress',
  'destinationprefix',
  'group',
  'interfacealias',
  'interfaceindex',
  'managementos',
  'name',
  'policystore',
  'priority',
  'registrykeyword',
  'routingdomainid',
  'scopename',
  'servername',
  'sharename',
  'switchname',
  'team',
  'virtualsubnetid',
  'vmname',
  'vmnetworkadaptername',
  'vmswitchname',
]);

/** Parameters that only say how the command is run. */
const HOW: ReadonlySet<string> = new Set(['confirm', 'force', 'includemanagementtools', 'passthru', 'restart', 'whatif']);

/** Cmdlets that make one thing of a name: made otherwise it is another. */
const MAKES = /^New-(?:VMSwitch|NetLbfoTeam|NetQosPolicy|NetVirtualizationLookupRecord)$/i;

/** Cmdlets whose parameters are one choice. */
const ONE_CHOICE = /^Set-VMNetworkAdapterVlan$/i;

/** What the commands of a PowerShell repair set. */
export function powershellSettings(commands: readonly PowerShellCommand[]): Settings {
  const settings = new Map<string, string>();
  for (const { calls } of commands)
    for (const [key, value] of settingsOf(calls)) settings.set(key.toLowerCase(), value.toLowerCase());
  return settings;
}

function* settingsOf(calls: PowerShellCommand['calls']): Generator<readonly [string, string]> {
  const { name, parameters } = calls.at(-1)!;
  const [, verb, noun] = /^(\w+)-(.+)$/.exec(name) ?? [];
  const values = [...parameters].filter(([key]) => !WHICH.has(key) && !HOW.has(key) && !/^\d+$/.test(key));
  const text = JSON.stringify(values);
  // What comes through the pipe is named by those before.
  const all = new Map(calls.flatMap((call) => [...call.parameters]));
  for (const which of things(all)) {
    const of = `${noun}|${which}`;
    if (MAKES.test(name) || ONE_CHOICE.test(name)) yield [`${of}|whole`, text];
    else if (/^(?:Enable|Disable)$/i.test(verb!)) {
      if (values.length === 0) yield [`${of}|enabled`, verb!];
      for (const [key] of values) yield [`${of}|${key}`, verb!];
    } else if (/^Set$/i.test(verb!))
      for (const [key, given] of values) {
        const registry = /^NetAdapter$/i.test(noun!) && key === 'vlanid';
        const setting = registry ? `NetAdapterAdvancedProperty|${which};registrykeyword=vlanid|registryvalue` : `${of}|${key}`;
        yield [setting, key === 'enabled' ? (given[0] === '$true' ? 'enable' : 'disable') : given.join(',')];
      }
  }
}

/** The things a call is about: one for each name where it lists several. */
function things(parameters: CmdletCall['parameters']): string[] {
  const which = [...parameters].filter(([key]) => WHICH.has(key) || /^\d+$/.test(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  return which.reduce<string[]>(
    (all, [key, values]) =>
      all.flatMap((one) => (values.length > 0 ? values : ['']).map((value) => `${one};${key}=${value}`.replace(/^;/, ''))),
    [''],
  );
}

/** Lines of switch configuration of which an interface has one: what stands behind is the value. */
const ONE_LINE =
  /^(switchport mode|switchport access vlan|switchport trunk native vlan|switchport port-security maximum|mtu|channel-group|lacp rate|spanning-tree port type|spanning-tree portfast|flowcontrol (?:receive|send|transmit)|priority-flow-control mode|dot1x port-control|service-policy type \S+)\b\s*(.*)$/;

/** What lines of switch configuration set, each below the line that opens its part. */
export function switchSettings(lines: readonly { readonly context: string; readonly line: string }[]): Settings {
  const settings = new Map<string, string>();
  for (const { context, line } of lines) {
    const off = /^no\s+(.*)$/.exec(line);
    const [, key, value] = ONE_LINE.exec(off?.[1] ?? line) ?? [];
    settings.set(`${context}|${key ?? off?.[1] ?? line}`.toLowerCase(), off ? 'no' : (value ?? '').toLowerCase());
  }
  return settings;
}
