// npm run check: everything CI runs. Stops at the first thing that is not right.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name, file) => [process.execPath, `${root}node_modules/${name}/${file}`];
const steps = [
  ['build', process.execPath, 'scripts/build.mjs'],
  ['generated files', process.execPath, 'scripts/generate.mjs', '--check'],
  ['types', ...bin('typescript', 'bin/tsc'), '-p', 'tsconfig.json'],
  ["types of the page's script", ...bin('typescript', 'bin/tsc'), '-p', 'src/report/page/browser/tsconfig.json'],
  ['lint and format', ...bin('@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings', '.'],
  ['tests and floors', ...bin('vitest', 'vitest.mjs'), 'run'],
].filter(([what]) => what !== 'tests and floors' || !process.argv.includes('--without-tests'));
for (const [what, command, ...args] of steps) {
  console.log(`\n== ${what}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`${what}: failed`);
    process.exit(1);
  }
}
console.log('\nall checks passed');
