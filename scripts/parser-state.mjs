// js-yaml's parseEvents begins the object that holds its state with a spread. In the V8 of Node 20 such an object gets a map (hidden
// class) of its own at every call, so that no access to it is fast: a whole text is read at a quarter to a third of the speed of
// Node 22. In the bundle the same object is made of its members by name.
import { readFile } from 'node:fs/promises';

const SPREAD = /\.\.\.DEFAULT_PARSER_OPTIONS,\s*\.\.\.options,(?=\s*input:)/;
const BY_NAME =
  'filename: options?.filename ?? DEFAULT_PARSER_OPTIONS.filename, maxDepth: options?.maxDepth ?? DEFAULT_PARSER_OPTIONS.maxDepth,';

/** The text of js-yaml with the state of its parser made by name. Throws when a new release has it otherwise: then look whether this is still needed. */
export function withStateByName(text) {
  if (!SPREAD.test(text))
    throw new Error('js-yaml makes the state of its parser in another way now: see scripts/parser-state.mjs');
  return text.replace(SPREAD, BY_NAME);
}

/** For esbuild, which makes dist/. */
export const parserState = {
  name: 'parser-state',
  setup(build) {
    build.onLoad({ filter: /[\\/]js-yaml[\\/]dist[\\/]js-yaml\.mjs$/ }, async ({ path }) => ({
      contents: withStateByName(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};
