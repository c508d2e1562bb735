import { Entity, type EntityKind, type Host, type Vm } from '#model/entity';
import type { Network } from '#model/network';
import { inRange, type OsRange } from '#model/os';
import { inDocument, inFile, type Place } from '#model/place';
import type { Document, ReadFile } from '#read/document';
import type { ProblemPlace } from '#read/problem';
import type { Edit } from '#text/source-file';
import { type Finding, fingerprint, MAX_RELATED } from './finding.ts';
import type { FixRequest, ReportOptions, Rule, RuleContext, SubjectKind, TextFix } from './rule.ts';
import { isShared, writtenLike } from './written-value.ts';

/** What one rule said before severities are set and mistakes that several rules name are reduced to one. */
type Said = Omit<Finding, 'fingerprint'>;

/** Takes down how long rules took; the time is the caller's. An index of the network counts for the rule that asks for it first. */
export interface RuleTimer {
  now(): number;
  took(rule: string, time: number): void;
}

/** How many things a rule is asked about between two pauses. */
const SUBJECTS_AT_ONCE = 512;

/**
 * Asks every rule of every subject of one estate, with a pause behind each rule, and now and then within one, for who wants it. A rule
 * that crashes becomes a finding that names it.
 */
export function* runRules(
  rules: readonly Rule[],
  all: ReadonlyMap<string, Rule>,
  network: Network,
  files: readonly ReadFile[],
  root: string,
  /** Whether a rule is on at a place: what is off there hides nothing either. */
  isOn: (rule: Rule, place: Place) => boolean = () => true,
  timer?: RuleTimer,
): Generator<undefined, Finding[], undefined> {
  const said: Said[] = [];
  const crashed = all.get('internal/rule-crashed')!;
  for (const rule of rules) {
    if (rule.needs?.some((need) => (need === 'observation' ? !network.isObserved : network.all(need).length === 0))) continue;
    const start = timer?.now() ?? 0;
    const things = subjects(rule.about, network, files);
    for (let from = 0; from < things.length; from += SUBJECTS_AT_ONCE) {
      if (from > 0) yield;
      const some = things.slice(from, from + SUBJECTS_AT_ONCE);
      // One rule about the whole network may find more than a call takes arguments.
      for (const each of ask(rule, some, network, crashed, files)) said.push(each);
    }
    timer?.took(rule.id, timer.now() - start);
    yield;
  }
  for (const file of files) said.push(...fromReading(file, all));
  return distinct(hide(said.filter((s) => isOn(s.rule, s.place))), root);
}

/** What one rule says of some things. */
function ask(
  rule: Rule,
  things: readonly unknown[],
  network: Network,
  crashed: Rule,
  files: readonly ReadFile[],
): readonly Said[] {
  const said: Said[] = [];
  let subject: unknown;
  // One for all of them: there are hundreds of thousands, and most have nothing to report.
  const context: RuleContext = {
    network,
    report: (place, message, options) => said.push(say(rule, subject, place, message, options)),
    applies: (host) => !rule.versions || inRange(host.os, rule.versions),
  };
  for (subject of things) {
    if (rule.versions && subject instanceof Entity && !speaksAbout(rule.versions, subject, network)) continue;
    try {
      rule.check(subject as never, context);
    } catch (error) {
      const message = `failed on ${subject instanceof Entity ? subject.id : rule.about}: ${(error as Error).message}`;
      const place =
        subject instanceof Entity ? placeOf(subject) : inFile(files[0]?.file ?? { path: '', text: '' }, { start: 0, end: 0 });
      said.push(say(crashed, subject, place, `the rule ${rule.id} ${message}`, { key: rule.id }));
    }
  }
  return said;
}

function subjects(about: SubjectKind, network: Network, files: readonly ReadFile[]): readonly unknown[] {
  if (about === 'network') return [network];
  return about === 'file' ? files : network.all(about);
}

/** Kinds of things that concern several hosts, or none: rules about them ask of each host whether they apply. */
const SEVERAL_HOSTS: ReadonlySet<EntityKind> = new Set([
  'switch',
  'port',
  'port-channel',
  'cluster',
  'network-virtualization',
  'lookup-record',
  'customer-route',
  'provider-address',
  'provider-route',
  'replica-server',
  'replication-authorization',
  'replica-plan',
  'planned-vm',
  'file-server',
  'share',
]);

/** A rule about some releases speaks only when every host a thing stands on is known to run one of them. */
function speaksAbout(range: OsRange, entity: Entity, network: Network): boolean {
  if (SEVERAL_HOSTS.has(entity.kind)) return true;
  for (let e: Entity | undefined = entity; e; e = e.parent) {
    if (e.kind === 'host') return inRange((e as Host).os, range);
    if (e.kind !== 'vm') continue;
    const hosts = network.hostsOf(e as Vm);
    return hosts.length > 0 && hosts.every((host) => inRange(host.os, range));
  }
  return false;
}

function placeOf(entity: Entity): Place {
  const { document, path } = entity.tree.source(entity.path);
  return { file: document.file, range: () => document.rangeOf(path), entity, property: '', origin: { document, path } };
}

