import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BIN, CLEAN, folderWith, GUILTY } from './run-hvlint.ts';

vi.setConfig({ testTimeout: 60_000 });

const RULE = 'vlan/nic-vlan-filter-on-team-member';
const WAITING = 'watching for changes; Ctrl-C ends it';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A watching hvlint. */
function watching(cwd: string, ...args: string[]) {
  const child = spawn(process.execPath, [BIN, '--watch', '--no-color', '-f', 'unix', ...args], { cwd });
  started.push(child);
  let out = '';
  let err = '';
  let runs = 0;
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString();
  });
  const until = async (what: () => boolean): Promise<void> => {
    for (const end = Date.now() + 20_000; !what() && Date.now() < end; )
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    if (!what()) throw new Error(`waited in vain; standard error: ${err}`);
  };
  return {
    /** What one more run prints and tells. */
    async next(): Promise<{ out: string; err: string }> {
      runs++;
      await until(() => err.split(WAITING).length > runs);
      const said = { out, err };
      out = '';
      return said;
    },
    runs: () => err.split(WAITING).length - 1,
    async end(signal: NodeJS.Signals): Promise<number | null> {
      const code = new Promise<number | null>((resolve) => {
        child.once('exit', resolve);
      });
      child.kill(signal);
      return code;
    },
  };
}

describe('--watch', () => {
  it('runs again after changed, new and removed files, and ends by Ctrl-C', async () => {
    const cwd = folderWith({ 'hosts/hv02.yaml': CLEAN });
    const hvlint = watching(cwd);
    expect((await hvlint.next()).out).toBe('');
    writeFileSync(path.join(cwd, 'hosts/hv01.yaml'), GUILTY);
    const second = await hvlint.next();
    expect(second.out).toContain(`[${RULE}]`);
    expect(second.err).toMatch(/\d\d:\d\d:\d\d hosts\/hv01\.yaml has changed\n/);
    writeFileSync(path.join(cwd, 'hosts/hv01.yaml'), GUILTY.replace('    vlanId: 42\n', ''));
    expect((await hvlint.next()).out).toBe('');
    mkdirSync(path.join(cwd, 'new/deep'), { recursive: true });
    writeFileSync(path.join(cwd, 'new/deep/hv03.yaml'), GUILTY.replace('hv01', 'hv03'));
    expect((await hvlint.next()).out).toContain('new/deep/hv03.yaml:6');
    expect(await hvlint.end('SIGINT')).toBe(0);
  });

  it('waits out a broken configuration, also one above what is watched', async () => {
    const cwd = folderWith({ 'hvlint.config.yaml': '', 'hosts/hv01.yaml': GUILTY });
    const hvlint = watching(cwd, 'hosts');
    expect((await hvlint.next()).out).toContain(RULE);
    writeFileSync(path.join(cwd, 'hvlint.config.yaml'), 'rulez: {}\n');
    const broken = await hvlint.next();
    expect([broken.out, broken.err.includes("the key 'rulez' is unknown here")]).toEqual(['', true]);
    writeFileSync(path.join(cwd, 'hvlint.config.yaml'), 'rules: { vlan/*: off }\n');
    expect((await hvlint.next()).out).toBe('');
    expect(await hvlint.end('SIGTERM')).toBe(0);
  });

  it('does not run because of what it writes itself', async () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY });
    const hvlint = watching(cwd, '--cache', '-f', 'json=out/report.json');
    await hvlint.next();
    await new Promise((resolve) => {
      setTimeout(resolve, 700);
    });
    expect(hvlint.runs()).toBe(1);
    expect(readFileSync(path.join(cwd, 'out/report.json'), 'utf8')).toContain(RULE);
    writeFileSync(path.join(cwd, 'hv01.yaml'), CLEAN);
    await hvlint.next();
    await hvlint.end('SIGINT');
  });
});
