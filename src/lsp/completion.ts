import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  CompletionTriggerKind,
} from 'vscode-languageserver/node';
import { stringify } from 'yaml';
import { KINDS } from '#read/document';
import type { SchemaNode } from '#read/schema-node';
import type { Path, SourceFile } from '#text/source-file';
import { visible } from '#text/visible';
import { type Cursor, cursorAt } from './cursor.ts';
import type { Feature, ServerContext } from './feature.ts';
import { Markup } from './markup.ts';
import { choicesFor } from './name-choices.ts';
import { roleAt } from './name-roles.ts';
import { defaultText, expectedText, isCommon, keysOf, schemaAt, typesOf } from './schema-help.ts';

/** Most that is offered at once; an editor asks again when more is typed. */
const MOST = 500;

/** Keys, values and names while they are typed. */
export const completion: Feature = {
  capabilities: () => ({ completionProvider: { triggerCharacters: [':', ' ', '"', '/'] } }),
  register(context) {
    context.connection.onCompletion((params) => complete(context, params));
  },
};

async function complete(context: ServerContext, params: CompletionParams): Promise<CompletionList | null> {
  const { session, places } = context;
  const file = places.pathOf(params.textDocument.uri);
  if (file === undefined) return null;
  // What others describe may be a moment old; waiting for a network of a thousand hosts at every key would be worse.
  if (!session.estateOf(file)) await session.settled(file);
  const source = session.buffer(file);
  const syntax = session.file(file)?.syntax;
  if (!source || (syntax !== undefined && syntax !== 'yaml' && syntax !== 'json')) return null;
  const offset = places.offsetAt(source, params.position);
  const cursor = cursorAt(source.text, offset);
  if (!cursor) return null;
  const offer = new Offer(context, source, cursor, offset);
  offer.fill();
  // Somebody who types a blank wants a value, or nothing.
  const { triggerKind, triggerCharacter } = params.context ?? {};
  const isBlank = triggerKind === CompletionTriggerKind.TriggerCharacter && triggerCharacter === ' ';
  return isBlank && offer.isKeys ? null : offer.list;
}

/** What is offered at one place. */
class Offer {
  private readonly items: CompletionItem[] = [];
  private readonly typed: string;
  private readonly json: boolean;
  private readonly ownLine: boolean;

  constructor(
    private readonly context: ServerContext,
    private readonly source: SourceFile,
    private readonly cursor: Cursor,
    offset: number,
  ) {
    const { word, quote } = cursor;
    this.typed = source.text.slice(word.start + (quote ? 1 : 0), offset).toLowerCase();
    this.json = /\.jsonc?$/i.test(source.path);
    const { text } = source;
    const lineStart = Math.max(text.lastIndexOf('\n', word.start - 1), text.lastIndexOf('\r', word.start - 1)) + 1;
    this.ownLine = /^[ \t]*(?:-[ \t]+)*$/.test(text.slice(lineStart, word.start));
  }

  /** Whether nothing but keys is offered. */
  get isKeys(): boolean {
    return this.items.every(({ kind }) => kind === CompletionItemKind.Property);
  }

  get list(): CompletionList {
    const fitting =
      this.items.length <= MOST
        ? this.items
        : this.items.filter(({ filterText }) => filterText?.toLowerCase().includes(this.typed));
    return { isIncomplete: this.items.length > MOST, items: fitting.slice(0, MOST) };
  }

  fill(): void {
    const { kind, path, slot, mapping } = this.cursor;
    if (slot === 'value' && path.length === 1 && path[0] === 'kind') {
      for (const each of KINDS) this.value(each, CompletionItemKind.EnumMember, schemaAt(each, []), []);
      return;
    }
    if (kind === undefined) {
      const isNew = path.length === 0 && Object.keys(mapping).length === 0;
      if (isNew && (this.ownLine || this.json))
        this.key('kind', { type: 'string', description: 'What the document describes.' }, []);
      return;
    }
    if (slot === 'key') this.keys(path, mapping);
    else this.values(path);
  }

  private keys(path: Path, mapping: Readonly<Record<string, unknown>>): void {
    for (const { key, schema } of keysOf(this.cursor.kind!, path)) if (!Object.hasOwn(mapping, key)) this.key(key, schema, path);
  }

