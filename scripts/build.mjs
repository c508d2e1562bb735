// Builds dist/: the command and the library in few files, everything they need inlined, and the type declarations.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import './generate-validators.mjs';
import { forEsbuild } from './page-files.mjs';
import { parserState } from './parser-state.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
// Built aside and put in place when it is whole: whoever runs hvlint meanwhile runs the one before.
const fresh = `${root}dist.${process.pid}`;
const { metafile } = await build({
  entryPoints: { hvlint: `${root}src/cli/hvlint.ts`, index: `${root}src/index.ts` },
  absWorkingDir: root,
  outdir: fresh,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  conditions: ['hvlint-source'],
  mainFields: ['module', 'main'],
  plugins: [forEsbuild, parserState],
  alias: { 'eslint-rule-docs': `${root}scripts/empty.mjs` },
  minify: true,
  metafile: true,
  legalComments: 'none',
  define: { HVLINT_VERSION: JSON.stringify(version) },
  banner: { js: "import{createRequire as __hvlintRequire}from'node:module';const require=__hvlintRequire(import.meta.url);" },
  logLevel: 'warning',
});
writeFileSync(`${fresh}/THIRD-PARTY-NOTICES.txt`, notices(Object.keys(metafile.inputs)));
rmSync(`${root}dist`, { recursive: true, force: true });
renameSync(fresh, `${root}dist`);
if (!process.argv.includes('--no-types'))
  execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}tsconfig.types.json`], {
    stdio: 'inherit',
  });

/** The licences of the packages that are inlined. */
function notices(inputs) {
  const packages = new Set(inputs.flatMap((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []));
  return [...packages]
    .sort()
    .map((folder) => {
      const { name, version: at, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      const file = ['LICENSE', 'license', 'LICENSE.md', 'LICENSE.txt', 'license.md']
        .map((f) => join(root, folder, f))
        .find(existsSync);
      return `${name} ${at} (${license})\n\n${file ? readFileSync(file, 'utf8').trim() : ''}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
