import type { Finding } from '#lint/finding';

/** What is found after some fixes. */
interface Outcome {
  readonly findings: readonly Finding[];
}

/** The fixes of a round that were made, what they leave, and those that were left out because a finding would come of them. */
export interface Harmless<O extends Outcome> {
  readonly made: readonly Finding[];
  readonly left: O;
  readonly harmful: readonly Finding[];
}

/**
 * Makes the fixes of a round, all but the safe ones that would bring about a finding that was not there. `attempt` makes some of them
 * and says what is found then. One attempt where nothing is in the way, else as many as it takes to find what is.
 */
export async function withoutHarm<O extends Outcome>(
  fixes: readonly Finding[],
  before: O,
  attempt: (some: readonly Finding[]) => Promise<O>,
): Promise<Harmless<O>> {
  const all = await attempt(fixes);
  if (addsNothing(before, all)) return { made: fixes, left: all, harmful: [] };
  // A misspelt word hides what is wrong with the right one, and who asks for unsafe fixes takes what comes.
  let made = fixes.filter((finding) => !isGuarded(finding));
  const guarded = fixes.filter(isGuarded);
  if (guarded.length === 0) return { made: fixes, left: all, harmful: [] };
  let left = made.length > 0 ? await attempt(made) : before;
  const harmful: Finding[] = [];
  const add = async (some: readonly Finding[]): Promise<void> => {
    const outcome = await attempt([...made, ...some]);
    if (addsNothing(left, outcome)) {
      made = [...made, ...some];
      left = outcome;
    } else if (some.length === 1) harmful.push(...some);
    else {
      const half = some.length >> 1;
      await add(some.slice(0, half));
      await add(some.slice(half));
    }
  };
  await add(guarded);
  return { made, left, harmful };
}

/** Whether a fix must bring about nothing. */
function isGuarded({ fix, rule }: Finding): boolean {
  return fix?.safe === true && rule.about !== 'file';
}

function addsNothing(before: Outcome, after: Outcome): boolean {
  const known = new Set(before.findings.map(({ fingerprint }) => fingerprint));
  return after.findings.every(({ fingerprint }) => known.has(fingerprint));
}
