import { coverScriptSecrets, maskJsonSecrets, maskSecrets } from '#text/secrets';
import type { Path, Range, SourceFile } from '#text/source-file';
import { classify, mentionsOurKind } from './classify.ts';
import { decode, type Encoding, whatBinary } from './decode.ts';
import { looksLikeExport } from './dialect/export-recognise.ts';
import { type DialectName, detectDialect, isDialect, readerOf } from './dialect/index.ts';
import { isSonic, mentionsSonic } from './dialect/sonic-tables.ts';
import type { Document, JsonDirective, ReadFile, Stance, Syntax } from './document.ts';
import { markForgotten, markPartial } from './forgotten.ts';
import { readJson } from './json.ts';
import { oddNumbers } from './odd-numbers.ts';
import { mayHavePlaceholders, placeholders } from './placeholder.ts';
import type { Problem } from './problem.ts';
import { nodeAt, rangeAt, type SyntaxNode } from './syntax-node.ts';
import { requote, type SourceOf, sourcePath, validateDocument } from './validate.ts';
import { readYaml, type SyntaxResult } from './yaml.ts';

/** How a file is to be read where its content does not say. */
export interface ReadOptions {
  readonly as?: DialectName | 'yaml' | 'json';
  /** Name of the device when the text has none. */
  readonly name?: string;
  readonly stance?: Stance;
  /** The user named this very file: then a broken or foreign file is told instead of skipped. */
  readonly explicit?: boolean;
}

/** Why a file could not be read at all. */
export interface Unreadable {
  readonly unreadable: string;
  /** The system does not let it be read: nothing is known of what it holds. */
  readonly refused?: boolean;
}

/** Bytes of a file to documents and problems. Never throws on bad input, executes nothing, asks nothing of the disk. */
export async function readFile(path: string, bytes: Uint8Array, options: ReadOptions = {}): Promise<ReadFile | Unreadable> {
  const decoded = decode(bytes);
  if ('binary' in decoded) return { unreadable: `it is ${whatBinary(decoded)}` };
  return readText({ path, text: decoded.text }, options, decoded.encoding);
}

const EXTENSIONS: Readonly<Record<string, Syntax>> = {
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  jsonc: 'json',
  ps1: 'powershell',
  psm1: 'powershell',
  psd1: 'powershell',
  csv: 'csv',
};
/** Endings of things that are read by later versions or by nobody; their content is not looked at. */
const OTHERS = new Set(['md', 'html', 'js', 'ts', 'xml']);

/** The same for text that is decoded already, such as an editor's buffer. */
export async function readText(source: SourceFile, options: ReadOptions = {}, encoding?: Encoding): Promise<ReadFile> {
  const extension = /\.([^./]+)$/.exec(source.path)?.[1]?.toLowerCase() ?? '';
  const syntax = options.as ?? EXTENSIONS[extension] ?? (OTHERS.has(extension) ? undefined : detectDialect(source.text));
  const context: Context = { file: source, encoding, options, problems: encoding?.assumed ? [assumedEncoding] : [] };
  if (syntax === 'yaml') return finish(context, 'yaml', await readYaml(source.text));
  if (syntax === 'json' || syntax === 'sonic' || syntax === 'export') return readJsonText(syntax, context);
  if (syntax) return readDialect(syntax, context);
  if (extension === '' && mentionsOurKind(source.text)) return finish(context, 'yaml', await readYaml(source.text));
  return foreign(context, undefined);
}

/** JSON of our own, an export of PowerShell, which its objects tell, or the configuration of a SONiC switch, which its tables tell. */
async function readJsonText(syntax: 'json' | 'sonic' | 'export', context: Context): Promise<ReadFile> {
  const { file, options } = context;
  // An export that found nothing may be a file without a byte.
  if (file.text.trim() === '') return foreign(context, syntax);
  const result = readJson(file.text);
  const [value] = result.values;
  if (syntax === 'export' && value === undefined)
    return { ...foreign(context, syntax), problems: result.problems, foreign: false };
  if (syntax === 'export' || (syntax === 'json' && options.as === undefined && isExport(value, file.text)))
    return readDialect('export', context);
  if (options.as === 'json' || (syntax === 'json' && !mentionsSonic(file.text))) return finish(context, 'json', result);
  if (result.values.length === 0) return { ...foreign(context, 'sonic'), problems: result.problems, foreign: false };
  if (isSonic(result.values[0])) return readDialect('sonic', context);
  return syntax === 'sonic' ? foreign(context, undefined) : finish(context, 'json', result);
}

