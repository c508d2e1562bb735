import { type Block, type Call, type CliLine, Phrases, type Word } from './cli-lines.ts';
import { applyPolicy, policyOf } from './nx-os-lists.ts';
import { placeholderIn } from './nx-os-placeholder.ts';
import type { DeviceState, Fact, PolicyType, QueuingClassState } from './nx-os-state.ts';

/** `policy-map type T [match-first] NAME`: the switch has that policy; with `no` it has it no more. Its name, when it is known. */
export function definePolicyMap(device: DeviceState, call: Call, type: PolicyType): Word | undefined {
  const name = call.args.find((a) => a.lower !== 'match-first');
  if (!name || placeholderIn(name)) {
    device.policyMapUnread = true;
    return undefined;
  }
  const id = `${type}\n${name.text}`;
  if (call.undo) device.policyMaps.delete(id);
  else device.policyMaps.set(id, { type: { value: type, range: call.key, key: call.key }, name: factOf(name.text, name, call) });
  return name;
}

/** `policy-map type queuing NAME` with its classes: the share of the bandwidth each has. */
export function queuingBlock(device: DeviceState, call: Call, line: CliLine, watch: (call: Call) => void): Block | undefined {
  watch(call);
  const policy = definePolicyMap(device, call, 'queuing');
  const { queuingClasses } = device;
  if (call.undo) {
    for (const [id, { policy: owner }] of queuingClasses) if (owner.value === policy?.text) queuingClasses.delete(id);
    return undefined;
  }
  let current: QueuingClassState | undefined;
  return {
    indent: line.indent,
    take(statement) {
      const found = statement.find(CLASS_STATEMENTS);
      if (!found) return false;
      if (!found.call.undo) watch(found.call);
      if (found.value !== 'class') {
        if (current) found.value(current, found.call);
        return true;
      }
      const [name] = found.call.args;
      current = undefined;
      if (!policy || !name || placeholderIn(name)) return true;
      const id = `${policy.text}\n${name.text}`;
      if (found.call.undo) queuingClasses.delete(id);
      else {
        current = queuingClasses.get(id) ?? {
          policy: factOf(policy.text, policy, call),
          name: factOf(name.text, name, found.call),
        };
        queuingClasses.set(id, current);
      }
      return true;
    },
  };
}

/** `system qos`: policies of the whole switch. */
export function systemQosBlock({ systemPolicies }: DeviceState, line: CliLine, watch: (call: Call) => void): Block {
  return {
    indent: line.indent,
    take(statement) {
      const found = statement.find(SERVICE_POLICY);
      const policy = found && policyOf(found.call);
      if (found) watch(found.call);
      if (found && policy) applyPolicy(systemPolicies, policy, found.call.undo);
      return found !== undefined;
    },
  };
}

const SERVICE_POLICY = new Phrases({ 'service-policy': true });

const CLASS_STATEMENTS = new Phrases<'class' | ((state: QueuingClassState, call: Call) => void)>({
  class: 'class',
  'class type queuing': 'class',
  priority: (state, call) => {
    state.algorithm = call.undo ? undefined : { value: 'Strict', range: call.whole, key: call.key };
  },
  // A class has one share: of the link or of the rest.
  'bandwidth percent': (state, call) => {
    state.bandwidthPercent = percent(call);
    if (!call.undo) state.bandwidthRemainingPercent = undefined;
  },
  'bandwidth remaining percent': (state, call) => {
    state.bandwidthRemainingPercent = percent(call);
    if (!call.undo) state.bandwidthPercent = undefined;
  },
});

function percent(call: Call): Fact<number> | undefined {
  const [number] = call.args;
  const known = !call.undo && number && /^\d{1,3}$/.test(number.text) && Number(number.text) <= 100;
  return known ? factOf(Number(number.text), number, call) : undefined;
}

function factOf<T>(value: T, word: Word, call: Call): Fact<T> {
  return { value, range: { start: word.start, end: word.end }, key: call.key };
}
