// npm run e2e:vscode: the extension in Visual Studio Code itself, as code-server, in a headless Chromium.
// HVLINT_CODE_SERVER names the folder of npm's code-server, HVLINT_CODE_NODE the Node it was built for. No part of npm test: it takes a minute, and building code-server several.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const { HVLINT_CODE_SERVER: server, HVLINT_CODE_NODE: node = process.execPath } = process.env;
if (!server) fail('HVLINT_CODE_SERVER is to name the folder of code-server (node_modules/code-server)');
const extension = `${root}editors/vscode/build`;
if (!existsSync(`${extension}/out/extension.js`)) fail('first: npm run package:vscode');

const work = mkdtempSync(path.join(tmpdir(), 'hvlint-e2e-'));
const folder = path.join(work, 'estate');
cpSync(`${root}examples/contoso-broken`, folder, { recursive: true });
const hvlint = (...args) =>
  JSON.parse(spawnSync(node, [`${root}dist/hvlint.js`, '-f', 'json', ...args], { cwd: folder, encoding: 'utf8' }).stdout);
const places = () =>
  hvlint()
    .findings.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`)
    .sort();
const before = places();
const seenFile = path.join(work, 'seen.json');
const port = 20_000 + (process.pid % 10_000);
const editor = spawn(
  node,
  [
    `${server}/out/node/entry.js`,
    ...['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none', '--disable-telemetry', '--disable-update-check'],
    ...['--disable-workspace-trust', '--disable-getting-started-override', '--vscode-option', 'enable-smoke-test-driver'],
    ...['--user-data-dir', path.join(work, 'user'), '--extensions-dir', path.join(work, 'extensions')],
  ],
  { env: { ...process.env, HVLINT_SEEN: seenFile, HOME: work }, stdio: ['ignore', 'pipe', 'pipe'] },
);
let said = '';
for (const stream of [editor.stdout, editor.stderr]) stream.on('data', (data) => (said += data));
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
  existsSync(file),
);
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
try {
  await until(() => said.includes('HTTP server listening'), 60_000, 'code-server listens');
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const remote = (file) => `vscode-remote://127.0.0.1:${port}${file}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(`${root}editors/vscode/e2e/suite.cjs`)],
  ];
  await page.goto(
    `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`,
  );
  await until(() => existsSync(seenFile) && readFileSync(seenFile, 'utf8').endsWith('}'), 180_000, 'the suite has ended');
  const picture = process.argv[2] ?? path.join(tmpdir(), 'hvlint-vscode.png');
  await page.screenshot({ path: picture });
  const seen = JSON.parse(readFileSync(seenFile, 'utf8'));
  writeFileSync(seenFile, 'done');
  check(seen, before, places());
  console.log(`Visual Studio Code: as it should be; ${picture}`);
} catch (error) {
  console.error(String(error), said.slice(-2000));
  process.exitCode = 1;
} finally {
  await browser.close();
  editor.kill();
  await new Promise((resolve) => editor.once('exit', resolve));
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}

function check(seen, atFirst, afterFix) {
  const wrong = [
    ['the suite ran', seen.problem, undefined],
    ['the markers are the findings', seen.markers, atFirst],
    ['the fix was applied', /GuestA, switchType: External/.test(seen.fixed), true],
    ['the marker vanished', seen.vanished, true],
    ['hover says something', /\S/.test(seen.hover), true],
    ['completion offers values', seen.completion?.includes('Static'), true],
    ['rename goes across files', seen.renamed?.sort(), ['hosts/hv03.yaml', 'vms/hv03.yaml']],
    ['the task has the matcher', seen.task, { matchers: ['$hvlint'], exit: 1 }],
    ['the markers after the task are the findings', seen.afterTask, [...new Set(afterFix)]],
    ['the task has found every one', seen.once, []],
    ['picture and report are shown', ['hvlint: picture', 'hvlint: report'].every((tab) => seen.tabs?.includes(tab)), true],
  ].filter(([, is, should]) => JSON.stringify(is) !== JSON.stringify(should));
  for (const [what, is, should] of wrong) {
    const lost = Array.isArray(should) && Array.isArray(is) ? should.filter((each) => !is.includes(each)) : should;
    const more = Array.isArray(should) && Array.isArray(is) ? is.filter((each) => !should.includes(each)) : is;
    console.error(`not so: ${what}\n  wanted ${JSON.stringify(lost)}\n  seen ${JSON.stringify(more)} (${is?.length})`);
  }
  if (wrong.length > 0) throw new Error('Visual Studio Code: not as it should be');
}

async function until(isSo, time, what) {
  for (const end = Date.now() + time; !isSo(); ) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
