import type { Finding } from '#lint/finding';
import type { EstatePlan } from './estates.ts';

/** An estate that was checked, and what was found in it alone. */
export interface FoundIn {
  readonly plan: EstatePlan;
  readonly findings: readonly Finding[];
}

/**
 * The findings of estates that were checked each for itself, in the same order. What is said of an entry of a configuration is said
 * once, however many estates it is for. An entry is unused only where each of them says so, and nothing it may be for was left out.
 */
export function judgedTogether(estates: readonly FoundIn[]): Finding[][] {
  const said = new Map<string, { finding: Finding; estates: number }>();
  for (const { plan, findings } of estates)
    for (const finding of findings) {
      if (!isOfConfiguration(finding, plan)) continue;
      const before = said.get(causeOf(finding));
      // Configurations that share a file may name it differently; which was read first must not show.
      const own = !before || finding.fingerprint < before.finding.fingerprint ? finding : before.finding;
      said.set(causeOf(finding), { finding: own, estates: (before?.estates ?? 0) + 1 });
    }
  return estates.map(({ plan, findings }) =>
    findings.flatMap((finding) => {
      if (!isOfConfiguration(finding, plan)) return [finding];
      const cause = causeOf(finding);
      const known = said.get(cause);
      said.delete(cause);
      return known && (finding.rule.id !== 'suppression/unused' || isUnused(finding, known.estates, estates))
        ? [known.finding]
        : [];
    }),
  );
}

function isOfConfiguration({ rule, place }: Finding, { config }: EstatePlan): boolean {
  return rule.id.startsWith('suppression/') && config.sources.includes(place.file.path);
}

function causeOf({ rule, place, message }: Finding): string {
  return JSON.stringify([rule.id, place.file.path, place.range().start, message]);
}

/** Whether every estate an entry is for was read and calls it unused; `times` is how many do. */
function isUnused({ place }: Finding, times: number, estates: readonly FoundIn[]): boolean {
  const { path } = place.file;
  const concerned = estates.filter(({ plan }) => plan.config.sources.includes(path));
  return times === concerned.length && concerned.every(({ plan }) => plan.whole && plan.wholeSources.includes(path));
}
