import type { Finding } from '#lint/finding';
import { countEntities, lint } from '#lint/lint';
import { Configs, discoverFor, type EstatePlan, newTally, planEstates, type RunOptions, readEstate } from './estates.ts';

/** What a run found. */
export interface RunResult {
  readonly findings: readonly Finding[];
  readonly suppressed: number;
  /** Files that hold something of ours. */
  readonly files: number;
  readonly skipped: number;
  readonly entities: Readonly<Record<string, number>>;
  readonly notes: readonly { readonly file: string; readonly message: string }[];
  /** What makes the run end with 2 whatever was found. */
  readonly failures: readonly { readonly file: string; readonly message: string }[];
  readonly unmatched: readonly string[];
  readonly crashed: boolean;
  readonly failSeverity: 'error' | 'warning' | 'info';
  readonly estates: readonly EstatePlan[];
}

/** Reads, checks, and says what came of it. Prints nothing. */
export async function runLint(options: RunOptions): Promise<RunResult> {
  const configs = new Configs(options);
  const discovery = await discoverFor(options, configs);
  const plans = await planEstates(discovery, configs, options.cwd);
  const tally = newTally(discovery.files.length);
  const findings: Finding[] = [];
  const entities: Record<string, number> = {};
  let suppressed = 0;
  let crashed = false;
  for (const plan of plans) {
    const read = await readEstate(plan, options, tally);
    const result = lint(
      {
        root: plan.root,
        files: read,
        whole: plan.whole,
        target: options.target ?? plan.config.target,
        inventory: plan.config.inventory,
        severityOf: plan.config.severityOf,
        suppress: plan.config.suppress,
        locked: plan.config.locked,
        lockedOff: plan.config.lockedOff,
        inlineConfig: options.inlineConfig,
        today: options.today,
      },
      options.rules,
    );
    findings.push(...result.findings);
    suppressed += result.suppressed.length;
    crashed ||= result.crashed;
    for (const [kind, n] of Object.entries(countEntities(result.network))) entities[kind] = (entities[kind] ?? 0) + n;
  }
  const only = options.stdin?.path.replaceAll('\\', '/');
  const shown = only === undefined ? findings : findings.filter((f) => f.place.file.path === only);
  const severities = plans.map((p) => p.config.failSeverity);
  return {
    findings: shown,
    suppressed,
    files: tally.files,
    skipped: tally.skipped,
    entities,
    notes: tally.notes,
    failures: tally.failures,
    unmatched: discovery.unmatched,
    crashed,
    failSeverity: severities.includes('info') ? 'info' : severities.includes('warning') ? 'warning' : 'error',
    estates: plans,
  };
}
