import type { Range } from '#text/source-file';
import type { Kind } from '../document.ts';
import { type Certainty, Draft, type DraftList } from '../draft.ts';
import type { Problem } from '../problem.ts';
import type { SyntaxNode } from '../syntax-node.ts';
import { rootProperties } from './properties.ts';
import type { Value } from './value.ts';

/** A computer that commands act on: a host, or the inside of a VM. */
export interface Computer {
  /** Its name in lower case, or the text that stands for it where nobody can tell. */
  readonly key: string;
  readonly name: string;
  /** The document that is filled in: kind host. */
  readonly draft: Draft;
  /** Interfaces that were renamed, by their former name in lower case: what is said under it now is stale. */
  readonly renamed: Map<string, { readonly to: string; readonly range: Range }>;
  /** Virtual adapters that Windows lists under another name than `vEthernet (…)` says, by that name in lower case. */
  readonly aliases: Map<string, Draft>;
  /** Of the inside of a VM: what tells the VM from others. */
  readonly guestOf?: string;
  /** A team that was made inside a VM before its host let the adapters team. */
  earlyTeam?: Draft;
  /** Priorities whose flow control was switched on or off: when all are, all that is on is known. */
  readonly saidPriorities: Set<number>;
  /** Where every adapter was disabled while there were teams, and where it was reported that not all come back. */
  allDisabled?: { readonly range: Range; reported?: Range } | undefined;
}

function fresh(): Pick<Computer, 'renamed' | 'aliases' | 'saidPriorities'> {
  return { renamed: new Map(), aliases: new Map(), saidPriorities: new Set() };
}

/** One document that a script fills in. */
interface Filled {
  readonly kind: Kind;
  readonly draft: Draft;
}

const ASKS = /\b(?:Read-Host|Get-Credential|Get-Random|New-Guid)\b/i;

/** Everything a script brings about: the state it leaves, computer by computer. */
export class Estate {
  private readonly computers = new Map<string, Computer>();
  private readonly documents = new Map<string, Filled>();
  private readonly unnamedHosts = new Set<string>();
  private readonly byName = new Map<string, Draft[]>();
  private readonly found = new Map<string, Problem>();
  readonly guests: { readonly vm: string; readonly host: string; readonly computer: Computer }[] = [];
  readonly certainty: Certainty = { level: 'certain' };
  /** Whether nobody can tell which thing a command is about. */
  isUnsure = false;
  /** Interfaces that got an address with a default gateway: a computer is reached over them. */
  readonly gateways = new Set<Draft>();

  /** VMs whose adapters the host lets team, as guestKey says them; `*` for some that nobody can tell. */
  readonly teamingAllowed = new Set<string>();
  /** Addresses of roles of clusters, as they were given. */
  readonly roleAddresses = new Map<Draft, Value>();

  /** `own`: the name of the computer the script runs on, where the script does not say. */
  constructor(
    readonly own: string,
    /** The text of the script. */
    readonly source: string,
  ) {}

  /** What each text stood for that names things nobody can tell, by the characters that gave it. */
  private readonly standsFor = new Map<string, string[]>();

  /**
   * A name for what nobody can tell: the text that names it. Where the same text has stood for something else before, as the variable of
   * two loops, it is numbered.
   */
  nameOf({ range, from }: Pick<Value, 'range' | 'from'>): string {
    const text = this.textAt(range);
    const key = text.trim().toLowerCase();
    const given = this.standsFor.get(key) ?? [];
    this.standsFor.set(key, given);
    const said = from ?? range;
    const words = this.textAt(said);
    // What asks somebody, or makes something up, gives another answer each time.
    const source = ASKS.test(words) ? `${words} ${said.start}` : from ? words : '';
    const nth = given.includes(source) ? given.indexOf(source) + 1 : given.push(source);
    return nth === 1 ? text : `${text} (${nth})`;
  }

  /** The characters of a range; short and on one line. */
  private textAt({ start, end }: Range): string {
    return this.source.slice(start, Math.min(end, start + 80)).replace(/\s+/g, ' ');
  }

  /** A computer that nobody can tell: it is the same wherever its name is written, in this script alone. */
  unnamed(value: Pick<Value, 'range' | 'from'>): Computer {
    const name = this.nameOf(value);
    this.unnamedHosts.add(name.trim().toLowerCase());
    return this.computer(name, value.range);
  }

  isUnnamed(name: string): boolean {
    return this.unnamedHosts.has(name.trim().toLowerCase());
  }

  computer(name: string, range: Range): Computer {
    const key = name.trim().toLowerCase();
    const known = this.computers.get(key);
    if (known) return known;
    const draft = this.document('host', name, range);
    const computer: Computer = { key, name: name.trim(), draft, ...fresh() };
    this.computers.set(key, computer);
    return computer;
  }

