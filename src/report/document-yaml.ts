import { Document, isScalar, visit } from 'yaml';
import { ALL_OTHERS, forgottenKeys } from '#read/forgotten';
import { lostItems, schemaNode } from '#read/validate';
import type { Path } from '#text/source-file';
import { OBEYED } from '#text/visible';
import { COMMAND_LINE, COMMAND_START } from './harmless.ts';

/** One thing to be written as a document of hvlint's language. */
export interface Writable {
  readonly kind: string;
  readonly data: unknown;
  /** Whether a machine said it: it is written so, and stays unknown where it says nothing. */
  readonly observed: boolean;
  /** Whether it says everything that is not as the device has it by default. */
  readonly complete: boolean;
}

/** A document as YAML, with the schema that editors complete and check it by. What is known not to be known is written too. */
export function documentYaml({ kind, data, observed, complete }: Writable, version: string): string {
  const marks = { ...(observed ? { stance: 'observed' } : {}), ...(complete ? { complete } : {}) };
  const document = new Document(withMarks(data, kind, [], marks), { version: '1.2', compat: 'yaml-1.1' });
  document.commentBefore = schemaComment(kind, version);
  visit(document, {
    // Only double quotes can hold what must not stand there as it is.
    Scalar(_, node) {
      if (typeof node.value === 'string' && mustBeEscaped(node.value)) node.type = 'QUOTE_DOUBLE';
    },
    // Small mappings of scalars stand on one line, as people write them.
    Map(_, node) {
      if (node === document.contents || node.items.length > 4) return;
      if (node.items.every((pair) => isScalar(pair.value))) node.flow = true;
    },
    Seq(_, node) {
      if (node.items.every((item) => isScalar(item))) node.flow = true;
    },
  });
  return escaped(document.toString({ lineWidth: 140, flowCollectionPadding: true }));
}

/** Whether a text holds what a terminal or a build service would obey, where lines end as they do in it or at any blank. */
function mustBeEscaped(text: string): boolean {
  return text.search(OBEYED) >= 0 || text.search(COMMAND_START) >= 0 || /(?:^|\s)::/.test(text);
}

/** The same document, with escapes in its double quotes for all that would be obeyed. */
function escaped(yaml: string): string {
  return yaml
    .replace(OBEYED, (c) => {
      const code = c.codePointAt(0)!.toString(16);
      return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
    })
    .replace(COMMAND_START, '#\\x23')
    .replace(COMMAND_LINE, '$1\\x3a');
}

/** The data with `$hvlint` where something is unknown that would else count as not written; `marks` are those of the whole. */
function withMarks(value: unknown, kind: string, path: Path, marks: Readonly<Record<string, unknown>> = {}): unknown {
  if (Array.isArray(value)) return value.map((item, i) => withMarks(item, kind, [...path, i]));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const unknown = unknownOf(value, kind, path);
  const partial = entries.filter(([, item]) => lostItems(item)).map(([key]) => key);
  const said = {
    ...marks,
    ...(unknown.length > 0 ? { unknown } : {}),
    ...(partial.length > 0 ? { partial } : {}),
  };
  return {
    ...Object.fromEntries(entries.map(([key, item]) => [key, withMarks(item, kind, [...path, key])])),
    ...(Object.keys(said).length > 0 ? { $hvlint: said } : {}),
  };
}

/** Keys that say nothing of a thing. */
const NOTES = new Set(['$schema', '$hvlint', 'metadata']);

/** The properties of a mapping that have a value nobody knows; one word where that is everything there can be. */
function unknownOf(value: object, kind: string, path: Path): string | readonly string[] {
  const unknown = new Set([...forgottenKeys(value)].filter((key) => !Object.hasOwn(value, key)));
  if (unknown.size === 0) return [];
  const possible = Object.keys(schemaNode(`${kind}.schema.json`, path)?.properties ?? {});
  const all = possible.every((key) => unknown.has(key) || Object.hasOwn(value, key) || NOTES.has(key));
  return unknown.has(ALL_OTHERS) || (all && unknown.size > 1) ? ALL_OTHERS : [...unknown].sort();
}

/** What an editor reads in a comment of YAML: the published schema of what follows. */
export function schemaComment(schema: string, version: string): string {
  return ` yaml-language-server: $schema=https://unpkg.com/hvlint@${version}/schemas/${schema}.schema.json`;
}
