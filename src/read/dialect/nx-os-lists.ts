import { type Call, Phrases, type Statement } from './cli-lines.ts';
import { placeholderIn } from './nx-os-placeholder.ts';
import type { InterfaceState, Policy, PolicyType } from './nx-os-state.ts';

/** `service-policy [type qos|queuing|network-qos] [input|output] NAME`; without a type it is one of type qos. */
export function policyOf(call: Call): Policy | undefined {
  const { args, key } = call;
  const typed = args[0]?.lower === 'type';
  const types: readonly PolicyType[] = ['qos', 'queuing', 'network-qos'];
  const type = typed ? types.find((t) => t === args[1]?.lower) : 'qos';
  const more = args.slice(typed ? 2 : 0);
  const direction = (['input', 'output'] as const).find((d) => d === more[0]?.lower);
  const name = more[direction ? 1 : 0];
  if (!type) return undefined;
  return {
    type: { value: type, range: (typed ? args[1] : undefined) ?? key, key },
    direction: direction && more[0] ? { value: direction, range: more[0], key } : undefined,
    name: { value: name && !placeholderIn(name) ? name.text : undefined, range: name ?? call.rest, key },
  };
}

/** Puts a policy into a table of them or, with `no`, takes it out: there is one of each type and direction. */
export function applyPolicy(policies: Map<string, Policy>, policy: Policy, undo: Call['undo']): void {
  const place = `${policy.type.value} ${policy.direction?.value}`;
  // Deleted first, so that the last one written is the last one of the list.
  policies.delete(place);
  if (!undo) policies.set(place, policy);
}

/** What a `service-policy` line does to an interface. */
export function servicePolicy(call: Call): ((state: InterfaceState) => void) | undefined {
  const policy = policyOf(call);
  return policy && ((state) => applyPolicy(state.policies, policy, call.undo));
}

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.{0,45}\/)[\da-f.]*:[\da-f:.]*)\/\d{1,3}$/i;

/** What an `ip address` or `ipv6 address` line does to an interface: `10.0.0.1/24 [secondary]`, `10.0.0.1 255.255.255.0`. */
export function ipAddress(call: Call): (state: InterfaceState) => void {
  const [address, mask] = call.args;
  const prefix = mask && prefixOf(mask.text);
  const text = address && (prefix === undefined ? address.text : `${address.text}/${prefix}`);
  const end = prefix === undefined ? address?.end : mask?.end;
  const range = { start: call.rest.start, end: end ?? call.rest.end };
  const v6 = text?.includes(':') === true;
  const secondary = call.args.some((a) => a.lower === 'secondary');
  return (state) => {
    if (call.undo) {
      if (text === undefined) state.addresses.clear();
      else state.addresses.delete(text);
      return;
    }
    // An interface has one primary IPv4 address and any number of IPv6 addresses.
    if (!v6 && !secondary) {
      if (state.primaryAddress !== undefined) state.addresses.delete(state.primaryAddress);
      state.primaryAddress = text;
    }
    if (text !== undefined && ADDRESS.test(text)) state.addresses.set(text, { value: text, range, key: call.key });
    else state.addressUnread = true;
  };
}

/** The group of HSRP or VRRP a line opens: `hsrp 7`, `vrrpv3 7 address-family ipv4`; its protocol and number. */
export function gatewayGroup({ words: [protocol, number] }: Statement): string | undefined {
  return protocol && number && /^(?:hsrp|vrrp|vrrpv3|glbp)$/.test(protocol.lower)
    ? `${protocol.lower} ${number.lower}`
    : undefined;
}

const GROUP_STATEMENTS = new Phrases({ ip: /^(?:hsrp|glbp) /, address: /^vrrp/ });
const VIRTUAL = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.{0,45}$)[\da-f.]*:[\da-f:.]*)(?:\/\d{1,3})?$/i;

/** What a line below such a group does to the interface: `ip 10.0.0.1`, `ip 10.0.0.1/24`, `address 10.0.0.1 secondary`. */
export function gatewayAddress(group: string, statement: Statement): ((state: InterfaceState) => void) | undefined {
  const found = statement.find(GROUP_STATEMENTS);
  if (!found?.value.test(group)) return undefined;
  const { args, key, undo } = found.call;
  const [address] = args;
  const text = address?.text;
  const v6 = text?.includes(':') === true;
  const secondary = args.some((a) => a.lower === 'secondary');
  return ({ virtualAddresses }) => {
    const before = virtualAddresses.get(group) ?? [];
    if (undo) {
      const rest = before.filter(({ fact }) => text !== undefined && fact.value !== text);
      virtualAddresses.set(group, rest);
      return;
    }
    // As on the interface itself: one primary IPv4 address, any number of others.
    const kept = v6 || secondary ? before : before.filter((other) => other.secondary || other.fact.value?.includes(':'));
    const known = address && VIRTUAL.test(address.text);
    const range = address ?? found.call.rest;
    const fact = { value: text, range: { start: range.start, end: range.end }, key };
    virtualAddresses.set(group, known ? [...kept, { fact, secondary }] : kept);
  };
}

/** `no hsrp 7` takes a group away with its addresses. */
export function gatewayStatement(protocol: string): (call: Call) => ((state: InterfaceState) => void) | undefined {
  return ({ undo, args: [number] }) =>
    undo && number ? ({ virtualAddresses }) => void virtualAddresses.delete(`${protocol} ${number.lower}`) : undefined;
}

/** Length of the prefix a mask such as 255.255.255.0 stands for. */
function prefixOf(mask: string): number | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(mask)) return undefined;
  const octets = mask.split('.').map((octet) => Number(octet).toString(2).padStart(8, '0'));
  return /^(?=.{32}$)(1*)0*$/.exec(octets.join(''))?.[1]?.length;
}
