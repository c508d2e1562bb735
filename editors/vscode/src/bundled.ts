import { execFile } from 'node:child_process';
import path from 'node:path';
import type { ExtensionContext } from 'vscode';

/** Longest output that is taken: the page of an estate of thousands of hosts has its place in it. */
const LONGEST = 512 * 1024 * 1024;

/** The hvlint that comes with the extension, run by the editor's own Node. */
export class Bundled {
  /** Its command. */
  readonly script: string;
  private readonly rules: string;

  constructor(context: ExtensionContext) {
    this.script = context.asAbsolutePath(path.join('server', 'dist', 'hvlint.js'));
    this.rules = context.asAbsolutePath(path.join('server', 'rules'));
  }

  /** The editor's program that is Node, and what makes it so. */
  get node(): { readonly program: string; readonly env: Readonly<Record<string, string>> } {
    return { program: process.execPath, env: { ELECTRON_RUN_AS_NODE: '1' } };
  }

  /** File of a rule's page. */
  pageOf(rule: string): string {
    return path.join(this.rules, `${rule}.md`);
  }

  /** Runs a command in a folder; its output, or an error with what it said. */
  run(args: readonly string[], cwd: string, signal?: AbortSignal): Promise<string> {
    const { program, env } = this.node;
    return new Promise((resolve, reject) => {
      execFile(
        program,
        [this.script, ...args],
        {
          cwd,
          env: { ...process.env, ...env, NO_COLOR: '1' },
          maxBuffer: LONGEST,
          windowsHide: true,
          ...(signal ? { signal } : {}),
        },
        (error, stdout, stderr) => (error && stdout === '' ? reject(new Error(stderr.trim() || error.message)) : resolve(stdout)),
      );
    });
  }
}
