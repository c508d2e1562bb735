import { inFile, type Place } from '#model/place';
import type { ReadFile } from '#read/document';
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
  readonly isOn: (rule: Rule, place: Place) => boolean;
}

interface Waiver extends Omit<Directive, 'covers'> {
  readonly where: 'comment' | 'configuration';
  readonly covers: (finding: Finding) => boolean;
}

/** Whether a rule name of a comment or configuration, perhaps an area such as `vlan/*`, means a rule. */
export function meansRule(pattern: string, rule: Rule): boolean {
  if (pattern === '*' || pattern === rule.id || rule.aliases?.includes(pattern)) return true;
  return pattern.endsWith('/*') && rule.id.startsWith(pattern.slice(0, -1));
}

/** Takes out what comments and the configuration silence, and reports silencing that is expired, unused, unknown, without reason or forbidden. */
export function applySuppressions(input: SuppressionInput): { kept: Finding[]; suppressed: Finding[]; about: Finding[] } {
  const waivers: Waiver[] = input.entries.map((entry) => ({
    ...entry,
    rules: [entry.rule],
    where: 'configuration',
    covers: (f) => f.entity !== null && (f.entity === entry.on || f.entity.startsWith(`${entry.on}/`)),
  }));
  if (input.inline)
    for (const file of input.files)
      waivers.push(...directivesOf(file).map((d): Waiver => ({ ...d, where: 'comment', covers: (f) => d.covers(f.place) })));
  const locked = input.rules.get('suppression/locked')!;
  const about: Finding[] = input.lockedOff.map(({ rule, place }) => engineFinding(locked, place, `${rule} is locked and cannot be switched off here`, rule));
  const usable: Waiver[] = [];
  for (const waiver of waivers) {
    const say = (id: string, message: string, key?: string): void => {
      about.push(engineFinding(input.rules.get(id)!, waiver.place, message, key));
    };
    const unknown = waiver.rules.filter((name) => ![...input.rules.values()].some((rule) => meansRule(name, rule)));
    for (const name of unknown) say('suppression/unknown-rule', `there is no rule '${name}'`, name);
    if (waiver.reason === undefined)
      say(
        'suppression/without-reason',
        `say why: add ${waiver.where === 'comment' ? "'-- reason'" : "'reason'"}; a suppression without a reason does not count`,
      );
    else if (waiver.until === 'unreadable')
      say('suppression/expired', 'the date behind until is not a day written YYYY-MM-DD; it counts as expired');
    else if (waiver.until !== undefined && waiver.until < input.today)
      say('suppression/expired', `expired on ${waiver.until}; what it silenced is reported again`);
    else if (unknown.length < waiver.rules.length || waiver.rules.length === 0) usable.push(waiver);
  }
  const used = new Set<Waiver>();
  const kept: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of input.findings) {
    const meant = usable.filter(
      (w) => (w.rules.length === 0 || w.rules.some((name) => meansRule(name, finding.rule))) && w.covers(finding),
    );
    for (const waiver of meant) used.add(waiver);
    if (meant.length === 0) kept.push(finding);
    else if (input.locked.some((name) => meansRule(name, finding.rule))) {
      kept.push(finding);
      for (const waiver of meant)
        about.push(
          engineFinding(
            input.rules.get('suppression/locked')!,
            waiver.place,
            `${finding.rule.id} is locked by the configuration and cannot be silenced here`,
            finding.rule.id,
          ),
        );
    } else suppressed.push(finding);
  }
  if (input.whole)
    for (const waiver of usable) {
      const on =
        waiver.rules.length === 0 ||
        [...input.rules.values()].some(
          (rule) => waiver.rules.some((name) => meansRule(name, rule)) && input.isOn(rule, waiver.place),
        );
      if (!used.has(waiver) && on)
        about.push(
          engineFinding(
            input.rules.get('suppression/unused')!,
            waiver.place,
            `silences nothing${waiver.rules.length > 0 ? `: ${waiver.rules.join(', ')} finds nothing here` : ''}; remove it`,
          ),
        );
    }
  return { kept, suppressed, about };
}

function engineFinding(rule: Rule, place: Place, message: string, key?: string): Finding {
  const where = inFile(place.file, place.range);
  return {
    rule,
    severity: rule.severity,
    message,
    place: where,
    key,
    related: [],
    fix: undefined,
    remedy: undefined,
    entity: null,
    subject: '',
    fingerprint: fingerprint(rule.id, place.file.path, place.property, `${key ?? ''}@${place.range().start}`),
  };
}
