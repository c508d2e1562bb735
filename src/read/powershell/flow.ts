import type { Range } from '#text/source-file';
import { isPattern, namesLike } from './cmdlets/interface-names.ts';
import { binary, likes } from './evaluate.ts';
import { Jump, type Runner } from './run.ts';
import { Scope } from './scope.ts';
import type { BlockNode, ForeachNode, IfNode, LoopNode, Statement, SwitchNode, TryNode } from './syntax-tree.ts';
import { itemsOf, listValue, MAX_TEXT, textOf, truthOf, unknown, type Value } from './value.ts';

/** How often a loop is followed whose condition is known. */
const MAX_ROUNDS = 4096;

export function branch(runner: Runner, { clauses, otherwise }: IfNode): Value | undefined {
  const open: BlockNode[] = [];
  for (const { condition, body } of clauses) {
    const truth = condition ? truthOf(runner.valueOf(condition)) : undefined;
    if (truth === false) continue;
    if (truth === true && open.length === 0) return runner.block(body);
    open.push(body);
    if (truth === true) return either(runner, open, 'one of several');
  }
  if (open.length === 0) return otherwise && runner.block(otherwise);
  return either(runner, otherwise ? [...open, otherwise] : open, otherwise || open.length > 1 ? 'one of several' : 'alone');
}

/**
 * Blocks of which nobody can tell which one runs. alone: one, which runs or does not; repeated: one, which runs as often as it will. What they
 * hand on is unknown.
 */
export function either(
  runner: Runner,
  blocks: readonly BlockNode[],
  how: 'alone' | 'one of several' | 'repeated',
): Value | undefined {
  const { certainty } = runner.estate;
  const before = certainty.level;
  const outer = runner.scope;
  const ends = runner.mayEnd;
  const inner = blocks.map((block) => {
    certainty.level = how !== 'one of several' && before !== 'either' ? 'perhaps' : 'either';
    runner.scope = new Scope(outer);
    try {
      runner.block(block);
    } catch (error) {
      // A branch that ends the script or function early says nothing about what follows: it may not be taken.
      if (!(error instanceof Jump)) throw error;
      if (error.keyword !== 'continue' && how !== 'repeated') runner.mayEnd = true;
    } finally {
      certainty.level = before;
    }
    const own = runner.scope;
    runner.scope = outer;
    return own;
  });
  if (how === 'repeated') runner.mayEnd = ends;
  for (const own of inner)
    for (const [name, value] of own.assigned) {
      const known = outer.get(name);
      const same =
        known !== undefined && known.sort === value.sort && textOf(known) !== undefined && textOf(known) === textOf(value);
      if (!same) outer.set(name, how === 'alone' && !known ? value : unknown(value.range));
    }
  return unknown(blocks[0]?.range ?? { start: 0, end: 0 });
}

/** What a loop goes through. */
interface Passes {
  /** Undefined for what nobody can tell. */
  readonly items: readonly Value[] | undefined;
  /** Whether an item may be several, or there may be others: what a pass changes for the next one is not known. */
  readonly isOpen: boolean;
  /** Whether items stand for a pattern that others may fit too. */
  readonly isSpread: boolean;
}

/**
 * The items something is done for. Things of which the names are known come one by one, and for a pattern those that are known to fit it; others
 * stay together: what is said of each of them is said of all.
 */
export function oneByOne(runner: Runner, value: Value | undefined): Passes {
  const items = value?.sort === 'things' ? [value] : itemsOf(value);
  if (!items) return { items: undefined, isOpen: true, isSpread: false };
  const parts = items.map(
    (item): Passes => (item.sort === 'things' ? thingByThing(runner, item) : { items: [item], isOpen: false, isSpread: false }),
  );
  const only = parts.length === 1 ? parts[0] : undefined;
  return {
    items: only ? only.items : parts.flatMap((part, i) => part.items ?? [items[i]!]),
    isOpen: parts.some((part) => part.isOpen),
    isSpread: parts.some((part) => part.isSpread),
  };
}

