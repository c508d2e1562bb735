import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Rule } from '#lint/rule';
import { meansRule } from '#lint/suppress';
import { decode, whatBinary } from '#read/decode';
import type { DialectName } from '#read/dialect/index';
import { readJson } from '#read/json';
import { nodeAt, rangeAt } from '#read/syntax-node';
import { pointerSteps, run, schemaNode } from '#read/validate';
import { readYaml, type SyntaxResult } from '#read/yaml';
import { nearest } from '#text/nearest';
import type { Path, Range, SourceFile } from '#text/source-file';
import { ConfigError, type PlacedProblem, placed } from './problem.ts';

/** A configuration file as written, checked against its schema. */
export interface ConfigFile {
  readonly file: SourceFile;
  /** Folder of the file, absolute, with `/`: patterns in it are relative to this. */
  readonly folder: string;
  readonly data: ConfigData;
  readonly rangeOf: (path: Path) => Range;
}

export type Setting = 'off' | 'info' | 'warning' | 'error';
export type Completeness = 'complete' | 'partial';

/** The content of hvlint.config.yaml; schemas/config.schema.json says what each key means. */
export interface ConfigData {
  readonly extends?: string | readonly string[];
  readonly estates?: readonly string[];
  readonly files?: readonly string[];
  readonly ignore?: readonly string[];
  readonly target?: string;
  readonly inventory?: Completeness | Readonly<Partial<Record<'hosts' | 'switches' | 'vms', Completeness>>>;
  readonly rules?: Readonly<Record<string, Setting>>;
  readonly overrides?: readonly { readonly files: readonly string[]; readonly rules: Readonly<Record<string, Setting>> }[];
  readonly readers?: readonly Reader[];
  readonly cabling?: { readonly descriptions?: readonly string[] };
  readonly suppress?: readonly {
    readonly rule: string;
    readonly on: string;
    readonly reason?: string;
    readonly until?: string;
    readonly owner?: string;
  }[];
  readonly locked?: readonly string[];
}

export interface Reader {
  readonly files: readonly string[];
  readonly as?: DialectName | 'yaml' | 'json';
  readonly name?: string;
  readonly stance?: 'declared' | 'observed';
}

/** Reads and checks one configuration file. Data only: nothing in it is executed. Throws ConfigError. */
export async function loadConfig(file: string, rules: readonly Rule[]): Promise<ConfigFile> {
  const source = await sourceOf(file);
  const result: SyntaxResult = file.endsWith('.json') ? readJson(source.text) : await readYaml(source.text);
  if (result.problems.length > 0)
    throw new ConfigError(
      result.problems.map((p) => placed(source, 'path' in p.place ? { start: 0, end: 0 } : p.place, p.message)),
    );
  if (result.values.length > 1)
    throw new ConfigError([
      placed(
        source,
        result.nodes()[1]?.range ?? { start: 0, end: 0 },
        'a configuration is one document; nothing behind the first would count',
      ),
    ]);
  const data = result.values[0] ?? {};
  const rangeOf = (at: Path): Range => {
    const [root] = result.nodes();
    return root ? rangeAt(root, at) : { start: 0, end: 0 };
  };
  const keyOf = (at: Path): Range => {
    const [root] = result.nodes();
    return (root && nodeAt(root, at)?.key) ?? rangeOf(at);
  };
  const problems = schemaProblems(data, source, rangeOf, keyOf);
  if (problems.length === 0) {
    problems.push(...ruleProblems(data as ConfigData, rules, source, keyOf, rangeOf));
    problems.push(...patternProblems(data as ConfigData, source, rangeOf));
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return { file: source, folder: path.posix.dirname(source.path), data: data as ConfigData, rangeOf };
}

async function sourceOf(file: string): Promise<SourceFile> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new ConfigError([`${file}: cannot be read: ${reasonOf(error as NodeJS.ErrnoException)}`]);
  }
  const decoded = decode(bytes);
  if ('binary' in decoded) throw new ConfigError([`${file}: cannot be read: it is ${whatBinary(decoded)}`]);
  return { path: file.replaceAll('\\', '/'), text: decoded.text };
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'EISDIR') return 'it is a folder';
  return code === 'ENOENT' ? 'there is no such file' : message;
}

/** What is said of a configuration that was named and is not there, with the name that may be meant; undefined where it is there. */
export function missingConfig(file: string, written: string): string | undefined {
  if (existsSync(file)) return undefined;
  const near = nearest(path.basename(file), namesIn(path.dirname(file)));
  const meant = near === undefined ? '' : `; did you mean '${path.join(path.dirname(written), near).replaceAll('\\', '/')}'?`;
  return `there is no file '${written}'${meant}`;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a mapping',
  integer: 'a whole number',
  boolean: 'true or false',
};

