/** What a description says is at the other end of a port. */
export interface Named {
  readonly host: string;
  readonly nic: string;
}

/** A form such as `SERVER_{host}_{nic}`, taken apart. */
interface Form {
  readonly before: string;
  readonly after: string;
  /** Whether anything may stand before and behind. */
  readonly open: boolean;
  readonly openEnd: boolean;
  readonly hostFirst: boolean;
  readonly between: string;
}

/** Longer descriptions name no cable. */
const MAX_LENGTH = 256;
/** Most ways to part one description that are tried: names may have the signs in them that stand between names. */
const MAX_WAYS = 500;

/**
 * Forms of descriptions by which cables are found. No patterns of the user are run: a form has two names, text between them, and `{any}`
 * for what does not matter at the beginning and the end. Upper and lower case are alike, and so are blanks of any length.
 */
export class DescriptionForms {
  private readonly forms: readonly Form[];

  constructor(texts: readonly string[]) {
    this.forms = texts.flatMap((text) => formOf(text) ?? []);
  }

  /** Every host and adapter a description may name. */
  *named(description: string): Generator<Named> {
    const text = blanks(description);
    if (text.length > MAX_LENGTH) return;
    let ways = 0;
    for (const form of this.forms)
      for (const found of matches(text, form)) {
        if (++ways > MAX_WAYS) return;
        yield found;
      }
  }
}

function blanks(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function formOf(text: string): Form | undefined {
  const match = /^(\{any\})?([^{}]*)\{(host|nic)\}([^{}]+)\{(host|nic)\}([^{}]*)(\{any\})?$/.exec(blanks(text));
  if (!match || match[3] === match[5]) return undefined;
  const [, open, before = '', first, between = '', , after = '', openEnd] = match;
  return {
    before: before.toLowerCase(),
    between: between.toLowerCase(),
    after: after.toLowerCase(),
    open: open !== undefined,
    openEnd: openEnd !== undefined,
    hostFirst: first === 'host',
  };
}

function* matches(text: string, { before, between, after, open, openEnd, hostFirst }: Form): Generator<Named> {
  const lower = text.toLowerCase();
  const starts = open ? [...occurrences(lower, before)] : lower.startsWith(before) ? [0] : [];
  const ends = openEnd ? [...occurrences(lower, after)] : lower.endsWith(after) ? [lower.length - after.length] : [];
  for (const start of starts)
    for (const end of ends)
      for (const middle of occurrences(lower, between)) {
        const first = text.slice(start + before.length, middle).trim();
        const second = text.slice(middle + between.length, end).trim();
        if (middle + between.length > end || first === '' || second === '') continue;
        yield hostFirst ? { host: first, nic: second } : { host: second, nic: first };
      }
}

function* occurrences(text: string, part: string): Generator<number> {
  for (let at = text.indexOf(part); at >= 0 && at < text.length; at = text.indexOf(part, at + 1)) yield at;
}