function thingByThing(runner: Runner, value: Extract<Value, { sort: 'things' }>): Passes {
  const { names, hosts, of, isPart = false } = value.things;
  // A session or a computer that has no name of its own is one nevertheless.
  if (!names)
    return hosts?.length === 1
      ? { items: [value], isOpen: of !== 'session' && of !== 'host', isSpread: false }
      : { items: undefined, isOpen: true, isSpread: false };
  const fitting = names.map((name) => known(runner, value, name));
  return {
    items: names.flatMap((name, i) =>
      (fitting[i] ?? [name]).map((each): Value => ({ ...value, things: { ...value.things, names: [each], all: false } })),
    ),
    isOpen: isPart || names.some(isPatternName),
    isSpread: fitting.some((each) => each !== undefined),
  };
}

/** Whether a name of a thing may be that of several. */
export function isPatternName(name: Value): boolean {
  return isPattern(textOf(name) ?? '');
}

/** The adapters that are known to fit a pattern; undefined where none is, or the name is none. */
function known(runner: Runner, { things, range }: Extract<Value, { sort: 'things' }>, name: Value): readonly Value[] | undefined {
  const [host, another] = things.hosts ?? [];
  if (!isPatternName(name) || host === undefined || another !== undefined) return undefined;
  if (things.of !== 'nic' && things.of !== 'host-adapter') return undefined;
  const computer = runner.here.find((each) => each.name === host) ?? runner.estate.computer(host, range);
  const found = namesLike(computer, things.of, textOf(name)!);
  return found.length === 0 ? undefined : found.map((text): Value => ({ sort: 'text', text, range: name.range }));
}

export function foreach(runner: Runner, { label, variable, list, body, range }: ForeachNode): Value | undefined {
  const source = list && runner.valueOf(list);
  const { items, isOpen, isSpread } = oneByOne(runner, source);
  if (isOpen) runner.forget(body);
  const results: (Value | undefined)[] = [];
  const any: Value = { ...unknown(list?.range ?? range), from: source?.from };
  each(items ?? [source?.sort === 'things' ? source : any], label, (item) => {
    runner.scope.set(variable, item);
    results.push(runner.block(body));
  });
  return items && !isSpread ? handedOn(results, range) : unknown(range);
}

/** What several runs of a block hand on. */
export function handedOn(results: readonly (Value | undefined)[], range: Range): Value | undefined {
  const values = results.filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  if (values.length === 1) return values[0];
  const items = values.flatMap((value) => itemsOf(value) ?? [value]);
  return items.some((item) => item.sort === 'unknown') ? unknown(range) : listValue(items, range);
}

/** Runs something for each item; break and continue end it early. */
export function each(items: readonly Value[], label: string | undefined, run: (item: Value) => void): void {
  for (const item of items) if (round(label, () => run(item)) === 'break') return;
}

/** One round of a loop; how it ended. A label of another loop is that one's business. */
function round(label: string | undefined, run: () => void): 'end' | 'break' | 'continue' {
  try {
    run();
    return 'end';
  } catch (error) {
    if (!(error instanceof Jump) || (error.keyword !== 'break' && error.keyword !== 'continue')) throw error;
    if (error.label !== undefined && error.label !== label) throw error;
    return error.keyword;
  }
}

/** for, while and do as long as the condition is known. */
export function loop(runner: Runner, { keyword, label, start, condition, step, until, body }: LoopNode): Value | undefined {
  if (start) runner.statement(start);
  const ends = runner.mayEnd;
  runner.mayEnd = false;
  const endless = isEndless(condition);
  if (endless) runner.forget(body);
  for (let rounds = 0; ; rounds++) {
    if (endless && rounds > 0) break;
    if (keyword !== 'do' || rounds > 0) {
      const truth = condition && rounds < MAX_ROUNDS ? truthOf(runner.valueOf(condition)) : undefined;
      if (truth === until) break;
      if (truth === undefined || runner.mayEnd) {
        runner.forget(body);
        if (step) runner.forget(step);
        if (rounds === 0 || !runner.mayEnd) either(runner, [body], 'repeated');
        break;
      }
    }
    if (round(label, () => void runner.block(body)) === 'break') break;
    if (step) runner.statement(step);
  }
  runner.mayEnd = ends;
  return unknown(body.range);
}

