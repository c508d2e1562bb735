import type { Range } from '#text/source-file';
import type { Problem } from '../problem.ts';
import { type Block, type Call, type CliLine, cliLines, Phrases, Statement } from './cli-lines.ts';
import { bannerSkipper } from './nx-os-banner.ts';
import { networkQosBlock, vlanBlock } from './nx-os-blocks.ts';
import { interfaceEffect, opensLevel } from './nx-os-interface.ts';
import { type InterfaceName, interfaceNames, MAX_RANGE } from './nx-os-interface-names.ts';
import { gatewayAddress, gatewayGroup } from './nx-os-lists.ts';
import { type Placeholder, placeholderIn } from './nx-os-placeholder.ts';
import { definePolicyMap, queuingBlock, systemQosBlock } from './nx-os-policy-maps.ts';
import { DeviceState, InterfaceState } from './nx-os-state.ts';

/** Most switches and interfaces of one file, and most interfaces and VLANs that its ranges may stand for over and over. */
const MAX_DEVICES = 1000;
const MAX_INTERFACES = 20_000;
const MAX_REPEATED = 1_000_000;

/** Reads the lines of an NX-OS configuration into switches; unknown lines are passed over. */
export function parseNxOs(text: string): { readonly devices: readonly DeviceState[]; readonly problems: readonly Problem[] } {
  const parser = new NxOsParser();
  for (const line of cliLines(text, bannerSkipper(text))) parser.read(line);
  return { devices: parser.devices, problems: [...parser.problems.values()] };
}

type TopReader = (parser: NxOsParser, call: Call, line: CliLine) => Block | undefined;

