import { type JsonObject, keyOf } from './json-object.ts';
import { shapeOfKey } from './recognise.ts';

/** Properties that name the computer an object was got from, the surest first. */
const OF_ROW = ['pscomputername', 'systemname', 'computername', 'csname', 'machinename'] as const;
/** Properties by which collectors name the computer everything inside an object was got from. */
const OF_CONTAINER = [...OF_ROW, 'node', 'nodename', 'host', 'hostname', 'server', 'servername'] as const;

/** The computer an object of a cmdlet was got from, where it says so. */
export function hostOfRow(object: JsonObject): string | undefined {
  return firstName(object, OF_ROW);
}

/** The computer everything in an object was got from, where it says so. */
export function hostOfContainer(object: JsonObject): string | undefined {
  return firstName(object, OF_CONTAINER);
}

function firstName(object: JsonObject, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const name = hostName(object.text(key));
    if (name !== undefined) return name;
  }
  return undefined;
}

/** A computer's name without its domain; undefined for addresses, `localhost` and anything with blanks. */
export function hostName(text: string | undefined): string | undefined {
  const name = text?.trim();
  if (!name || /\s/.test(name) || /^(?:localhost|\.)$/i.test(name) || /^[\d.]+$/.test(name) || name.includes(':'))
    return undefined;
  return name.split('.')[0] || undefined;
}

/** Words that say what a file is, not of which host. */
const GENERIC =
  /^(?:exports?|inventory|network(?:ing)?|adapters?|hosts?|output|result|data|info|all|hvlint(?:inventory)?|json)$/i;

/** The host an export without any name is of: what is left of the file's name without the cmdlet, else its folder. */
export function hostOfPath(path: string): string {
  const parts = path.split('/');
  const base = (parts.at(-1) ?? '').replace(/(.)\.[^.]*$/, '$1');
  const rest = base
    .split(/[._\s]+|-(?=get-)|(?<=get-[a-z]+)-/i)
    .filter((part) => part !== '' && !isAboutContent(part))
    .join('_');
  return rest || parts.at(-2) || 'export';
}

function isAboutContent(part: string): boolean {
  return GENERIC.test(part) || shapeOfKey(part) !== undefined || /^get-[a-z]+$/i.test(part);
}

/** The sort of objects a file's name promises: Get-NetAdapterVmq.json, hv01_NetAdapterVmq.json. */
export function shapeOfPath(path: string) {
  const base = (path.split('/').at(-1) ?? '').replace(/(.)\.[^.]*$/, '$1');
  const whole = /get-[a-z0-9]+/i.exec(base)?.[0];
  if (whole && shapeOfKey(keyOf(whole))) return shapeOfKey(keyOf(whole));
  for (const part of base.split(/[._\s-]+/)) {
    const shape = part.length > 5 ? shapeOfKey(part) : undefined;
    if (shape) return shape;
  }
  return undefined;
}
