import { baselineFile, readBaseline } from '#estate/baseline-file';
import { Configs, type EstatePlan, estateOf, newTally, planEstates, readEstate, type Tally, tallyOf } from '#estate/estates';
import { judgedTogether } from '#estate/judged-together';
import { type BaselineContext, type BaselineEntry, withCurrentIds } from '#lint/baseline';
import type { Finding } from '#lint/finding';
import { countEntities, lint } from '#lint/lint';
import type { Suppressed } from '#lint/suppress';
import type { Network } from '#model/network';
import type { Cache } from './cache.ts';
import { discoverFor, type RunOptions } from './run-options.ts';
import type { Timing } from './timing.ts';

/** What a run found. */
export interface RunResult {
  readonly findings: readonly Finding[];
  /** What comments, the configuration or the baseline silence. */
  readonly suppressed: readonly Suppressed[];
  /** By estate: findings before a baseline, and what of the baseline silences nothing. */
  readonly baselines: readonly EstateBaseline[];
  /** Files that hold something of ours. */
  readonly files: number;
  readonly skipped: number;
  readonly entities: Readonly<Record<string, number>>;
  readonly notes: readonly { readonly file: string; readonly message: string }[];
  /** What makes the run end with 2 whatever was found. */
  readonly failures: readonly { readonly file: string; readonly message: string }[];
  /** What is missing in the result because it could not be read, or not in full. Not known of an estate out of the cache. */
  readonly incomplete: Tally['incomplete'];
  readonly unmatched: readonly string[];
  readonly crashed: boolean;
  readonly failSeverity: 'error' | 'warning' | 'info';
  readonly estates: readonly EstatePlan[];
  /** What the user should know of the run itself. */
  readonly remarks: readonly string[];
}

/** The part a baseline has in the result of one estate. */
export interface EstateBaseline {
  readonly file: string;
  readonly root: string;
  readonly entries: readonly BaselineEntry[];
  readonly stale: readonly BaselineEntry[];
  /** Entries for rules that are locked. */
  readonly locked: readonly BaselineEntry[];
  /** What is left; of a baseline that is to be written, what it would have to hold to silence everything. */
  readonly findings: readonly Finding[];
  /** What entries are judged by; only of a baseline that is to be written. */
  readonly context: BaselineContext | undefined;
}

/** What checking one estate gave: all that a later run needs in which nothing has changed. */
export interface EstateOutcome extends Pick<EstateBaseline, 'stale' | 'locked' | 'findings'> {
  readonly suppressed: readonly Suppressed[];
  readonly entities: Readonly<Record<string, number>>;
  readonly crashed: boolean;
  readonly tally: Pick<Tally, 'files' | 'skipped' | 'notes' | 'failures'>;
}

