import type { Range } from '#text/source-file';
import { type Cmdlet, type Parameter, parameterNamed } from './cmdlet.ts';
import type { Computer, Estate } from './machine.ts';
import { mistypedParameter, reportMistyped } from './script-rules.ts';
import type { CommandNode, Expression } from './syntax-tree.ts';
import { itemsOf, type TableEntry, textOf, truthOf, unknown, type Value } from './value.ts';

/** A parameter as it was written. */
export interface Given {
  readonly parameter: Parameter;
  /** The name as written; undefined for one that needs none. */
  readonly written: string | undefined;
  readonly nameRange: Range;
  readonly value: Value;
}

/** A parameter name that the cmdlet does not have. */
export interface Unmatched {
  readonly written: string;
  readonly range: Range;
  readonly why: 'unknown' | 'ambiguous';
}

/** One call of a known cmdlet, its parameters bound. */
export class Call {
  readonly given = new Map<string, Given>();
  readonly unmatched: Unmatched[] = [];
  /** Whether parameters may have been given that nobody can tell: splatting of an unknown table. */
  private open = false;

  constructor(
    readonly cmdlet: Cmdlet,
    readonly node: CommandNode,
    /** What the pipeline hands in. */
    readonly input: Value | undefined,
    readonly estate: Estate,
    /** Where the command acts when it does not say. */
    private readonly here: readonly Computer[],
    evaluate: (expression: Expression) => Value,
  ) {
    this.bind(evaluate);
  }

  /** A call that is written as something else, with its arguments by their parameters' names. */
  static with(
    cmdlet: Cmdlet,
    node: CommandNode,
    estate: Estate,
    here: readonly Computer[],
    values: ReadonlyMap<string, TableEntry>,
  ): Call {
    const call = new Call(cmdlet, { ...node, elements: [] }, undefined, estate, here, ({ range }) => unknown(range));
    for (const { key, keyRange, value } of values.values()) {
      const parameter = parameterNamed(cmdlet, key);
      if (typeof parameter === 'object') call.give({ parameter, written: undefined, nameRange: keyRange, value });
    }
    return call;
  }

  get range(): Range {
    return this.node.range;
  }

  /** The characters of the cmdlet's name. */
  get nameRange(): Range {
    return this.node.name.range;
  }

  /** An argument; undefined when it is not given, unknown when it may be. */
  arg(name: string): Value | undefined {
    return this.given.get(name.toLowerCase())?.value ?? (this.open ? unknown(this.nameRange) : undefined);
  }

  text(name: string): string | undefined {
    return textOf(this.arg(name));
  }

  /** Whether a switch is on; undefined when nobody can tell. */
  on(name: string): boolean | undefined {
    const value = this.arg(name);
    return value ? truthOf(value) : false;
  }

  /** Names an argument lists; undefined when it is not given or not known. */
  names(name: string): readonly Value[] | undefined {
    const items = itemsOf(this.arg(name));
    return items?.every((item) => textOf(item) !== undefined) ? items : undefined;
  }

  /**
   * The things the call is about: those named by a parameter, else those that came in by the pipeline or as -InputObject. Undefined
   * when not all of them are known by name.
   */
  subjects(parameter: string, of: Things['of']): readonly Value[] | undefined {
    if (this.given.has(parameter.toLowerCase())) {
      const value = this.arg(parameter);
      if (value?.sort === 'things') return value.things.of === of ? value.things.names : undefined;
      return this.names(parameter);
    }
    const input = this.input ?? this.arg('InputObject') ?? this.arg('VMNetworkAdapter');
    if (input?.sort === 'things') return input.things.of === of ? input.things.names : undefined;
    if (input?.sort === 'list' && input.items.every((item) => item.sort === 'things'))
      return input.items.flatMap((item) => (item.sort === 'things' && item.things.of === of ? (item.things.names ?? []) : []));
    return undefined;
  }

  /** The computers it acts on: those of -CimSession or -ComputerName, of what the pipeline hands in, or here. */
  get computers(): readonly Computer[] {
    for (const name of ['CimSession', 'ComputerName', 'Session', 'Server']) {
      const value = this.given.get(name.toLowerCase())?.value;
      if (value) return this.estateComputers(value);
    }
    const input = this.input?.sort === 'things' ? this.input.things.hosts : undefined;
    return input ? this.computersNamed(input) : this.here;
  }

  /** Computers that things were got from, by name; the inside of a VM, where it acts on that. */
  computersNamed(names: readonly string[]): readonly Computer[] {
    return names.map((name) => this.here.find((each) => each.name === name) ?? this.estate.computer(name, this.range));
  }

