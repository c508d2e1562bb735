import type { Range } from '#text/source-file';
import type { Draft, DraftList } from '../../draft.ts';
import type { Call } from '../call.ts';
import { likes } from '../evaluate.ts';
import { type Computer, listOf } from '../machine.ts';
import { propertiesOf } from '../properties.ts';
import { take } from '../take.ts';
import { textOf, type Value } from '../value.ts';
import { isStale, takeUp } from './stale-name.ts';

/** A virtual adapter that a call is about, and whose it is. */
export interface VirtualAdapterDraft {
  readonly computer: Computer;
  readonly draft: Draft;
  readonly list: DraftList;
  /** undefined for an adapter of the management operating system. */
  readonly vm: string | undefined;
}

export function hostAdaptersOf(computer: Computer, range: Range): DraftList {
  return listOf(computer.draft, 'hostAdapters', range, propertiesOf('host/hostAdapter'));
}

/** A virtual adapter of the management operating system is made. */
export function makeHostAdapter(computer: Computer, call: Call, name: string, switchName: Value | undefined, at: Value): Draft {
  const draft = hostAdaptersOf(computer, call.range).at(name, at.range);
  draft.created = true;
  take(draft, 'switchName', switchName, 'text');
  takeUp(computer, name, 'host adapter');
  takeUp(computer, `vEthernet (${name})`);
  computer.aliases.delete(`vethernet (${nameKey(name)})`);
  return draft;
}

/** A name as Windows compares it. */
export function nameKey(name: unknown): string {
  return String(name).trim().toLowerCase();
}

/** The document of a VM on a host. */
export function vmDraft(call: Call, computer: Computer, name: Value): Draft {
  const draft = call.estate.document('vm', textOf(name)!, name.range, computer.name);
  if (!draft.has('host')) draft.set('host', computer.name, name.range);
  return draft;
}

export function vmAdaptersOf(vm: Draft, range: Range): DraftList {
  const list = listOf(vm, 'networkAdapters', range, propertiesOf('vm/networkAdapters'));
  list.whole = vm.created;
  return list;
}

/** What Hyper-V calls an adapter without a name of its own. */
export const DEFAULT_NAME = 'Network Adapter';

/** What a command does to a VM is as much as looking at so many things. */
const WORK = 32;

type Names = readonly Value[] | 'all' | undefined;

/**
 * The virtual adapters a call is about: by -ManagementOS and a name, by -VMName and perhaps a name, or as the pipeline hands them in.
 * Where nobody can tell which ones are meant, it may be any that is known.
 */
export function* adaptersOf(call: Call, nameParameter: string): Generator<VirtualAdapterDraft> {
  const { input } = call;
  const handed = input?.sort === 'list' ? input.items : input ? [input] : [];
  const things = handed.flatMap((each) => (each.sort === 'things' ? [each.things] : []));
  const names: Names = call.given.has(nameParameter.toLowerCase()) ? call.names(nameParameter) : 'all';
  if (things.length > 0 && !call.given.has('vmname') && !call.given.has('managementos'))
    for (const each of things) {
      if (each.of === 'host-adapter') yield* ofHosts(call, each.names);
      if (each.of === 'vm-adapter') yield* ofVms(call, each.vm && [each.vm], each.names);
      if (each.of === 'vm') yield* ofVms(call, each.names, names);
    }
  else if (call.on('ManagementOS')) yield* ofHosts(call, names);
  else yield* ofVms(call, call.given.has('vmname') ? call.names('VMName') : undefined, names);
}

function* ofHosts(call: Call, names: Names): Generator<VirtualAdapterDraft> {
  for (const computer of call.computers) {
    const of = {
      computer,
      vm: undefined,
      list: () => hostAdaptersOf(computer, call.range),
      known: computer.draft.listed('hostAdapters'),
    };
    if (names) yield* named(of, names, (text) => !isStale(computer, text, 'host adapter'));
    else yield* call.estate.unsure(named(of, 'all'));
  }
}

function* ofVms(call: Call, vms: readonly Value[] | undefined, names: Names): Generator<VirtualAdapterDraft> {
  for (const computer of call.computers)
    for (const { name, draft } of machinesOf(call, computer, vms)) {
      const of = { computer, vm: name, list: () => vmAdaptersOf(draft, call.range), known: draft.listed('networkAdapters') };
      // Which VM is meant, nobody can tell either: only those that are known have anything to lose.
      if (!vms) yield* call.estate.unsure(named({ ...of, list: undefined }, names ?? 'all'));
      else if (names) yield* named(of, names);
      else yield* call.estate.unsure(named(of, 'all'));
    }
}

/** The VMs of a host that some names and patterns stand for; all that are known where the names are not. */
function machinesOf(
  call: Call,
  computer: Computer,
  vms: readonly Value[] | undefined,
): readonly { readonly name: string; readonly draft: Draft }[] {
  const known = (pattern: string): { name: string; draft: Draft }[] => {
    const found = call.estate.drafts('vm').flatMap((draft) => {
      const name = String(draft.get('name'));
      return nameKey(draft.get('host')) === nameKey(computer.name) && likes(name, pattern) ? [{ name, draft }] : [];
    });
    call.estate.spend(WORK * found.length);
    return found;
  };
  if (!vms) return known('*');
  return vms.flatMap((vm) => {
    const text = textOf(vm)?.trim();
    if (!text) return [];
    return /[*?]/.test(text) ? known(text) : [{ name: text, draft: vmDraft(call, computer, vm) }];
  });
}

interface Holder {
  readonly computer: Computer;
  readonly vm: string | undefined;
  readonly known: DraftList | undefined;
  /** Makes the list where it is not there; undefined where nothing is to be made. */
  readonly list: (() => DraftList) | undefined;
}

/** The adapters of a holder by name: one nobody knows yet is brought up, a pattern stands for those it fits. */
function named(
  { computer, vm, known, list }: Holder,
  names: readonly Value[] | 'all',
  accepts: (text: string) => boolean = () => true,
): readonly VirtualAdapterDraft[] {
  const of = (draft: Draft, from: DraftList): VirtualAdapterDraft => ({ computer, draft, list: from, vm });
  // A VM of which no adapter is known has the one that New-VM makes, or others: nobody can tell.
  if (names === 'all') return known?.all.map((draft) => of(draft, known)) ?? [];
  return names.flatMap((name) => {
    const text = textOf(name);
    // A name that was given up names nothing: script/stale-interface-name says so.
    if (text === undefined || !accepts(text)) return [];
    if (/[*?]/.test(text))
      return (known?.all ?? []).filter((draft) => likes(String(draft.get('name')), text)).map((draft) => of(draft, known!));
    const own = known?.get(text);
    if (own) return [of(own, known!)];
    const made = list?.();
    return made ? [of(made.at(text, name.range), made)] : [];
  });
}
