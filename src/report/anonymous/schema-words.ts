import { KINDS, type Kind } from '#read/document';
import { SCHEMAS } from '#read/generated/schemas';
import type { SchemaNode } from '#read/schema-node';

/** A node of a schema, and the file whose definitions it refers to. */
export interface Node {
  readonly file: string;
  readonly schema: SchemaNode & { readonly anyOf?: readonly SchemaNode[]; readonly oneOf?: readonly SchemaNode[] };
}

/** The node of a whole document. */
export function nodeOf(kind: Kind): Node {
  const file = `${kind}.schema.json`;
  return { file, schema: SCHEMAS[file] ?? {} };
}

/** The nodes a value may be of: references followed, alternatives side by side. */
export function alternatives({ file, schema }: Node): Node[] {
  if (schema.$ref !== undefined) {
    const [name = '', pointer = ''] = schema.$ref.split('#');
    const target = name === '' ? file : name;
    const definition = pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], SCHEMAS[target]);
    // What stands beside a reference is for messages.
    return alternatives({ file: target, schema: (definition ?? {}) as SchemaNode });
  }
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return choices.length === 0 ? [{ file, schema }] : choices.flatMap((choice) => alternatives({ file, schema: choice }));
}

/** The node of a member, and whether the schema names that member. */
export function memberOf(nodes: readonly Node[], key: string): { readonly node: Node | undefined; readonly named: boolean } {
  for (const { file, schema } of nodes) {
    const property = schema.properties?.[key];
    if (property) return { node: { file, schema: property }, named: true };
  }
  for (const { file, schema } of nodes)
    if (typeof schema.additionalProperties === 'object')
      return { node: { file, schema: schema.additionalProperties }, named: false };
  return { node: undefined, named: false };
}

/** The nodes of the items of a list. */
export function itemsOf(nodes: readonly Node[]): Node[] {
  return nodes.flatMap(({ file, schema }) => (schema.items ? alternatives({ file, schema: schema.items }) : []));
}

/** Whether a text is one of the words that a value may be. */
export function isEnumerated(nodes: readonly Node[], text: string): boolean {
  return nodes.some(({ schema }) => schema.enum?.map(String).includes(text) || (schema as { const?: unknown }).const === text);
}

let known: ReadonlySet<string> | undefined;

/** Keys of documents and words that values may be, lower-case: they name nobody. */
export function schemaWords(): ReadonlySet<string> {
  if (known) return known;
  const words = new Set<string>(KINDS);
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      for (const item of node) visit(item);
      return;
    }
    const { properties, enum: values, 'x-suggest': meant } = node as SchemaNode;
    for (const word of [...Object.keys(properties ?? {}), ...(values ?? []), ...Object.keys(meant ?? {})])
      words.add(String(word).toLowerCase());
    for (const child of Object.values(node)) visit(child);
  };
  for (const kind of KINDS) visit(SCHEMAS[`${kind}.schema.json`]);
  visit(SCHEMAS['shared.schema.json']);
  known = words;
  return known;
}
