import { type Setting, settingOf, unknownRule } from '#config/load';
import type { Rule } from '#lint/rule';
import { meansRule } from '#lint/suppress';
import type { Os } from '#model/os';
import { UsageError } from './main.ts';

/** Flags of `hvlint lint`, as commander gives them. */
export interface Flags {
  readonly config?: string;
  readonly configLookup: boolean;
  readonly rule: readonly string[];
  readonly format: readonly string[];
  readonly outputFile?: string;
  readonly quiet?: boolean;
  readonly maxWarnings?: number;
  readonly failSeverity?: 'error' | 'warning' | 'info';
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly inlineConfig: boolean;
  readonly target?: Os;
  readonly errorOnUnmatchedPattern: boolean;
  readonly color?: boolean;
  readonly progress: boolean;
  readonly fix?: boolean;
  readonly unsafeFixes?: boolean;
  readonly fixDryRun?: boolean;
  readonly diff?: boolean;
  readonly suppressAll?: boolean;
  readonly suppressRule: readonly string[];
  readonly pruneSuppressions?: boolean;
  readonly suppressionsLocation?: string;
  readonly anon?: boolean;
  readonly changed?: boolean;
  readonly since?: string;
  readonly cache?: boolean;
  readonly cacheLocation?: string;
  readonly cacheStrategy?: 'content' | 'metadata';
  readonly watch?: boolean;
  readonly stats?: boolean;
  readonly timing?: boolean;
  readonly plugin: readonly string[];
}

/** Refuses flags that make no sense together. */
export function refuseContradictions(paths: readonly string[], flags: Flags): void {
  const fixes = flags.fix || flags.fixDryRun || flags.diff;
  const writesBaseline = flags.suppressAll || flags.suppressRule.length > 0 || flags.pruneSuppressions;
  const part = flags.changed ? '--changed' : flags.since === undefined ? undefined : '--since';
  const refusals: readonly (readonly [unknown, string])[] = [
    [paths.includes('') || flags.config === '', 'a path is empty'],
    [
      flags.stdin && (paths.length !== 1 || paths[0] !== '.'),
      '--stdin takes no paths; the file it stands for is --stdin-filename',
    ],
    [!flags.stdin && flags.stdinFilename !== undefined, '--stdin-filename says what standard input stands for; add --stdin'],
    [flags.unsafeFixes && !fixes, '--unsafe-fixes says which fixes are made; add --fix, --fix-dry-run or --diff'],
    [
      flags.fix && (flags.fixDryRun || flags.diff),
      '--fix writes files; --fix-dry-run and --diff write nothing: give one of them',
    ],
    [flags.diff && flags.fixDryRun, '--diff and --fix-dry-run both stand for the output: give one of them'],
    [flags.stdin && flags.fix, '--fix writes files; for standard input use --diff or --fix-dry-run'],
    [
      flags.diff && (flags.format.length > 0 || flags.outputFile !== undefined),
      '--diff prints a diff in the place of findings; it goes with no --format or --output-file',
    ],
    [flags.diff && flags.anon, '--diff prints the text of files, which --anon leaves out'],
    [flags.changed && flags.since !== undefined, '--since has everything in it that --changed has; give one of them'],
    [part && flags.stdin, `${part} asks git about files, and standard input is none`],
    [part && fixes, `${part} says which findings are shown; fix without it`],
    [part && writesBaseline, `${part} says which findings are shown; a baseline is about all of them`],
    [flags.stdin && writesBaseline, 'a baseline is about what the files hold, not about standard input'],
    [flags.watch && flags.stdin, '--watch waits for files to change, and standard input is none'],
    [flags.watch && writesBaseline, 'a baseline is written once; leave --watch out'],
    [
      !flags.cache && (flags.cacheLocation !== undefined || flags.cacheStrategy !== undefined),
      '--cache-location and --cache-strategy say how results are kept; add --cache',
    ],
    [flags.cacheLocation === '' || flags.suppressionsLocation === '', 'a path is empty'],
  ];
  for (const [wrong, message] of refusals) if (wrong) throw new UsageError(message);
}

/** Severities of --rule. */
export function ruleFlags(settings: readonly string[], rules: readonly Rule[]): Record<string, Setting> {
  return Object.fromEntries(
    settings.map((text) => {
      const match = /^\s*([\w*/-]+)\s*:\s*(\w+)\s*$/.exec(text);
      if (!match) throw new UsageError(`--rule '${text}' must be written 'rule: severity', for example 'vlan/*: off'`);
      const [, id, written] = match as unknown as [string, string, string];
      const setting = settingOf(written);
      if (!setting) throw new UsageError(`--rule '${text}': the severity must be off, info, warning or error`);
      if (!rules.some((rule) => meansRule(id, rule))) throw new UsageError(`--rule: ${unknownRule(id, rules)}`);
      return [id, setting];
    }),
  );
}
