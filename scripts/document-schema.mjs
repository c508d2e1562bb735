import { readdirSync, readFileSync } from 'node:fs';

/**
 * One schema for every kind of document, for an editor that knows a file by its name only: it says what a document of a kind of ours may hold,
 * and nothing about any other.
 */
export function documentSchema(folder) {
  const schemas = readdirSync(folder)
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => ({ file, schema: JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) }));
  const kinds = schemas.filter(({ schema }) => typeof schema.properties?.kind?.const === 'string');
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'document.schema.json',
    title: 'hvlint document',
    type: 'object',
    properties: {
      kind: {
        description: 'What the document describes.',
        anyOf: [{ enum: kinds.map(({ schema }) => schema.properties.kind.const) }, {}],
      },
    },
    allOf: kinds.map(({ file, schema }) => ({
      if: { properties: { kind: { const: schema.properties.kind.const } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
      then: { $ref: file },
    })),
  };
}
