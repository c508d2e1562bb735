import { nearest } from '#text/nearest';
import type { Draft } from '../draft.ts';
import { certainMeaning } from '../schema-words.ts';
import { schemaNode } from '../validate.ts';
import type { Call } from './call.ts';
import { take } from './take.ts';
import { textOf } from './value.ts';

/**
 * Takes a value that must be one of an enumeration, by the place it has in our documents (`host`, `['teams', 0, 'teamingMode']`). Another
 * word is reported where it is written, even where a later command changes the setting: PowerShell refuses it there and then.
 */
export function takeEnumerated(
  call: Call,
  draft: Draft,
  key: string,
  parameter: string,
  kind: string,
  path: readonly (string | number)[],
): void {
  const value = call.arg(parameter);
  const text = textOf(value);
  const node = schemaNode(`${kind}.schema.json`, path);
  if (!value || text === undefined || !node?.enum) {
    take(draft, key, value, 'text');
    return;
  }
  const written = text.trim().toLowerCase();
  const values = node.enum.map(String);
  const synonyms = { ...node['x-synonyms'], ...node['x-numbers'] };
  const begun = values.filter((each) => written !== '' && each.toLowerCase().startsWith(written));
  // PowerShell takes the beginning of a word where it begins one word alone.
  const canonical =
    values.find((each) => each.toLowerCase() === written) ?? synonyms[written] ?? (begun.length === 1 ? begun[0] : undefined);
  if (canonical !== undefined) {
    draft.set(key, canonical, value.range);
    return;
  }
  draft.lose(key);
  // It takes the number of a word, too.
  if (/^\d+$/.test(written)) return;
  const certain = certainMeaning(text, values);
  const meant = certain ?? node['x-suggest']?.[written] ?? nearest(text, values);
  const source = call.estate.source.slice(value.range.start, value.range.end);
  const literal = source.replace(/^['"]|['"]$/g, '') === text;
  call.estate.report(
    node['x-rule'] ?? 'reading/schema',
    `-${parameter} cannot be '${text}'${meant ? `; did you mean ${meant}?` : ''} (known: ${values.join(', ')})`,
    value.range,
    {
      key: `${call.cmdlet.name}:${parameter}:${text}`,
      ...(certain && literal
        ? { fix: { title: `Write ${certain}`, safe: true, range: () => value.range, text: source.replace(text, certain) } }
        : {}),
    },
  );
}
