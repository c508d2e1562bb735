import { inFile, type Place } from '#model/place';
import type { ReadFile } from '#read/document';
import { nearest } from '#text/nearest';
import { type Directive, directivesOf } from './directives.ts';
import { type Finding, fingerprint } from './finding.ts';
import type { Rule } from './rule.ts';

/** An entry of `suppress` in the configuration. */
export interface SuppressEntry {
  readonly rule: string;
  /** Id of the thing; everything within it is meant too. */
  readonly on: string;
  readonly reason: string | undefined;
  readonly until: string | undefined;
  readonly place: Place;
}

export interface SuppressionInput {
  readonly findings: readonly Finding[];
  readonly files: readonly ReadFile[];
  readonly entries: readonly SuppressEntry[];
  readonly locked: readonly string[];
  /** Places in configurations that try to switch a locked rule off. */
  readonly lockedOff: readonly { readonly rule: string; readonly place: Place }[];
  /** Whether comments in files count. */
  readonly inline: boolean;
  /** Today as YYYY-MM-DD: the last day of a waiver is still covered. */
  readonly today: string;
  /** Whether everything of the estate was read: only then is something that silences nothing called unused. */
  readonly whole: boolean;
  readonly rules: ReadonlyMap<string, Rule>;
  /** Absolute folder of the estate: fingerprints name files relative to it. */
  readonly root: string;
  /** Absolute folder of its configuration, which may be that of other estates too. */
  readonly home: string;
  readonly isOn: (rule: Rule, place: Place) => boolean;
}

/** A finding that is not reported, and what silences it. */
export interface Suppressed {
  readonly finding: Finding;
  /** comment: in the file itself. configuration: its `suppress`. baseline: it was there when that was written. */
  readonly by: 'comment' | 'configuration' | 'baseline';
  readonly reason: string | undefined;
}

interface Waiver extends Omit<Directive, 'covers'> {
  readonly by: Suppressed['by'];
  readonly covers: (finding: Finding) => boolean;
}

/** Whether a rule name of a comment or configuration, perhaps an area such as `vlan/*`, means a rule. */
export function meansRule(pattern: string, rule: Rule): boolean {
  if (pattern === '*' || pattern === rule.id || rule.aliases?.includes(pattern)) return true;
  return pattern.endsWith('/*') && rule.id.startsWith(pattern.slice(0, -1));
}

/** Takes out what comments and the configuration silence, and reports silencing that is expired, unused, unknown, without reason or forbidden. */
export function applySuppressions(input: SuppressionInput): {
  kept: Finding[];
  suppressed: Suppressed[];
  about: Finding[];
  /** What there is to say of entries of the configuration, which other estates may share. */
  aboutConfiguration: Finding[];
  /** The last days of all that says one. */
  days: string[];
} {
  const waivers: Waiver[] = input.entries.map((entry) => ({
    ...entry,
    rules: [entry.rule],
    form: 'member',
    by: 'configuration',
    covers: (f) => f.entity !== null && `${f.entity}/`.toLowerCase().startsWith(`${entry.on}/`.toLowerCase()),
  }));
  if (input.inline)
    for (const file of input.files)
      waivers.push(...directivesOf(file).map((d): Waiver => ({ ...d, by: 'comment', covers: (f) => d.covers(f.place) })));
  const about = new About(input.rules, input.root);
  const aboutConfiguration = new About(input.rules, input.home);
  const aboutOf = ({ by }: Waiver): About => (by === 'configuration' ? aboutConfiguration : about);
  for (const { rule, place } of input.lockedOff)
    aboutConfiguration.say('suppression/locked', place, rule, `${rule} is locked and cannot be switched off here`, rule);
  const usable = waivers.filter((waiver) => isUsable(waiver, input, aboutOf(waiver)));
  const used = new Set<Waiver>();
  const kept: Finding[] = [];
  const suppressed: Suppressed[] = [];
  for (const finding of input.findings) {
    const meant = usable.filter(
      (w) => (w.rules.length === 0 || w.rules.some((name) => meansRule(name, finding.rule))) && w.covers(finding),
    );
    for (const waiver of meant) used.add(waiver);
    if (meant.length === 0) kept.push(finding);
    else if (input.locked.some((name) => meansRule(name, finding.rule))) {
      kept.push(finding);
      const { id } = finding.rule;
      for (const waiver of meant)
        aboutOf(waiver).say(
          'suppression/locked',
          waiver.place,
          waiver.rules.join(' '),
          `${id} is locked by the configuration and cannot be silenced here`,
          id,
        );
    } else suppressed.push({ finding, by: meant[0]!.by, reason: meant[0]!.reason });
  }
  if (input.whole)
    for (const waiver of usable) {
      const on =
        waiver.rules.length === 0 ||
        [...input.rules.values()].some(
          (rule) => waiver.rules.some((name) => meansRule(name, rule)) && input.isOn(rule, waiver.place),
        );
      const names = waiver.rules.join(', ');
      if (!used.has(waiver) && on)
        aboutOf(waiver).say(
          'suppression/unused',
          waiver.place,
          names,
          `silences nothing${names === '' ? '' : `: ${names} finds nothing here`}; remove it`,
        );
    }
  const days = new Set(waivers.flatMap(({ until }) => (until === undefined || until === 'unreadable' ? [] : [until])));
  return {
    kept,
    suppressed,
    about: about.findings,
    aboutConfiguration: aboutConfiguration.findings,
    days: [...days].sort(),
  };
}

