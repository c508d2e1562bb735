import type { Range } from '#text/source-file';
import type { Draft } from '../draft.ts';
import type { LineReader } from './cli-levels.ts';
import type { Call, Word } from './cli-lines.ts';
import { placeholderAs, placeholderIn } from './nx-os-placeholder.ts';
import { bitRateText } from './switch-draft.ts';
import type { Interfaces, SwitchReading, SwitchState } from './switch-reading.ts';
import { VlanNumbers } from './vlan-numbers.ts';

/** What a statement does to one of the interfaces of its block. */
export type Apply<S extends SwitchState> = (draft: Draft, call: Call, at: Interfaces<S>) => void;
type Reader<S extends SwitchState> = LineReader<Interfaces<S>>;

/** A statement applied to every interface of the line that opened the block. `cost`: how much work it is, compared with a number. */
export function each<S extends SwitchState>(apply: Apply<S>, cost = 1): Reader<S> {
  return (at, call) => {
    const hole = at.drafts.length > 0 && !call.undo ? placeholderIn(call.rest) : undefined;
    if (hole) at.reading.tellPlaceholder(hole);
    if (at.reading.affords(at.drafts.length * cost, call.whole)) for (const draft of at.drafts) apply(draft, call, at);
    return undefined;
  };
}

/** A number within its limits; anything else that stands there is unknown. */
export function number<S extends SwitchState>(key: string, lowest: number, highest: number): Reader<S> {
  return each((draft, call) => setNumber(draft, key, call, lowest, highest));
}

export function setNumber(draft: Draft, key: string, call: Call, lowest: number, highest: number): void {
  const [word] = call.args;
  const value = word && /^\d{1,9}$/.test(word.text) ? Number(word.text) : Number.NaN;
  if (call.undo) draft.clear(key);
  else if (word && value >= lowest && value <= highest) draft.set(key, value, word);
  else draft.lose(key);
}

/** A property of a section that a statement switches on or off; undefined leaves it as it is. */
export function flag<S extends SwitchState>(section: string, key: string, on: (call: Call) => boolean | undefined): Reader<S> {
  return each((draft, call) => {
    const value = on(call);
    if (value !== undefined) draft.section(section, call.whole).set(key, value, call.whole);
  });
}

/** `enable`, `disable`, or nothing for on; other words are settings of another sort. */
export function enabling({ args: [word], undo }: Call): boolean | undefined {
  if (word === undefined || word.lower === 'enable') return !undo;
  return word.lower === 'disable' ? false : undefined;
}

/** `dot1x port-control auto`, `dot1x authentication`: that it runs takes the whole switch too; `open` lets everything pass. */
export function dot1xControl<S extends SwitchState>(open: string): Reader<S> {
  return each((draft, call, { device }) => {
    device.authenticated.delete(draft);
    if (!call.undo && call.args[0]?.lower !== open) device.authenticated.set(draft, call.whole);
    else draft.section('dot1x', call.whole).set('enabled', false, call.whole);
  });
}

/** Free text: there brackets are common, so only a value that is nothing but a placeholder is one. */
export function description<S extends SwitchState>(): Reader<S> {
  return (at, call) => {
    const hole = call.undo ? undefined : placeholderAs(call.rest);
    if (hole && at.drafts.length > 0) at.reading.tellPlaceholder(hole);
    // A text between quotes is the text.
    const { start, end, text } = call.rest;
    const quoted = /^"(.*)"$/.exec(text);
    const place = quoted ? { start: start + 1, end: end - 1 } : { start, end };
    if (at.reading.affords(at.drafts.length, call.whole))
      for (const draft of at.drafts)
        if (call.undo || text === '') draft.clear('description');
        else if (hole) draft.lose('description');
        else draft.set('description', quoted?.[1] ?? text, place);
    return undefined;
  };
}

/** `shutdown`, `no shutdown`; `default shutdown` is what the system does by itself. */
export function shutdown<S extends SwitchState>(): Reader<S> {
  return each((draft, call) => {
    if (call.args.length > 0) return;
    if (call.undo === 'default') draft.clear('adminUp');
    else draft.set('adminUp', call.undo === 'no', call.whole);
  });
}

