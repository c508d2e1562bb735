// npm run bench: whole hvlint processes against the floor of the same run. Machines differ and are noisy; the ratios are what counts.
//
//   npm run bench            1,000 hosts in YAML and JSON, start-up, planted faults
//   npm run bench -- --big   10,000 hosts too
//   npm run bench -- --lsp   only the language server: a keystroke in 1,000 hosts, and its memory over 10,000 edits
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { keystrokes, memoryOfEdits } from './editor.mjs';
import { writeFleet } from './fleet.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const hvlint = join(root, 'dist', 'hvlint.js');
const work = join(tmpdir(), 'hvlint-bench');
const runs = 5;
mkdirSync(work, { recursive: true });

// The floor is bundled as hvlint is: loading many small files is not what is compared.
const floor = join(work, 'floor.mjs');
await build({
  entryPoints: [join(root, 'bench', 'floor.mjs')],
  bundle: true,
  format: 'esm',
  platform: 'node',
  outfile: floor,
  mainFields: ['module', 'main'],
  logLevel: 'error',
  banner: { js: "import{createRequire as __r}from'node:module';const require=__r(import.meta.url);" },
});

/** Peak memory is printed by the process itself as it ends. */
const peak = join(work, 'peak.mjs');
writeFileSync(peak, "process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS + '\\n'));\n");

