import type { Range } from '#text/source-file';

/** One statement of a switch configuration: a line without indent, line end, prompt and traces of the console. */
export interface CliLine {
  /** Depth in columns; a tab counts to the next multiple of 8. */
  readonly indent: number;
  readonly text: string;
  /** Offset of the first character of `text`. */
  readonly start: number;
}

/** A word of a statement. */
export interface Word extends Range {
  readonly text: string;
  /** In small letters, as keywords are compared. */
  readonly lower: string;
}

/** Longer lines are no statements: a list of every VLAN ID, one by one, has 20,000 characters. */
const MAX_LINE = 65_536;
const ESCAPE = String.fromCharCode(27);
const BACKSPACE = String.fromCharCode(8);
/** Colours and erasures that a terminal program wrote into its log. */
const TERMINAL_CODES = new RegExp(`^(?:${ESCAPE}\\[[0-9;?]*[A-Za-z])+`);
const PAGER = /^[ \t]{0,20}(?:<-{1,3} ?More ?-{1,3}>|-{1,3} ?More ?-{1,3})/i;
/** `tor1# show running-config`, `tor1(config-if)# mtu 9216`. */
const PROMPT = /^[A-Za-z0-9][\w.-]{0,63}(?:\([\w-]{1,64}\))?#[ \t]*/;

/**
 * The statements of a text in order, without comments (`!`, `#`) and empty lines.
 * `skip` says where to go on when a line begins something that is no configuration, such as a banner.
 */
export function* cliLines(text: string, skip: (line: CliLine) => number | undefined = () => undefined): Generator<CliLine> {
  const lines = /[^\r\n]+/g;
  for (let match = lines.exec(text); match; match = lines.exec(text)) {
    if (match[0].length > MAX_LINE) continue;
    const line = lineOf(match[0], match.index);
    if (line.text === '' || line.text.startsWith('!') || line.text.startsWith('#')) continue;
    const next = skip(line);
    if (next === undefined) yield line;
    else lines.lastIndex = next;
  }
}

function lineOf(raw: string, offset: number): CliLine {
  let from = TERMINAL_CODES.exec(raw)?.[0].length ?? 0;
  const pager = PAGER.exec(raw.slice(from, from + 64));
  // The pager wipes its mark with backspaces; what it printed after the last of them is the line.
  if (pager) {
    from = Math.max(from + pager[0].length, raw.lastIndexOf(BACKSPACE) + 1);
    from += TERMINAL_CODES.exec(raw.slice(from, from + 64))?.[0].length ?? 0;
  }
  let indent = 0;
  for (; raw[from] === ' ' || raw[from] === '\t'; from++) indent = raw[from] === '\t' ? (indent | 7) + 1 : indent + 1;
  const prompt = indent === 0 ? PROMPT.exec(raw.slice(from, from + 256)) : null;
  if (prompt) from += prompt[0].length;
  return { indent, text: raw.slice(from).trimEnd(), start: offset + from };
}

/** The words of a line, with their places in the text. */
export function wordsOf(line: CliLine): Word[] {
  const words: Word[] = [];
  for (const match of line.text.matchAll(/\S+/g)) {
    const start = line.start + match.index;
    words.push({ text: match[0], lower: match[0].toLowerCase(), start, end: start + match[0].length });
  }
  return words;
}

/** Keywords that a statement begins with, and what to do with it; the longest phrase wins. */
export class Phrases<T> {
  private readonly root: PhraseNode<T> = { next: new Map() };

  constructor(entries: Readonly<Record<string, T>>) {
    for (const [phrase, value] of Object.entries(entries)) {
      let node = this.root;
      for (const word of phrase.split(' ')) {
        const next: PhraseNode<T> = node.next.get(word) ?? { next: new Map() };
        node.next.set(word, next);
        node = next;
      }
      node.value = value;
    }
  }

  /** The longest phrase that stands at `from`, and the index of the word behind it. */
  find(words: readonly Word[], from: number): { readonly value: T; readonly end: number } | undefined {
    let found: { value: T; end: number } | undefined;
    let node: PhraseNode<T> | undefined = this.root;
    for (let i = from; i < words.length; i++) {
      node = node.next.get(words[i]!.lower);
      if (!node) break;
      if (node.value !== undefined) found = { value: node.value, end: i + 1 };
    }
    return found;
  }
}

interface PhraseNode<T> {
  value?: T;
  readonly next: Map<string, PhraseNode<T>>;
}

/** A statement taken apart into what it undoes or sets, its keywords and its arguments. */
export interface Call {
  /** `no` in front removes the setting, `default` brings the system's own back: for a reader the same, except for interfaces. */
  readonly undo: 'no' | 'default' | undefined;
  /** The keywords. */
  readonly key: Range;
  readonly args: readonly Word[];
  /** The arguments with the blanks between them; empty and behind the keywords when there are none. */
  readonly rest: Range & { readonly text: string };
  /** Everything, from `no` to the last argument. */
  readonly whole: Range;
}

/** A line as words, ready to be looked up in tables of phrases. */
export class Statement {
  readonly words: readonly Word[];
  readonly undo: 'no' | 'default' | undefined;
  /** Index of the first keyword. */
  private readonly from: number;

  constructor(
    readonly line: CliLine,
    /** What stood in front of a line of which this is the end. */
    before?: 'no' | 'default',
  ) {
    this.words = wordsOf(line);
    const first = this.words[0]?.lower;
    const own = (first === 'no' || first === 'default') && this.words.length > 1 ? first : undefined;
    this.undo = own ?? before;
    this.from = own ? 1 : 0;
  }

  /** What a table says of this statement. */
  find<T>(phrases: Phrases<T>): { readonly value: T; readonly call: Call } | undefined {
    const { words, undo, line, from } = this;
    const found = phrases.find(words, from);
    if (!found) return undefined;
    const args = words.slice(found.end);
    const last = words[found.end - 1]!;
    const end = words.at(-1)!.end;
    const start = args[0]?.start ?? last.end;
    const call: Call = {
      undo,
      key: { start: words[from]!.start, end: last.end },
      args,
      rest: { start, end, text: line.text.slice(start - line.start, end - line.start) },
      whole: { start: words[0]!.start, end },
    };
    return { value: found.value, call };
  }
}

/** Part of a configuration that a line opens and the lines below it fill. */
export interface Block {
  /** Depth of the line that opened it. */
  readonly indent: number;
  /** Whether it knows the statement, which it has then applied. */
  take(statement: Statement): boolean;
}