  private values(path: Path): void {
    const { cursor } = this;
    const schema = schemaAt(cursor.kind!, path);
    if (!schema) return;
    const types = typesOf(schema);
    // A list or mapping begins on a line of its own.
    const begins = this.ownLine && !cursor.quote && !this.json && !cursor.inFlow;
    if (
      begins &&
      typeof path.at(-1) === 'string' &&
      types.includes('array') &&
      schemaAt(cursor.kind!, [...path, 0])?.properties?.name
    )
      this.add({ label: '- name:', kind: CompletionItemKind.Snippet, documentation: this.help(schema, path) }, '- name: ');
    const isItem = typeof path.at(-1) === 'number';
    for (const each of schema.enum ?? []) this.value(each, CompletionItemKind.EnumMember, schema, path);
    if (types.includes('boolean')) for (const each of [true, false]) this.value(each, CompletionItemKind.Value, schema, path);
    const role = roleAt(cursor.kind!, path);
    if (role) {
      const estate = this.context.session.estateOf(this.source.path);
      const written = new Set(isItem ? siblingsOf(cursor, path).map((each) => each.toLowerCase()) : []);
      for (const { name, detail } of choicesFor(role, cursor, estate))
        if (!written.has(String(name).toLowerCase())) this.value(name, CompletionItemKind.Reference, undefined, path, detail);
    }
    if (begins && schema.properties && (isItem || !types.includes('string'))) this.keys(path, {});
  }

  private key(key: string, schema: SchemaNode, path: Path): void {
    const { quote, hasColon } = this.cursor;
    const types = typesOf(schema);
    const isBlock =
      !this.cursor.inFlow && !this.json && types.length > 0 && types.every((type) => type === 'array' || type === 'object');
    const written = quote || this.json ? this.quoted(key, quote ?? '"') : key;
    const detail = expectedText(schema);
    this.add(
      {
        label: key,
        kind: CompletionItemKind.Property,
        sortText: `${isCommon(key) ? 'z' : 'k'}${String(this.items.length).padStart(4, '0')}`,
        ...(detail === '' ? {} : { detail }),
        documentation: this.help(schema, [...path, key]),
      },
      hasColon ? written : `${written}:${isBlock ? '' : ' '}`,
    );
  }

  private value(
    value: string | number | boolean,
    kind: CompletionItemKind,
    schema: SchemaNode | undefined,
    path: Path,
    detail?: string,
  ): void {
    this.add(
      {
        label: visible(String(value)),
        kind,
        sortText: `a${String(this.items.length).padStart(4, '0')}`,
        ...(detail === undefined ? {} : { detail: visible(detail) }),
        ...(schema ? { documentation: this.help(schema, path) } : {}),
      },
      this.written(value, kind === CompletionItemKind.EnumMember),
    );
  }

  private help(schema: SchemaNode, path: Path) {
    const formats = this.context.client.capabilities.textDocument?.completion?.completionItem?.documentationFormat ?? [];
    const markup = new Markup(formats[0] === 'markdown').text(schema.description ?? '');
    const byDefault = this.cursor.kind && defaultText(this.cursor.kind, path);
    if (byDefault) markup.text(`Not written: ${byDefault}.`);
    return markup.content;
  }

  /** A value as it has to be written here. */
  private written(value: string | number | boolean, isWord: boolean): string {
    const { quote, inFlow } = this.cursor;
    if (quote) return this.quoted(String(value), quote);
    if (this.json) return JSON.stringify(value);
    if (typeof value !== 'string' || (isWord && /^[\w.-]+$/.test(value))) return String(value);
    if (inFlow && /[,[\]{}]/.test(value)) return JSON.stringify(value);
    const plain = stringify(value, { lineWidth: 0, defaultStringType: 'PLAIN' }).trimEnd();
    return /[\r\n]/.test(plain) ? JSON.stringify(value) : plain;
  }

  private quoted(text: string, quote: '"' | "'"): string {
    return quote === '"' ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
  }

  private add(item: CompletionItem, text: string): void {
    const { cramped, word } = this.cursor;
    const newText = cramped ? ` ${text}` : text;
    this.items.push({ ...item, filterText: newText, textEdit: { range: this.context.places.range(this.source, word), newText } });
  }
}

/** What stands in the same list already. */
function siblingsOf({ data }: Cursor, path: Path): string[] {
  let value: unknown = data;
  for (const step of path.slice(0, -1)) value = (value as Record<string | number, unknown> | undefined)?.[step];
  return Array.isArray(value)
    ? value.flatMap((item) => (typeof item === 'string' || typeof item === 'number' ? String(item) : []))
    : [];
}
