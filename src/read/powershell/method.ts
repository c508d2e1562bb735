import type { Range } from '#text/source-file';
import { format } from './evaluate.ts';
import type { Runner } from './run.ts';
import type { Expression } from './syntax-tree.ts';
import { listValue, MAX_ITEMS, MAX_TEXT, textOf, truthOf, unknown, type Value } from './value.ts';

/** A method that is called: of what, with what. */
interface MethodCall {
  readonly target: Expression;
  readonly holder: Value;
  /** Its name in lower case. */
  readonly key: string;
  readonly args: readonly Value[];
  readonly range: Range;
}

/** What a method of a known value gives; unknown for all that is not simple. One that changes its holder makes that unknown. */
export function call(runner: Runner, method: MethodCall): Value {
  const { holder, key, args, range } = method;
  switch (holder.sort) {
    case 'table':
      return ofTable(runner, method);
    case 'list':
      if (key === 'where' || key === 'foreach') return each(runner, method);
      if (key === 'contains') return boolean(contains(holder.items, textOf(args[0])), range);
      if (!['gettype', 'tostring', 'indexof', 'clone'].includes(key)) runner.set(method.target, unknown(range));
      return unknown(range);
    case 'text':
    case 'number':
      return ofText(method);
    default:
      return unknown(range);
  }
}

function boolean(value: boolean | undefined, range: Range): Value {
  return value === undefined ? unknown(range) : { sort: 'boolean', value, range };
}

function contains(items: readonly Value[], text: string | undefined): boolean | undefined {
  const texts = items.map(textOf);
  return text === undefined || texts.includes(undefined) ? undefined : texts.includes(text);
}

function ofTable(runner: Runner, { target, holder, key, args, range }: MethodCall): Value {
  if (holder.sort !== 'table') return unknown(range);
  const name = textOf(args[0]);
  switch (key) {
    case 'containskey':
    case 'contains':
      return boolean(name === undefined ? undefined : holder.entries.has(name.toLowerCase()), range);
    case 'add': {
      if (name === undefined || !args[1]) break;
      const entries = new Map(holder.entries);
      entries.set(name.toLowerCase(), { key: name, keyRange: args[0]!.range, value: args[1] });
      runner.spend(entries.size);
      runner.set(target, { ...holder, entries });
      return { sort: 'null', range };
    }
    case 'gettype':
    case 'tostring':
    case 'getenumerator':
    case 'clone':
      return unknown(range);
    default:
  }
  runner.set(target, unknown(range));
  return unknown(range);
}

/** `.Where{ … }` and `.ForEach{ … }` of a list. */
function each(runner: Runner, { holder, key, args, range }: MethodCall): Value {
  const [block] = args;
  if (holder.sort !== 'list' || block?.sort !== 'block' || args.length > 1) return unknown(range);
  const results = holder.items.map((item) => runner.forItem(block.block, item));
  if (key === 'foreach')
    return results.some((result) => result === undefined || result.sort === 'unknown')
      ? unknown(range)
      : listValue(results as Value[], range);
  const truths = results.map(truthOf);
  return truths.includes(undefined) ? unknown(range) : { sort: 'list', items: holder.items.filter((_, i) => truths[i]), range };
}

/** Methods of text, and of numbers as text. Upper and lower case count in all of them. */
function ofText({ holder, key, args, range }: MethodCall): Value {
  const text = textOf(holder)!;
  const [first, second] = args.map(textOf);
  const say = (value: string | undefined): Value =>
    value === undefined || value.length > MAX_TEXT ? unknown(range) : { sort: 'text', text: value, range };
  const items = (parts: readonly string[]): Value =>
    parts.length > MAX_ITEMS
      ? unknown(range)
      : { sort: 'list', items: parts.map((part) => ({ sort: 'text', text: part, range })), range };
  if (args.length === 0)
    switch (key) {
      case 'tostring':
        return say(text);
      case 'toupper':
        return say(text.toUpperCase());
      case 'tolower':
        return say(text.toLowerCase());
      case 'trim':
        return say(text.trim());
      default:
        return unknown(range);
    }
  if (first === undefined) return unknown(range);
  switch (key) {
    case 'tostring':
      return holder.sort === 'number' && /^(?:[dD]\d{1,2}|0{1,20})$/.test(first)
        ? format({ sort: 'text', text: `{0:${first}}`, range }, holder, range)
        : unknown(range);
    case 'replace':
      return second === undefined || first === '' || text.length * (second.length + 1) > 1_000_000
        ? unknown(range)
        : say(text.replaceAll(first, second));
    case 'split':
      return first.length === 1 && args.length === 1 ? items(text.split(first, 5000)) : unknown(range);
    case 'contains':
      return args.length === 1 ? boolean(text.includes(first), range) : unknown(range);
    case 'startswith':
      return args.length === 1 ? boolean(text.startsWith(first), range) : unknown(range);
    case 'endswith':
      return args.length === 1 ? boolean(text.endsWith(first), range) : unknown(range);
    case 'padleft':
      return /^\d{1,2}$/.test(first) && (second ?? ' ').length === 1
        ? say(text.padStart(Number(first), second ?? ' '))
        : unknown(range);
    default:
      return unknown(range);
  }
}
