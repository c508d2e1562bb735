import type { Finding } from '#lint/finding';
import type { Edit } from '#text/source-file';

/** Fixes of one round, whole or not at all: of two that touch the same characters, the second waits for the next round. */
export interface Chosen {
  readonly findings: readonly Finding[];
  readonly edits: readonly Edit[];
}

/** The fixes that can be made together. `unsafe`: also those that may change more than their finding is about. */
export function chooseFixes(findings: readonly Finding[], unsafe: boolean): Chosen {
  const taken = new Map<string, Edit[]>();
  const chosen: Finding[] = [];
  for (const finding of findings) {
    const { fix } = finding;
    if (!fix || fix.edits.length === 0 || !(fix.safe || unsafe)) continue;
    // One whose own parts are in each other's way can never be made whole.
    if (fix.edits.some((edit, i) => fix.edits.slice(0, i).some((other) => touches(edit, other)))) continue;
    if (fix.edits.some((edit) => (taken.get(edit.file.path) ?? []).some((other) => touches(edit, other)))) continue;
    for (const edit of fix.edits) {
      const own = taken.get(edit.file.path);
      if (own) own.push(edit);
      else taken.set(edit.file.path, [edit]);
    }
    chosen.push(finding);
  }
  return { findings: chosen, edits: [...taken.values()].flat() };
}

/** Whether two edits of one file concern the same characters, or stand at the same place. */
function touches(a: Edit, b: Edit): boolean {
  return a.file.path === b.file.path && a.range.start <= b.range.end && b.range.start <= a.range.end;
}