function schemaProblems(
  data: unknown,
  source: SourceFile,
  rangeOf: (at: Path) => Range,
  keyOf: (at: Path) => Range,
): PlacedProblem[] {
  const problems: PlacedProblem[] = [];
  for (const error of run('config', data)) {
    const at = pointerSteps(error.instancePath, data);
    const node = schemaNode('config.schema.json', at);
    const what = at.join('.') || 'the configuration';
    if (error.keyword === 'x-enum') {
      if (error.params.canonical !== undefined) continue;
      const values = (node?.enum ?? []).map(String);
      if (typeof error.params.written === 'object') {
        problems.push(placed(source, keyOf(at), `${what} must be one of ${values.join(', ')}`));
        continue;
      }
      const meant = nearest(String(error.params.written), values);
      problems.push(
        placed(
          source,
          rangeOf(at),
          `${what} cannot be '${String(error.params.written)}'${meant ? `; did you mean ${meant}?` : ''} (known: ${values.join(', ')})`,
        ),
      );
    } else if (error.keyword === 'additionalProperties') {
      const key = String(error.params.additionalProperty);
      const known = Object.keys(node?.properties ?? {});
      const meant = nearest(key, known);
      problems.push(
        placed(
          source,
          keyOf([...at, key]),
          `the key '${key}' is unknown here${meant ? `; did you mean ${meant}?` : ''} (known: ${known.join(', ')})`,
        ),
      );
    } else if (error.keyword === 'required')
      problems.push(placed(source, rangeOf(at), `${what} has no '${String(error.params.missingProperty)}', which it must have`));
    else if (error.keyword === 'pattern')
      problems.push(
        placed(
          source,
          rangeOf(at),
          `${what} must ${node?.['x-expected'] ? `be ${node['x-expected']}` : at[0] === 'inventory' ? 'be complete or partial' : 'not be empty'}`,
        ),
      );
    else if (error.keyword === 'type') {
      const types = [error.params.type].flat().map((type) => TYPE_NAMES[String(type)] ?? String(type));
      problems.push(placed(source, rangeOf(at), `${what} must be ${types.join(' or ')}`));
    } else problems.push(placed(source, rangeOf(at), `${what} ${error.message ?? 'does not fit the schema'}`));
  }
  return [...new Map(problems.map((problem) => [String(problem), problem])).values()];
}

/** Patterns with braces that do not belong together: they would match next to nothing, silently. */
function patternProblems(data: ConfigData, source: SourceFile, rangeOf: (at: Path) => Range): PlacedProblem[] {
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    ...(['estates', 'files', 'ignore'] as const).map((key) => [[key], data[key] ?? []] as const),
    ...(data.overrides ?? []).map((o, i) => [['overrides', i, 'files'], o.files] as const),
    ...(data.readers ?? []).map((r, i) => [['readers', i, 'files'], r.files] as const),
  ];
  return lists.flatMap(([at, patterns]) =>
    patterns.flatMap((pattern, i) => {
      const brace = oddBrace(pattern);
      if (!brace) return [];
      const wrong = brace === '{' ? "'{' is never closed" : "'}' is never opened";
      const message = `the pattern '${pattern}' matches no file as it is meant: ${wrong}; a brace that is part of a name is written \\${brace}`;
      return [placed(source, rangeOf([...at, i]), message)];
    }),
  );
}

/** A brace of a pattern that has no partner; those behind a backslash or within brackets are letters. */
function oddBrace(pattern: string): '{' | '}' | undefined {
  let open = 0;
  for (const [part] of pattern.matchAll(/\\.|\[[^\]/]+\]|[{}]/g)) {
    if (part === '{') open++;
    else if (part === '}' && --open < 0) return '}';
  }
  return open > 0 ? '{' : undefined;
}

/** Rule ids that no rule has, with what they might have meant. */
function ruleProblems(
  data: ConfigData,
  rules: readonly Rule[],
  source: SourceFile,
  keyOf: (at: Path) => Range,
  rangeOf: (at: Path) => Range,
): PlacedProblem[] {
  const named: { id: string; range: () => Range }[] = [
    ...Object.keys(data.rules ?? {}).map((id) => ({ id, range: () => keyOf(['rules', id]) })),
    ...(data.overrides ?? []).flatMap((o, i) =>
      Object.keys(o.rules).map((id) => ({ id, range: () => keyOf(['overrides', i, 'rules', id]) })),
    ),
    ...(data.suppress ?? []).map((s, i) => ({ id: s.rule, range: () => rangeOf(['suppress', i, 'rule']) })),
    ...(data.locked ?? []).map((id, i) => ({ id, range: () => rangeOf(['locked', i]) })),
  ];
  return named
    .filter(({ id }) => !rules.some((rule) => meansRule(id, rule)))
    .map(({ id, range }) => placed(source, range(), unknownRule(id, rules)));
}

/** The severity a word means, as the configuration reads it. */
export function settingOf(word: string): Setting | undefined {
  const { additionalProperties: node } = schemaNode('config.schema.json', ['rules']) ?? {};
  const { enum: values = [], 'x-synonyms': synonyms = {} } = typeof node === 'object' ? node : {};
  const lower = word.toLowerCase();
  return (values.find((value) => value === lower) ?? synonyms[lower]) as Setting | undefined;
}

/** "there is no rule 'vlan/trunk'; did you mean …?" */
export function unknownRule(id: string, rules: readonly Rule[]): string {
  const areas = [...new Set(rules.map((r) => `${r.id.slice(0, r.id.indexOf('/'))}/*`))];
  const meant =
    nearest(id, [...rules.flatMap((r) => [r.id, ...(r.aliases ?? [])]), ...areas]) ??
    rules.find((r) => r.id.endsWith(`/${id}`) || (id.length > 4 && r.id.includes(id)))?.id;
  return `there is no rule '${id}'${meant ? `; did you mean ${meant}?` : ''}`;
}
