// npm start: lints examples/ as a user would, and ends well although the broken examples have findings.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
if (!existsSync(`${root}dist/hvlint.js`)) await import('./build.mjs');
const { status } = spawnSync(process.execPath, [`${root}dist/hvlint.js`, 'examples', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
console.error(
  `hvlint ended with exit code ${status}${status === 1 ? ': there are errors, as there should be in the broken examples' : ''}`,
);
process.exitCode = status === 1 ? 0 : (status ?? 2);
