import { nearest } from '#text/nearest';
import type { Path, Range } from '#text/source-file';
import type { Kind } from './document.ts';
import { forget, isForgotten, isPartial, markForgotten } from './forgotten.ts';
import { SCHEMAS } from './generated/schemas.ts';
import { type SchemaError, VALIDATORS } from './generated/validators.js';
import { isPlaceholder } from './placeholder.ts';
import type { Problem } from './problem.ts';
import type { SchemaNode } from './schema-node.ts';
import { certainMeaning, describePath, meantKey, TYPE_NAMES, typeName } from './schema-words.ts';

/** Source text of a value; undefined where the dialect has none. */
export type SourceOf = (path: Path) =>
  | {
      readonly text: string;
      readonly range: Range;
      /** Whether it is written without quotes. */
      readonly plain: boolean;
      readonly json: boolean;
    }
  | undefined;

/**
 * Checks the data of a document against the schema of its kind and makes it canonical in place: enumerations in their usual
 * spelling, text that the YAML parser took for a number back to its source text, numbers in quotes to numbers.
 * What is wrong is reported and removed, so that rules see only what is right.
 */
export function validateDocument(kind: Kind, data: unknown, document: number, sourceOf: SourceOf): Problem[] {
  const schemaFile = `${kind}.schema.json`;
  const problems: Problem[] = [];
  // Every round repairs or removes something, so this ends; the bound is for what nobody foresaw.
  for (let round = 0; round < 50; round++) {
    const errors = run(kind, data);
    if (errors.length === 0) break;
    const judging: Judging = {
      schemaFile,
      data,
      document,
      sourceOf: (path) => sourceOf(sourcePath(data, path)),
      problems,
      removals: [],
      touched: new Set(),
    };
    let changed = false;
    // Misspelt keys first: what was meant by them is not missing.
    const isKey = (error: SchemaError): number => Number(error.keyword !== 'additionalProperties');
    for (const error of [...errors].sort((a, b) => isKey(a) - isKey(b))) changed = judge(error, judging) || changed;
    // Last items first: removing one must not move those still to be removed.
    for (const { list, index } of judging.removals.sort((x, y) => y.index - x.index)) removeItem(list, index);
    if (!changed) break;
  }
  return unique(problems);
}

/** Where the items of a list stood before wrong ones were removed. */
const originalIndexes = new WeakMap<object, number[]>();

function removeItem(list: unknown[], index: number): void {
  const indexes = originalIndexes.get(list) ?? list.map((_, i) => i);
  list.splice(index, 1);
  indexes.splice(index, 1);
  originalIndexes.set(list, indexes);
}

/** Whether a list lacks items, because they were wrong or not shown: then what is not in it may still exist. */
export function lostItems(list: unknown): boolean {
  return Array.isArray(list) && (originalIndexes.has(list) || isPartial(list));
}

/** The path a value has in the source text: removed list items counted in. */
export function sourcePath(data: unknown, path: Path): Path {
  let value = data;
  let moved = false;
  const steps = path.map((step) => {
    const original =
      typeof step === 'number' && value !== null && typeof value === 'object' ? originalIndexes.get(value)?.[step] : undefined;
    value = (value as Holder | undefined)?.[step];
    moved ||= original !== undefined;
    return original ?? step;
  });
  return moved ? steps : path;
}

interface Judging {
  readonly schemaFile: string;
  readonly data: unknown;
  readonly document: number;
  readonly sourceOf: SourceOf;
  readonly problems: Problem[];
  /** Items to be taken out of lists once all errors of the round are judged. */
  readonly removals: { list: unknown[]; index: number }[];
  readonly touched: Set<string>;
}

/** Raw schema errors of a validator. */
export function run(name: keyof typeof VALIDATORS, data: unknown): SchemaError[] {
  const validate = VALIDATORS[name];
  return validate(data) ? [] : (validate.errors ?? []);
}

