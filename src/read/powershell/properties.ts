import type { Path } from '#text/source-file';
import { SCHEMAS } from '../generated/schemas.ts';
import type { SchemaNode } from '../schema-node.ts';
import { schemaNode } from '../validate.ts';

/** What every mapping may hold, and what a thing is made with. */
const NO_PROPERTIES = new Set(['$schema', 'kind', 'name', 'metadata', '$hvlint']);

const known = new Map<string, readonly string[]>();

/**
 * The properties a thing has in our documents, by the schema and the definition or list in it, `shared/team` or `vm/networkAdapters`: of a thing that was made elsewhere, those
 * that a script does not set are unknown.
 */
export function propertiesOf(pointer: string): readonly string[] {
  return namesOf(pointer, () => {
    const [file, name] = pointer.split('/') as [string, string];
    const schema = SCHEMAS[`${file}.schema.json`];
    return schema?.$defs?.[name] ?? schema?.properties?.[name]?.items;
  });
}

function namesOf(key: string, find: () => SchemaNode | undefined): readonly string[] {
  const found = known.get(key);
  if (found) return found;
  const names = Object.keys(find()?.properties ?? {}).filter((name) => !NO_PROPERTIES.has(name));
  known.set(key, names);
  return names;
}

/** The properties a document of a kind has at its root. */
export function rootProperties(kind: string): readonly string[] {
  return namesOf(kind, () => SCHEMAS[`${kind}.schema.json`]);
}

/** The properties of a mapping of a document, by the kind and the way to it: `host`, `['offload']`. */
export function sectionProperties(kind: string, path: Path): readonly string[] {
  return namesOf(`${kind}:${path.join('/')}`, () => schemaNode(`${kind}.schema.json`, path));
}