  /** A document of a kind by name, made when it is not there. VMs are told apart by where they are. */
  document(kind: Kind, name: string, range: Range, container = ''): Draft {
    const key = `${kind}\n${name.trim().toLowerCase()}\n${container.trim().toLowerCase()}`;
    const known = this.documents.get(key);
    if (known) return known.draft;
    const draft = new Draft(range, this.certainty);
    draft.isDocument = true;
    draft.set('kind', kind, range);
    draft.set('name', name.trim(), range);
    // A host has too many properties, and no rule reckons with a default of one at its root.
    if (kind !== 'host') draft.properties = rootProperties(kind);
    this.documents.set(key, { kind, draft });
    const short = `${kind}\n${name.trim().toLowerCase()}`;
    const sameName = this.byName.get(short);
    if (sameName) sameName.push(draft);
    else this.byName.set(short, [draft]);
    return draft;
  }

  /** The documents in the order they came up; those of which nothing but a name became known are left out. */
  finished(): readonly { readonly kind: Kind; readonly data: Record<string, unknown>; readonly node: SyntaxNode }[] {
    for (const { vm, host, computer } of this.guests) {
      const teams = computer.draft.listed('teams');
      if (!teams) continue;
      const draft = this.document('vm', vm, computer.draft.range, host);
      draft.set('host', host, computer.draft.range);
      draft.section('guest', computer.draft.range).adopt('teams', teams, computer.draft.range);
    }
    return [...this.documents.values()].flatMap(({ kind, draft }) => {
      const { data, node } = draft.finish();
      return Object.keys(data).length > 2 ? [{ kind, data, node }] : [];
    });
  }

  guestKey(vm: string, host: string): string {
    return `guest of ${vm.trim().toLowerCase()} on ${host.trim().toLowerCase()}`;
  }

  /** The inside of a VM, where the script was there. */
  guestNamed(vm: string, host: string): Computer | undefined {
    return this.computers.get(this.guestKey(vm, host));
  }

  /** The inside of a VM: what is set there is the guest's, never the host's. */
  guest(vm: string, host: string, range: Range): Computer {
    const key = this.guestKey(vm, host);
    const known = this.computers.get(key);
    if (known) return known;
    const draft = new Draft(range, this.certainty);
    draft.isDocument = true;
    const computer: Computer = { key, name: vm.trim(), draft, guestOf: key, ...fresh() };
    this.computers.set(key, computer);
    this.guests.push({ vm: vm.trim(), host, computer });
    return computer;
  }

  /** The adapters of the VMs of a host. */
  adaptersOfVms(host: string): readonly Draft[] {
    const own = host.trim().toLowerCase();
    return this.drafts('vm').flatMap((vm) =>
      String(vm.get('host')).toLowerCase() === own ? (vm.listed('networkAdapters')?.all ?? []) : [],
    );
  }

  /** Accounts for things that were looked through, so that a script cannot take forever. */
  spend(things: number): void {
    this.certainty.lookups = (this.certainty.lookups ?? 0) + things;
  }

  /** Goes through things of which nobody can tell which ones are meant: what is said of one may be said of another. */
  *unsure<T>(things: Iterable<T>): Generator<T> {
    const before = { level: this.certainty.level, isUnsure: this.isUnsure };
    this.certainty.level = 'either';
    this.isUnsure = true;
    try {
      yield* things;
    } finally {
      this.certainty.level = before.level;
      this.isUnsure = before.isUnsure;
    }
  }

  /** The documents of a kind so far. */
  drafts(kind: Kind): readonly Draft[] {
    this.spend(this.documents.size);
    return [...this.documents.values()].filter((each) => each.kind === kind).map((each) => each.draft);
  }

  /** Those of a name, wherever they are. */
  named(kind: Kind, name: string): readonly Draft[] {
    return this.byName.get(`${kind}\n${name.trim().toLowerCase()}`) ?? [];
  }

  /** A document is gone, as of a VM that is removed. */
  remove(kind: Kind, name: string, container: string): void {
    if (this.certainty.level !== 'certain') return;
    this.documents.delete(`${kind}\n${name.trim().toLowerCase()}\n${container.trim().toLowerCase()}`);
    this.byName.delete(`${kind}\n${name.trim().toLowerCase()}`);
  }

  /** Takes back what was reported at a place: a later command puts it right. */
  withdraw(rule: string, place: Range): void {
    for (const [key, problem] of this.found)
      if (problem.rule === rule && 'start' in problem.place && problem.place.start === place.start) this.found.delete(key);
  }

  /** A command in a loop is reported once. */
  report(rule: string, message: string, place: Range, more: Partial<Problem> = {}): void {
    const key = `${rule}\n${place.start}\n${place.end}\n${message}`;
    if (!this.found.has(key)) this.found.set(key, { rule, message, place, ...more });
  }

  get problems(): readonly Problem[] {
    return [...this.found.values()];
  }
}

/** A list of named things of a computer, with what can be said of them. */
export function listOf(draft: Draft, key: string, range: Range, properties: readonly string[]): DraftList {
  const list = draft.list(key, range);
  list.properties = properties;
  return list;
}
