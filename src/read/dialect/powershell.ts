import type { Path, Range, SourceFile } from '#text/source-file';
import { MAX_DEPTH, MAX_SCRIPT_LENGTH } from '../limits.ts';
import { readData } from '../powershell/data-file.ts';
import { Estate } from '../powershell/machine.ts';
import { parseScript } from '../powershell/parse.ts';
import { Runner, TooLong } from '../powershell/run.ts';
import { checkText } from '../powershell/text-rules.ts';
import type { Problem } from '../problem.ts';
import { rangeAt, type SyntaxNode } from '../syntax-node.ts';
import type { DialectDocument } from './index.ts';

/** Rules about how a command is written, not about what it does to what is there: they hold in functions that nothing calls too. */
const ABOUT_WRITING = new Set([
  'script/abbreviated-parameters',
  'script/missing-using',
  'script/non-ascii-hyphen',
  'script/remove-netlbfoteamnic-by-name',
  'script/unknown-parameter',
  'script/value-list-in-one-string',
  'script/wildcard-team-members',
  'teaming/unknown-load-balancing-algorithm',
  'teaming/unknown-teaming-mode',
]);

/**
 * Reads a PowerShell script as the state it leaves, without running any of it: one document a host, VM or other thing that its cmdlets
 * make or change, or a data file. `name` is the computer it runs on; else the file's name stands for it.
 */
export function readPowerShell(file: SourceFile, name?: string): readonly DialectDocument[] {
  const { text } = file;
  const own = name || nameOf(file.path);
  if (text.length > MAX_SCRIPT_LENGTH)
    return [
      withProblems(own, [
        limit(`has ${Math.round(text.length / 1024 / 1024)} million characters; hvlint reads scripts of up to 8 million`, 0),
      ]),
    ];
  const script = parseScript(text);
  if (/\.psd1$/i.test(file.path)) {
    const data = readData(script.root, text)?.finished() ?? [];
    return data.map(({ kind, data: said, node }) => ({ kind, data: said, rangeOf: rangesOf(node) }));
  }
  const estate = new Estate(own, text);
  const problems: Problem[] = [];
  if (script.tooDeep !== undefined)
    problems.push(limit(`nested more than ${MAX_DEPTH} levels deep; the script is not read`, script.tooDeep));
  // Functions that nothing calls are looked at as if on a machine of their own.
  const elsewhere = new Estate(estate.own, text);
  try {
    const runner = new Runner(estate);
    runner.script(script.root);
    runner.uncalled(elsewhere);
  } catch (error) {
    // A script that repeats itself beyond all bounds is followed that far.
    if (!(error instanceof TooLong)) throw error;
    problems.push(limit('takes more steps than hvlint follows; what comes later is not read', 0));
  }
  problems.push(...checkText(script.root, text), ...estate.problems);
  problems.push(...elsewhere.problems.filter((problem) => ABOUT_WRITING.has(problem.rule)));
  const documents = estate.finished().map(({ kind, data, node }): DialectDocument => {
    const host = kind === 'host' ? data.name : data.host;
    const isUnnamed = typeof host === 'string' && estate.isUnnamed(host);
    return { kind, data, rangeOf: rangesOf(node), assumedHost: isUnnamed ? host : name ? undefined : estate.own };
  });
  const [first, ...rest] = documents;
  if (problems.length === 0) return documents;
  return first ? [{ ...first, problems }, ...rest] : [withProblems(own, problems)];
}

/** Problems belong to a document; a script of which nothing became known has an empty one. */
function withProblems(own: string, problems: readonly Problem[]): DialectDocument {
  return { kind: 'host', data: { kind: 'host', name: own }, rangeOf: () => ({ start: 0, end: 0 }), problems, assumedHost: own };
}

function limit(message: string, at: number): Problem {
  return { rule: 'reading/limit', message, place: { start: at, end: at + 1 } };
}

function rangesOf(node: SyntaxNode): (path: Path, part?: 'key' | 'value') => Range {
  return (path, part) => rangeAt(node, path, part);
}

/** Base name of a path without its ending. */
function nameOf(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return base.replace(/(.)\.[^.]*$/, '$1') || 'script';
}
