import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, placed } from '#config/problem';
import type { BaselineEntry } from '#lint/baseline';
import { decode, whatBinary } from '#read/decode';
import { readJson } from '#read/json';
import { rangeAt } from '#read/syntax-node';
import { pointerSteps, run } from '#read/validate';

/** Name of the baseline beside the configuration, or in the working directory where there is none. */
const BASELINE_NAME = 'hvlint-suppressions.json';

/** An entry as it is written, with the estate it is for. */
export interface FileEntry extends BaselineEntry {
  readonly estate?: string;
}

/** Where the baseline of an estate is: at --suppressions-location, else beside its configuration. */
export function baselineFile(location: string | undefined, configFolder: string | undefined, cwd: string): string {
  return location === undefined ? path.join(path.normalize(configFolder ?? cwd), BASELINE_NAME) : path.resolve(cwd, location);
}

/** The entries of one estate in a baseline; none when there is no such file. */
export function readBaseline(file: string, root: string): readonly BaselineEntry[] {
  const own = estateIn(file, root);
  return entriesIn(file)
    .filter((entry) => (entry.estate ?? '') === own)
    .map(({ estate: _estate, ...entry }) => entry);
}

/** How an estate is named in a baseline. */
export function estateIn(file: string, root: string): string {
  return path.relative(path.dirname(file), path.normalize(root)).replaceAll('\\', '/');
}

/** Every entry of a baseline; none when there is no such file. Throws ConfigError. */
export function entriesIn(file: string): readonly FileEntry[] {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new ConfigError([`${file} cannot be read: ${(error as Error).message}`]);
  }
  const decoded = decode(bytes);
  if ('binary' in decoded) throw new ConfigError([`${file} is no baseline of hvlint: it is ${whatBinary(decoded)}`]);
  const source = { path: file.replaceAll('\\', '/'), text: decoded.text };
  const json = readJson(source.text);
  const [problem] = json.problems;
  if (problem)
    throw new ConfigError([
      placed(
        source,
        'path' in problem.place ? NOWHERE : problem.place,
        `${problem.message}; hvlint --suppress-all writes this file`,
      ),
    ]);
  const [data] = json.values;
  const [error] = run('suppressions', data);
  if (error) {
    const [root] = json.nodes();
    const at = [
      ...pointerSteps(error.instancePath, data),
      ...(error.keyword === 'additionalProperties' ? [String(error.params.additionalProperty)] : []),
    ];
    const what = at.join('.') || 'it';
    throw new ConfigError([
      placed(
        source,
        root ? rangeAt(root, at) : NOWHERE,
        `this is no baseline of hvlint: ${what} ${error.message ?? 'does not fit'}`,
      ),
    ]);
  }
  return (data as { suppressions: readonly FileEntry[] }).suppressions;
}

const NOWHERE = { start: 0, end: 0 };
