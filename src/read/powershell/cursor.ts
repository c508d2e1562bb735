import type { Range } from '#text/source-file';
import { MAX_DEPTH } from '../limits.ts';
import { isBlank, isLineEnd } from './characters.ts';

/** Reading stops here: a script nested deeper than anybody writes. */
export class TooDeep extends Error {
  constructor(readonly at: number) {
    super('too deep');
  }
}

/**
 * A place in the text of a script, moved on by the functions that read it. What is in brackets is never read twice, and blanks and comments
 * only a few times, so reading is linear.
 */
export class Cursor {
  at = 0;
  private depth = 0;
  /** Comments, in order: suppressions are looked for in them alone. */
  readonly comments: Range[] = [];

  constructor(readonly text: string) {}

  /** The character at the cursor. */
  c(): string | undefined {
    return this.text[this.at];
  }

  peek(offset = 1): string | undefined {
    return this.text[this.at + offset];
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  from(start: number): Range {
    return { start, end: this.at };
  }

  /** Runs a part that may hold parts of its own kind. */
  nested<T>(read: () => T): T {
    // An expression takes several steps for each bracket of the text.
    if (++this.depth > MAX_DEPTH * 4) throw new TooDeep(this.at);
    const result = read();
    this.depth--;
    return result;
  }

  /** Passes blanks, block comments and continued lines; a line comment up to the end of its line. */
  blanks(): void {
    for (;;) {
      const c = this.c();
      if (isBlank(c)) this.at++;
      else if (c === '`' && isLineEnd(this.peek())) this.at += this.text.startsWith('\r\n', this.at + 1) ? 3 : 2;
      else if (c === '<' && this.peek() === '#') this.comment(this.text.indexOf('#>', this.at + 2), 2);
      else if (c === '#') this.comment(this.lineEnd(), 0);
      else return;
    }
  }

  /** The same, and line ends. */
  blanksAndLines(): void {
    for (;;) {
      this.blanks();
      if (!isLineEnd(this.c())) return;
      this.at++;
    }
  }

  private comment(end: number, closing: number): void {
    const start = this.at;
    this.at = end < 0 ? this.text.length : end + closing;
    // What follows a statement is looked at before it is known whose it is, so a comment may be passed more than once.
    const last = this.comments.at(-1);
    if (last === undefined || last.start < start) this.comments.push(this.from(start));
  }

  private lineEnd(): number {
    const end = /[\r\n]/g;
    end.lastIndex = this.at;
    return end.exec(this.text)?.index ?? this.text.length;
  }

  /** Whether the text goes on with a word, in any case, that ends there. */
  atWord(word: string): boolean {
    const end = this.at + word.length;
    return this.text.slice(this.at, end).toLowerCase() === word && !/[\p{L}\p{N}_-]/u.test(this.text[end] ?? ' ');
  }

  take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }
}
