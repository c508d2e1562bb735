import { parse } from 'yaml';
import { readPowerShell } from '#read/dialect/powershell';
import { documentYaml } from '#report/document-yaml';

/** What a script leaves: its documents as `hvlint convert` writes them, with `$hvlint` for what is unknown or only a part. */
export function left(script: string, path = '/estate/hv01.ps1'): unknown[] {
  return readPowerShell({ path, text: script }).map(({ kind, data }) =>
    parse(documentYaml({ kind, data, observed: false, complete: false }, '0')),
  );
}

/** What reading found, each with the characters it stands at. */
export function found(script: string): string[] {
  return readPowerShell({ path: '/estate/hv01.ps1', text: script }).flatMap(({ problems = [] }) =>
    problems.map(({ rule, place }) => `${rule} ${'start' in place ? script.slice(place.start, place.end) : ''}`),
  );
}
