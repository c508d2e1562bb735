import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderWith, hvlint } from '../cli/run-hvlint.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Another one than that of the machine can be named, to try a newer. */
const NVIM = process.env.HVLINT_NVIM ?? ['/usr/bin/nvim', '/usr/local/bin/nvim', '/opt/homebrew/bin/nvim'].find(existsSync);
const FILE = 'hosts/hv03.yaml';

interface Marker {
  readonly rule: string;
  readonly line: number;
  readonly column: number;
  readonly severity: number;
  readonly source: string;
}

/** What neovim.lua writes. */
interface Seen {
  readonly problem?: string;
  readonly opened: readonly Marker[];
  readonly offered: readonly string[];
  readonly fixed: string;
  readonly vanished: boolean;
  readonly after: readonly Marker[];
  readonly returned: boolean;
  readonly can: { readonly hover: boolean; readonly completion: boolean; readonly definition: boolean; readonly rename: boolean };
  readonly hover?: string;
  readonly completion?: readonly string[];
  readonly definition?: number;
  readonly interface?: number;
  /** Texts that have the new name, by file. */
  readonly renamed?: Readonly<Record<string, string>>;
  readonly ended: boolean;
}

function drive(cwd: string): Seen {
  const seen = path.join(cwd, '.seen.json');
  const script = fileURLToPath(new URL('neovim.lua', import.meta.url));
  const { stderr, error } = spawnSync(
    NVIM!,
    ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${script.replaceAll(' ', '\\ ')}`],
    {
      cwd,
      encoding: 'utf8',
      timeout: 110_000,
      env: {
        ...process.env,
        // No log and no state of whoever runs the tests.
        XDG_STATE_HOME: path.join(cwd, '.state'),
        XDG_CACHE_HOME: path.join(cwd, '.state'),
        HVLINT_SEEN: seen,
        HVLINT_NODE: process.execPath,
        HVLINT_BIN: process.env.HVLINT_BIN ?? `${root}dist/hvlint.js`,
      },
    },
  );
  if (!existsSync(seen)) throw new Error(`Neovim wrote nothing: ${error?.message ?? stderr}`);
  return JSON.parse(readFileSync(seen, 'utf8')) as Seen;
}

/** Sorted, so that the order in which an editor keeps them does not matter. */
function places(markers: readonly { rule: string; line: number; column: number }[]): string[] {
  return markers.map(({ rule, line, column }) => `${line}:${column} ${rule}`).sort();
}

// Left out on a machine without Neovim, never where hvlint is tested as a whole.
describe.skipIf(NVIM === undefined && !process.env.CI)('Neovim', () => {
  it('shows markers, applies a fix, and does what else the server says it can', { timeout: 120_000 }, () => {
    const cwd = folderWith({});
    cpSync(`${root}examples/contoso-broken`, cwd, { recursive: true });
    const { findings } = JSON.parse(hvlint(cwd, ['-f', 'json']).out) as { findings: (Marker & { file: string })[] };
    const wanted = places(findings.filter(({ file }) => file === FILE));

    const seen = drive(cwd);
    expect(seen.problem).toBeUndefined();
    expect(places(seen.opened)).toEqual(wanted);
    expect(new Set(seen.opened.map(({ source }) => source))).toEqual(new Set(['hvlint']));

    expect(seen.fixed).toContain('{ name: GuestA, switchType: External, netAdapterName: NIC3');
    expect(seen.vanished).toBe(true);
    expect(places(seen.after)).toEqual(wanted.filter((place) => !place.includes('reading/enum-casing')));
    expect(seen.returned).toBe(true);

    const { can } = seen;
    if (can.hover) expect(seen.hover).toMatch(/\S/);
    if (can.completion) expect(seen.completion).toEqual(expect.arrayContaining(['SwitchIndependent', 'Static']));
    if (can.definition) expect(seen.definition).toBe(seen.interface);
    if (can.rename)
      expect(seen.renamed).toEqual(
        Object.fromEntries(
          [FILE, 'vms/hv03.yaml'].map((file) => [
            file,
            readFileSync(path.join(cwd, file), 'utf8').replaceAll('GuestA', 'Outside'),
          ]),
        ),
      );
    expect(seen.ended).toBe(true);
  });
});
