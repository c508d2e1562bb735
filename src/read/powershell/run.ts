import type { Range } from '#text/source-file';
import { assign } from './assign.ts';
import { type AssignedNames, assignedNames } from './assigned-names.ts';
import { computersOf } from './call.ts';
import { runCommand } from './command.ts';
import { Configurations } from './dsc.ts';
import { evaluate } from './expression.ts';
import { branch, foreach, loop, oneByOne, switchOf, tryOf } from './flow.ts';
import type { Bound } from './function-call.ts';
import type { Computer, Estate } from './machine.ts';
import { Scope } from './scope.ts';
import type {
  BlockNode,
  CommandNode,
  Expression,
  FunctionNode,
  ParameterDeclaration,
  PipelineNode,
  Statement,
} from './syntax-tree.ts';
import { itemsOf, listValue, shownAt, textOf, unknown, type Value } from './value.ts';

/** Steps a script may take besides those its length accounts for: one that repeats itself longer is not followed to its end. */
const MAX_STEPS = 200_000;
/** Things that may be looked through to find others, besides some for each character. */
const MAX_LOOKUPS = 2_000_000;
/** Calls of functions inside of each other. */
const MAX_CALLS = 24;
/** Statements and expressions inside of each other, through all calls. */
const MAX_NESTED = 400;

/** Thrown when a script takes more steps than are followed. */
export class TooLong extends Error {}

/** return, break, continue, throw and exit end a block early. */
export class Jump extends Error {
  override readonly name = 'Jump';

  constructor(
    readonly keyword: string,
    readonly label: string | undefined,
    readonly value: Value,
  ) {
    super(keyword);
  }
}

/** Where the block of a remote command came from: variables of its caller are not there without $using. */
interface Remote {
  readonly caller: Scope;
  /** What the block sets itself, or what else its session was sent before it. */
  readonly assigned: AssignedNames;
}

/**
 * Follows a script without running anything: variables with known values, the cmdlets hvlint knows, and what they leave behind. What a
 * condition nobody can tell decides is treated as Certainty says.
 */
export class Runner {
  scope = new Scope();
  /** The computers commands act on, innermost last: Invoke-Command and Enter-PSSession change them. */
  readonly where: (readonly Computer[])[] = [];
  /** Whether a branch that may have been taken ends what is around it: repetitions are no longer certain. */
  mayEnd = false;
  remote: Remote | undefined;
  /** What was sent to sessions so far: the variables of one last as long as it does. */
  readonly sent: { readonly to: Value; readonly assigned: AssignedNames }[] = [];
  readonly configurations = new Configurations(this);
  /** Functions in the order they came up, and those that were called. */
  readonly functions = new Set<FunctionNode>();
  private readonly called = new Set<BlockNode>();
  private steps: number;
  private readonly most: number;
  private depth = 0;
  private nested = 0;

  constructor(
    readonly estate: Estate,
    steps = 0,
  ) {
    this.steps = steps;
    // Straight on, a script takes less than two steps for each of its characters.
    this.most = MAX_STEPS + 2 * estate.source.length;
  }

