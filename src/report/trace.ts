import type { TenantWay } from '#model/tenant-way';
import type { Hop, Leg, Verdict, Way } from '#model/way';
import { type Loss, losses, survives } from '#model/way-loss';
import type { Talk } from '#model/way-talk';
import { harmless } from './harmless.ts';
import { hopJson, hopLine } from './hop.ts';
import { escapedJson } from './json.ts';
import { type Paint, painter, type Style } from './paint.ts';
import { tenantJson, tenantText } from './tenant-trace.ts';

/** What `hvlint trace` found out. */
export interface Trace {
  readonly cwd: string;
  /** What was asked about, as it was named. */
  readonly targets: readonly string[];
  /** What was taken away. */
  readonly without: readonly string[];
  readonly ways: readonly Way[];
  /** For two VMs: whether they reach each other. */
  readonly talks: readonly Talk[];
  /** For two VMs in virtual subnets: what becomes of packets between them. */
  readonly packets: readonly TenantWay[];
  readonly toolVersion: string;
  readonly color: boolean;
}

/** Ways that differ in nothing but who sends: told once. */
interface Group {
  readonly ways: Way[];
  readonly first: Way;
}

/** The ways hop by hop, each hop with its place. */
export function traceText(trace: Trace): string {
  const paint = painter(trace.color);
  const blocks = groups(trace.ways).map((group) => block(group, trace, paint));
  const packets = trace.packets.map((packet) => tenantText(packet, trace.cwd, paint));
  const talks = trace.talks.map((talk) => talkText(talk, paint));
  return `${[...blocks, ...packets, ...(talks.length > 0 ? [talks.join('\n')] : [])].join('\n\n')}\n`;
}

function block({ ways, first }: Group, trace: Trace, paint: Paint): string {
  const { verdict } = first;
  const style: Style = verdict === 'whole' ? 'cyan' : verdict === 'unknown' ? 'yellow' : 'red';
  const lines = [
    `${paint('bold', title(ways, first))}  ${paint(style, verdictText(first, trace.without))}`,
    ...first.hops.map((hop) => hopLine(hop, '  ', trace.cwd, paint)),
    ...first.legs.flatMap((leg) => legLines(leg, trace, paint)),
  ];
  if (trace.without.length === 0) lines.push(...lossLines(first).map((line) => `  ${line}`));
  return lines.join('\n');
}

function legLines(leg: Leg, trace: Trace, paint: Paint): string[] {
  return leg.hops.map((hop, i) => {
    const says = i === 0 && leg.fallback ? `${hop.says}; used only when the mapped member fails` : hop.says;
    return hopLine({ ...hop, says }, i === 0 ? '  - ' : '    ', trace.cwd, paint);
  });
}

function title(ways: readonly Way[], { host, tag, tagKnown, sender }: Way): string {
  const names = ways.slice(0, 5).map(senderText);
  const more = ways.length - names.length;
  const vlan = !tagKnown ? 'VLAN unknown' : tag === undefined ? 'untagged' : `VLAN ${tag}`;
  const from = host ? ` on ${harmless(host.name)}` : sender.kind === 'vm-adapter' ? ', host not described' : '';
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}${from}, ${vlan}`;
}

function senderText({ sender }: Way): string {
  return harmless(sender.kind === 'vm-adapter' ? `${sender.vm.name} (${sender.name})` : sender.name);
}

const VERDICT: Readonly<Record<Verdict, string>> = {
  whole: 'whole on every member',
  partly: 'works over some members only',
  broken: 'broken',
  unknown: 'not known: what is described stops nothing',
};

function verdictText(way: Way, without: readonly string[]): string {
  if (without.length === 0) return VERDICT[way.verdict];
  const left = survives(way, () => false);
  const gone = `without ${without.map(harmless).join(' and ')}`;
  return left === 'passes' ? `still works ${gone}` : left === 'stops' ? `broken ${gone}` : `not known ${gone}`;
}

function lossLines(way: Way): string[] {
  const all = losses(way);
  if (all.length === 0) return [];
  const name = ({ name }: Loss): string => harmless(name);
  const fatal = all.filter((loss) => loss.after === 'stops').map(name);
  const unsure = all.filter((loss) => loss.after === 'unknown').map(name);
  if (fatal.length === 0 && unsure.length === 0) return ['survives the loss of any one member or switch'];
  return [
    ...(fatal.length > 0 ? [`ends with the loss of ${fatal.join(' or ')}`] : []),
    ...(unsure.length > 0 && fatal.length === 0 ? [`what the loss of ${unsure.join(' or ')} means is not known`] : []),
  ];
}

function talkText({ a, b, verdict, vlan, says, provided }: Talk, paint: Paint): string {
  const pair = `${senderText(a)}${a.host ? ` on ${harmless(a.host.name)}` : ''} and ${senderText(b)}${b.host ? ` on ${harmless(b.host.name)}` : ''}`;
  const words = { yes: 'can talk', partly: 'can talk over some members only', no: 'cannot talk', unknown: 'may talk' }[verdict];
  const style: Style = verdict === 'yes' ? 'cyan' : verdict === 'unknown' ? 'yellow' : 'red';
  const on = vlan === undefined ? '' : ` on VLAN ${vlan}`;
  const if_ = provided.length > 0 ? `, provided that ${provided.map(harmless).join(', and that ')}` : '';
  return `${paint('bold', pair)}: ${paint(style, `${words}${on}`)}: ${harmless(says)}${if_}`;
}

function groups(ways: readonly Way[]): Group[] {
  const found = new Map<string, Group>();
  for (const way of ways) {
    // Behind the sender everything follows from the Hyper-V switch, the tag and the mapping.
    const mapping = way.legs.map((leg) => (leg.fallback ? leg.nic.id : '')).join();
    const key = way.vmSwitch
      ? `${way.host?.id}\n${way.vmSwitch.id}\n${way.tagKnown ? (way.tag ?? 'untagged') : way.sender.id}\n${mapping}`
      : `${way.sender.id}\n${way.host?.id}\n${way.tag}`;
    const known = found.get(key);
    if (known) known.ways.push(way);
    else found.set(key, { ways: [way], first: way });
  }
  return [...found.values()];
}

/** The same for machines: the contract of `schemas/trace.schema.json`. */
export function traceJson(trace: Trace): string {
  const hop = (each: Hop) => hopJson(each, trace.cwd);
  const end = (way: Way) => ({ sender: way.sender.id, host: way.host?.name ?? null });
  return escapedJson({
    schemaVersion: 1,
    tool: { name: 'hvlint', version: trace.toolVersion },
    targets: trace.targets,
    without: trace.without,
    ways: trace.ways.map((way) => ({
      ...end(way),
      vmSwitch: way.vmSwitch?.name ?? null,
      vlanKnown: way.tagKnown,
      tag: way.tag ?? null,
      verdict: way.verdict,
      works: survives(way, () => false),
      hops: way.hops.map(hop),
      legs: way.legs.map((leg) => ({
        nic: leg.nic.name,
        switch: leg.device ?? null,
        fallback: leg.fallback,
        passage: leg.passage,
        vlan: leg.vlan ?? null,
        hops: leg.hops.map(hop),
      })),
      losses: losses(way),
    })),
    talks: trace.talks.map(({ a, b, verdict, vlan, says, provided }) => ({
      a: end(a),
      b: end(b),
      verdict,
      vlan: vlan ?? null,
      says,
      provided,
    })),
    packets: trace.packets.map((packet) => tenantJson(packet, trace.cwd)),
  });
}