/** Whether a JSON value is an export: none of its documents is ours, and it holds objects of cmdlets. */
function isExport(value: unknown, text: string): boolean {
  const ours = [value].flat().some((each) => classify(each) !== 'foreign');
  return !ours && looksLikeExport(value, text);
}

/** Dialects that are JSON: covered secrets must leave them so. */
const JSON_DIALECTS = new Set<DialectName>(['export', 'sonic']);

const assumedEncoding: Problem = {
  rule: 'reading/assumed-encoding',
  message: 'read as Windows-1252: it is not UTF-8 and has no byte order mark; save it as UTF-8 if letters look wrong',
  place: { start: 0, end: 0 },
};

interface Context {
  readonly file: SourceFile;
  readonly encoding: Encoding | undefined;
  readonly options: ReadOptions;
  readonly problems: Problem[];
}

function foreign({ file, encoding }: Context, syntax: Syntax | undefined): ReadFile {
  return { file, syntax, encoding, documents: [], problems: [], foreign: true, directives: [], scalars: () => [] };
}

async function readDialect(name: DialectName, { file, encoding, options, problems }: Context): Promise<ReadFile> {
  // Nothing of a running-config is ever written back, so its secrets can be covered before anything sees them.
  const masked: SourceFile = { path: file.path, text: textAsRead(file.text, name) };
  const documents: Document[] = [];
  const readIn = await readerOf(name);
  // A script is built of what stands around its secrets.
  const source = name === 'powershell' ? { path: file.path, text: coverScriptSecrets(file.text) } : masked;
  for (const read of readIn(source, options.name)) {
    const index = documents.length;
    problems.push(
      ...validateDocument(read.kind, read.data, index, () => undefined).map((p) => ({
        ...p,
        place: located(p.place, read.rangeOf),
      })),
    );
    problems.push(...(read.problems ?? []).map((problem) => withoutCovered(problem, file.text, masked.text)));
    // A script that says nothing of its own computer is no reason to believe in one of the name of its file.
    if (read.assumedHost !== undefined && Object.keys(read.data as object).every((key) => key === 'kind' || key === 'name'))
      continue;
    documents.push({
      kind: read.kind,
      data: read.data,
      file: masked,
      syntax: name,
      stance: read.stance ?? options.stance ?? 'declared',
      editable: false,
      complete: read.kind === 'switch' && (read.stance ?? options.stance) !== 'observed',
      assumedHost: read.assumedHost,
      rangeOf: (path, part) => read.rangeOf(sourcePath(read.data, path), part),
    });
  }
  return {
    file: masked,
    syntax: name,
    encoding,
    documents,
    problems,
    foreign: documents.length === 0 && problems.length === 0,
    directives: [],
    scalars: () => [],
  };
}

/** The text of a file as it is read: in dialects secrets are covered. */
export function textAsRead(text: string, syntax: Syntax | undefined): string {
  if (syntax === undefined || !isDialect(syntax)) return text;
  return JSON_DIALECTS.has(syntax) ? maskJsonSecrets(text) : maskSecrets(text);
}

/** A fix must not write over a secret what covers it. */
function withoutCovered(problem: Problem, text: string, masked: string): Problem {
  if (!problem.fix || text === masked) return problem;
  const { start, end } = problem.fix.range();
  const { fix: _, ...rest } = problem;
  return text.slice(start, end) === masked.slice(start, end) ? problem : rest;
}

function located(place: Problem['place'], rangeOf: (path: Path, part?: 'key' | 'value') => Range): Range {
  return 'path' in place ? rangeOf(place.path, place.part) : place;
}

