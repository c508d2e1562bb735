import { MAX_DEPTH } from './limits.ts';
import type { Problem } from './problem.ts';
import { duplicateKey, Refused, tooDeep } from './refusal.ts';
import type { SyntaxMember, SyntaxNode } from './syntax-node.ts';
import type { SyntaxResult } from './yaml.ts';

/**
 * Reads JSON: strictly first; a text that is not strict JSON once more with comments and trailing commas allowed.
 * Duplicate keys, which JSON.parse passes over in silence, are found by counting.
 */
export function readJson(text: string): SyntaxResult {
  const shape = measure(text);
  if (shape.deep !== undefined) return failed(tooDeep(shape.deep).problem);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return readTolerantly(text);
  }
  let read: ReturnType<JsonReader['read']> | undefined;
  const places = (): NonNullable<typeof read> => {
    read ??= new JsonReader(text).read();
    return read;
  };
  const problems = countKeys(value) === shape.colons ? [] : places().problems;
  return { values: [value], problems, nodes: () => [places().node] };
}

function failed(problem: Problem): SyntaxResult {
  return { values: [], problems: [problem], nodes: () => [] };
}

function readTolerantly(text: string): SyntaxResult {
  try {
    const { value, node, problems } = new JsonReader(text).read();
    return { values: [value], problems, nodes: () => [node] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return failed(error.problem);
  }
}

/** Deepest offset beyond the limit, and the number of colons outside strings: as many as there are keys. */
function measure(text: string): { deep?: number; colons: number } {
  let depth = 0;
  let colons = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 34:
        for (i++; i < text.length; i++) {
          const c = text.charCodeAt(i);
          if (c === 92) i++;
          else if (c === 34) break;
        }
        break;
      case 58:
        colons++;
        break;
      case 91:
      case 123:
        if (++depth > MAX_DEPTH) return { deep: i, colons };
        break;
      case 93:
      case 125:
        depth--;
    }
  }
  return { colons };
}

function countKeys(root: unknown): number {
  let count = 0;
  const open: object[] = [];
  if (root !== null && typeof root === 'object') open.push(root);
  for (let value = open.pop(); value; value = open.pop()) {
    if (Array.isArray(value)) {
      for (const item of value) if (item !== null && typeof item === 'object') open.push(item);
    } else {
      for (const key in value) {
        count++;
        const item = (value as Record<string, unknown>)[key];
        if (item !== null && typeof item === 'object') open.push(item);
      }
    }
  }
  return count;
}

interface Read {
  readonly value: unknown;
  readonly node: SyntaxNode;
}

/** A number, true, false, null, or something that ought to stand in quotes. */
const WORD = /[-+.\w]+/y;

/** Values and places of a JSON text; comments and trailing commas pass. */
class JsonReader {
  private at = 0;
  private depth = 0;
  private readonly problems: Problem[] = [];

  constructor(private readonly text: string) {}

  read(): Read & { problems: Problem[] } {
    const result = this.value();
    this.blank();
    if (this.at < this.text.length) this.fail('text behind the end of the JSON value');
    return { ...result, problems: this.problems };
  }

  private fail(message: string, start = this.at): never {
    const what = start >= this.text.length ? 'the file ends too early' : message;
    const at = Math.min(start, Math.max(0, this.text.length - 1));
    throw new Refused({ rule: 'reading/syntax', message: what, place: { start: at, end: at + 1 } });
  }

  private blank(): void {
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c === 32 || c === 10 || c === 13 || c === 9) this.at++;
      else if (c === 47 && this.text[this.at + 1] === '/') this.skipTo('\n', this.text.length);
      else if (c === 47 && this.text[this.at + 1] === '*') this.skipTo('*/', -1);
      else return;
    }
  }

  private skipTo(end: string, missing: number): void {
    const found = this.text.indexOf(end, this.at + 2);
    if (found < 0 && missing < 0) this.fail('a comment that is never closed');
    this.at = found < 0 ? missing : found + end.length;
  }

  private value(): Read {
    this.blank();
    const start = this.at;
    const c = this.text[start];
    if (c === '{' || c === '[') {
      // A comment may hide brackets from measure().
      if (++this.depth > MAX_DEPTH) throw tooDeep(start);
      const read = c === '{' ? this.object(start) : this.array(start);
      this.depth--;
      return read;
    }
    if (c === '"') {
      const value = this.string();
      return { value, node: { range: { start, end: this.at } } };
    }
    WORD.lastIndex = start;
    const word = WORD.exec(this.text)?.[0];
    if (!word) this.fail(`a value was expected here, not ${JSON.stringify(c ?? '')}`);
    let value: unknown;
    try {
      value = JSON.parse(word);
    } catch {
      this.fail(`${JSON.stringify(word.slice(0, 40))} is no JSON value; text stands in double quotes`);
    }
    this.at += word.length;
    return { value, node: { range: { start, end: this.at }, plain: true } };
  }

  private string(): string {
    const start = this.at;
    for (this.at++; this.at < this.text.length; this.at++) {
      const c = this.text.charCodeAt(this.at);
      if (c === 92) this.at++;
      else if (c === 10) break;
      else if (c === 34) {
        this.at++;
        try {
          return JSON.parse(this.text.slice(start, this.at));
        } catch {
          this.fail('a string with an escape JSON does not know', start);
        }
      }
    }
    this.at = start;
    throw new Refused({ rule: 'reading/syntax', message: 'a string that is never closed', place: { start, end: start + 1 } });
  }

  private object(start: number): Read {
    const value: Record<string, unknown> = {};
    const members = new Map<string, SyntaxMember>();
    this.at++;
    for (;;) {
      this.blank();
      if (this.text[this.at] === '}') break;
      const keyStart = this.at;
      if (this.text[keyStart] !== '"') this.fail('a key in double quotes was expected here');
      const key = this.string();
      const keyRange = { start: keyStart, end: this.at };
      this.blank();
      if (this.text[this.at] !== ':') this.fail("':' was expected behind the key");
      this.at++;
      const read = this.value();
      if (Object.hasOwn(value, key)) this.problems.push(duplicateKey(key, 'object', keyRange));
      Object.defineProperty(value, key, { value: read.value, enumerable: true, configurable: true, writable: true });
      members.set(key, { key: keyRange, value: read.node });
      this.blank();
      if (this.text[this.at] === ',') this.at++;
      else if (this.text[this.at] !== '}') this.fail("',' or '}' was expected here");
    }
    this.at++;
    return { value, node: { range: { start, end: this.at }, members } };
  }

  private array(start: number): Read {
    const value: unknown[] = [];
    const items: SyntaxNode[] = [];
    this.at++;
    for (;;) {
      this.blank();
      if (this.text[this.at] === ']') break;
      const read = this.value();
      value.push(read.value);
      items.push(read.node);
      this.blank();
      if (this.text[this.at] === ',') this.at++;
      else if (this.text[this.at] !== ']') this.fail("',' or ']' was expected here");
    }
    this.at++;
    return { value, node: { range: { start, end: this.at }, items } };
  }
}
