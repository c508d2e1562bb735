import type { Draft } from '../draft.ts';
import { IGNORED, type Level, type LineReader, level } from './cli-levels.ts';
import { type Call, Phrases, type Word } from './cli-lines.ts';
import type { SwitchDraft } from './switch-draft.ts';
import { applyPolicy } from './switch-statements.ts';

type PolicyType = 'qos' | 'queuing' | 'network-qos';
const TYPES: readonly PolicyType[] = ['qos', 'queuing', 'network-qos'];
/** Most classes of a switch. */
const MAX_CLASSES = 1000;

/** QoS of an OS10 switch while it is read: its policies, their classes, and what it trusts. */
export class Os10Qos {
  readonly policies = new Map<string, { readonly type: PolicyType; readonly name: Word }>();
  /** By type, policy and class. */
  private readonly classes = new Map<string, Draft>();

  constructor(private readonly device: Draft) {}

  get section(): Draft {
    return this.device.section('qos', this.device.range);
  }

  class(type: PolicyType, policy: Word, name: Word): Draft | undefined {
    const id = `${type}\n${policy.text}\n${name.text}`;
    const known = this.classes.get(id);
    if (known || this.classes.size >= MAX_CLASSES) return known;
    const list = this.section.list('classes', name);
    list.whole = true;
    const draft = list.make(name.text, name);
    draft.created = true;
    draft.set('type', type, policy);
    draft.set('policy', policy.text, policy);
    this.classes.set(id, draft);
    return draft;
  }

  /** The policies of a switch are known when the text is the whole of its configuration. */
  finish({ partial }: SwitchDraft): void {
    if (partial || this.policies.size === 0) return;
    const [first] = this.policies.values();
    const list = this.section.list('policyMaps', first!.name);
    list.whole = true;
    for (const { type, name } of this.policies.values()) list.make(name.text, name).set('type', type, name);
  }
}

/** `service-policy input type network-qos NAME`, `service-policy output type queuing NAME`. */
export function policiesOf({ args }: Call): {
  readonly type: PolicyType | undefined;
  readonly direction: 'input' | 'output' | undefined;
  readonly name: Word | undefined;
} {
  const direction = (['input', 'output'] as const).find((word) => word === args[0]?.lower);
  const more = args.slice(direction ? 1 : 0);
  const typed = more[0]?.lower === 'type';
  const type = typed ? TYPES.find((word) => word === more[1]?.lower) : 'qos';
  return { type, direction, name: type ? more[typed ? 2 : 0] : undefined };
}

interface Policy {
  readonly qos: Os10Qos;
  readonly type: PolicyType;
  readonly name: Word;
}

/** A class of a policy whose lines follow. */
interface Class {
  readonly draft: Draft;
}

const policyMap = (qos: Os10Qos, call: Call): Level => {
  const typed = call.args[0]?.lower === 'type';
  const type = typed ? TYPES.find((word) => word === call.args[1]?.lower) : 'qos';
  const name = call.args[typed ? 2 : 0];
  if (!type || !name || call.undo) return IGNORED;
  if (qos.policies.size < MAX_CLASSES) qos.policies.set(`${type}\n${name.text}`, { type, name });
  return level(POLICY, { qos, type, name });
};

/** QoS statements of the global level. Source: OS10 user guide, "Quality of service" and "Data center bridging". */
export const OS10_QOS: Readonly<Record<string, LineReader<Os10Qos>>> = {
  'policy-map': policyMap,
  'system qos': (qos) => level(SYSTEM, qos),
};

const POLICY = new Phrases<LineReader<Policy>>({
  class: ({ qos, type, name }, call) => {
    const [className] = call.args;
    // `class-trust` of a qos policy says what the policy trusts; only the other two sorts have classes hvlint knows.
    if (!className || call.undo || type === 'qos') return IGNORED;
    const draft = qos.class(type, name, className);
    return draft ? level(type === 'queuing' ? QUEUING : NETWORK, { draft }) : IGNORED;
  },
});

const NETWORK = new Phrases<LineReader<Class>>({
  pause: ({ draft }, call) => {
    if (call.undo) draft.clear('noDrop');
    else draft.set('noDrop', true, call.whole);
    return undefined;
  },
  'pfc-cos': ({ draft }, call) => {
    const [priority, ...more] = call.args;
    if (call.undo) draft.clear('pfcPriority');
    else if (priority && more.length === 0 && /^[0-7]$/.test(priority.text))
      draft.set('pfcPriority', Number(priority.text), priority);
    // `pfc-cos 3,4`, `3-4`: several, of which our language has one.
    else draft.lose('pfcPriority');
    return undefined;
  },
});

const QUEUING = new Phrases<LineReader<Class>>({
  'bandwidth percent': ({ draft }, call) => {
    const [percent] = call.args;
    if (call.undo) draft.clear('bandwidthPercent');
    else if (percent && /^\d{1,3}$/.test(percent.text) && Number(percent.text) <= 100)
      draft.set('bandwidthPercent', Number(percent.text), percent);
    else draft.lose('bandwidthPercent');
    return undefined;
  },
  priority: ({ draft }, call) => {
    if (call.undo) draft.clear('algorithm');
    else draft.set('algorithm', 'Strict', call.whole);
    return undefined;
  },
});

/** `trust-map dot1p default`, `trust dot1p`. */
const trust: LineReader<Os10Qos> = (qos, call) => {
  const value = { dot1p: 'cos', dscp: 'dscp' }[call.args[0]?.lower ?? ''];
  if (value && call.undo) qos.section.clear('trust');
  else if (value) qos.section.set('trust', value, call.args[0]!);
  return undefined;
};

const SYSTEM = new Phrases<LineReader<Os10Qos>>({
  'service-policy': (qos, call) => {
    const { type, direction, name } = policiesOf(call);
    if (name) applyPolicy(qos.section, type, direction, name, call);
    return undefined;
  },
  'trust-map': trust,
  trust,
});
