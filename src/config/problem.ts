import { lineRange } from '#text/line-index';
import type { Range, SourceFile } from '#text/source-file';

/** What is wrong with a configuration; the run ends with exit code 2. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  /** Those whose place is known. */
  readonly placed: readonly PlacedProblem[];

  constructor(problems: readonly (string | PlacedProblem)[]) {
    super(problems.join('\n'));
    this.problems = problems.map(String);
    this.placed = problems.filter((problem) => typeof problem !== 'string');
  }
}

/** A problem with its place; as text `file:line:column: message`. */
export class PlacedProblem {
  constructor(
    readonly file: SourceFile,
    readonly range: Range,
    readonly message: string,
  ) {}

  toString(): string {
    const { line, column } = lineRange(this.file, this.range);
    return `${this.file.path}:${line}:${column}: ${this.message}`;
  }
}

export function placed(file: SourceFile, range: Range, message: string): PlacedProblem {
  return new PlacedProblem(file, range, message);
}
