import type { Location } from 'vscode-languageserver/node';
import type { Feature, ServerContext } from './feature.ts';
import { type Mention, rangeOf } from './mentions.ts';
import { type NamedAt, namedAt } from './named-at.ts';

/** From a name to what it is the name of, and to everywhere else it is used. */
export const navigation: Feature = {
  capabilities: () => ({ definitionProvider: true, referencesProvider: true }),
  register(context) {
    const { connection } = context;
    connection.onDefinition(async ({ textDocument, position }) => {
      const named = await nameAt(context, textDocument.uri, position);
      return named
        ? locations(
            context,
            named.mentions().filter(({ defines }) => defines),
          )
        : null;
    });
    connection.onReferences(async ({ textDocument, position, context: { includeDeclaration } }) => {
      const named = await nameAt(context, textDocument.uri, position);
      return named
        ? locations(
            context,
            named.mentions().filter(({ defines }) => includeDeclaration || !defines),
          )
        : null;
    });
  },
};

/** What is named at a place an editor asks about. */
export async function nameAt(
  { session, places }: ServerContext,
  uri: string,
  position: Parameters<ServerContext['places']['offsetAt']>[1],
): Promise<NamedAt | undefined> {
  const path = places.pathOf(uri);
  if (path === undefined) return undefined;
  await session.settled(path);
  const read = session.file(path);
  return read && namedAt(session, path, places.offsetAt(read.file, position));
}

/** Places of names, each once: one text may be read in several ways. */
function locations({ places }: ServerContext, mentions: readonly Mention[]): Location[] {
  const found = mentions.map((mention): Location => {
    const { file } = mention.document;
    return { uri: places.uriOf(file.path), range: places.range(file, rangeOf(mention)) };
  });
  return [...new Map(found.map((location) => [JSON.stringify(location), location])).values()];
}
