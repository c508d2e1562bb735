import { nearest } from '#text/nearest';
import type { Path } from '#text/source-file';
import type { SchemaNode } from './schema-node.ts';

/** The path in words people read: teams[0].teamingMode. */
export function describePath(path: Path): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}

/** JSON Schema's names of types in words. */
export const TYPE_NAMES: Record<string, string> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

/** What a value is, in words. */
export function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? `the text '${value}'` : `${typeof value === 'boolean' ? '' : 'the number '}${String(value)}`;
}

/** UI words and typing habits that are far from the value in letters, from the NIC Teaming guidance. */
const MEANT: Readonly<Record<string, string>> = {
  hypervports: 'HyperVPort',
  'hyper-v port': 'HyperVPort',
  'hyper-v ports': 'HyperVPort',
  addresshash: 'TransportPorts',
  'address hash': 'TransportPorts',
  'switch independent': 'SwitchIndependent',
  'static teaming': 'Static',
};

/** The value a word means for certain; undefined for other words. */
export function certainMeaning(written: string, values: readonly string[]): string | undefined {
  const meant = MEANT[written.trim().toLowerCase()];
  return meant !== undefined && values.includes(meant) ? meant : undefined;
}

/** The key somebody meant: the same letters in another case, another known word for it, or the nearest. */
export function meantKey(key: string, node: SchemaNode | undefined): string | undefined {
  const properties = Object.entries(node?.properties ?? {}).filter(([name]) => name !== '$hvlint');
  const same = (name: string): boolean => name.toLowerCase() === key.toLowerCase();
  const word = properties.find(([name, p]) => same(name) || p['x-was']?.some(same))?.[0];
  return (
    word ??
    nearest(
      key,
      properties.map(([name]) => name),
    )
  );
}