/** Whether a waiver counts: it names a rule that exists, says why, and has not expired. What is wrong with it is said. */
function isUsable({ rules, reason, until, form, place }: Waiver, input: SuppressionInput, about: About): boolean {
  const mark = rules.join(' ');
  const all = [...input.rules.values()];
  const unknown = rules.filter((name) => !all.some((rule) => meansRule(name, rule)));
  for (const name of unknown) {
    const meant = nearest(
      name,
      all.map((rule) => rule.id),
    );
    about.say(
      'suppression/unknown-rule',
      place,
      mark,
      `there is no rule '${name}'${meant ? `; did you mean ${meant}?` : ''}`,
      name,
    );
  }
  if (reason === undefined) {
    const how = form === 'comment' ? "'-- reason'" : "'reason'";
    about.say('suppression/without-reason', place, mark, `say why: add ${how}; a suppression without a reason does not count`);
    return false;
  }
  if (until === 'unreadable')
    about.say('suppression/expired', place, mark, 'the date behind until is not a day written YYYY-MM-DD; it counts as expired');
  else if (until !== undefined && until < input.today)
    about.say('suppression/expired', place, mark, `expired on ${until}; what it silenced is reported again`);
  else return unknown.length < rules.length || rules.length === 0;
  return false;
}

/** Findings about suppressions: each said once, with fingerprints in which no line number counts. */
class About {
  readonly findings: Finding[] = [];
  private readonly said = new Set<string>();
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly rules: ReadonlyMap<string, Rule>,
    private readonly root: string,
  ) {}

  /** `mark` is what the waiver says: it tells waivers of one file apart wherever they stand. */
  say(id: string, place: Place, mark: string, message: string, key?: string): void {
    const rule = this.rules.get(id)!;
    const { path } = place.file;
    const once = JSON.stringify([id, path, place.range().start, message]);
    if (this.said.has(once)) return;
    this.said.add(once);
    const name = path.startsWith(`${this.root}/`) ? path.slice(this.root.length + 1) : path;
    const same = JSON.stringify([id, name, mark, key]);
    const nth = (this.counts.get(same) ?? 0) + 1;
    this.counts.set(same, nth);
    this.findings.push({
      rule,
      severity: rule.severity,
      message,
      place: inFile(place.file, () => place.range()),
      key,
      related: [],
      fix: undefined,
      remedy: undefined,
      entity: null,
      subject: '',
      fingerprint: fingerprint(id, name, mark, key, nth),
    });
  }
}
