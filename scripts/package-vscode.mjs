// npm run package:vscode: makes editors/vscode/hvlint-VERSION.vsix, the extension with the server in it.
// What it is made with is installed beside it, so that whoever only wants hvlint does not wait for it.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { documentSchema } from './document-schema.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const home = `${root}editors/vscode/`;
const made = `${home}build/`;
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

if (!existsSync(`${home}node_modules/@vscode/vsce`)) run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], home);
run(process.execPath, ['scripts/build.mjs', '--no-types'], root);
run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', `${home}tsconfig.json`], root);

rmSync(made, { recursive: true, force: true });
mkdirSync(`${made}server`, { recursive: true });
await build({
  entryPoints: [`${home}src/extension.ts`],
  outfile: `${made}out/extension.js`,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  logLevel: 'warning',
});
const { devDependencies: _, private: __, ...manifest } = JSON.parse(readFileSync(`${home}package.json`, 'utf8'));
write('package.json', { ...manifest, version });
for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md'])
  cpSync(existsSync(`${home}${file}`) ? `${home}${file}` : `${root}${file}`, `${made}${file}`);
// The server, laid out as the package of npm is.
write('server/package.json', { name: 'hvlint', version, type: 'module' });
for (const folder of ['schemas', 'src/collect']) cpSync(`${root}${folder}`, `${made}server/${folder}`, { recursive: true });
cpSync(`${root}dist`, `${made}server/dist`, { recursive: true, filter: (file) => !/\/dist\/types(\/|$)/.test(file) });
cpSync(`${root}rules`, `${made}server/rules`, { recursive: true, filter: (file) => !file.endsWith('.ts') });
write('server/schemas/document.schema.json', documentSchema(`${root}schemas/`));

for (const old of readdirSync(home).filter((file) => file.endsWith('.vsix'))) rmSync(`${home}${old}`);
const file = `${home}hvlint-${version}.vsix`;
const vsce = [
  `${home}node_modules/@vscode/vsce/vsce`,
  'package',
  '--no-dependencies',
  '--skip-license',
  '--no-rewrite-relative-links',
  '--out',
  file,
];
run(process.execPath, [...vsce, '--allow-missing-repository'], made);

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

function write(name, data) {
  writeFileSync(`${made}${name}`, `${JSON.stringify(data, null, 2)}\n`);
}