function unique(problems: Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter((p) => {
    const id = JSON.stringify([p.rule, p.place, p.message]);
    return seen.has(id) ? false : seen.add(id);
  });
}

/** Steps of a JSON pointer, list indexes as numbers. */
export function pointerSteps(pointer: string, data: unknown): (string | number)[] {
  const steps: (string | number)[] = [];
  let value = data;
  for (const raw of pointer.split('/').slice(1)) {
    const key = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(value) ? Number(key) : key;
    steps.push(step);
    value = (value as Record<string | number, unknown> | undefined)?.[step];
  }
  return steps;
}

interface Holder {
  [key: string | number]: unknown;
}

/** Reports one schema error and repairs or removes the value. Returns whether the data changes. */
function judge(error: SchemaError, judging: Judging): boolean {
  const { schemaFile, data, document, sourceOf, problems } = judging;
  const path = pointerSteps(error.instancePath, data);
  const holder = path.slice(0, -1).reduce<unknown>((value, step) => (value as Holder | undefined)?.[step], data) as
    | Holder
    | undefined;
  const last = path.at(-1);
  const aboutMember = error.keyword === 'additionalProperties' || error.keyword === 'required';
  if (!aboutMember) {
    if (judging.touched.has(error.instancePath)) return true;
    judging.touched.add(error.instancePath);
  }
  const node = schemaNode(schemaFile, path);
  const place = { document, path: sourcePath(data, path) };
  const rule = node?.['x-rule'] ?? 'reading/schema';
  const what = describePath(place.path);
  const remove = (): boolean => {
    if (!holder || last === undefined) return false;
    if (!Array.isArray(holder)) forget(holder, String(last));
    else if (!judging.removals.some((r) => r.list === holder && r.index === last))
      judging.removals.push({ list: holder, index: Number(last) });
    return true;
  };
  const report = (message: string): void => {
    problems.push({ rule, message, place });
  };
  // A placeholder in a list has been reported, and nobody knows what it will be.
  if (!aboutMember && isPlaceholder(valueAt(data, path))) return remove();
  if (!aboutMember && saysNull(path, judging)) return remove();
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params.additionalProperty);
      const meant = meantKey(key, schemaNode(schemaFile, path));
      problems.push({
        rule: 'reading/unknown-key',
        message: `the key '${key}' is unknown here${meant ? `; did you mean ${meant}?` : ''}`,
        place: { document, path: [...place.path, key], part: 'key' },
        key,
      });
      const target = path.reduce<unknown>((value, step) => (value as Holder)[step], data) as Holder;
      delete target[key];
      // What is written under a misspelt key is not known to be missing.
      if (meant !== undefined && !Object.hasOwn(target, meant)) markForgotten(target, meant);
      return true;
    }
    case 'required': {
      const missing = String(error.params.missingProperty);
      const target = valueAt(data, path) as Holder;
      // One that was written wrongly has been reported as such.
      if (!isForgotten(target, missing))
        problems.push({
          rule: schemaNode(schemaFile, [...path, missing])?.['x-rule'] ?? 'reading/schema',
          message: `${what || 'the document'} has no '${missing}', which it must have`,
          place,
          key: missing,
        });
      if (path.length > 0) return remove();
      // The document stays as far as it goes: where it must have a list, with an empty one.
      if (schemaNode(schemaFile, [missing])?.type !== 'array') return false;
      target[missing] = [];
      return true;
    }
    case 'x-enum': {
      const { canonical, written } = error.params;
      if (canonical !== undefined) {
        const source = sourceOf(path);
        const former =
          node?.['x-legacy']?.[String(written).trim().toLowerCase()] !== undefined ? node['x-legacy-rule'] : undefined;
        problems.push({
          rule: former ?? 'reading/enum-casing',
          message: former
            ? `'${String(written)}' is the name before release of '${String(canonical)}'`
            : `'${String(written)}' is usually spelt '${String(canonical)}'; hvlint reads both`,
          place,
          ...(source
            ? {
                fix: {
                  title: `Write ${String(canonical)}`,
                  safe: true,
                  range: () => source.range,
                  text: requote(source, String(canonical)),
                },
              }
            : {}),
        });
        return true;
      }
      if (written === null) report(`${what} has no value`);
      if (written !== null && typeof written === 'object') report(`${what} is ${typeName(written)}; it must be one word`);
      if (typeof written === 'object') return remove();
      const values = (node?.enum ?? []).map(String);
      // A word of the management window means one value for certain; the nearest spelling is only offered.
      const certain = certainMeaning(String(written), values);
      const meant = certain ?? node?.['x-suggest']?.[String(written).trim().toLowerCase()] ?? nearest(String(written), values);
      // Where there is but one value, nothing else can be written; whether the property was meant at all is for people to say.
      const only = values.length === 1 ? values[0] : undefined;
      const right = certain ?? only;
      const source = right === undefined ? undefined : sourceOf(path);
      problems.push({
        rule,
        message: `${what} cannot be '${String(written)}'${meant ? `; did you mean ${meant}?` : ''} (known: ${values.join(', ')})`,
        place,
        ...(source && right
          ? {
              fix: {
                title: `Write ${right}`,
                safe: certain !== undefined,
                range: () => source.range,
                text: requote(source, right),
              },
            }
          : {}),
      });
      return remove();
    }
    case 'type':
      return judgeType(error, path, judging, holder, last, node, report, remove);
    case 'minimum':
    case 'maximum':
      report(
        `${what} is ${String(valueAt(data, path))}; it must be ${error.keyword === 'minimum' ? 'at least' : 'at most'} ${String(error.params.limit)}${node?.['x-note'] && error.keyword === 'maximum' ? ` (${node['x-note']})` : ''}`,
      );
      return remove();
    case 'not':
      report(`${what} is ${String(valueAt(data, path))}; it must be ${node?.['x-expected'] ?? 'another value'}`);
      return remove();
    case 'exclusiveMinimum':
      report(`${what} is ${String(valueAt(data, path))}; it must be more than ${String(error.params.limit)}`);
      return remove();
    case 'enum': {
      const values = (node?.enum ?? []).map(String);
      report(`${what} is ${String(valueAt(data, path))}; it must be ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`);
      return remove();
    }
    case 'pattern':
      if (String(valueAt(data, path)).trim() === '') report(`${what} is empty`);
      else
        report(
          `${what} is written '${String(valueAt(data, path))}', which is not ${node?.['x-expected'] ?? 'in the form hvlint knows'}`,
        );
      return remove();
    default:
      report(`${what || 'the document'} ${error.message ?? 'does not fit the schema'}`);
      return remove();
  }
}