  private estateComputers(value: Value): readonly Computer[] {
    return computersOf(value, this.estate, this.node);
  }

  private bind(evaluate: (expression: Expression) => Value): void {
    const { elements } = this.node;
    const positional: Value[] = [];
    for (let i = 0; i < elements.length; i++) {
      const element = elements[i]!;
      if (element.sort === 'variable' && element.splat) this.splat(evaluate({ ...element, splat: false }), positional);
      else if (element.sort === 'parameter') {
        const next = elements[i + 1];
        const found = parameterNamed(this.cmdlet, element.name);
        const parameter = typeof found === 'object' ? found : undefined;
        const isValue = next !== undefined && next.sort !== 'parameter' && !(next.sort === 'variable' && next.splat);
        // A name nobody knows is taken to have a value when one follows.
        const takesNext = element.value === undefined && isValue && !(parameter?.isSwitch ?? false);
        if (takesNext) i++;
        const value = element.value
          ? evaluate(element.value)
          : takesNext
            ? evaluate(next as Expression)
            : withoutValue(parameter, element.range);
        if (parameter) this.give({ parameter, written: element.name, nameRange: element.range, value });
        else
          this.unmatched.push({
            written: element.name,
            range: element.range,
            why: found === 'ambiguous' ? 'ambiguous' : 'unknown',
          });
      } else {
        // A dash PowerShell does not know: what is meant is bound as meant, so that one mistake is one finding.
        const mistyped = element.sort === 'text' ? mistypedParameter(element) : undefined;
        const meant = mistyped === undefined ? undefined : parameterNamed(this.cmdlet, mistyped);
        const next = elements[i + 1];
        if (element.sort === 'text' && mistyped !== undefined && typeof meant === 'object') {
          reportMistyped(this.estate, element);
          const takesNext = !meant.isSwitch && next !== undefined && next.sort !== 'parameter';
          if (takesNext) i++;
          const value = takesNext ? evaluate(next as Expression) : withoutValue(meant, element.range);
          this.give({ parameter: meant, written: mistyped, nameRange: element.range, value });
        } else positional.push(evaluate(element));
      }
    }
    const free = this.cmdlet.parameters
      .filter((p) => p.position !== undefined && !this.given.has(p.name.toLowerCase()))
      .sort((a, b) => a.position! - b.position!);
    for (const [i, value] of positional.entries()) {
      const parameter = free[i];
      if (parameter) this.give({ parameter, written: undefined, nameRange: value.range, value });
    }
  }

  private give(given: Given): void {
    this.given.set(given.parameter.name.toLowerCase(), given);
  }

  private splat(value: Value, positional: Value[]): void {
    if (value.sort === 'list') positional.push(...value.items);
    else if (value.sort !== 'table') this.open = true;
    else
      for (const { key, keyRange, value: entry } of value.entries.values()) {
        const parameter = parameterNamed(this.cmdlet, key);
        if (typeof parameter === 'object') this.give({ parameter, written: key, nameRange: keyRange, value: entry });
        else this.unmatched.push({ written: key, range: keyRange, why: parameter === 'ambiguous' ? 'ambiguous' : 'unknown' });
      }
  }
}

/** A switch that is there is on; of another parameter without a value nothing is known. */
function withoutValue(parameter: Parameter | undefined, range: Range): Value {
  return parameter && !parameter.isSwitch ? unknown(range) : { sort: 'boolean', value: true, range };
}

type Things = Extract<Value, { sort: 'things' }>['things'];

/**
 * The computers a value names. One that nobody can tell stands for a computer of its own, known by the text that names it: what is said
 * of `$servers` is about the same machine wherever `$servers` is written and has not become something else.
 */
export function computersOf(value: Value, estate: Estate, node: CommandNode): readonly Computer[] {
  const own = (): Computer => estate.computer(estate.own, node.range);
  if (value.sort === 'things' && value.things.hosts) return value.things.hosts.map((name) => estate.computer(name, value.range));
  const items = itemsOf(value);
  const names = items?.map((item) => (item.sort === 'things' ? item.things.hosts?.[0] : textOf(item)));
  if (!names || names.some((name) => name === undefined || name.trim() === '')) return [estate.unnamed(value)];
  return names.map((name, i) =>
    /^(?:localhost|\.|127\.0\.0\.1|::1)$/i.test(name!) ? own() : estate.computer(name!, items![i]!.range),
  );
}