/** `while ($true)`: goes on until something inside ends it, so a round stands for all. */
function isEndless(condition: Statement | undefined): boolean {
  const [only, ...more] = condition?.sort === 'pipeline' ? condition.elements : [];
  return more.length === 0 && (only?.sort === 'number' || (only?.sort === 'variable' && /^(?:true|false)$/i.test(only.name)));
}

export function switchOf(runner: Runner, { label, options, subject, cases }: SwitchNode): Value | undefined {
  const value = subject && runner.valueOf(subject);
  const items = value?.sort === 'things' ? undefined : itemsOf(value);
  const bodies = cases.map(({ body }) => body);
  const outcomes: Value[] = [];
  const runs = items?.map((item) => ({ item, bodies: fitting(runner, { options, cases }, item) }));
  if (!runs || runs.some((run) => run.bodies === undefined)) {
    if (bodies.length === 0) return undefined;
    return either(runner, bodies, bodies.length > 1 ? 'one of several' : 'alone');
  }
  for (const { item, bodies: fits } of runs) {
    runner.scope.set('_', item);
    const ended = round(label, () => {
      for (const body of fits!) outcomes.push(runner.block(body) ?? unknown(body.range));
    });
    if (ended === 'break') break;
  }
  return outcomes.length === 1 ? outcomes[0] : unknown(subject?.range ?? { start: 0, end: 0 });
}

/** The bodies that run for an item; undefined when nobody can tell. */
function fitting(
  runner: Runner,
  { options, cases }: Pick<SwitchNode, 'options' | 'cases'>,
  item: Value,
): readonly BlockNode[] | undefined {
  if (options.some((option) => !['wildcard', 'exact', 'casesensitive'].includes(option))) return undefined;
  const found: BlockNode[] = [];
  for (const { pattern, body } of cases) {
    if (!pattern) continue;
    const fits =
      pattern.sort === 'block'
        ? truthOf(runner.forItem(pattern, item))
        : matchesPattern(options, item, runner.expression(pattern));
    if (fits === undefined) return undefined;
    if (fits) found.push(body);
  }
  const otherwise = cases.find(({ pattern }) => !pattern);
  return found.length === 0 && otherwise ? [otherwise.body] : found;
}

function matchesPattern(options: readonly string[], item: Value, pattern: Value): boolean | undefined {
  const [text, wanted] = [textOf(item), textOf(pattern)];
  if (text === undefined || wanted === undefined) return undefined;
  if (options.includes('wildcard')) return text.length * wanted.length > MAX_TEXT ? undefined : likes(text, wanted);
  if (options.includes('casesensitive')) return text === wanted;
  const { range } = pattern;
  const node = { sort: 'text', parts: [], quotes: 'single', range } as const;
  return truthOf(binary({ sort: 'binary', operator: '-eq', left: node, right: node, range }, item, pattern));
}

/** What a catch block does is no fact, but what it sets may have been set. Only what the script itself throws is caught for sure. */
export function tryOf(runner: Runner, { body, handlers, final }: TryNode): Value | undefined {
  let result: Value | undefined;
  const finish = (): void => void (final && runner.block(final));
  try {
    result = runner.block(body);
  } catch (error) {
    if (!(error instanceof Jump)) throw error;
    if (error.keyword !== 'throw' || handlers.length !== 1) {
      finish();
      throw error;
    }
    result = runner.block(handlers[0]!);
    finish();
    return result;
  }
  for (const handler of handlers) runner.forget(handler);
  finish();
  return handlers.length > 0 && result ? unknown(result.range) : result;
}