/**
 * Whether a value that may be absent is written as null: ConvertTo-Json writes null for whatever an object does not know, so it
 * says as little as nothing at all. A key with nothing behind it is another matter: there somebody forgot something.
 */
function saysNull(path: Path, { schemaFile, data, sourceOf }: Judging): boolean {
  const last = path.at(-1);
  if (typeof last !== 'string' || valueAt(data, path) !== null) return false;
  const required = schemaNode(schemaFile, path.slice(0, -1))?.required ?? [];
  return !required.includes(last) && /^(?:null|~)$/i.test(sourceOf(path)?.text ?? '');
}

function judgeType(
  error: SchemaError,
  path: (string | number)[],
  { data, document, sourceOf, problems }: Judging,
  holder: Holder | undefined,
  last: string | number | undefined,
  node: SchemaNode | undefined,
  report: (message: string) => void,
  remove: () => boolean,
): boolean {
  const place = { document, path: sourcePath(data, path) };
  const what = describePath(place.path);
  if (!holder || last === undefined) {
    report('the document must be a mapping');
    return false;
  }
  const value = holder[last];
  const types = [error.params.type].flat().map(String);
  const wants = (type: string): boolean => types.includes(type);
  if (value === null) {
    // A key with nothing behind it: an empty section says that there is nothing, an empty value says nothing.
    if (wants('array')) holder[last] = [];
    else if (wants('object')) holder[last] = {};
    else {
      report(`${what} has no value`);
      return remove();
    }
    return true;
  }
  if (wants('string') && (!wants('number') || typeof value === 'number')) {
    const source = sourceOf(path);
    if (source?.plain && (typeof value === 'number' || typeof value === 'boolean')) {
      holder[last] = source.text;
      const read = `${typeof value === 'number' ? 'the number ' : ''}${String(value)}; other tools will use that`;
      if (String(value) !== source.text) problems.push(coerced(place.path, source, read));
      return true;
    }
    if (
      source &&
      !source.plain &&
      typeof value === 'object' &&
      /^(?:\{[ \t]*[\w-]+[ \t]*\}|[0-9A-Fa-f:]*::)$/.test(source.text)
    ) {
      holder[last] = source.text;
      problems.push(coerced(place.path, source, 'a mapping; other tools will use that'));
      return true;
    }
    if (typeof value === 'number' || typeof value === 'boolean') {
      holder[last] = String(value);
      return true;
    }
  }
  if ((wants('integer') || wants('number')) && typeof value === 'string' && /^\s*-?\d+\s*$/.test(value)) {
    holder[last] = Number(value);
    return true;
  }
  if (wants('boolean') && typeof value === 'string' && /^(?:true|false|\$true|\$false|yes|no|on|off)$/i.test(value)) {
    holder[last] = /^(?:true|\$true|yes|on)$/i.test(value);
    return true;
  }
  if (wants('array') && !Array.isArray(value) && node?.items) {
    // One thing where a list is meant: PowerShell collapses lists of one, and people do the same.
    holder[last] = [value];
    return true;
  }
  report(`${what} is ${typeName(value)}; it must be ${types.map((t) => TYPE_NAMES[t] ?? t).join(' or ')}`);
  return remove();
}

