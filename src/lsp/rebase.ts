import type { Finding } from '#lint/finding';
import type { Place } from '#model/place';
import type { Range, SourceFile } from '#text/source-file';

/** Findings of texts that have changed since, with their places where the same characters stand now. Without edits: those are of the old text. */
export function rebase(finding: Finding, current: (path: string) => SourceFile | undefined): Finding {
  const places = [finding.place, ...finding.related.map((r) => r.place)];
  if (places.every(({ file }) => (current(file.path) ?? file) === file)) return finding;
  const moved = (place: Place): Place => {
    const file = current(place.file.path);
    if (!file || file === place.file) return place;
    const range = shifted(place.range(), place.file.text, file.text);
    return { file, range: () => range, property: place.property, ...(place.entity ? { entity: place.entity } : {}) };
  };
  return {
    ...finding,
    place: moved(finding.place),
    related: finding.related.map((r) => ({ place: moved(r.place), message: r.message })),
    fix: undefined,
  };
}

/** Where a range stands after one stretch of a text was replaced. */
function shifted({ start, end }: Range, before: string, after: string): Range {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (tail < most - head && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  const by = after.length - before.length;
  const move = (offset: number): number =>
    offset <= head ? offset : offset >= before.length - tail ? offset + by : Math.min(offset, after.length - tail);
  const from = move(start);
  return { start: from, end: Math.max(from, move(end)) };
}
