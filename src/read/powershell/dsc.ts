import type { Range } from '#text/source-file';
import { Call } from './call.ts';
import { cmdletNamed } from './cmdlets/index.ts';
import { Cursor } from './cursor.ts';
import { type Act, RESOURCES, type ResourceCall } from './dsc-resources.ts';
import { bindParameters } from './function-call.ts';
import type { Computer } from './machine.ts';
import { readTable } from './read-expression.ts';
import { Jump, type Runner } from './run.ts';
import type { BlockNode, CommandNode, ConfigurationNode, TableNode } from './syntax-tree.ts';
import { itemsOf, listValue, shownAt, type TableEntry, textOf, unknown, type Value } from './value.ts';

/**
 * Configurations of Desired State Configuration: what they say of each node is read as if the cmdlets ran there that their resources run.
 * Source: https://learn.microsoft.com/powershell/dsc/configurations/configurations (Node, ConfigurationData, $AllNodes, $Node).
 */
export class Configurations {
  private readonly named = new Map<string, ConfigurationNode>();
  private readonly applied = new Set<ConfigurationNode>();
  /** While a configuration is gone through: its nodes' data. */
  private nodes: readonly Value[] | undefined;
  private inside = 0;

  constructor(private readonly runner: Runner) {}

  define(node: ConfigurationNode): void {
    const name = node.name?.sort === 'text' ? node.name.parts.join('') : undefined;
    if (name !== undefined) this.named.set(name.toLowerCase(), node);
  }

  /** A call of a configuration by its name, or of a keyword inside of one; false when it is neither. */
  command(name: string, node: CommandNode): boolean {
    const configuration = this.named.get(name.toLowerCase());
    if (configuration) {
      this.apply(configuration, node);
      return true;
    }
    const block = node.elements.at(-1);
    if (this.inside === 0 || block?.sort !== 'block') return false;
    if (name.toLowerCase() === 'node') {
      this.atNodes(node, block);
      return true;
    }
    const act = RESOURCES.get(name.toLowerCase());
    if (act) this.resource(act, node, block);
    return act !== undefined;
  }

  /** Configurations that nothing calls in the script are applied by others: what they say holds with the data that is in the script. */
  applyRest(): void {
    for (const node of this.named.values()) if (!this.applied.has(node)) this.apply(node, undefined);
  }

  private apply(node: ConfigurationNode, call: CommandNode | undefined): void {
    const { runner } = this;
    this.applied.add(node);
    const data = call ? argumentOf(runner, call, 'configurationdata') : onlyData(runner);
    const before = { nodes: this.nodes, inside: this.inside };
    this.nodes = nodesOf(data);
    this.inside++;
    try {
      const bound = call ? bindParameters(runner, node.body, call, undefined) : { values: [], input: undefined };
      runner.inScope(() => {
        for (const [i, parameter] of node.body.parameters.entries()) runner.declare(parameter, bound.values[i]);
        const { range } = node;
        runner.scope.set('AllNodes', this.nodes ? listValue(this.nodes, range) : unknown(range));
        runner.scope.set('ConfigurationData', data ?? unknown(range));
        runner.block(node.body);
      });
    } catch (error) {
      if (!(error instanceof Jump)) throw error;
    } finally {
      this.nodes = before.nodes;
      this.inside = before.inside;
    }
  }

  /** `Node 'a', 'b' { … }`: the block holds on each of them, with its data as $Node. */
  private atNodes({ elements }: CommandNode, block: BlockNode): void {
    const { runner } = this;
    const [first] = elements;
    if (!first || first === block || first.sort === 'parameter') return;
    const value = runner.expression(first);
    const names = itemsOf(value);
    const known = names?.every((name) => textOf(name) !== undefined) ? names : undefined;
    for (const name of known ?? [value]) {
      const text = textOf(name);
      const data = this.nodes?.find(
        (node) => node.sort === 'table' && sameText(textOf(node.entries.get('nodename')?.value), text),
      );
      const computers: readonly Computer[] =
        text === undefined ? [runner.estate.unnamed(value)] : runner.computersOf(name, commandAt(first.range));
      runner.on(computers, () =>
        runner.inScope(() => {
          runner.scope.set('Node', data ?? unknown(first.range));
          runner.block(block);
        }),
      );
    }
  }

  private resource(act: Act, node: CommandNode, block: BlockNode): void {
    const { runner } = this;
    const table = runner.expression(tableOf(block, runner.estate.source));
    if (table.sort !== 'table') return;
    const value = (key: string): Value | undefined => table.entries.get(key.toLowerCase())?.value;
    const call: ResourceCall = {
      value,
      text: (key) => textOf(value(key)),
      range: node.name.range,
      run: (cmdletName, parameters) => {
        const cmdlet = cmdletNamed(cmdletName);
        if (!cmdlet) return;
        const given = new Map<string, TableEntry>();
        for (const [key, entry] of Object.entries(parameters))
          if (entry) given.set(key, { key, keyRange: entry.range, value: entry });
        cmdlet.run?.(Call.with(cmdlet, node, runner.estate, runner.here, given));
      },
    };
    act(call);
  }
}

function commandAt(range: Range): CommandNode {
  return { sort: 'command', invoked: undefined, name: { sort: 'text', parts: [], quotes: 'bare', range }, elements: [], range };
}

function sameText(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}

const tables = new WeakMap<BlockNode, TableNode>();

/** The block of a resource is written as a table: it is read again as one, once. */
function tableOf(block: BlockNode, source: string): TableNode {
  const known = tables.get(block);
  if (known) return known;
  const cursor = new Cursor(source);
  cursor.at = block.range.start;
  const table = readTable(cursor);
  tables.set(block, table);
  return table;
}

/** The argument of a parameter a configuration has without declaring it. */
function argumentOf(runner: Runner, { elements }: CommandNode, name: string): Value | undefined {
  for (const [i, element] of elements.entries()) {
    if (element.sort === 'variable' && element.splat) {
      const table = runner.expression({ ...element, splat: false });
      if (table.sort === 'table' && table.entries.has(name)) return table.entries.get(name)!.value;
    }
    if (element.sort !== 'parameter' || element.name.length < 2 || !name.startsWith(element.name.toLowerCase())) continue;
    const next = element.value ?? elements[i + 1];
    return next && next.sort !== 'parameter' ? runner.expression(next) : undefined;
  }
  return undefined;
}

/** The only table of the script that has AllNodes. */
function onlyData(runner: Runner): Value | undefined {
  const found = [...runner.scope.assigned].filter(([, value]) => value.sort === 'table' && value.entries.has('allnodes'));
  return found.length === 1 ? found[0]![1] : undefined;
}

/** The nodes of the data, each with what the node '*' says of all. */
function nodesOf(data: Value | undefined): readonly Value[] | undefined {
  if (data?.sort !== 'table') return undefined;
  const all = itemsOf(data.entries.get('allnodes')?.value);
  if (!all?.every((node) => node.sort === 'table')) return undefined;
  const isAll = (node: Value): boolean => node.sort === 'table' && textOf(node.entries.get('nodename')?.value) === '*';
  const common = all.find(isAll);
  return all
    .filter((node) => !isAll(node))
    .map((node): Value => {
      if (node.sort !== 'table' || common?.sort !== 'table') return node;
      return shownAt({ ...node, entries: new Map([...common.entries, ...node.entries]) }, node.range);
    });
}
