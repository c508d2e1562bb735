import type { Edit, SourceFile } from '#text/source-file';

/** The text of a file with edits applied. Of edits that overlap the first wins; the rest wait for another round. */
export function applyEdits(file: SourceFile, edits: readonly Edit[]): string {
  const own = edits
    .filter((edit) => edit.file.path === file.path)
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let text = '';
  let at = 0;
  for (const { range, text: replacement } of own) {
    if (range.start < at) continue;
    text += file.text.slice(at, range.start) + replacement;
    at = range.end;
  }
  return text + file.text.slice(at);
}
