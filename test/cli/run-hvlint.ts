import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';

/** The built command. */
export const BIN = process.env.HVLINT_BIN ?? new URL('../../dist/hvlint.js', import.meta.url).pathname;
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files, removed after the test. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hvlint-test-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** What the environment of a build service, and of whoever runs the tests, says about colours and annotations. */
const TELLING = /^(?:NO_COLOR|FORCE_COLOR|CI|CI_.*|TF_BUILD|BUILD_.*|TEAMCITY_VERSION|GITLAB_CI|GITHUB_.*)$/;

/** Runs the built command as a user would, without a terminal. */
export function hvlint(
  cwd: string,
  args: readonly string[],
  input?: string | Buffer,
  more: Readonly<Record<string, string>> = {},
): Ran {
  const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !TELLING.test(name))), ...more };
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 60_000,
    ...(input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input }),
  });
  return { status, out: stdout, err: stderr };
}

/** Runs it as somebody who may read no file that is closed: root may read them all. The folder is opened to others. */
export function hvlintAsAnybody(cwd: string, args: readonly string[]): Ran {
  const { uid, gid } = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : { uid: undefined, gid: undefined };
  chmodSync(cwd, 0o755);
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid }),
  });
  return { status, out: stdout, err: stderr };
}

/** The same, with the bytes of standard output. */
export function hvlintBytes(cwd: string, args: readonly string[]): { readonly status: number | null; readonly out: Buffer } {
  const { status, stdout } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    timeout: 60_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, out: stdout };
}

interface ReportedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly fingerprint: string;
}

/** Findings of a run with `-f json`. */
export function findings(ran: Ran): ReportedFinding[] {
  return (JSON.parse(ran.out) as { findings: ReportedFinding[] }).findings;
}

export const GUILTY = `kind: host
name: hv01
os: 2019
nics:
  - name: NIC1
    vlanId: 42
  - name: NIC2
teams:
  - name: Team1
    members: [NIC1, NIC2]
`;

export const CLEAN = `kind: host
name: hv02
os: 2019
nics:
  - name: NIC1
  - name: NIC2
`;
