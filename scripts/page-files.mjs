// The script and the style of the review page as text: an import that ends in ?bundled gets the file with all it imports, made small.
import path from 'node:path';
import { build } from 'esbuild';

const SUFFIX = '?bundled';

/** Bundles one file for browsers of the last years; legal comments and source maps stay away, so that the page is one text. */
async function bundled(file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    charset: 'ascii',
    conditions: ['hvlint-source'],
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outputFiles[0].text.trimEnd();
}

/** For esbuild, which makes dist/. */
export const forEsbuild = {
  name: 'page-files',
  setup(build) {
    build.onResolve({ filter: /\?bundled$/ }, ({ path: name, resolveDir }) => ({
      path: path.resolve(resolveDir, name.slice(0, -SUFFIX.length)),
      namespace: 'page-files',
    }));
    build.onLoad({ filter: /.*/, namespace: 'page-files' }, async ({ path: file }) => ({
      contents: await bundled(file),
      loader: 'text',
    }));
  },
};

/** For Vite, which runs the tests. */
export const forVite = {
  name: 'page-files',
  enforce: 'pre',
  resolveId(name, importer) {
    return name.endsWith(SUFFIX) && importer
      ? `\0${path.resolve(path.dirname(importer), name.slice(0, -SUFFIX.length))}${SUFFIX}.js`
      : undefined;
  },
  async load(id) {
    if (!id.startsWith('\0') || !id.endsWith(`${SUFFIX}.js`)) return undefined;
    return `export default ${JSON.stringify(await bundled(id.slice(1, -`${SUFFIX}.js`.length)))};`;
  },
};
