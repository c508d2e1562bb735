import type { Range } from '#text/source-file';
import type { Draft } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import type { Computer } from '../machine.ts';
import { take } from '../take.ts';
import { textOf, type Value } from '../value.ts';
import { adaptersEnabled, allAdaptersDisabled, allAdaptersEnabled } from './adapter-restart.ts';
import { ADAPTERS, adapterThings, type InterfaceDraft, passedOn, subjectInterfaces } from './interface-names.ts';
import { supersedeKeyword } from './net-adapter-properties.ts';
import { giveUp } from './stale-name.ts';

/**
 * Network adapters. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/netadapter/ (the union of the
 * releases 2012 to 2025).
 */
export const NET_ADAPTER = [
  cmdlet(
    'Get-NetAdapter',
    'Name@0(InterfaceAlias,ifAlias) InterfaceDescription(ifDesc) InterfaceIndex(ifIndex) ?Physical ?IncludeHidden CimSession(Session) ThrottleLimit ?AsJob',
    getAdapters,
  ),
  cmdlet(
    'Rename-NetAdapter',
    'Name@0(InterfaceAlias,ifAlias) NewName@1 InterfaceDescription(ifDesc) ?IncludeHidden InputObject ?PassThru CimSession(Session) ThrottleLimit ?AsJob',
    rename,
  ),
  cmdlet('Set-NetAdapter', `${ADAPTERS} VlanID MacAddress(LinkLayerAddress) ?NoRestart`, (call) => {
    for (const { draft, sort } of subjectInterfaces(call)) {
      if (sort === 'nic' && call.given.has('vlanid')) {
        take(draft, 'vlanId', call.arg('VlanID'), 'number');
        supersedeKeyword(draft, '', 'vlanId');
      }
      take(draft, 'macAddress', call.arg('MacAddress'), 'text');
    }
    return passedOn(call);
  }),
  cmdlet('Enable-NetAdapter', ADAPTERS, (call) => {
    if (isEvery(call)) allAdaptersEnabled(call);
    else adaptersEnabled(call);
    return passedOn(call);
  }),
  cmdlet('Disable-NetAdapter', ADAPTERS, (call) => {
    if (isEvery(call)) allAdaptersDisabled(call);
    return passedOn(call);
  }),
  cmdlet('Restart-NetAdapter', ADAPTERS, passedOn),
];

/** Adapters by name; those picked by anything else are not known by name. */
function getAdapters(call: Call): Value {
  const hosts = call.computers.map((each) => each.name);
  const picked = ['interfacedescription', 'interfaceindex', 'physical'].some((key) => call.given.has(key));
  const names = call.names('Name');
  const every = !picked && (!call.given.has('name') || names?.some((name) => textOf(name)?.trim() === '*') === true);
  return {
    sort: 'things',
    things: {
      of: 'nic',
      // A pattern may fit adapters nobody knows of; the cmdlets that take the adapters expand it for those that are known.
      names: picked || every || !call.given.has('name') ? undefined : names,
      hosts,
      all: every,
    },
    range: call.range,
  };
}

/** Whether a call is about every adapter: `*`, or Get-NetAdapter without a choice. */
function isEvery(call: Call): boolean {
  if (call.given.has('name')) return call.names('Name')?.some((name) => textOf(name)?.trim() === '*') === true;
  const input = call.input ?? call.arg('InputObject');
  if (input?.sort === 'list') return input.items.some((item) => item.sort === 'things' && item.things.all === true);
  return input?.sort === 'things' && input.things.of === 'nic' && input.things.all === true;
}

function rename(call: Call): Value | undefined {
  const to = call.arg('NewName');
  const text = textOf(to);
  for (const found of subjectInterfaces(call)) {
    const { computer, draft, list, sort } = found;
    if (!to || text === undefined || call.estate.certainty.level !== 'certain') {
      loseName(found);
      continue;
    }
    // What is picked by anything but its name is hardly one that the script knows by name.
    if (call.estate.isUnsure) continue;
    const from = sort === 'host-adapter' ? textOf(found.name)! : String(draft.get('name'));
    if (sort === 'host-adapter') renameAlias(computer, draft, from, text);
    else {
      list.rename(String(draft.get('name')), text, to.range);
      if (sort === 'nic') followName(computer, from, text, to.range);
    }
    giveUp(call, computer, from, { text, range: to.range });
  }
  return call.on('PassThru') && to ? adapterThings(call, [to]) : undefined;
}

/** The name Windows shows for a virtual adapter changes; Hyper-V's own name of it stays. */
function renameAlias(computer: Computer, draft: Draft, from: string, to: string): void {
  computer.aliases.delete(from.trim().toLowerCase());
  computer.aliases.set(to.trim().toLowerCase(), draft);
}

/** A new name that nobody can tell, or perhaps none: what was said under the old one is about an adapter without a name. */
function loseName({ computer, draft, list, sort }: InterfaceDraft): void {
  if (sort === 'host-adapter') return;
  const name = String(draft.get('name'));
  list.drop(draft);
  if (sort !== 'nic') return;
  for (const team of computer.draft.listed('teams')?.all ?? []) if (team.listed('members')?.get(name)) team.lose('members');
  for (const vmSwitch of computer.draft.listed('vmSwitches')?.all ?? [])
    if (uplinksOf(vmSwitch).some((each) => same(each, name))) vmSwitch.lose('netAdapterName');
}

/** Teams, Hyper-V switches and mappings show an adapter under its new name. */
function followName(computer: Computer, from: string, to: string, range: Range): void {
  for (const team of computer.draft.listed('teams')?.all ?? []) team.listed('members')?.rename(from, to, range);
  for (const vmSwitch of computer.draft.listed('vmSwitches')?.all ?? []) {
    const names = uplinksOf(vmSwitch);
    if (!names.some((name) => same(name, from))) continue;
    const value = names.map((name) => (same(name, from) ? to : name));
    vmSwitch.set('netAdapterName', value, vmSwitch.rangeOf('netAdapterName') ?? range);
  }
  for (const adapter of computer.draft.listed('hostAdapters')?.all ?? []) {
    const mapping = adapter.inner('teamMapping');
    if (same(String(mapping?.get('physicalNetAdapterName')), from)) mapping!.set('physicalNetAdapterName', to, range);
  }
}

function uplinksOf(vmSwitch: Draft): readonly string[] {
  return [vmSwitch.get('netAdapterName') ?? []].flat().map(String);
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
