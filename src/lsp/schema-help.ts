import { algorithmByDefault } from '#model/defaults';
import { SERVER_RELEASES } from '#model/os';
import type { Kind } from '#read/document';
import { DESCRIBED } from '#read/generated/described';
import type { SchemaNode } from '#read/schema-node';
import { TYPE_NAMES } from '#read/schema-words';
import type { Path } from '#text/source-file';

/** Keys that every mapping has, which nobody looks for first. */
const COMMON: ReadonlySet<string> = new Set(['metadata', '$hvlint', '$schema']);
const MAX_REFS = 8;

/** A node of a schema with what it refers to put in; what stands beside the reference counts. */
function resolve(file: string, node: SchemaNode | undefined): { readonly file: string; readonly node: SchemaNode } | undefined {
  let at = file;
  let found = node;
  for (let refs = 0; found?.$ref !== undefined && refs < MAX_REFS; refs++) {
    const { $ref, ...beside }: SchemaNode = found;
    const [name, pointer] = $ref!.split('#/') as [string, string | undefined];
    if (name !== '') at = name;
    let target: unknown = DESCRIBED[at];
    for (const step of pointer?.split('/') ?? []) target = (target as Record<string, unknown> | undefined)?.[step];
    found = target === undefined ? undefined : { ...(target as SchemaNode), ...beside };
  }
  return found && { file: at, node: found };
}

/** What the schema of a kind says of the value at a path; undefined for what it does not know. */
export function schemaAt(kind: Kind, path: Path): SchemaNode | undefined {
  let found = resolve(`${kind}.schema.json`, DESCRIBED[`${kind}.schema.json`]);
  for (const step of path) {
    if (!found) return undefined;
    const { file, node } = found;
    if (typeof step === 'number') found = resolve(file, node.items);
    else {
      const { additionalProperties: other } = node;
      const own = Object.hasOwn(node.properties ?? {}, step) ? node.properties![step] : undefined;
      found = resolve(file, own ?? (typeof other === 'object' ? other : undefined));
    }
  }
  return found?.node;
}

/** Keys a mapping may have, in the order of its schema, those of every mapping last. */
export function keysOf(kind: Kind, path: Path): readonly { readonly key: string; readonly schema: SchemaNode }[] {
  const keys = Object.keys(schemaAt(kind, path)?.properties ?? {});
  return [...keys.filter((key) => !COMMON.has(key)), ...keys.filter((key) => COMMON.has(key))].map((key) => ({
    key,
    schema: schemaAt(kind, [...path, key])!,
  }));
}

export function isCommon(key: string): boolean {
  return COMMON.has(key);
}

/** Types of a value, whether the schema names one or several. */
export function typesOf({ type, properties, items }: SchemaNode): readonly string[] {
  if (type === undefined) return properties ? ['object'] : items ? ['array'] : [];
  return typeof type === 'string' ? [type] : type;
}

/** What a value may be, in words; empty where the schema says nothing. */
export function expectedText(schema: SchemaNode): string {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.join(', ');
  if (schema['x-expected']) return schema['x-expected'];
  const { minimum, maximum } = schema;
  const limits =
    minimum !== undefined && maximum !== undefined
      ? `, ${minimum} to ${maximum}`
      : minimum !== undefined
        ? `, ${minimum} or more`
        : maximum !== undefined
          ? `, up to ${maximum}`
          : '';
  const types = typesOf(schema).map((type) => TYPE_NAMES[type] ?? type);
  return types.length === 0 ? '' : types.join(' or ') + limits;
}

/** What Windows does when a property is not written, release by release; undefined for properties of which that is not known. */
export function defaultText(kind: Kind, path: Path): string | undefined {
  if (kind !== 'host' || path.length !== 3 || path[0] !== 'teams') return undefined;
  if (path[2] === 'teamingMode') return 'SwitchIndependent in every release';
  if (path[2] !== 'loadBalancingAlgorithm') return undefined;
  const releases = new Map<string, string[]>();
  for (const os of SERVER_RELEASES) {
    const value = algorithmByDefault(os);
    if (value) releases.set(value, [...(releases.get(value) ?? []), os]);
  }
  return [...releases].map(([value, all]) => `${value} on ${all.join(', ')}`).join('; ');
}
