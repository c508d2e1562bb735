import { type Block, type Call, type CliLine, Phrases } from './cli-lines.ts';
import { type Placeholder, placeholderAs, placeholderIn } from './nx-os-placeholder.ts';
import type { DeviceState, Fact, QosClassState, VlanState } from './nx-os-state.ts';
import { VlanNumbers } from './vlan-numbers.ts';

/** What a block asks of the one who reads it. */
export interface Reading {
  placeholder(found: Placeholder): void;
  /** Whether a range may stand for so many things. */
  affords(count: number): boolean;
}

/** `vlan 1-10,20` and the lines below it; undefined for `vlan configuration` and other things that only begin with that word. */
export function vlanBlock(device: DeviceState, call: Call, line: CliLine, reading: Reading): Block | undefined {
  const found = placeholderIn(call.rest);
  if (found) reading.placeholder(found);
  const numbers = found ? undefined : VlanNumbers.parse(call.rest.text);
  const ids = numbers && reading.affords(numbers.size) ? [...numbers] : [];
  if (call.undo) {
    for (const id of ids) device.vlans.delete(id);
    return undefined;
  }
  const states = ids.map((id) => vlanOf(device, id, call));
  return {
    indent: line.indent,
    take(statement) {
      const below = statement.find(VLAN_STATEMENTS);
      if (!below) return false;
      const left = below.value === vlanName && !below.call.undo ? placeholderAs(below.call.rest) : undefined;
      if (left) reading.placeholder(left);
      if (states.length > 0 && reading.affords(states.length)) below.value(states, below.call);
      return true;
    },
  };
}

function vlanOf(device: DeviceState, id: number, call: Call): VlanState {
  const place = { range: { start: call.rest.start, end: call.rest.end }, key: call.key };
  const known = device.vlans.get(id);
  const state = known ?? { id, place };
  state.place = place;
  if (!known) device.vlans.set(id, state);
  return state;
}

type VlanReader = (vlans: readonly VlanState[], call: Call) => void;

const VLAN_STATEMENTS = new Phrases<VlanReader>({ name: vlanName, state: vlanState, shutdown: vlanShutdown });

function vlanName(vlans: readonly VlanState[], call: Call): void {
  const known = !call.undo && call.args.length > 0 && !placeholderAs(call.rest);
  for (const vlan of vlans) vlan.name = known ? factOf(call.rest.text, call) : undefined;
}

function vlanState(vlans: readonly VlanState[], call: Call): void {
  const state = (['active', 'suspend'] as const).find((s) => s === call.args[0]?.lower);
  for (const vlan of vlans) vlan.state = call.undo || !state ? undefined : factOf(state, call);
}

/** `shutdown` stops a VLAN on this switch only; `no shutdown` undoes that, but not a `state suspend`. */
function vlanShutdown(vlans: readonly VlanState[], call: Call): void {
  for (const vlan of vlans)
    if (!call.undo || vlan.state?.value !== 'suspend')
      vlan.state = { value: call.undo ? 'active' : 'shutdown', range: call.whole, key: call.key };
}

/** `policy-map type network-qos NAME` with its classes: lossless priorities and the MTU of each. */
export function networkQosBlock(device: DeviceState, call: Call, line: CliLine, watch: (call: Call) => void): Block {
  const [policy] = call.args;
  watch(call);
  let current: QosClassState | undefined;
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
      if (!policy || !name || placeholderIn(policy) || placeholderIn(name)) current = undefined;
      else {
        const id = `${policy.text}\n${name.text}`;
        const policyFact: Fact<string> = { value: policy.text, range: policy, key: call.key };
        current = device.qosClasses.get(id) ?? {
          policy: policyFact,
          name: { value: name.text, range: name, key: found.call.key },
        };
        if (found.call.undo) device.qosClasses.delete(id);
        else device.qosClasses.set(id, current);
      }
      return true;
    },
  };
}

const CLASS_STATEMENTS = new Phrases<'class' | ((state: QosClassState, call: Call) => void)>({
  class: 'class',
  'class type network-qos': 'class',
  pause,
  mtu: (state, call) => {
    const mtu = /^\d{2,5}$/.test(call.args[0]?.text ?? '') ? Number(call.args[0]?.text) : 0;
    state.mtu = call.undo || mtu < 64 ? undefined : factOf(mtu, call);
  },
});

/** `pause no-drop` (Nexus 5000, 3000) and `pause pfc-cos 3` (Nexus 9000) both make a class lossless. */
function pause(state: QosClassState, call: Call): void {
  const at = call.args.findIndex((a) => a.lower === 'pfc-cos');
  const lossless = at >= 0 || call.args.some((a) => a.lower === 'no-drop');
  state.noDrop = call.undo || !lossless ? undefined : factOf(true, call);
  const cos = call.args[at + 1];
  state.pfcPriority =
    !call.undo && at >= 0 && cos && /^[0-7]$/.test(cos.text) ? { value: Number(cos.text), range: cos, key: call.key } : undefined;
}

function factOf<T>(value: T, call: Call): Fact<T> {
  return { value, range: { start: call.rest.start, end: call.rest.end }, key: call.key };
}