/** The statements of the global level, by their keywords; a block is what they open. */
const TOP = new Phrases<TopReader>({
  hostname: (parser, call) => parser.nameDevice(call),
  switchname: (parser, call) => parser.nameDevice(call),
  version: (parser, call) => {
    // `version 9.3(5) Bios:version 05.45` is written by the switch, never typed.
    if (!call.undo && /^\d+\.\d+\(/.test(call.rest.text)) parser.device.printed = true;
    return undefined;
  },
  vlan: (parser, call, line) => parser.vlans(call, line),
  'vpc domain': (parser, call, line) => {
    const [domain] = call.args;
    parser.watch(call);
    const known = !call.undo && domain && /^\d{1,4}$/.test(domain.text);
    parser.device.vpcDomain = known ? { value: Number(domain.text), range: domain, key: call.key } : undefined;
    return ignored(line);
  },
  'vlan dot1q tag native': (parser, call) => {
    // `fabricpath` is about ports into a FabricPath network alone.
    if (call.args[0]?.lower !== 'fabricpath')
      parser.device.tagNativeVlan = { value: !call.undo, range: call.whole, key: call.key };
    return undefined;
  },
  'spanning-tree mode': (parser, call) => {
    parser.watch(call);
    parser.device.stpMode =
      call.undo || placeholderIn(call.rest) ? undefined : { value: call.args[0]?.lower, range: call.rest, key: call.key };
    return undefined;
  },
  'spanning-tree port type edge default': (parser, call) => {
    parser.device.edgeDefault = { value: call.undo !== 'no', range: call.whole, key: call.key };
    return undefined;
  },
  'spanning-tree port type edge bpduguard default': (parser, call) => {
    parser.device.edgeBpduGuardDefault = { value: call.undo !== 'no', range: call.whole, key: call.key };
    return undefined;
  },
  'spanning-tree port type edge bpdufilter default': () => undefined,
  'spanning-tree port type network default': () => undefined,
  // Typed before the rest in transcripts, which may be indented below it.
  'configure terminal': () => undefined,
  'conf t': () => undefined,
  'system default switchport': (parser, call) => {
    if (call.args.length === 0) parser.device.layer2Default = !call.undo;
    return undefined;
  },
  'system default switchport shutdown': (parser, call) => {
    parser.device.shutdownDefault = !call.undo;
    return undefined;
  },
  'system qos': (parser, _call, line) => systemQosBlock(parser.device, line, (c) => parser.watch(c)),
  'policy-map type network-qos': (parser, call, line) => {
    definePolicyMap(parser.device, call, 'network-qos');
    return call.undo ? undefined : networkQosBlock(parser.device, call, line, (c) => parser.watch(c));
  },
  'policy-map type queuing': (parser, call, line) => queuingBlock(parser.device, call, line, (c) => parser.watch(c)),
  'policy-map type qos': (parser, call, line) => {
    parser.watch(call);
    definePolicyMap(parser.device, call, 'qos');
    return ignored(line);
  },
  // Without a type it is one of type qos.
  'policy-map': (parser, call, line) => {
    if (call.args[0]?.lower !== 'type') definePolicyMap(parser.device, call, 'qos');
    return ignored(line);
  },
  ...Object.fromEntries(
    // What else opens a level of its own. Below any of these, `description`, `name` or `shutdown` are not a port's.
    'aaa,class-map,control-plane,event,evpn,fabricpath,flow,ip access-list,ipv6 access-list,key,line,monitor,object-group,port-profile,role,route-map,router,telemetry,template,track,vdc,vrf context'
      .split(',')
      .map((phrase): [string, TopReader] => [phrase, (_parser, _call, line) => ignored(line)]),
  ),
});

function ignored(line: CliLine): Block {
  return { indent: line.indent, take: () => false };
}

/** `int`, `interf`, `interface`. */
const INTERFACE = /^int(?:e(?:r(?:f(?:a(?:ce?)?)?)?)?)?$/;

/** The block of an interface, which may hold groups that share a gateway address, each with lines of its own. */
interface InterfaceBlock extends Block {
  openGroup?(statement: Statement): ((below: Statement) => void) | undefined;
}

class NxOsParser {
  device = new DeviceState();
  readonly devices: DeviceState[] = [this.device];
  private readonly byName = new Map<string, DeviceState>();
  /** Takes what belongs to switches beyond the limit. */
  private readonly leftOut = new DeviceState();
  /** The first of each sort. */
  readonly problems = new Map<string, Problem>();
  private block: InterfaceBlock | undefined;
  /** Whether the lines of the block are indented: then the first that is not ends it. Some texts have lost their indent. */
  private indented = false;
  /** Depth of a statement whose deeper lines are nobody's. */
  private skipBelow: number | undefined;
  /** Who takes them nevertheless: a group that shares a gateway address. */
  private group: ((statement: Statement) => void) | undefined;
  private interfaces = 0;
  private repeated = 0;

  read(line: CliLine): void {
    const statement = new Statement(line);
    const opensInterface = INTERFACE.test(statement.words[0]?.lower ?? '') && statement.words.length > 1;
    if (opensInterface) {
      this.open(this.openInterface(statement));
      return;
    }
    if (this.skipBelow !== undefined && line.indent > this.skipBelow) {
      this.group?.(statement);
      return;
    }
    this.skipBelow = undefined;
    this.group = undefined;
    if (this.block && line.indent > this.block.indent) {
      this.indented = true;
      if (opensLevel(line.text)) {
        this.skipBelow = line.indent;
        this.group = this.block.openGroup?.(statement);
      }
      this.block.take(statement);
      return;
    }
    this.readTop(statement);
  }

  private readTop(statement: Statement): void {
    const { line, words } = statement;
    const found = statement.find(TOP);
    if (statement.undo && INTERFACE.test(words[1]?.lower ?? '')) {
      this.undoInterface(statement);
      this.open(undefined);
    } else if (found) this.open(found.value(this, found.call, line));
    else if (/^(?:exit|end)$/.test(words[0]?.lower ?? '')) this.open(undefined);
    else if (this.indented || !this.block?.take(statement)) {
      // An unknown statement. In a text without indent it may stand among those of the block.
      if (this.indented) this.open(undefined);
      this.skipBelow = line.indent;
    }
  }

  private open(block: InterfaceBlock | undefined): void {
    this.block = block;
    this.indented = false;
    this.skipBelow = undefined;
    this.group = undefined;
  }

  /** Tells of a placeholder among arguments that matter. */
  watch(call: Call): void {
    const found = call.undo ? undefined : placeholderIn(call.rest);
    if (found) this.tellPlaceholder(found);
  }

  tellPlaceholder({ text, range }: Placeholder): void {
    this.tell({
      rule: 'reading/placeholder',
      message: `${text} is a placeholder; what depends on it is not judged`,
      place: range,
    });
  }

  private tellLimit(what: string, place: Range): void {
    this.tell({ rule: 'reading/limit', message: `${what}; hvlint does not read them`, place });
  }

  private tell(problem: Problem): void {
    if (!this.problems.has(problem.rule)) this.problems.set(problem.rule, problem);
  }

  /** Whether a range may stand for so many things more. Single things always may. */
  private affords(count: number, place: Range): boolean {
    this.repeated += Math.max(0, count - 1);
    if (count <= 1 || this.repeated <= MAX_REPEATED) return true;
    this.tellLimit(`ranges that stand for more than ${MAX_REPEATED} things`, place);
    return false;
  }

  /** A second name is a second switch, when the first one has been configured; a name that comes back is the switch that had it. */
  nameDevice(call: Call): undefined {
    const [word] = call.args;
    this.watch(call);
    if (call.undo || !word || placeholderIn(call.rest)) return undefined;
    const name = { value: word.text, range: { start: word.start, end: word.end }, key: call.key };
    const known = this.byName.get(word.lower);
    if (known) this.device = known;
    else if (this.devices.length >= MAX_DEVICES) {
      this.device = this.leftOut;
      this.tellLimit(`more than ${MAX_DEVICES} switches in one file`, name.range);
      return undefined;
    } else if (this.device.name && this.device.configured) {
      this.device = new DeviceState();
      this.devices.push(this.device);
    }
    this.byName.set(word.lower, this.device);
    this.device.name = name;
    return undefined;
  }

  vlans(call: Call, line: CliLine): Block | undefined {
    return vlanBlock(this.device, call, line, {
      placeholder: (found) => this.tellPlaceholder(found),
      affords: (count) => this.affords(count, { start: call.rest.start, end: call.rest.end }),
    });
  }

  private openInterface(statement: Statement): InterfaceBlock {
    const { line, words } = statement;
    const range = placeOf(words, 1);
    const states = this.named(statement, 1).map((name) => this.stateOf(name, { range, key: words[0]! }));
    const targets = states.filter((state) => state !== undefined);
    return {
      indent: line.indent,
      take: (below) => {
        const effect = interfaceEffect(below, (found) => (targets.length > 0 ? this.tellPlaceholder(found) : undefined));
        if (!effect) return false;
        if (this.affords(targets.length, range)) for (const target of targets) effect(target);
        return true;
      },
      openGroup: (opening) => {
        const group = gatewayGroup(opening);
        if (group === undefined) return undefined;
        return (below) => {
          const effect = gatewayAddress(group, below);
          if (effect && this.affords(targets.length, range)) for (const target of targets) effect(target);
        };
      },
    };
  }

  /** `default interface X` brings it back to its defaults; `no interface X` deletes what is not hardware. */
  private undoInterface(statement: Statement): void {
    for (const { kind, name } of this.named(statement, 2)) {
      const table = this.tableOf(kind);
      if (statement.undo === 'no' && kind !== 'port') table.delete(name);
      else table.get(name)?.reset();
    }
  }

  private named({ words, line }: Statement, from: number): readonly InterfaceName[] {
    const range = placeOf(words, from);
    const text = line.text.slice(range.start - line.start);
    const found = placeholderIn({ ...range, text });
    if (found) this.tellPlaceholder(found);
    const names = found ? undefined : interfaceNames(text, this.repeated > MAX_REPEATED ? 1 : MAX_RANGE);
    if (names === 'too-many') this.tellLimit(`more than ${MAX_RANGE} interfaces in one line`, range);
    return typeof names === 'object' && this.affords(names.length, range) ? names : [];
  }

  private stateOf({ kind, name, number }: InterfaceName, place: InterfaceState['place']): InterfaceState | undefined {
    const table = this.tableOf(kind);
    const known = table.get(name);
    if (known) {
      known.place = place;
      return known;
    }
    if (++this.interfaces > MAX_INTERFACES) {
      this.tellLimit(`more than ${MAX_INTERFACES} interfaces in one file`, place.range);
      return undefined;
    }
    const state = new InterfaceState(name, number, place);
    table.set(name, state);
    return state;
  }

  private tableOf(kind: InterfaceName['kind']): Map<string, InterfaceState> {
    return { port: this.device.ports, 'port-channel': this.device.portChannels, vlan: this.device.svis }[kind];
  }
}

function placeOf(words: Statement['words'], from: number): Range {
  return { start: words[from]?.start ?? words.at(-1)!.end, end: words.at(-1)!.end };
}