function once(args) {
  const start = process.hrtime.bigint();
  const result = spawnSync(process.execPath, ['--import', peak, ...args], { encoding: 'utf8', maxBuffer: 1 << 30 });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  return {
    ms,
    status: result.status,
    stdout: result.stdout,
    stderr: result.stderr,
    mb: Number(/peak (\d+)/.exec(result.stderr)?.[1] ?? 0) / 1024,
  };
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
if (process.argv.includes('--lsp')) process.exit((await editing()) && (await editingLong()) ? 0 : 1);

/** Runs alternate, so that a slow minute of the machine hits both. */
function compare(a, b, times = runs) {
  const left = [];
  const right = [];
  once(a);
  once(b);
  for (let i = 0; i < times; i++) {
    left.push(once(a));
    right.push(once(b));
  }
  const [x, y] = [left, right].map((list) => median(list.map((r) => r.ms)));
  return { ms: x, floorMs: y, ratio: x / y, mb: Math.max(...left.map((r) => r.mb)), last: left.at(-1) };
}

const rows = [];
const row = (what, { ms, floorMs, ratio, mb }, gate, goal, note = '') => {
  rows.push({ what, ms, floorMs, ratio, mb, gate, goal });
  console.log(
    `${what.padEnd(34)} ${ms.toFixed(0).padStart(7)} ms ${floorMs.toFixed(0).padStart(7)} ms   ratio ${ratio.toFixed(2).padStart(5)}  (gate ${gate}, goal ${goal})  peak ${mb.toFixed(0)} MB ${note}`,
  );
};
console.log(`${'what'.padEnd(34)} ${'hvlint'.padStart(10)} ${'floor'.padStart(10)}`);

const lintArgs = (folder) => [hvlint, folder, '--no-color', '--no-progress', '-f', 'json', '--no-config-lookup'];
const sizes = process.argv.includes('--big') ? [1000, 10000] : [1000];
let failed = false;
for (const hosts of sizes)
  for (const format of ['yaml', 'json']) {
    const folder = join(work, `${hosts}-${format}`);
    const { bytes, files } = writeFleet({ hosts, out: folder, format });
    const result = compare(lintArgs(folder), [floor, folder], hosts > 1000 ? 3 : runs);
    const found = JSON.parse(result.last.stdout).findings.length;
    row(
      `${hosts} hosts, ${format}`,
      result,
      format === 'yaml' ? 2 : 4,
      format === 'yaml' ? 1.6 : 3,
      `= ${((result.mb * 1024 * 1024) / bytes).toFixed(1)} per byte; ${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${found} findings (healthy: 0)`,
    );
    failed ||= found > 0;
  }

// Nothing has changed: the cache against a run without one.
for (const strategy of ['content', 'metadata']) {
  const folder = join(work, '1000-yaml');
  const cache = ['--cache', '--cache-strategy', strategy, '--cache-location', join(work, `cache-${strategy}`)];
  const result = compare([...lintArgs(folder), ...cache], lintArgs(folder));
  row(`1000 hosts, cached by ${strategy}`, result, 0.3, 0.2, 'against hvlint without the cache');
  if (result.last.stdout !== once(lintArgs(folder)).stdout) {
    console.log(`WRONG: the cache by ${strategy} gives another result`);
    failed = true;
  }
}

failed = !(await editing()) || failed;
const small = join(work, 'one');
writeFleet({ hosts: 1, out: small, format: 'yaml' });
row('hvlint --version / node -e 0', compare([hvlint, '--version'], ['-e', '0'], 15), 1.5, 1.3);
row(
  'one host file / node -e 0',
  compare([hvlint, join(small, 'hosts/r0000/hv-00000.yaml'), '-f', 'json'], ['-e', '0'], 15),
  '-',
  2.5,
);

const faulty = join(work, 'faulty');
const { planted } = writeFleet({ hosts: 1000, out: faulty, format: 'yaml', faults: 0.15 });
const { findings } = JSON.parse(once(lintArgs(faulty)).stdout);
const missed = planted.filter((p) => !findings.some((f) => f.rule === p.rule && p.files.some((file) => f.file.endsWith(file))));
const count = (list) => list.reduce((tally, rule) => tally.set(rule, (tally.get(rule) ?? 0) + 1), new Map());
const sorts = count(planted.map((p) => p.rule));
const beside = count(planted.flatMap((p) => p.beside));
const tally = count(findings.map((f) => f.rule));
const others = findings.filter((f) => !sorts.has(f.rule) && !beside.has(f.rule));
const expected = (rule) => (sorts.get(rule) ?? 0) + (beside.get(rule) ?? 0);
const more = [...tally].reduce((sum, [rule, n]) => sum + Math.max(0, n - expected(rule)), 0);
console.log(
  `planted ${planted.length} faults of ${sorts.size} sorts, found ${planted.length - missed.length}; findings ${findings.length}, of other rules ${others.length}, more than expected ${more}`,
);
for (const m of missed) console.log(`  missed ${m.rule} on ${m.host}`);
for (const rule of [...new Set([...sorts.keys(), ...tally.keys()])].sort()) {
  const found = (sorts.get(rule) ?? 0) - missed.filter((m) => m.rule === rule).length;
  const also = beside.has(rule) ? `, beside other faults ${beside.get(rule)}` : '';
  console.log(`  ${rule}: planted ${sorts.get(rule) ?? 0}, found ${found}${also}; findings ${tally.get(rule) ?? 0}`);
}
for (const { what, ratio, gate } of rows)
  if (typeof gate === 'number' && ratio > gate) {
    console.log(`OVER THE GATE: ${what}: ${ratio.toFixed(2)} > ${gate}`);
    failed = true;
  }
if (missed.length > 0 || more > 0) failed = true;
process.exitCode = failed ? 1 : 0;

/** A keystroke in 1,000 hosts, from the change to the marker in another file, without the wait for more keystrokes. */
async function editing() {
  const goal = 100;
  const folder = join(work, 'edited');
  writeFleet({ hosts: 1000, out: folder, format: 'yaml' });
  const { times, mb } = await keystrokes(folder);
  const at = (share) => times[Math.floor((times.length - 1) * share)];
  console.log(
    `keystroke in 1000 hosts            ${at(0.5).toFixed(0).padStart(7)} ms  (nine of ten within ${at(0.9).toFixed(0)} ms; goal ${goal} ms)  ${mb.toFixed(0)} MB`,
  );
  return at(0.5) <= goal;
}

/** Resident memory of the server, thousand by thousand edits: the last must not be above what it was when it was warm. */
async function editingLong() {
  const folder = join(work, 'edited-long');
  writeFleet({ hosts: 100, out: folder, format: 'yaml' });
  const memory = await memoryOfEdits(folder);
  console.log(`memory over 10,000 edits in 100 hosts, MB: ${memory.map((mb) => mb.toFixed(0)).join(' ')}`);
  return median(memory.slice(-3)) <= 1.2 * median(memory.slice(1, 4));
}
