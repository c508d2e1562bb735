import type { Range, SourceFile } from '#text/source-file';
import type { Draft } from '../draft.ts';
import type { Problem } from '../problem.ts';
import { IGNORED, type Level, type LineReader, level, readLevels } from './cli-levels.ts';
import type { Call, CliLine, Phrases } from './cli-lines.ts';
import type { DialectDocument } from './index.ts';
import { type InterfaceType, interfacesOf, type NamedInterface } from './interface-ranges.ts';
import { type Placeholder, placeholderIn } from './nx-os-placeholder.ts';
import { SviAddresses } from './svi-addresses.ts';
import { AllowedList, SwitchDraft } from './switch-draft.ts';

/** Most switches and interfaces of one file, and most times that a line of it may be applied to an interface or VLAN. */
const MAX_DEVICES = 1000;
const MAX_INTERFACES = 20_000;
const MAX_APPLIED = 250_000;

/** One switch of a text while its lines are read. A dialect adds what it has to remember until the end. */
export class SwitchState {
  readonly draft: SwitchDraft;
  readonly allowed = new AllowedList();
  readonly addresses = new SviAddresses();
  /** Interfaces that 802.1X controls, and whether the switch has it on: one without the other is no authentication. */
  readonly authenticated = new Map<Draft, Range>();
  authenticates = false;

  constructor(os: string) {
    this.draft = new SwitchDraft(os);
  }
}

/** The interfaces of one `interface` line. */
export interface Interfaces<S extends SwitchState> {
  readonly reading: SwitchReading<S>;
  readonly device: S;
  readonly drafts: readonly Draft[];
  readonly kind: InterfaceType['kind'];
}

/** What a dialect makes of a text of one system. */
export interface SwitchDialect<S extends SwitchState> {
  /** A switch of which nothing is known yet. */
  readonly make: () => S;
  /** The statements of the global level. */
  readonly top: Phrases<LineReader<SwitchReading<S>>>;
  /** What the system does where nothing is written; called at the end, for every switch. */
  readonly defaults: (device: S) => void;
  /** Where to go on behind a line that begins something that is no configuration, such as a banner. */
  readonly skip: (line: CliLine) => number | undefined;
  /** Whether the text shows a part of the configuration alone; without a name it always may. */
  readonly partial?: (device: S) => boolean;
  /** How lines belong together; by their indent unless the system has another way. */
  readonly lines?: typeof readLevels;
}

/** Reads a running-config into one document for each switch it names. */
export function readSwitches<S extends SwitchState>(
  file: SourceFile,
  name: string | undefined,
  { make, top, defaults, skip, partial = ({ draft }) => !draft.isNamed, lines = readLevels }: SwitchDialect<S>,
): readonly DialectDocument[] {
  const reading = new SwitchReading(make);
  lines(file.text, level(top, reading), skip);
  const problems = [...reading.problems.values()];
  const documents = reading.devices.flatMap((device) => {
    device.draft.partial = partial(device);
    device.addresses.finish();
    for (const [port, range] of device.authenticated) {
      const section = port.section('dot1x', range);
      if (device.authenticates) section.set('enabled', true, range);
      else section.lose('enabled');
    }
    defaults(device);
    return device.draft.finish(file, name);
  });
  return documents.map((document, i) => (i === 0 ? { ...document, problems } : document));
}

/** The switches of a text, the one its lines are about now, and the bounds no text may drive the reading beyond. */
export class SwitchReading<S extends SwitchState> {
  readonly problems = new Map<string, Problem>();
  readonly devices: S[];
  device: S;
  private readonly byName = new Map<string, S>();
  private interfaces = 0;
  private applied = 0;

  constructor(private readonly make: () => S) {
    this.device = make();
    this.devices = [this.device];
  }

