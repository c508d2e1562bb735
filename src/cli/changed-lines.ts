import path from 'node:path';
import type { Finding } from '#lint/finding';
import type { Place } from '#model/place';
import type { Range, SourceFile } from '#text/source-file';
import { Git } from './git.ts';
import { UsageError } from './main.ts';

/** Lines of a file that a change touches, from 1, both ends included; or the whole file. */
export type Touched = 'whole' | readonly (readonly [from: number, to: number])[];

/** What a change touches: --changed, what is not committed; --since, everything since the branch left a commit. */
export class Changes {
  private constructor(
    private readonly cwd: string,
    /** Path from the root of the repository to the working directory, empty or with `/` at its end. */
    private readonly prefix: string,
    private readonly files: ReadonlyMap<string, Touched>,
    private readonly ignoreCase: boolean,
  ) {}

  /** Asks git. Throws when it cannot say. */
  static of(cwd: string, since: string | undefined): Changes {
    const git = new Git(cwd, since === undefined ? '--changed' : '--since');
    const base = since === undefined ? headOf(git) : leftAt(git, since);
    const patch = git.must(
      ...['diff', '--unified=0', '--inter-hunk-context=0', '--no-color', '--no-ext-diff', '--no-textconv'],
      ...['--ignore-submodules=all', '--submodule=short', '--find-renames', '--src-prefix=a/', '--dst-prefix=b/', base, '--'],
    );
    const top = git.must('rev-parse', '--show-toplevel').replace(/\r?\n$/, '');
    const untracked = git.must('-C', top, 'ls-files', '--others', '--exclude-standard', '-z').split('\0');
    const ignoreCase = git.ask('config', '--type=bool', 'core.ignorecase').trim() === 'true';
    const files = new Map(parsePatch(patch));
    for (const name of untracked) if (name !== '') files.set(name, 'whole');
    return new Changes(
      cwd,
      git.must('rev-parse', '--show-prefix').replace(/\r?\n$/, ''),
      ignoreCase ? new Map([...files].map(([name, lines]) => [name.toLowerCase(), lines])) : files,
      ignoreCase,
    );
  }

  /** What of a file is touched. What lies outside of the repository never is. */
  of(file: string): Touched | undefined {
    const name = path.posix.join(this.prefix, path.relative(this.cwd, path.normalize(file)).replaceAll('\\', '/'));
    return this.files.get(this.ignoreCase ? name.toLowerCase() : name);
  }

  /** Whether the change touches the place of a finding, or a place related to it. */
  concerns(finding: Finding): boolean {
    return [finding.place, ...finding.related.map((r) => r.place)].some((place) => this.touches(place));
  }

  private touches(place: Place): boolean {
    const lines = this.of(place.file.path);
    if (lines === undefined || lines === 'whole') return lines === 'whole';
    const [from, to] = gitLines(place.file, place.range());
    return lines.some(([first, last]) => first <= to && from <= last);
  }
}

function headOf(git: Git): string {
  const head = git.ask('rev-parse', '--verify', '--quiet', 'HEAD^{commit}').trim();
  // Before the first commit everything is new.
  return head === '' ? git.must('hash-object', '-t', 'tree', '--stdin').trim() : head;
}

/** The commit at which the branch left another. */
function leftAt(git: Git, since: string): string {
  const commit =
    since === '' || since.startsWith('-') ? '' : git.ask('rev-parse', '--verify', '--quiet', `${since}^{commit}`).trim();
  if (commit === '')
    throw new UsageError(
      `--since: the repository has no commit, branch or tag '${since}'${since.includes('/') ? '; was it fetched?' : ''}`,
    );
  const base = git.ask('merge-base', commit, 'HEAD').trim().split('\n')[0]!;
  if (base === '')
    throw new UsageError(
      `--since: this branch and '${since}' have no commit in common; in a shallow clone fetch more of the history`,
    );
  return base;
}

/** The lines of every file that a patch without context touches, by their name after the change. */
export function parsePatch(patch: string): Map<string, Touched> {
  const files = new Map<string, Touched>();
  let name = '';
  let lines: [number, number][] = [];
  // Lines of contents begin with +, - or \, so nothing in a file can look like one of these.
  for (const line of patch.split('\n')) {
    if (line.startsWith('diff --git ')) {
      name = nameAfter(line.slice('diff --git '.length));
      lines = [];
    } else if (line.startsWith('rename to ') || line.startsWith('copy to ')) name = unquoted(line.replace(/^\w+ to /, ''));
    else if (line.startsWith('Binary files ')) files.set(name, 'whole');
    else if (line.startsWith('@@ ')) {
      const hunk = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line);
      if (!hunk) continue;
      const start = Number(hunk[1]);
      const count = hunk[2] === undefined ? 1 : Number(hunk[2]);
      // Where lines went, what stood around them is touched.
      lines.push(count === 0 ? [start, start + 1] : [start, start + count - 1]);
      files.set(name, lines);
    }
  }
  return files;
}

/** The name in `a/NAME b/NAME`, which is the same twice where no other line says it. */
function nameAfter(names: string): string {
  if (names.startsWith('"')) return unquoted(names.slice(0, names.length / 2)).slice(2);
  return names.slice(2, 2 + (names.length - 5) / 2);
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** A name as git writes it: in quotes, with bytes as octal numbers, where it has anything unusual. */
function unquoted(name: string): string {
  if (!name.startsWith('"')) return name;
  const bytes: number[] = [];
  for (const [, octal, letter, plain] of name
    .trim()
    .slice(1, -1)
    .matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/g)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (letter !== undefined) bytes.push(ESCAPES[letter] ?? 0);
    else bytes.push(...Buffer.from(plain!));
  }
  return Buffer.from(bytes).toString('utf8');
}

const feeds = new WeakMap<SourceFile, number[]>();

/** The first and last line of a range as git counts them: by line feeds alone. */
function gitLines(file: SourceFile, { start, end }: Range): [number, number] {
  let known = feeds.get(file);
  if (!known) {
    known = [];
    for (let at = file.text.indexOf('\n'); at >= 0; at = file.text.indexOf('\n', at + 1)) known.push(at);
    feeds.set(file, known);
  }
  const line = (offset: number): number => {
    let low = 0;
    let high = known.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (known[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
  return [line(start), line(Math.max(start, end - 1))];
}
