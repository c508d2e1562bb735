import { Draft } from '../draft.ts';
import { IGNORED, type Level, type LineReader, level } from './cli-levels.ts';
import { type Call, Phrases, type Word } from './cli-lines.ts';
import type { SwitchDraft } from './switch-draft.ts';
import { applyPolicy } from './switch-statements.ts';

/** Most QoS profiles of a switch. */
const MAX_PROFILES = 256;

/** `priority-flow-control on`, and `priority-flow-control mode on` of older systems. */
export function pfcState(holder: Draft, call: Call): void {
  const word = call.args[0]?.lower;
  if (word !== undefined && word !== 'on' && word !== 'off') return;
  const pfc = holder.section('pfc', call.whole);
  if (call.undo || word === 'off') pfc.set('mode', 'off', call.whole);
  else if (word === 'on') pfc.set('mode', 'on', call.whole);
}

/** `priority-flow-control priority 3 no-drop`. */
export function pfcPriority(holder: Draft, call: Call): void {
  const [priority, how] = call.args;
  if (!priority || !/^[0-7]$/.test(priority.text)) return;
  const pfc = holder.section('pfc', call.whole);
  const others = ((pfc.get('priorities') as readonly number[] | undefined) ?? []).filter((p) => p !== Number(priority.text));
  const lossless = !call.undo && how?.lower === 'no-drop';
  const next = lossless ? [...others, Number(priority.text)].sort((a, b) => a - b) : others;
  if (next.length > 0) pfc.set('priorities', next, call.rest);
  else pfc.clear('priorities');
}

interface Queue {
  readonly name: string;
  readonly place: Word;
  percent?: Word;
  strict?: Call;
}

interface Profile {
  readonly name: Word;
  /** Where `pfc` of the ports that use it is kept. */
  readonly holder: Draft;
  readonly queues: Map<string, Queue>;
}

/** The QoS profiles of an EOS switch and the ports they are applied to. Source: EOS user manual, "QoS profiles". */
export class EosProfiles {
  private readonly profiles = new Map<string, Profile>();
  private readonly uses = new Map<Draft, Call>();

  /** `qos profile NAME` and the lines below it. */
  open(call: Call): Level {
    const [name] = call.args;
    if (!name || call.undo || this.profiles.size >= MAX_PROFILES) return IGNORED;
    const profile = this.profiles.get(name.text) ?? {
      name,
      holder: new Draft(name, { level: 'certain' }),
      queues: new Map<string, Queue>(),
    };
    this.profiles.set(name.text, profile);
    return level(PROFILE, profile);
  }

  /** `service-profile NAME` on a port. */
  use(port: Draft, call: Call): void {
    if (call.undo || !call.args[0]) this.uses.delete(port);
    else this.uses.set(port, call);
  }

  /** Gives the ports what their profile says and they do not, and the switch the queues of its profiles as classes. */
  finish({ draft }: SwitchDraft): void {
    for (const [port, call] of this.uses) {
      const [name] = call.args;
      const profile = this.profiles.get(name!.text);
      applyPolicy(port, undefined, undefined, name, call);
      if (port.has('pfc')) continue;
      if (!profile) port.lose('pfc');
      else copyPfc(profile.holder, port);
    }
    for (const { name, queues } of this.profiles.values())
      for (const queue of queues.values()) {
        if (!queue.percent && !queue.strict) continue;
        const list = draft.section('qos', name).list('classes', queue.place);
        list.whole = true;
        const item = list.make(queue.name, queue.place);
        item.created = true;
        item.set('type', 'queuing', name);
        item.set('policy', name.text, name);
        if (queue.strict) item.set('algorithm', 'Strict', queue.strict.whole);
        if (queue.percent) item.set('bandwidthPercent', Number(queue.percent.text), queue.percent);
      }
  }
}

function copyPfc(from: Draft, to: Draft): void {
  if (!from.has('pfc')) return;
  const source = from.section('pfc', from.range);
  const target = to.section('pfc', from.rangeOf('pfc') ?? from.range);
  for (const key of ['mode', 'priorities']) {
    const value = source.get(key);
    if (value !== undefined) target.set(key, value, source.rangeOf(key)!);
  }
}

const PROFILE = new Phrases<LineReader<Profile>>({
  'priority-flow-control': ({ holder }, call) => pfcState(holder, call) ?? undefined,
  'priority-flow-control mode': ({ holder }, call) => pfcState(holder, call) ?? undefined,
  'priority-flow-control priority': ({ holder }, call) => pfcPriority(holder, call) ?? undefined,
  'priority-flow-control pause': () => undefined,
  'tx-queue': queue,
  'uc-tx-queue': queue,
});

function queue({ queues }: Profile, call: Call): Level {
  const [id] = call.args;
  if (!id || !/^\d{1,2}$/.test(id.text) || call.undo) return IGNORED;
  const known: Queue = queues.get(id.text) ?? { name: `tx-queue ${Number(id.text)}`, place: id };
  queues.set(id.text, known);
  return level(QUEUE, known);
}

const QUEUE = new Phrases<LineReader<Queue>>({
  'bandwidth percent': (state, call) => {
    const [percent] = call.args;
    delete state.percent;
    if (percent && !call.undo && /^\d{1,3}$/.test(percent.text) && Number(percent.text) <= 100) state.percent = percent;
    return undefined;
  },
  priority: (state, call) => {
    delete state.strict;
    if (!call.undo && call.args[0]?.lower === 'strict') state.strict = call;
    return undefined;
  },
});
