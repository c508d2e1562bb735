import type { Range } from '#text/source-file';
import type { Draft, DraftList } from '../../draft.ts';
import type { Call } from '../call.ts';
import { likes } from '../evaluate.ts';
import { type Computer, listOf } from '../machine.ts';
import { propertiesOf } from '../properties.ts';
import { take } from '../take.ts';
import { textOf, type Value } from '../value.ts';
import { isStale, renamedTo, takeUp } from './stale-name.ts';

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
 * The virtual adapters a call is about: by -ManagementOS and a name, by -VMName and perhaps a name, by -VMNetworkAdapter or -VM, or as the
 * pipeline hands them in. Where nobody can tell which ones are meant, it may be any that is known.
 */
export function* adaptersOf(call: Call, nameParameter: string): Generator<VirtualAdapterDraft> {
  const names: Names = call.given.has(nameParameter.toLowerCase()) ? call.names(nameParameter) : 'all';
  const objects = call.given.has('vmname') || call.given.has('managementos') ? [] : objectsOf(call);
  for (const each of objects) yield* ofObject(call, each, names);
  if (objects.length > 0) return;
  if (call.on('ManagementOS')) yield* ofHosts(call, call.computers, names);
  else yield* ofVms(call, call.computers, call.given.has('vmname') ? call.names('VMName') : undefined, names);
}

/** The objects that a call is handed, one by one. */
export function objectsOf(call: Call): readonly Value[] {
  const given = call.arg('VMNetworkAdapter') ?? call.arg('VM') ?? call.input;
  return given?.sort === 'list' ? given.items : given ? [given] : [];
}

/** The adapters that an object is, or those of the VM that it is. */
function* ofObject(call: Call, object: Value, names: Names): Generator<VirtualAdapterDraft> {
  const things = object.sort === 'things' ? object.things : undefined;
  const computers = things?.hosts ? call.computersNamed(things.hosts) : call.computers;
  switch (things?.of) {
    case 'host-adapter':
      for (const computer of computers)
        yield* ofHosts(
          call,
          [computer],
          things.names?.map((name) => nameNow(computer, name)),
        );
      return;
    case 'vm-adapter':
      yield* ofVms(call, computers, things.vm && [things.vm], things.names);
      return;
    case 'vm':
      yield* ofVms(call, computers, things.names, names);
      return;
    default:
      if (!call.given.has('vm')) yield* ofHosts(call, computers, undefined);
      yield* ofVms(call, computers, undefined, undefined);
  }
}

/** The name an adapter has by now that was got under another one: an object stays what it is. */
function nameNow(computer: Computer, name: Value): Value {
  const text = textOf(name);
  const now = text === undefined ? undefined : renamedTo(computer, text, 'host adapter');
  return now === undefined ? name : { sort: 'text', text: now, range: name.range };
}

/** What -Passthru hands on: the adapters the call was about. */
export function adaptersPassedOn(call: Call, nameParameter: string): Value | undefined {
  if (!call.on('Passthru')) return undefined;
  const object = call.arg('VMNetworkAdapter') ?? call.arg('VM') ?? call.input;
  const names = call.names(nameParameter);
  const hosts = call.computers.map((each) => each.name);
  if (call.on('ManagementOS')) return { sort: 'things', things: { of: 'host-adapter', names, hosts }, range: call.range };
  const vms = call.names('VMName');
  if (!call.given.has('vmname')) return object?.sort === 'things' && object.things.of === 'vm' ? undefined : object;
  if (vms?.length !== 1) return undefined;
  return { sort: 'things', things: { of: 'vm-adapter', names, vm: vms[0], hosts }, range: call.range };
}

function* ofHosts(call: Call, computers: readonly Computer[], names: Names): Generator<VirtualAdapterDraft> {
  for (const computer of computers) {
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

function* ofVms(
  call: Call,
  computers: readonly Computer[],
  vms: readonly Value[] | undefined,
  names: Names,
): Generator<VirtualAdapterDraft> {
  for (const computer of computers)
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
