import type { Range } from '#text/source-file';
import { numberOf } from './read-number.ts';
import type { BinaryNode, Expression, TextNode } from './syntax-tree.ts';
import {
  itemsOf,
  joinedText,
  listValue,
  MAX_ITEMS,
  MAX_TEXT,
  shownAt,
  stringOf,
  textOf,
  truthOf,
  unknown,
  type Value,
} from './value.ts';

/** Text whose parts are all known; undefined otherwise. */
export function joined(node: TextNode, evaluate: (expression: Expression) => Value): string | undefined {
  const [only] = node.parts;
  if (node.parts.length === 1 && typeof only === 'string') return only;
  const texts: string[] = [];
  for (const part of node.parts) {
    const known = typeof part === 'string' ? part : stringOf(evaluate(part));
    if (known === undefined) return undefined;
    texts.push(known);
  }
  return joinedText(texts, '');
}

/** What two known values give; unknown for all that is not simple arithmetic, joining or comparing of known values. */
export function binary({ operator, range }: BinaryNode, left: Value, right: Value): Value {
  const bool = (value: boolean | undefined): Value => (value === undefined ? unknown(range) : { sort: 'boolean', value, range });
  switch (operator) {
    case '-and':
      return bool(both(truthOf(left), truthOf(right)));
    case '-or': {
      const either = both(negated(truthOf(left)), negated(truthOf(right)));
      return bool(negated(either));
    }
    case '..': {
      const [from, to] = [numeric(left), numeric(right)];
      if (from === undefined || to === undefined || Math.abs(to - from) >= MAX_ITEMS) return unknown(range);
      const step = from <= to ? 1 : -1;
      const items = Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => number(from + i * step, range));
      return listValue(items, range);
    }
    case '-f':
      return format(left, right, range);
    case '-join': {
      const [items, separator] = [itemsOf(left)?.map(stringOf), textOf(right)];
      if (items === undefined || items.includes(undefined) || separator === undefined) return unknown(range);
      return textValue(joinedText(items as string[], separator), range);
    }
    case '-split': {
      const [text, separator] = [textOf(left), textOf(right)];
      // The separator is a regular expression: those that mean themselves are worked out.
      if (text === undefined || separator === undefined || !/^(?:[,;: _/-]+|\\[.|])$/.test(separator)) return unknown(range);
      const parts = text.split(separator.replace('\\', ''), MAX_ITEMS + 1);
      return listValue(
        parts.map((part) => ({ sort: 'text', text: part, range })),
        range,
      );
    }
    case '+':
      return plus(left, right, range);
    case '-':
    case '*':
    case '/':
    case '%': {
      const [a, b] = [numeric(left), numeric(right)];
      if (a === undefined || b === undefined || left.sort === 'text') return unknown(range);
      const value = operator === '-' ? a - b : operator === '*' ? a * b : operator === '/' ? a / b : a % b;
      return Number.isFinite(value) ? number(value, range) : unknown(range);
    }
    default:
      return compare(operator, left, right, bool, range);
  }
}

function textValue(text: string | undefined, range: Range): Value {
  return text === undefined ? unknown(range) : { sort: 'text', text, range };
}

function number(value: number, range: Range): Value {
  return { sort: 'number', value, text: String(value), range };
}

function numeric(value: Value): number | undefined {
  if (value.sort === 'number') return value.value;
  return value.sort === 'text' ? numberOf(value.text) : undefined;
}

function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function plus(left: Value, right: Value, range: Range): Value {
  if (left.sort === 'number') {
    const b = numeric(right);
    return b === undefined ? unknown(range) : number(left.value + b, range);
  }
  if (left.sort === 'text') {
    const b = stringOf(right);
    return b === undefined ? unknown(range) : textValue(joinedText([left.text, b], ''), range);
  }
  if (left.sort === 'list' || left.sort === 'null') {
    const before = left.sort === 'list' ? left.items : [];
    const more = itemsOf(right);
    return more === undefined ? unknown(range) : listValue([...before, ...more], range);
  }
  if (left.sort === 'table' && right.sort === 'table')
    return { sort: 'table', entries: new Map([...left.entries, ...right.entries]), range };
  return unknown(range);
}

