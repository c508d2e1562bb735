import { LSPErrorCodes, ResponseError, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver/node';
import { parse, stringify } from 'yaml';
import { firstLabel, nameKey } from '#model/names';
import type { Document } from '#read/document';
import type { Edit, Path } from '#text/source-file';
import { visible } from '#text/visible';
import type { Feature, ServerContext } from './feature.ts';
import { keyOf, type Mention, Mentions, type Thing } from './mentions.ts';
import type { NamedAt } from './named-at.ts';
import { nameAt } from './navigation.ts';

/** One thing under another name, in every file that names it. */
export const rename: Feature = {
  capabilities: ({ capabilities }) => ({
    renameProvider: capabilities.textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  register(context) {
    const { connection, places } = context;
    connection.onPrepareRename(async ({ textDocument, position }) => {
      const named = await nameAt(context, textDocument.uri, position);
      if (!named) return null;
      concerned(named);
      return { range: places.range(named.mention.document.file, named.range), placeholder: named.mention.text };
    });
    connection.onRenameRequest(async ({ textDocument, position, newName }) => {
      const named = await nameAt(context, textDocument.uri, position);
      if (!named) refuse('Nothing here has a name that hvlint knows.');
      return workspaceEdit(context, renamed(named, newName.trim()));
    });
  },
};

function refuse(message: string): never {
  throw new ResponseError(LSPErrorCodes.RequestFailed, message);
}

/** What is to be renamed with what is meant: a Hyper-V switch a VM may find on several hosts has one name on all of them. */
function concerned({ estate, vlan, things, mention }: NamedAt): {
  readonly things: readonly Thing[];
  readonly mentions: readonly Mention[];
} {
  if (vlan !== undefined) refuse('A VLAN is its number; hvlint does not renumber VLANs.');
  if (things.length === 0) refuse(`Nothing that is described is called ${visible(mention.text)}.`);
  const all = Mentions.of(estate);
  const found = new Map(things.map((thing) => [keyOf(thing), thing]));
  for (;;) {
    const mentions = all.all([...found.values()]);
    const before = found.size;
    for (const each of mentions) for (const thing of each.things) found.set(keyOf(thing), thing);
    if (found.size > before) continue;
    const fixed = mentions.find(({ document }) => !isEdited(document));
    if (fixed)
      refuse(
        `${visible(mention.text)} is also named in ${visible(fixed.document.file.path.split('/').at(-1)!)}, which says what a machine has and is not edited. Rename it there first.`,
      );
    return { things: [...found.values()], mentions };
  }
}

function isEdited({ editable, syntax }: Document): boolean {
  return editable && (syntax === 'yaml' || syntax === 'json');
}

function renamed(named: NamedAt, newName: string): readonly Edit[] {
  const { things, mentions } = concerned(named);
  const { sort } = things[0]!;
  if (newName === '' || /\p{Cc}/u.test(newName)) refuse('A name has at least one character, and no control characters.');
  if ((sort === 'host' || sort === 'switch') && newName.includes('/')) refuse('The name of a machine has no slash.');
  const all = Mentions.of(named.estate);
  const own = new Set(things.map(keyOf));
  for (const thing of things) {
    const other = { ...thing, name: newName };
    if (!own.has(keyOf(other)) && all.all([other]).some(({ defines }) => defines))
      refuse(`There is another ${visible(newName)} already.`);
  }
  const edits = new Map<string, Edit>();
  for (const mention of mentions) {
    const edit = edited(mention, newName);
    edits.set(`${edit.file.path}\n${edit.range.start}`, edit);
  }
  return [...edits.values()];
}

function edited({ document, path, text, from, things }: Mention, newName: string): Edit {
  const range = document.rangeOf(path);
  const written = document.file.text.slice(range.start, range.end);
  const value = String(valueAt(document.data, path));
  const name = things.some(({ sort }) => sort === 'host') ? machineName(text, things[0]!.name, newName) : newName;
  const start = from ?? 0;
  const next = value.slice(0, start) + name + value.slice(start + text.length);
  let read: unknown;
  try {
    read = parse(written);
  } catch {
    read = undefined;
  }
  if (String(read) !== value)
    refuse(`${visible(text)} is written in ${visible(document.file.path.split('/').at(-1)!)} in a way hvlint does not rewrite.`);
  // The number of a port-channel stays a number.
  const isNumber = typeof read === 'number' && /^\d+$/.test(next);
  return { file: document.file, range, text: isNumber ? next : scalar(next, written, document) };
}

/** A machine may be called by its bare name or by its DNS name; each stays what it is. */
function machineName(text: string, known: string, newName: string): string {
  if (nameKey(text) === nameKey(known)) return newName;
  if (text.includes('.') && !newName.includes('.')) return newName + text.slice(text.indexOf('.'));
  return text.includes('.') || firstLabel(text) !== nameKey(text) ? newName : newName.split('.', 1)[0]!;
}

/** A text as a scalar, with the quotes that were there. */
function scalar(value: string, written: string, { syntax }: Document): string {
  if (syntax === 'json' || written.startsWith('"')) return JSON.stringify(value);
  if (written.startsWith("'")) return `'${value.replaceAll("'", "''")}'`;
  if (/[,[\]{}]/.test(value)) return JSON.stringify(value);
  const plain = stringify(value, { lineWidth: 0 }).trimEnd();
  return /[\r\n]/.test(plain) ? JSON.stringify(value) : plain;
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], data);
}

/** As `changes`, which every client takes, unless it has declared the newer form. */
function workspaceEdit({ places, client }: ServerContext, edits: readonly Edit[]): WorkspaceEdit {
  const files = new Map<string, TextEdit[]>();
  for (const { file, range, text } of edits)
    files.set(file.path, [...(files.get(file.path) ?? []), { range: places.range(file, range), newText: text }]);
  if (!client.takesDocumentChanges)
    return { changes: Object.fromEntries([...files].map(([file, own]) => [places.uriOf(file), own])) };
  return {
    documentChanges: [...files].map(([file, own]) => ({
      textDocument: { uri: places.uriOf(file), version: places.versionOf(file) },
      edits: own,
    })),
  };
}
