import { chooseFixes } from '#fix/choose';
import { withoutHarm } from '#fix/harm';
import type { Finding } from '#lint/finding';
import type { Buffers } from './buffers.ts';
import type { CheckedEstate } from './checked-estate.ts';

/** Of findings of one estate, those whose safe fixes can be made together and bring about no finding that is not there. */
export async function repairable(
  findings: readonly Finding[],
  buffers: Buffers,
  estateOf: (file: string) => CheckedEstate | undefined,
): Promise<readonly Finding[]> {
  const chosen = chooseFixes(findings, false).findings;
  const files = [...new Set(chosen.flatMap(({ fix }) => fix?.edits.map((edit) => edit.file.path) ?? []))];
  const estate = estateOf(files[0] ?? '');
  if (!estate) return [];
  const attempt = async (some: readonly Finding[]): Promise<{ readonly findings: readonly Finding[] }> => ({
    findings: estate.trial(files, await buffers.fixed(some, estate.plan)),
  });
  return (await withoutHarm(chosen, await attempt([]), attempt)).made;
}