  /** Accounts for work, so that time stays linear in the length of the script whatever it repeats. */
  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > this.most || (this.estate.certainty.lookups ?? 0) > MAX_LOOKUPS + 4 * this.estate.source.length)
      throw new TooLong();
  }

  get here(): readonly Computer[] {
    return this.where.at(-1) ?? [this.estate.computer(this.estate.own, { start: 0, end: 0 })];
  }

  script(root: BlockNode): void {
    try {
      for (const parameter of root.parameters) this.declare(parameter, undefined);
      this.statements(root.statements);
    } catch (error) {
      // A script may end itself early.
      if (!(error instanceof Jump)) throw error;
    }
    this.configurations.applyRest();
  }

  /**
   * Goes through the functions that nothing called, on an estate of their own: what they leave is not known, how their commands are written
   * is. Their parameters are unknown.
   */
  uncalled(estate: Estate): void {
    for (const { body } of this.functions) {
      if (this.called.has(body)) continue;
      const runner = new Runner(estate, this.steps);
      runner.scope = new Scope(this.scope);
      runner.sent.push(...this.sent);
      try {
        for (const parameter of body.parameters) runner.scope.set(parameter.name, unknown(parameter.range));
        runner.statements(body.statements);
      } catch (error) {
        if (!(error instanceof Jump)) throw error;
      } finally {
        this.steps = runner.steps;
        this.sent.push(...runner.sent.slice(this.sent.length));
      }
    }
  }

  // ---- statements ----

  /** Runs statements; what they hand on, undefined for nothing. Of several of which one is unknown nothing is known. */
  statements(statements: readonly Statement[]): Value | undefined {
    const found: Value[] = [];
    for (const statement of statements) {
      const value = this.statement(statement);
      if (value) found.push(value);
    }
    const [first] = found;
    if (found.length < 2 || !first) return first;
    const range = { start: first.range.start, end: found.at(-1)!.range.end };
    return found.some((value) => value.sort === 'unknown') ? unknown(range) : listValue(found, range);
  }

  /** The value a statement hands on; undefined for those that hand on nothing. */
  statement(statement: Statement): Value | undefined {
    this.spend(1);
    if (this.nested >= MAX_NESTED) return unknown(statement.range);
    this.nested++;
    try {
      return this.run(statement);
    } finally {
      this.nested--;
    }
  }

  private run(statement: Statement): Value | undefined {
    switch (statement.sort) {
      case 'pipeline':
        return this.pipeline(statement);
      case 'assignment':
        assign(this, statement);
        return undefined;
      case 'if':
        return branch(this, statement);
      case 'foreach':
        return foreach(this, statement);
      case 'loop':
        return loop(this, statement);
      case 'switch':
        return switchOf(this, statement);
      case 'try':
        return tryOf(this, statement);
      case 'function':
        this.scope.define(statement);
        this.functions.add(statement);
        return undefined;
      case 'configuration':
        this.configurations.define(statement);
        return undefined;
      case 'jump':
        throw new Jump(
          statement.keyword,
          statement.label,
          (statement.value && this.statement(statement.value)) ?? unknown(statement.range),
        );
      case 'block':
        return this.block(statement);
      case 'param':
        return undefined;
    }
  }

  /** The value a statement has where one is asked for: that of an assignment is what is assigned. */
  valueOf(statement: Statement): Value | undefined {
    if (statement.sort !== 'assignment') return this.statement(statement);
    this.spend(1);
    return assign(this, statement);
  }

  /** The statements of a block, in the scope that is there. */
  block(block: BlockNode): Value | undefined {
    return this.statements(block.statements);
  }

  private pipeline({ elements, range }: PipelineNode): Value | undefined {
    let value: Value | undefined;
    for (const element of elements) value = element.sort === 'command' ? this.command(element, value) : this.expression(element);
    const [only] = elements;
    // `$i++` by itself hands nothing on.
    if (elements.length === 1 && only?.sort === 'unary' && /^(?:\+\+|--)$/.test(only.operator)) return undefined;
    return value ?? unknown(range);
  }

  // ---- variables ----

  /** Puts a value where an expression stands for a variable, a member or an item. */
  set(target: Expression, value: Value): void {
    assign(this, { target, operator: '=' }, value);
  }

  /** What a part sets is unknown from here on: it runs an unknown number of times. */
  forget(part: BlockNode | Statement): void {
    const { names } = assignedNames(part);
    this.spend(names.size);
    for (const name of names) {
      const known = this.scope.get(name);
      if (known) this.scope.set(name, unknown(known.range));
    }
  }

  declare(parameter: ParameterDeclaration, value: Value | undefined): void {
    const initial = value === undefined && parameter.initial ? this.initial(parameter.initial) : undefined;
    const none: Value = parameter.isSwitch ? { sort: 'boolean', value: false, range: parameter.range } : unknown(parameter.range);
    this.scope.set(parameter.name, value ?? initial ?? none);
  }

  /** A default; `$(throw …)` is how parameters were made mandatory once, and says nothing. */
  private initial(expression: Expression): Value {
    try {
      return this.expression(expression);
    } catch (error) {
      if (error instanceof Jump) return unknown(expression.range);
      throw error;
    }
  }

  expression(expression: Expression): Value {
    this.spend(1);
    if (this.nested >= MAX_NESTED) return unknown(expression.range);
    this.nested++;
    try {
      return evaluate(this, expression);
    } finally {
      this.nested--;
    }
  }

  // ---- commands ----

  command(node: CommandNode, input: Value | undefined): Value {
    this.spend(1);
    const value = runCommand(this, node, input);
    return value ? shownAt(value, node.range) : unknown(node.range);
  }

  /** Runs a function or block with its parameters, in a scope of its own. */
  callBlock(block: BlockNode, bound: Bound): Value | undefined {
    this.called.add(block);
    return this.inside(new Scope(this.scope), undefined, () => {
      const passes = bound.input?.sort === 'things' ? oneByOne(this, bound.input) : undefined;
      if (passes && (passes.isOpen || passes.items?.length !== 1)) this.forget(block);
      for (const [i, parameter] of block.parameters.entries()) this.declare(parameter, bound.values[i]);
      if (bound.input) {
        this.scope.set('input', bound.input);
        // The process block runs for each item; things stay together.
        this.scope.set('_', bound.input.sort === 'things' ? bound.input : unknown(bound.input.range));
      }
      return this.returned(block);
    });
  }

  /** What a block hands on for an item, as `$_`. */
  forItem(block: BlockNode, item: Value): Value | undefined {
    return this.inside(new Scope(this.scope), undefined, () => {
      this.scope.set('_', item);
      this.scope.set('PSItem', item);
      return this.returned(block);
    });
  }

  /** Runs a block up to its `return`. */
  returned(block: BlockNode): Value | undefined {
    try {
      return this.block(block);
    } catch (error) {
      if (error instanceof Jump && error.keyword === 'return') return error.value;
      throw error;
    }
  }

  /**
   * Does something in a scope of its own. `remote` is given for blocks that run elsewhere, where only $using reaches the caller: the variables
   * they set.
   */
  inside<T>(scope: Scope, remote: AssignedNames | undefined, run: () => T): T | undefined {
    if (this.depth >= MAX_CALLS) return undefined;
    const before = { scope: this.scope, remote: this.remote };
    if (remote) this.remote = { caller: this.scope, assigned: remote };
    this.scope = scope;
    this.depth++;
    try {
      return run();
    } finally {
      this.scope = before.scope;
      this.remote = before.remote;
      this.depth--;
    }
  }

  /** Does something in a scope of its own, inside of the one that is there. */
  inScope(run: () => void): void {
    this.inside(new Scope(this.scope), undefined, run);
  }

  /** Does something on other computers. */
  on<T>(computers: readonly Computer[], run: () => T): T {
    const depth = this.where.length;
    this.where.push(computers);
    try {
      return run();
    } finally {
      // A session that was entered inside ends with it.
      this.where.length = depth;
    }
  }

  /** The insides of VMs by name; one that nobody can tell is known by the text that names it. */
  guestsOf(value: Value, node: CommandNode): readonly Computer[] {
    const items = itemsOf(value);
    const names = items?.map(textOf);
    const host = this.here[0]!.name;
    if (!names || names.includes(undefined)) return [this.estate.guest(this.estate.nameOf(value), host, node.range)];
    return names.map((name, i) => this.estate.guest(name!, host, items![i]!.range));
  }

  computersOf(value: Value, node: CommandNode): readonly Computer[] {
    return computersOf(value, this.estate, node);
  }

  /** Characters of the script. */
  textAt({ start, end }: Range): string {
    return this.estate.source.slice(start, end);
  }
}
