import type { Entity, Port, PortChannel, Switch } from '#model/entity';

/** Command languages a remedy is written in. */
export type Shell = 'powershell' | 'nx-os' | 'ios' | 'eos' | 'os10';

/** Commands that repair a finding. */
export interface Remedy {
  /** The machine they are run on. */
  readonly on: Entity;
  readonly shell: Shell;
  /** In order. An undefined command (a name that cannot be quoted) makes the finding have no remedy. */
  readonly commands: readonly (string | undefined)[];
  /** Whether running them interrupts traffic or needs a reboot. */
  readonly disruptive: boolean;
}

/** Control characters, also those of Unicode that reorder text, never reach a command. */
const REFUSED = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/**
 * A PowerShell command; every value put in becomes one single-quoted string, quotes doubled, so that no name can act.
 * PowerShell takes typographic single quotes as quotes too. Numbers and booleans stay as they are ($true, 12).
 * Undefined when a value has control characters.
 */
export function powershell(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | boolean | readonly string[])[]
): string | undefined {
  const texts = values.map((value) => {
    if (typeof value === 'number') return String(value);
    if (typeof value === 'boolean') return value ? '$true' : '$false';
    const list = typeof value === 'string' ? [value] : value;
    return list.some((name) => REFUSED.test(name))
      ? undefined
      : list.map((name) => `'${name.replaceAll(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`).join(',');
  });
  return texts.includes(undefined) ? undefined : parts.reduce((text, part, i) => text + (texts[i - 1] ?? '') + part);
}

/** A line of switch configuration; values may only hold what names of ports and numbers are made of. Undefined otherwise. */
export function cli(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string | undefined {
  if (values.some((value) => !/^[\w./:,+-]+$/.test(String(value)))) return undefined;
  return parts.reduce((text, part, i) => text + String(values[i - 1] ?? '') + part);
}

const SHELLS: Readonly<Record<string, Shell>> = { 'nx-os': 'nx-os', ios: 'ios', 'ios-xe': 'ios', eos: 'eos', os10: 'os10' };

/** The command language of a switch; undefined when its system is unknown or another. */
export function shellOf(device: Switch): Shell | undefined {
  return SHELLS[device.data.os ?? ''];
}

const CHANNELS: Readonly<Partial<Record<Shell, string>>> = {
  'nx-os': 'port-channel',
  ios: 'Port-channel',
  eos: 'Port-Channel',
  os10: 'port-channel',
};

/**
 * The line that opens the interface on which VLANs of a port are set: of a port in a LAG that is the port-channel, because a
 * member that differs from it is refused or suspended. Undefined where the name of the port-channel is not known.
 */
export function vlanInterface(entity: Port | PortChannel): string | undefined {
  const id = entity.kind === 'port' ? entity.data.lag?.id : undefined;
  if (id === undefined) return cli`interface ${entity.name}`;
  const channel = CHANNELS[shellOf(entity.switch) ?? 'powershell'];
  const number = /\d+$/.exec(String(id))?.[0];
  return channel && number ? `interface ${channel}${number}` : undefined;
}

/** The command that ends link-level flow control of an interface in one direction. */
export function flowControlOff(device: Switch, direction: 'receive' | 'send'): string {
  return `flowcontrol ${shellOf(device) === 'os10' && direction === 'send' ? 'transmit' : direction} off`;
}

/** A remedy on a switch whose system takes Cisco-like interface commands; undefined for other systems, where no command is claimed. */
export function switchRemedy(device: Switch, commands: readonly (string | undefined)[], disruptive = false): Remedy | undefined {
  const shell = shellOf(device);
  return shell ? { on: device, shell, commands, disruptive } : undefined;
}