function say(rule: Rule, subject: unknown, place: Place, message: string, options: ReportOptions = {}): Said {
  const related = options.related ?? [];
  const more = related.length - MAX_RELATED;
  const commands = options.remedy?.commands ?? [];
  return {
    rule,
    severity: options.severity ?? rule.severity,
    message: more > 0 ? `${message} (and ${more} more)` : message,
    place,
    key: options.key,
    related: related.slice(0, MAX_RELATED).map((r) => ({ place: r.at, message: r.message })),
    fix: options.fix ? toEdits(options.fix) : undefined,
    remedy:
      options.remedy && commands.length > 0 && commands.every((c) => c !== undefined)
        ? { on: options.remedy.on.id, shell: options.remedy.shell, commands, disruptive: options.remedy.disruptive }
        : undefined,
    entity: place.entity?.id ?? null,
    subject: subject instanceof Entity ? subject.id : '',
  };
}

function toEdits(fix: FixRequest | TextFix): Finding['fix'] {
  if ('edit' in fix)
    return {
      title: fix.title,
      safe: fix.safe,
      edits: [{ file: fix.edit.at.file, range: fix.edit.at.range(), text: fix.edit.text }],
    };
  const edits: Edit[] = [];
  let safe = fix.safe;
  for (const { at, value } of fix.changes) {
    const document = at.origin?.document;
    if (!document?.editable || !at.origin || !isWritten(document, at.origin.path)) return undefined;
    const range = at.range();
    if (isShared(document, range)) safe = false;
    const text = writtenLike(at.file.text.slice(range.start, range.end), value, document.syntax);
    edits.push({ file: at.file, range, text });
  }
  return edits.length > 0 ? { title: fix.title, safe, edits } : undefined;
}

function isWritten(document: Document, path: readonly (string | number)[]): boolean {
  const value = path.reduce<unknown>((v, step) => (v as Record<string | number, unknown> | undefined)?.[step], document.data);
  return value !== undefined && (value === null || typeof value !== 'object');
}

/** Whether a repair of the text may be offered: of our own files, and of how a script is written. What a machine said is a record. */
function mayFix(file: ReadFile, rule: string): boolean {
  return file.documents.every(
    (d) => d.editable || (d.syntax === 'powershell' && d.stance === 'declared' && rule.startsWith('script/')),
  );
}

/** Problems of reading, in the name of the rules that report them. */
function fromReading(file: ReadFile, all: ReadonlyMap<string, Rule>): Said[] {
  return file.problems.map((problem) => {
    const rule = all.get(problem.rule);
    if (!rule) throw new Error(`reading reports ${problem.rule}, which is no rule`);
    const place = problemPlace(file, problem.place);
    const fix: TextFix | undefined =
      problem.fix && mayFix(file, problem.rule)
        ? {
            title: problem.fix.title,
            safe: problem.fix.safe,
            edit: { at: inFile(file.file, problem.fix.range), text: problem.fix.text },
          }
        : undefined;
    return {
      ...say(rule, undefined, place, problem.message, {
        ...(problem.key === undefined ? {} : { key: problem.key }),
        related: (problem.related ?? []).map((r) => ({ at: problemPlace(file, r.place), message: r.message })),
        fix,
      }),
      subject: file.file.path,
    };
  });
}

function problemPlace(file: ReadFile, place: ProblemPlace): Place {
  return 'path' in place ? inDocument(file.documents[place.document]!, place.path, place.part) : inFile(file.file, place);
}

/** Where two rules name one mistake, the one that hides the other is kept: at the same subject or the same place. */
function hide(said: readonly Said[]): Said[] {
  const hiders = said.filter((s) => s.rule.hides?.length);
  if (hiders.length === 0) return [...said];
  const hidden = new Set<string>();
  for (const { rule, subject, place } of hiders)
    for (const other of rule.hides!) {
      if (subject) hidden.add(`${other}\n${subject}`);
      hidden.add(`${other}\n${placeId(place)}`);
    }
  return said.filter((s) => !hidden.has(`${s.rule.id}\n${s.subject}`) && !hidden.has(`${s.rule.id}\n${placeId(s.place)}`));
}

function placeId(place: Place): string {
  const { start, end } = place.range();
  return `${place.file.path}\n${start}\n${end}`;
}

/** Fingerprints, unique in the run; one cause said twice in the same words is said once. */
function distinct(said: readonly Said[], root: string): Finding[] {
  const seen = new Map<string, Map<string, number>>();
  const findings: Finding[] = [];
  for (const finding of said) {
    const { path } = finding.place.file;
    const entity = finding.entity ?? (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path);
    const mark = (nth: number): string => fingerprint(finding.rule.id, entity, finding.place.property, finding.key, nth);
    const base = mark(1);
    const texts = seen.get(base) ?? new Map<string, number>();
    seen.set(base, texts);
    const text = `${finding.message}\n${placeId(finding.place)}`;
    if (texts.has(text)) continue;
    texts.set(text, texts.size + 1);
    findings.push({ ...finding, fingerprint: mark(texts.size) });
  }
  return findings;
}