/** A document of our YAML or JSON. A class, because a fleet has hundreds of thousands and each may hold little. */
class SourceDocument implements Document {
  constructor(
    readonly kind: Document['kind'],
    readonly data: unknown,
    readonly file: SourceFile,
    readonly syntax: Syntax,
    readonly stance: Stance,
    readonly complete: boolean,
    private readonly result: SyntaxResult,
    private readonly root: number,
    private readonly base: Path,
  ) {}

  /** What a machine said is a record: it is never edited. */
  get editable(): boolean {
    return this.stance === 'declared';
  }

  rangeOf(path: Path, part?: 'key' | 'value'): Range {
    const node = this.result.nodes()[this.root];
    return node ? rangeAt(node, [...this.base, ...sourcePath(this.data, path)], part) : { start: 0, end: 0 };
  }

  syntaxNode(): SyntaxNode | undefined {
    const node = this.result.nodes()[this.root];
    return node && nodeAt(node, this.base)?.node;
  }
}

/** Path of a document that is the whole of its root. */
const WHOLE: Path = [];

function finish(context: Context, syntax: 'yaml' | 'json', result: SyntaxResult): ReadFile {
  const { file, encoding, options, problems } = context;
  const documents: Document[] = [];
  const directives: JsonDirective[] = [];
  const ours = new Set<number>();
  // Asked of the text once: a file may hold thousands of documents.
  const hasDirectives = file.text.includes('$hvlint');
  const hasPlaceholders = mayHavePlaceholders(file.text);
  for (const { value, root, base } of roots(result.values)) {
    const nodeOf = (): SyntaxNode => result.nodes()[root] ?? { range: { start: 0, end: 0 } };
    const found = classify(value);
    if (found === 'foreign') continue;
    ours.add(root);
    const index = documents.length;
    const rangeOf = (path: Path, part?: 'key' | 'value'): Range => rangeAt(nodeOf(), [...base, ...path], part);
    const sourceOf = (path: Path) => {
      const node = nodeAt(nodeOf(), [...base, ...path])?.node;
      return node
        ? {
            text: file.text.slice(node.range.start, node.range.end),
            range: node.range,
            plain: node.plain === true,
            json: syntax === 'json',
          }
        : undefined;
    };
    const kindText = (kind: string): string => requote(sourceOf(['kind'])!, kind);
    if ('unknownKind' in found) {
      problems.push({
        rule: 'reading/unknown-kind',
        message: `hvlint knows no kind '${found.unknownKind}'; did you mean ${found.meant}? The document is not checked`,
        place: rangeOf(['kind']),
        key: found.unknownKind,
        fix: { title: `Write ${found.meant}`, safe: false, range: () => rangeOf(['kind']), text: kindText(found.meant) },
      });
      continue;
    }
    const data = value as Record<string, unknown>;
    if (found.written !== found.kind) {
      data.kind = found.kind;
      problems.push({
        rule: 'reading/enum-casing',
        message: `'${found.written}' is usually spelt '${found.kind}'; hvlint reads both`,
        place: rangeOf(['kind']),
        fix: { title: `Write ${found.kind}`, safe: true, range: () => rangeOf(['kind']), text: kindText(found.kind) },
      });
    }
    const marked = hasDirectives ? takeDirectives(data, [], directives, nodeOf(), base) : undefined;
    const wrong: Problem[] = hasPlaceholders ? placeholders(data, { rangeOf, textOf: (path) => sourceOf(path)?.text }) : [];
    wrong.push(...validateDocument(found.kind, data, index, sourceOf));
    if (result.oddNumbers) wrong.push(...oddNumbers(found.kind, data, index, sourceOf));
    const named = (path: Path): string => [data.name, ...path.map((_, i) => stepName(path.slice(0, i + 1), sourceOf))].join('/');
    problems.push(...wrong.map((p) => ({ ...p, place: located(p.place, rangeOf), key: problemKey(p, named) })));
    const stance = marked?.stance === 'observed' ? 'observed' : (options.stance ?? 'declared');
    documents.push(new SourceDocument(found.kind, data, file, syntax, stance, marked?.complete === true, result, root, base));
  }
  const broken = result.problems.some((p) => p.rule !== 'reading/duplicate-key');
  // A file of another tool may be as broken as it likes; ours is told, and so is what the user named.
  if (ours.size === 0 && !(broken && (options.explicit || mentionsOurKind(file.text)))) return foreign(context, syntax);
  problems.push(...result.problems.filter((p) => p.rule !== 'reading/duplicate-key' || concerns(p, ours, result)));
  return {
    file,
    syntax,
    encoding,
    documents,
    problems,
    foreign: false,
    directives,
    scalars: () => result.nodes().flatMap((node) => scalarRanges(node)),
  };
}

