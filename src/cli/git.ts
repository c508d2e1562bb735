import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './main.ts';

/**
 * Git, asked about changes only. A repository may configure programs that git runs: whatever is one is switched off by every call
 * (file system monitor, hooks, external diffs, text converters, filters, transports for missing objects, submodules).
 */
export class Git {
  private readonly program: string;
  private readonly off: string[] = [
    ['core.fsmonitor', 'false'],
    ['core.hooksPath', '/dev/null'],
    ['core.quotePath', 'true'],
    ['diff.relative', 'false'],
    ['protocol.allow', 'never'],
  ].flatMap(([key, value]) => ['-c', `${key}=${value}`]);

  private readonly settings: Record<string, string> = {};

  constructor(
    private readonly cwd: string,
    /** The flag that needs git, for messages. */
    private readonly flag: string,
  ) {
    const found = programOnPath();
    if (found === undefined) throw new UsageError(`${flag} asks git what has changed, and there is no git on the PATH`);
    this.program = found;
    if (this.tell('rev-parse', '--is-inside-work-tree').text.trim() !== 'true')
      throw new UsageError(`${flag} needs a git repository, and ${cwd} is in none`);
    this.switchFiltersOff();
  }

  /** What cleans contents for git is a program of the repository's choice; without it a file may only look changed. */
  private switchFiltersOff(): void {
    const filters = (): [key: string, value: string][] =>
      this.ask('config', '-z', '--get-regexp', String.raw`^filter\..*\.(clean|smudge|process|required)$`)
        .split('\0')
        .filter((entry) => entry !== '')
        .map((entry) => [entry.split('\n', 1)[0]!, entry.slice(entry.indexOf('\n') + 1)]);
    const off = (key: string): string => (key.endsWith('.required') ? 'false' : '');
    // Not by -c: it takes the first = for the end of the key.
    let count = Number(process.env.GIT_CONFIG_COUNT ?? 0);
    for (const key of new Set(filters().map(([key]) => key))) {
      this.settings[`GIT_CONFIG_KEY_${count}`] = key;
      this.settings[`GIT_CONFIG_VALUE_${count}`] = off(key);
      count++;
    }
    this.settings.GIT_CONFIG_COUNT = String(count);
    for (const [key, value] of new Map(filters()))
      if (value !== off(key)) throw new UsageError(`${this.flag}: this git cannot be kept from running ${key}; update git`);
  }

  /** The output of a command; nothing when it says no. */
  ask(...args: readonly string[]): string {
    const { status, text } = this.tell(...args);
    return status === 0 ? text : '';
  }

  /** The output of a command that must succeed. */
  must(...args: readonly string[]): string {
    const { status, text, error } = this.tell(...args);
    if (status !== 0) throw new UsageError(`${this.flag}: git ${args[0]} failed: ${error}`);
    return text;
  }

  private tell(...args: readonly string[]): { status: number | null; text: string; error: string } {
    const { GIT_EXTERNAL_DIFF: _e, GIT_DIFF_OPTS: _o, ...env } = process.env;
    const run = spawnSync(this.program, ['--no-pager', '--literal-pathspecs', ...this.off, ...args], {
      cwd: this.cwd,
      encoding: 'utf8',
      input: '',
      maxBuffer: 1 << 30,
      windowsHide: true,
      env: {
        ...env,
        LC_ALL: 'C',
        GIT_OPTIONAL_LOCKS: '0',
        GIT_ALLOW_PROTOCOL: 'none',
        GIT_NO_LAZY_FETCH: '1',
        GIT_TERMINAL_PROMPT: '0',
        ...this.settings,
      },
    });
    const error = run.error?.message ?? (run.stderr ?? '').trim().split('\n')[0] ?? '';
    // A repository of somebody else is refused by git, and so by us.
    if (run.status === 128 && /dubious ownership/.test(error))
      throw new UsageError(`${this.flag}: git refuses this repository: ${error.replace(/^fatal: /, '')}`);
    return { status: run.status, text: run.stdout ?? '', error };
  }
}

/** Git as an absolute path: a bare name might mean a program that lies in the repository. */
function programOnPath(): string | undefined {
  const windows = process.platform === 'win32';
  const name = windows ? 'git.exe' : 'git';
  const variable = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH');
  return (variable === undefined ? '' : (process.env[variable] ?? ''))
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}