/** `'{0}-{1}' -f a, b`; of the formats those that fill numbers up with zeros: {0:D2}, {0:00}. */
export function format(left: Value, right: Value, range: Range): Value {
  const [pattern, values] = [textOf(left), itemsOf(right)?.map(stringOf)];
  if (pattern === undefined || values === undefined) return unknown(range);
  const texts: (string | undefined)[] = [];
  let at = 0;
  for (const match of pattern.matchAll(/\{\{|\}\}|\{(\d{1,4})(?::(?:[dD](\d{1,2})|(0{1,20})))?\}/g)) {
    const [all, index, digits, zeros] = match;
    texts.push(pattern.slice(at, match.index));
    at = match.index + all.length;
    if (index === undefined) texts.push(all[0]);
    else texts.push(values[Number(index)]?.padStart(digits === undefined ? (zeros?.length ?? 0) : Number(digits), '0'));
  }
  texts.push(pattern.slice(at));
  // Other formats are left as they are written.
  const known = texts.every((text, i) => text !== undefined && (i % 2 === 1 || !/\{/.test(text)));
  return known ? textValue(joinedText(texts as string[], ''), range) : unknown(range);
}

function compare(operator: string, left: Value, right: Value, bool: (value: boolean | undefined) => Value, range: Range): Value {
  const name = operator.replace(/^-[ci]?(?=eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in$|notin)/, '-');
  if (left.sort === 'unknown' || right.sort === 'unknown' || left.sort === 'things' || right.sort === 'things')
    return unknown(range);
  const exact = operator.startsWith('-c') && !/^-contains/.test(operator);
  const same = (a: Value, b: Value): boolean | undefined => equal(a, b, exact);
  const has = (list: Value, item: Value): boolean | undefined => {
    const found = itemsOf(list)?.map((each) => same(each, item));
    return found === undefined || (!found.includes(true) && found.includes(undefined)) ? undefined : found.includes(true);
  };
  if (left.sort === 'list' && !/contains|in$|join/.test(name)) return unknown(range);
  switch (name) {
    case '-eq':
      return bool(same(left, right));
    case '-ne':
      return bool(negated(same(left, right)));
    case '-contains':
      return bool(has(left, right));
    case '-notcontains':
      return bool(negated(has(left, right)));
    case '-in':
      return bool(has(right, left));
    case '-notin':
      return bool(negated(has(right, left)));
    case '-like':
    case '-notlike': {
      const [text, pattern] = [textOf(left), textOf(right)];
      if (text === undefined || pattern === undefined) return unknown(range);
      if (text.length * pattern.length > MAX_TEXT || exact) return unknown(range);
      return bool(likes(text, pattern) === (name === '-like'));
    }
    case '-gt':
    case '-ge':
    case '-lt':
    case '-le': {
      const [a, b] = [numeric(left), numeric(right)];
      // Text on the left is compared as text, 10 before 9.
      if (a === undefined || b === undefined || left.sort !== 'number') return unknown(range);
      return bool(name === '-gt' ? a > b : name === '-ge' ? a >= b : name === '-lt' ? a < b : a <= b);
    }
    default:
      return unknown(range);
  }
}

/** Whether two values are the same: the right one is taken as what the left one is. Source: about_Comparison_Operators. */
function equal(a: Value, b: Value, exact: boolean): boolean | undefined {
  if (a.sort === 'null' || b.sort === 'null') return a.sort === b.sort;
  if (a.sort === 'boolean') {
    const truth = truthOf(b);
    return truth === undefined ? undefined : truth === a.value;
  }
  if (a.sort === 'number') {
    const other = b.sort === 'boolean' ? Number(b.value) : numeric(b);
    return other === undefined ? (b.sort === 'text' ? false : undefined) : a.value === other;
  }
  const [x, y] = [textOf(a), stringOf(b)];
  if (a.sort !== 'text' || b.sort === 'list' || x === undefined || y === undefined) return undefined;
  return exact ? x === y : x.toLowerCase() === y.toLowerCase();
}

/** Whether a text fits a pattern with * and ?, in any case. Works through both once for each star, so it cannot hang. */
export function likes(text: string, pattern: string): boolean {
  const [t, p] = [text.toLowerCase(), pattern.toLowerCase()];
  let [i, j, star, mark] = [0, 0, -1, 0];
  while (i < t.length) {
    if (j < p.length && (p[j] === '?' || p[j] === t[i]) && p[j] !== '*') {
      i++;
      j++;
    } else if (p[j] === '*') {
      star = j++;
      mark = i;
    } else if (star >= 0) {
      j = star + 1;
      i = ++mark;
    } else return false;
  }
  while (p[j] === '*') j++;
  return j === p.length;
}

/** A conversion such as `[int]"5"` or `[string[]]$x`; unknown for types that make something else. */
export function converted(type: string, value: Value, range: Range): Value {
  const name = type.toLowerCase().replace(/^system\./, '');
  if (name === 'string') {
    const text = stringOf(value);
    return text === undefined ? unknown(range) : { sort: 'text', text, range };
  }
  if (/^(?:u?int(?:16|32|64)?|u?long|u?short|s?byte|double|decimal|single|float)$/.test(name)) {
    const known = numeric(value);
    if (known === undefined) return unknown(range);
    return number(/^(?:double|decimal|single|float)$/.test(name) ? known : halfToEven(known), range);
  }
  if (/^bool(?:ean)?$|^switch$/.test(name)) {
    const truth = truthOf(value);
    return truth === undefined ? unknown(range) : { sort: 'boolean', value: truth, range };
  }
  if (/\[\]$|^array$/.test(name)) {
    const items = itemsOf(value);
    return items === undefined ? unknown(range) : listValue(items, range);
  }
  return /^(?:ordered|hashtable|pscustomobject|ipaddress|guid|version|object|void|net\.ipaddress|scriptblock)$/.test(name)
    ? shownAt(value, range)
    : unknown(range);
}

/** Rounds as .NET does: 2.5 and 1.5 both give 2. */
function halfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