/** What tells problems of one rule in one file apart, wherever lines and items move: the path, with items by name. */
function problemKey({ place, about, key }: Problem, named: (path: Path) => string): string {
  const path = about ?? ('path' in place ? place.path : []);
  const whole = key === undefined || path.at(-1) === key ? path : [...path, key];
  return named(whole);
}

function stepName(path: Path, sourceOf: SourceOf): string {
  const step = path.at(-1)!;
  const name = typeof step === 'number' ? sourceOf([...path, 'name'])?.text.replace(/^(["'])(.*)\1$/, '$2') : undefined;
  return name ?? String(step);
}

/** Whether a problem stands in one of our documents; those of other tools beside them are none of our business. */
function concerns({ place }: Problem, ours: ReadonlySet<number>, result: SyntaxResult): boolean {
  if (ours.size === result.values.length || 'path' in place) return true;
  const root = result.nodes().findLastIndex((node) => node.range.start <= place.start);
  return ours.has(root);
}

/** The documents of a file: each of its roots, and each item of a root that is a list. */
function* roots(values: readonly unknown[]): Generator<{ value: unknown; root: number; base: Path }> {
  for (const [root, value] of values.entries()) {
    if (Array.isArray(value)) for (const [i, item] of value.entries()) yield { value: item, root, base: [i] };
    else yield { value, root, base: WHOLE };
  }
}

/** What `$hvlint` says of the mapping it stands in, besides suppressions: what `hvlint convert` writes. */
interface Marks {
  /** observed: a machine said it. */
  readonly stance?: unknown;
  /** true: made of the configuration of a device, which says everything that is not as the device has it by default. */
  readonly complete?: unknown;
  /** Properties that have a value nobody knows: a default would be a guess. */
  readonly unknown?: unknown;
  /** Lists that hold only a part of what there is. */
  readonly partial?: unknown;
}

/** Takes every `$hvlint` out of a document; returns that of the document itself. */
function takeDirectives(value: unknown, path: Path, into: JsonDirective[], root: SyntaxNode, base: Path): Marks | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  let own: Marks | undefined;
  if (!Array.isArray(value) && Object.hasOwn(value, '$hvlint')) {
    const holder = [...base, ...path];
    const said = (value as Record<string, unknown>).$hvlint;
    own = (said ?? {}) as Marks;
    // Without suppressions it only says what is known.
    if (said === null || typeof said !== 'object' || Object.hasOwn(said, 'disable') || !isMarks(said))
      into.push({
        value: said,
        scope: nodeAt(root, holder)?.node.range ?? { start: 0, end: 0 },
        rangeOf: (deeper) => rangeAt(root, [...holder, '$hvlint', ...deeper]),
      });
    delete (value as Record<string, unknown>).$hvlint;
    for (const key of [own.unknown ?? []].flat())
      if (typeof key === 'string' && !Object.hasOwn(value, key)) markForgotten(value, key);
    for (const key of [own.partial ?? []].flat()) {
      const list = typeof key === 'string' && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
      if (Array.isArray(list)) markPartial(list);
    }
  }
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value))
    takeDirectives(item, [...path, key], into, root, base);
  return own;
}

function isMarks(said: object): boolean {
  return ['stance', 'complete', 'unknown', 'partial'].some((key) => Object.hasOwn(said, key));
}

function scalarRanges(node: SyntaxNode): Range[] {
  const inside = node.members ? [...node.members.values()].flatMap((m) => [m.key, ...scalarRanges(m.value)]) : [];
  for (const part of [...(node.items ?? []), ...(node.merged ?? [])]) inside.push(...scalarRanges(part));
  return node.members || node.items ? inside : [node.whole ?? node.range];
}