/** A text that YAML took for something else: quotes make it what it was meant to be. */
export function coerced(path: Path, source: { text: string; range: Range }, read: string): Problem {
  return {
    place: source.range,
    about: path,
    rule: 'reading/yaml-coerced-scalar',
    message: `${describePath(path)} is text, but without quotes ${source.text} is ${read}`,
    fix: { title: 'Put it in double quotes', safe: true, range: () => source.range, text: JSON.stringify(source.text) },
  };
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Holder | undefined)?.[step], data);
}

/** A word in the quotes of the one it replaces. */
export function requote(source: { text: string; plain: boolean; json: boolean }, text: string): string {
  // In JSON only numbers and the like are without quotes.
  if (source.plain) return source.json ? JSON.stringify(text) : text;
  const [quote] = source.text;
  return quote === '"' || quote === "'" ? `${quote}${text}${quote}` : text;
}

/** The schema node a value at a path must fit, references followed. */
export function schemaNode(file: string, path: Path): SchemaNode | undefined {
  let base = file;
  let node: SchemaNode | undefined = SCHEMAS[file];
  const follow = (): void => {
    for (let ref = node?.$ref; ref; ref = node?.$ref) {
      const [target, pointer] = ref.split('#');
      if (target) base = target;
      const overlay: SchemaNode = node!;
      const found = (pointer ?? '')
        .split('/')
        .slice(1)
        .reduce<unknown>((n, step) => (n as Holder)[step], SCHEMAS[base]) as SchemaNode;
      const { $ref: _ref, ...rest } = overlay;
      node = { ...found, ...rest, ...(found.$ref ? { $ref: found.$ref } : {}) };
    }
  };
  follow();
  for (const step of path) {
    if (!node) return undefined;
    node =
      typeof step === 'number'
        ? node.items
        : (node.properties?.[step] ?? (typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined));
    follow();
  }
  return node;
}