/** `switchport mode`: any mode but access and trunk is one hvlint has no word for. */
export function switchportMode<S extends SwitchState>(): Reader<S> {
  return each((draft, call) => {
    const [mode, ...more] = call.args;
    if (call.undo) draft.clear('mode');
    else if (mode && more.length === 0 && (mode.lower === 'trunk' || mode.lower === 'access'))
      draft.set('mode', mode.lower, mode);
    else draft.lose('mode');
  });
}

const HOWS = ['add', 'remove', 'except', 'all', 'none'] as const;

/** `switchport trunk allowed vlan [add|remove|except] 1,3-5`, `all`, `none`. Additions alone are to every VLAN. */
export function allowedVlans<S extends SwitchState>(initial: VlanNumbers | undefined = VlanNumbers.all): Reader<S> {
  return each((draft, call, { device }) => {
    if (call.undo) return device.allowed.forget(draft);
    const how = HOWS.find((word) => word === call.args[0]?.lower);
    const first = how === undefined ? call.args[0] : call.args[1];
    const text = first ? call.rest.text.slice(first.start - call.rest.start) : '';
    const place = { start: first?.start ?? call.rest.start, end: call.rest.end };
    return device.allowed.apply(draft, how ?? 'set', text, place, initial);
  }, 20);
}

/** `channel-group 5 mode active`; PAgP and what else there may be is unknown. */
export function channelGroup<S extends SwitchState>(modeless: 'on' | undefined): Reader<S> {
  return each((draft, call) => {
    const [id, ...more] = call.args;
    draft.clear('lag');
    if (call.undo) return;
    if (!id || !/^\d{1,5}$/.test(id.text)) return draft.lose('lag');
    const lag = draft.section('lag', call.whole);
    lag.set('id', Number(id.text), id);
    const at = more.findIndex((word) => word.lower === 'mode');
    const mode = at < 0 ? undefined : more[at + 1];
    const known = at < 0 ? modeless : (['on', 'active', 'passive'] as const).find((word) => word === mode?.lower);
    if (known) lag.set('mode', known, mode ?? id);
    else lag.lose('mode');
  });
}

/** `flowcontrol receive on`, `flowcontrol rx on tx off`: other words (desired) leave it to the other side. */
export function flowControl(draft: Draft, side: 'receive' | 'send', word: Word | undefined, call: Call): void {
  const section = draft.section('flowControl', call.whole);
  if (call.undo) section.clear(side);
  else if (word?.lower === 'on' || word?.lower === 'off') section.set(side, word.lower === 'on' ? 'On' : 'Off', word);
  else section.lose(side);
}

/** `speed 25000`, in Mbit/s; `auto` is no speed. */
export function speed<S extends SwitchState>(): Reader<S> {
  return each((draft, call) => {
    const [word] = call.args;
    draft.clear('speed');
    if (!call.undo && word && /^\d{2,7}$/.test(word.text)) draft.set('speed', bitRateText(Number(word.text)), word);
  });
}

/** A policy that is applied: there is one of each type and direction, and the last one counts. */
export function applyPolicy(
  owner: Draft,
  type: 'qos' | 'queuing' | 'network-qos' | undefined,
  direction: 'input' | 'output' | undefined,
  name: Word | undefined,
  call: Call,
): void {
  if (!name || (call.undo && !owner.listed('servicePolicies'))) return;
  const list = owner.list('servicePolicies', call.whole);
  list.whole = true;
  if (call.undo) {
    list.remove(name.text);
    return;
  }
  const known = list.all.find((item) => item.get('type') === type && item.get('direction') === direction);
  const item = known ?? list.make(name.text, name);
  if (type) item.set('type', type, call.whole);
  if (direction) item.set('direction', direction, call.whole);
  if (placeholderIn(name)) list.whole = false;
  else item.set('name', name.text, name);
}

/** `vlan 1,3-5`: the VLANs a switch defines; undefined for `vlan configuration`, and for what a text stands for too often. */
export function definedVlans<S extends SwitchState>(reading: SwitchReading<S>, call: Call): readonly Draft[] | undefined {
  const list = VlanNumbers.parse(call.rest.text);
  if (!list || call.undo || !reading.affords(list.size, call.whole)) return undefined;
  return [...list].map((id) => reading.device.draft.vlan(id, call.rest));
}

/** A property of which the text says nothing. */
export function setOnce(draft: Draft, key: string, value: string | number | boolean, place: Range): void {
  if (!draft.has(key) && !draft.isLost(key)) draft.set(key, value, place);
}
