import type { EntityKind } from '#model/entity';
import { type Inventory, Network } from '#model/network';
import type { Os } from '#model/os';
import type { Place } from '#model/place';
import type { ReadFile } from '#read/document';
import { applyBaseline, type BaselineContext, type BaselineEntry } from './baseline.ts';
import { type RuleTimer, runRules } from './engine.ts';
import { type Finding, fingerprintWithin } from './finding.ts';
import { type Rule, SEVERITIES, type Severity } from './rule.ts';
import { applySuppressions, type SuppressEntry, type Suppressed } from './suppress.ts';

/** One network to check: its files as read, and how to judge them. */
export interface Estate {
  /** Absolute folder of the estate, with `/`; fingerprints name files relative to it. */
  readonly root: string;
  /** What tells it from other estates of one configuration: its folder relative to that. Empty where there are no others. */
  readonly name?: string;
  readonly files: readonly ReadFile[];
  /** Whether every file of the estate was read. */
  readonly whole: boolean;
  readonly target?: Os | undefined;
  readonly inventory: Inventory;
  /** Forms of the descriptions of switch ports that name what is at the other end. */
  readonly descriptions?: readonly string[];
  /** Severity of a rule in a file, or off. */
  readonly severityOf: (rule: Rule, path: string) => Severity | 'off';
  readonly suppress: readonly SuppressEntry[];
  readonly locked: readonly string[];
  /** Places in configurations that try to switch a locked rule off. */
  readonly lockedOff?: readonly { readonly rule: string; readonly place: Place }[];
  /** Causes that were there when the baseline was written. */
  readonly baseline?: readonly BaselineEntry[];
  readonly inlineConfig: boolean;
  /** Today as YYYY-MM-DD. */
  readonly today: string;
}

export interface EstateResult {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** Entries of the baseline that silence nothing any more. */
  readonly stale: readonly BaselineEntry[];
  /** Entries of the baseline for rules that are locked. */
  readonly lockedEntries: readonly BaselineEntry[];
  /** What a baseline of this estate is judged by. */
  readonly baseline: BaselineContext;
  /** Days on which the result may change by itself: those that suppressions last to. */
  readonly days: readonly string[];
  readonly network: Network;
  /** Whether a rule crashed: a defect of hvlint. */
  readonly crashed: boolean;
}

const COUNTED: readonly EntityKind[] = [
  'host',
  'switch',
  'vm',
  'cluster',
  'network-virtualization',
  'replica-server',
  'replica-plan',
  'file-server',
];

/** Checks one estate. Reads nothing, prints nothing; the same input gives the same result. */
export function lint(estate: Estate, rules: readonly Rule[], timer?: RuleTimer): EstateResult {
  const steps = lintInSteps(estate, rules, timer);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, with a pause behind each rule: for who must answer others meanwhile, or may not want the rest. */
export function* lintInSteps(
  estate: Estate,
  rules: readonly Rule[],
  timer?: RuleTimer,
): Generator<undefined, EstateResult, undefined> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const network = new Network(
    estate.files.flatMap((file) => file.documents),
    // With a part of the files read, what is missing may be in the rest.
    {
      target: estate.target,
      inventory: estate.whole ? estate.inventory : { hosts: false, switches: false, vms: false },
      descriptions: estate.descriptions,
    },
  );
  const severity = (rule: Rule, place: Place): Severity | 'off' => estate.severityOf(rule, place.file.path);
  const asked = rules.filter((rule) => estate.files.some((file) => estate.severityOf(rule, file.file.path) !== 'off'));
  // A crash is told by the exit code even where its finding is switched off.
  const isCrash = (rule: Rule): boolean => rule.id === 'internal/rule-crashed';
  const isOn = (rule: Rule, place: Place): boolean => severity(rule, place) !== 'off';
  const all = yield* runRules(
    asked,
    byId,
    network,
    estate.files,
    estate.root,
    (rule, place) => isCrash(rule) || isOn(rule, place),
    timer,
  );
  const asSet = (finding: Finding, name = estate.name ?? ''): Finding[] => {
    const setting = severity(finding.rule, finding.place);
    if (setting === 'off') return [];
    const fingerprint = fingerprintWithin(name, finding.fingerprint);
    return [{ ...finding, severity: moved(finding.severity, finding.rule.severity, setting), fingerprint }];
  };
  const { kept, suppressed, about, aboutConfiguration, days } = applySuppressions({
    findings: all.flatMap((finding) => asSet(finding)),
    root: estate.root,
    home: homeOf(estate),
    files: estate.files,
    entries: estate.suppress,
    locked: estate.locked,
    lockedOff: estate.lockedOff ?? [],
    inline: estate.inlineConfig,
    today: estate.today,
    whole: estate.whole,
    rules: byId,
    isOn,
  });
  const context: BaselineContext = {
    root: estate.root,
    locked: estate.locked,
    rules: byId,
    whole: estate.whole,
    isOn: (rule, entry) => asked.includes(rule) && isOnAt(rule, entry, estate, network),
    files: new Set(estate.files.map((file) => file.file.path)),
  };
  const baseline = applyBaseline(kept, estate.baseline ?? [], context);
  const known = baseline.suppressed.map((finding): Suppressed => ({ finding, by: 'baseline', reason: undefined }));
  return {
    // What a configuration says is the same cause in each of its estates.
    findings: [
      ...baseline.kept,
      ...about.flatMap((finding) => asSet(finding)),
      ...aboutConfiguration.flatMap((finding) => asSet(finding, '')),
    ],
    suppressed: [...suppressed, ...known],
    stale: baseline.stale,
    lockedEntries: baseline.locked,
    baseline: context,
    days,
    network,
    crashed: all.some((f) => isCrash(f.rule)),
  };
}

/** The folder of the configuration: the estate's without its name. */
function homeOf({ root, name = '' }: Estate): string {
  return name === '' ? root : root.slice(0, -name.length - 1);
}

/** Whether a rule was on where the cause of an entry would stand; what is gone counts as standing in some file. */
function isOnAt(rule: Rule, { entity, file }: BaselineEntry, estate: Estate, network: Network): boolean {
  const thing = entity === undefined ? undefined : network.byId(entity);
  const path = thing?.tree.source(thing.path).document.file.path ?? (file === undefined ? undefined : `${estate.root}/${file}`);
  return path === undefined || estate.severityOf(rule, path) !== 'off';
}

/** A user's setting moves all findings of a rule by as many steps as it moves the rule. */
function moved(severity: Severity, of: Severity, to: Severity): Severity {
  const step = SEVERITIES.indexOf(to) - SEVERITIES.indexOf(of);
  return SEVERITIES[Math.max(0, Math.min(SEVERITIES.length - 1, SEVERITIES.indexOf(severity) + step))]!;
}

/** How many things of each counted kind a network has. */
export function countEntities(network: Network): Record<string, number> {
  return Object.fromEntries(COUNTED.map((kind) => [kind, network.all(kind).length]));
}