  /** A second name is a second switch, when the first one has been configured; a name that comes back is the switch that had it. */
  hostname(call: Call): undefined {
    const [word] = call.args;
    if (call.undo || !word) return undefined;
    const hole = placeholderIn(call.rest);
    if (hole) return this.tellPlaceholder(hole);
    const known = this.byName.get(word.lower);
    const { draft } = this.device;
    if (known) this.device = known;
    else if (draft.isNamed && draft.isConfigured) {
      this.device = this.make();
      if (this.devices.length < MAX_DEVICES) this.devices.push(this.device);
      else this.tellLimit(`more than ${MAX_DEVICES} switches in one file`, word);
    }
    this.byName.set(word.lower, this.device);
    const quoted = /^"(.+)"$/.exec(word.text);
    this.device.draft.name(quoted?.[1] ?? word.text, word);
    return undefined;
  }

  /** The level of an `interface` line; of interfaces hvlint has no place for, nothing is kept. */
  interface(call: Call, types: readonly InterfaceType[], statements: Phrases<LineReader<Interfaces<S>>>): Level {
    const found = this.named(call.rest, types);
    const [first] = found;
    if (!first) return IGNORED;
    if (call.undo) {
      for (const each of found) this.reset(each, call);
      return IGNORED;
    }
    const drafts = found.flatMap((each) => this.draftOf(each, call.rest) ?? []);
    return level(statements, { reading: this, device: this.device, drafts, kind: first.kind });
  }

  /** The interfaces a text names; none, and told, where there is a placeholder or there are too many. */
  named(rest: Range & { readonly text: string }, types: readonly InterfaceType[]): readonly NamedInterface[] {
    const hole = placeholderIn(rest);
    if (hole) this.tellPlaceholder(hole);
    const found = hole ? undefined : interfacesOf(rest.text, types);
    if (found === 'too-many') this.tellLimit(`${rest.text.slice(0, 80)} names more interfaces than a switch has`, rest);
    return Array.isArray(found) && this.affords(found.length, rest) ? found : [];
  }

  private draftOf(each: NamedInterface, place: Range): Draft | undefined {
    const { draft } = this.device;
    const list = { port: 'ports', 'port-channel': 'portChannels', vlan: 'svis' }[each.kind];
    const known = draft.draft.listed(list)?.get(each.kind === 'port' ? each.name : each.number);
    if (known) return known;
    if (++this.interfaces > MAX_INTERFACES) {
      this.tellLimit(`more than ${MAX_INTERFACES} interfaces in one file`, place);
      return undefined;
    }
    if (each.kind === 'port') return draft.port(each.name, place);
    return each.kind === 'vlan' ? draft.svi(each.number, place) : draft.channel(each.number, each.name, place);
  }

  /** `default interface X` brings it back to what it is without any line; `no interface X` deletes what is no hardware. */
  private reset(each: NamedInterface, { rest, undo }: Call): void {
    const { draft, addresses, allowed } = this.device;
    const list = { port: 'ports', 'port-channel': 'portChannels', vlan: 'svis' }[each.kind];
    const key = each.kind === 'port' ? each.name : String(each.number);
    const known = draft.draft.listed(list)?.get(key);
    // Taking one out of many is work.
    if (!known || !this.affords(this.interfaces, rest)) return;
    allowed.forget(known);
    addresses.forget(known);
    draft.draft.listed(list)?.remove(key);
    if (each.kind === 'port' || undo === 'default') this.draftOf(each, rest);
  }

  /** Whether a line may be applied so many times more: what ranges stand for is bounded. Single lines always may. */
  affords(times: number, place: Range): boolean {
    this.applied += Math.max(0, times - 1);
    if (times <= 1 || this.applied <= MAX_APPLIED) return true;
    this.tellLimit(`ranges that stand for more than ${MAX_APPLIED} things`, place);
    return false;
  }

  tellPlaceholder({ text, range }: Placeholder): undefined {
    this.tell({
      rule: 'reading/placeholder',
      message: `${text} is a placeholder; what depends on it is not judged`,
      place: range,
    });
  }

  private tellLimit(what: string, { start, end }: Range): void {
    this.tell({ rule: 'reading/limit', message: `${what}; hvlint does not read them`, place: { start, end } });
  }

  /** One of a sort is enough. */
  private tell(problem: Problem): void {
    if (!this.problems.has(problem.rule)) this.problems.set(problem.rule, problem);
  }
}
