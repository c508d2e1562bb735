import { lineRange } from '#text/line-index';
import type { Range, SourceFile } from '#text/source-file';

/** What is wrong with a configuration; the run ends with exit code 2. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** A problem with its place, as `file:line:column: message`. */
export function placed(file: SourceFile, range: Range, message: string): string {
  const { line, column } = lineRange(file, range);
  return `${file.path}:${line}:${column}: ${message}`;
}
