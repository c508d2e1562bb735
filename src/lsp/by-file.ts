import type { Finding } from '#lint/finding';

/** Findings by file, in the order of the text, of the files that are shown. */
export function byFile(
  findings: readonly Finding[],
  isShown: (file: string) => boolean,
): ReadonlyMap<string, readonly Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { path } = finding.place.file;
    const known = files.get(path);
    if (known) known.push(finding);
    else if (isShown(path)) files.set(path, [finding]);
  }
  for (const list of files.values()) list.sort(inOrder);
  return files;
}

function inOrder(a: Finding, b: Finding): number {
  const [x, y] = [a.place.range(), b.place.range()];
  return x.start - y.start || x.end - y.end || (a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0);
}
