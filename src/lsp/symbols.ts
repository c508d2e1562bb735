import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver/node';
import { nameOfItem } from '#model/item-name';
import type { Document } from '#read/document';
import { nodeAt } from '#read/syntax-node';
import type { Path, Range } from '#text/source-file';
import { visible } from '#text/visible';
import type { Feature, ServerContext } from './feature.ts';

/** How things are drawn in an outline, by the list they stand in. */
const KINDS: Readonly<Record<string, SymbolKind>> = {
  nics: SymbolKind.Interface,
  ports: SymbolKind.Interface,
  networkAdapters: SymbolKind.Interface,
  hostAdapters: SymbolKind.Interface,
  teamNics: SymbolKind.Interface,
  teams: SymbolKind.Class,
  portChannels: SymbolKind.Class,
  vmSwitches: SymbolKind.Module,
  vlans: SymbolKind.Number,
  svis: SymbolKind.Number,
};
/** Members that are shown in the outline where their items have names; notes are no things. */
const HIDDEN: ReadonlySet<string> = new Set(['metadata', '$hvlint', 'members', 'lldpNeighbors', 'statistics']);
const MAX_DEPTH = 6;

/** The things of a file. */
export const symbols: Feature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  register(context) {
    const { connection, session, places, client } = context;
    connection.onDocumentSymbol(async ({ textDocument: { uri } }) => {
      const path = places.pathOf(uri);
      if (path === undefined) return null;
      await session.settled(path);
      const read = session.file(path);
      if (!read) return null;
      const found = read.documents.map((document) => symbolOf(context, document));
      const { documentSymbol } = client.capabilities.textDocument ?? {};
      return documentSymbol?.hierarchicalDocumentSymbolSupport === true
        ? found
        : found.flatMap((each) => flat(each, uri, undefined));
    });
  },
};

function symbolOf(context: ServerContext, document: Document): DocumentSymbol {
  const { name } = document.data as { name?: unknown };
  const root = document.syntaxNode?.();
  return {
    ...named(name ?? document.kind, document.kind, SymbolKind.Namespace),
    ...rangesOf(context, document, [], root?.whole ?? root?.range),
    children: below(context, document, document.data, [], 0),
  };
}

function below(context: ServerContext, document: Document, value: unknown, path: Path, depth: number): DocumentSymbol[] {
  if (depth > MAX_DEPTH || value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (HIDDEN.has(key) || member === null || typeof member !== 'object') return [];
    const here = [...path, key];
    if (!Array.isArray(member)) return below(context, document, member, here, depth + 1);
    return member.flatMap((item, i) => {
      const name = item !== null && typeof item === 'object' ? nameIn(item) : undefined;
      if (name === undefined) return [];
      const own = [...here, i];
      const root = document.syntaxNode?.();
      const node = root && nodeAt(root, own)?.node;
      return [
        {
          ...named(name, key, KINDS[key] ?? SymbolKind.Object),
          ...rangesOf(context, document, own, node?.whole ?? node?.range),
          children: below(context, document, item, own, depth + 1),
        },
      ];
    });
  });
}

function nameIn(item: object): unknown {
  const { name, id, vlanId } = item as Record<string, unknown>;
  return name ?? id ?? vlanId ?? nameOfItem(item);
}

function named(name: unknown, detail: string, kind: SymbolKind): Pick<DocumentSymbol, 'name' | 'detail' | 'kind'> {
  // An editor refuses a symbol without a name.
  return { name: visible(String(name)).trim() || '(no name)', detail, kind };
}

function rangesOf(
  { places }: ServerContext,
  document: Document,
  path: Path,
  whole: Range | undefined,
): Pick<DocumentSymbol, 'range' | 'selectionRange'> {
  const shown = document.rangeOf(path);
  const range = whole ? { start: Math.min(whole.start, shown.start), end: Math.max(whole.end, shown.end) } : shown;
  return { range: places.range(document.file, range), selectionRange: places.range(document.file, shown) };
}

function flat(
  { name, kind, range, children }: DocumentSymbol,
  uri: string,
  containerName: string | undefined,
): SymbolInformation[] {
  return [
    { name, kind, location: { uri, range }, ...(containerName === undefined ? {} : { containerName }) },
    ...(children ?? []).flatMap((child) => flat(child, uri, name)),
  ];
}