/** Reads, checks, and says what came of it. Prints nothing. */
export async function runLint(options: RunOptions): Promise<RunResult> {
  const configs = new Configs(options);
  const measure: Timing['measure'] = (phase, work) => options.timing?.measure(phase, work) ?? Promise.resolve(work());
  const cache = await cacheFor(options);
  const { discovery, plans } = await measure('find files', async () => {
    const found = await discoverFor(options, configs);
    const planned = await planEstates(found, configs, options.cwd);
    return { discovery: found, plans: cache ? planned.flatMap((plan) => cache.without(plan) ?? []) : planned };
  });
  const progress = newTally(discovery.files.length);
  const searched = tallyOf(discovery);
  const outcomes: EstateOutcome[] = [];
  const baselines: EstateBaseline[] = [];
  /** Estates with files that the system does not let read. */
  const closed = new Set<EstatePlan>();
  const networks: Network[] = [];
  for (const plan of plans) {
    const file = baselineFile(options.baseline?.location, plan.config.folder, options.cwd);
    const entries = options.baseline ? withCurrentIds(readBaseline(file, plan.root), options.rules) : [];
    const found = await measure('look into the cache', () => cache?.find(plan, entries));
    if (found && 'outcome' in found) {
      outcomes.push(found.outcome);
      baselines.push({ ...found.outcome, file, root: plan.root, entries, context: undefined });
      continue;
    }
    const tally: Tally = { ...newTally(progress.of), done: progress.done };
    const read = await measure('read files', () => readEstate(plan, options, tally, found?.contents));
    progress.done = tally.done;
    searched.incomplete.push(...tally.incomplete);
    options.onRead?.(read);
    // What a file holds that may not be read is not missing.
    const isOpen = tally.incomplete.every(({ fault }) => fault !== undefined);
    if (!isOpen) closed.add(plan);
    const result = await measure('check', () =>
      lint(
        estateOf(isOpen ? plan : { ...plan, whole: false }, read, {
          ...options,
          baseline: options.baseline?.use === 'read' ? entries : [],
        }),
        options.rules,
        options.timing,
      ),
    );
    const { findings, suppressed, stale, lockedEntries: locked, crashed, baseline: context } = result;
    if (options.onChecked) networks.push(result.network);
    const outcome: EstateOutcome = {
      findings,
      suppressed,
      stale,
      locked,
      crashed,
      entities: countEntities(result.network),
      tally,
    };
    outcomes.push(outcome);
    // The context holds the whole network: it is kept only for who needs it.
    const judging = options.baseline?.use === 'write' ? context : undefined;
    baselines.push({ file, root: plan.root, entries, stale, locked, findings, context: judging });
    if (found && isOpen) await measure('keep in the cache', () => cache?.keep(plan, found.key, outcome, read, result.days));
  }
  // A cache keeps what each estate says of its configuration: which of that holds, the others decide.
  const judged = judgedTogether(
    plans.map((plan, i) => ({ plan: closed.has(plan) ? { ...plan, whole: false } : plan, findings: outcomes[i]!.findings })),
  );
  // None comes out of a cache where somebody asks for networks.
  for (const [i, network] of networks.entries()) options.onChecked?.({ root: plans[i]!.root, network, findings: judged[i]! });
  const only = options.stdin?.path.replaceAll('\\', '/');
  const concerned = (f: Finding): boolean => only === undefined || f.place.file.path === only;
  const severities = plans.map((p) => p.config.failSeverity);
  const sum = (of: (outcome: EstateOutcome) => number): number => outcomes.reduce((n, outcome) => n + of(outcome), 0);
  return {
    findings: judged.flatMap((findings) => findings.filter(concerned)),
    suppressed: outcomes.flatMap((o) => o.suppressed.filter((s) => concerned(s.finding))),
    baselines: options.baseline ? baselines : [],
    files: sum((o) => o.tally.files),
    skipped: sum((o) => o.tally.skipped),
    entities: added(outcomes.map((o) => o.entities)),
    notes: [...searched.notes, ...outcomes.flatMap((o) => o.tally.notes)],
    failures: [...searched.failures, ...outcomes.flatMap((o) => o.tally.failures)],
    incomplete: searched.incomplete,
    unmatched: discovery.unmatched,
    crashed: outcomes.some((o) => o.crashed),
    failSeverity: severities.includes('info') ? 'info' : severities.includes('warning') ? 'warning' : 'error',
    estates: plans,
    remarks: cache?.remarks ?? [],
  };
}

/** The cache of a run; none where files are not as they are on disk, or where more is asked for than it keeps. */
async function cacheFor(options: RunOptions): Promise<Cache | undefined> {
  const { cache, stdin, texts, baseline, onRead, onChecked } = options;
  if (!cache || stdin || texts || onRead || onChecked || baseline?.use === 'write') return undefined;
  const { Cache } = await import('./cache.ts');
  return new Cache(options, cache);
}

/** Counts of several estates together. */
function added(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const count of counts) for (const [kind, n] of Object.entries(count)) sums[kind] = (sums[kind] ?? 0) + n;
  return sums;
}
