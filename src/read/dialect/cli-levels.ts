import { type Call, type CliLine, cliLines, type Phrases, Statement } from './cli-lines.ts';

/** What a statement does to what its level is about; a level is what it opens, the lines below it fill that. */
export type LineReader<S> = (state: S, call: Call, line: CliLine) => Level | undefined;

/** A part of a configuration: the statements it takes. */
export interface Level {
  /** What a statement opens, undefined for nothing, 'unknown' when it is none of this level. */
  take(statement: Statement): Level | undefined | 'unknown';
}

/** The level of a table of statements about one thing. */
export function level<S>(phrases: Phrases<LineReader<S>>, state: S): Level {
  return {
    take(statement) {
      const found = statement.find(phrases);
      return found ? (found.value(state, found.call, statement.line) ?? undefined) : 'unknown';
    },
  };
}

/** A level of which nothing is kept. */
export const IGNORED: Level = { take: () => undefined };

/** What begins a level of its own on every system: in a text without indent, what follows is not the interface's above. */
const OWN =
  /^(?:aaa|class-map|control-plane|event|evpn|flow|(?:ip|ipv6|mac) access-list|ip prefix-list|key|line|management|monitor session|object-group|policy-map|role|route-map|router|telemetry|template|track|vrf (?:instance|context|definition)) /i;
/** Typed before the rest in transcripts, which may be indented below it. */
const CONFIGURE = /^conf(?:i(?:g(?:u(?:re?)?)?)?)?(?: t(?:e(?:r(?:m(?:i(?:n(?:al?)?)?)?)?)?)?)?$/i;

/** A level that lines are in. */
interface Open {
  readonly indent: number;
  readonly level: Level;
  /** Holds only the place of a statement that opens nothing: deeper lines below it are nobody's. */
  readonly filler: boolean;
}

/**
 * Reads the lines of a configuration, level by level as they are indented. In a text that has lost its indent, a statement that the top
 * level does not know belongs to the innermost block above it that knows it. What nobody knows takes the deeper lines below it along.
 */
export function readLevels(text: string, top: Level, skip?: (line: CliLine) => number | undefined): void {
  let open: Open[] = [];
  let indented = false;
  for (const line of cliLines(text, skip)) {
    if (CONFIGURE.test(line.text)) continue;
    const statement = new Statement(line);
    const word = statement.words[0]?.lower;
    if (word === 'exit' || word === 'end' || word === 'quit') {
      open = open.filter(({ indent }) => indent < line.indent);
      continue;
    }
    const above = open.filter(({ indent }) => indent < line.indent);
    const owner = above.at(-1);
    if (owner) {
      const result = owner.level.take(statement);
      // Old systems print a blank before `interface`, which is never part of what stands above it.
      const misplaced =
        word === 'interface' && (owner.level === IGNORED || result === 'unknown') ? top.take(statement) : undefined;
      indented = true;
      open = above;
      if (typeof misplaced === 'object' && misplaced !== IGNORED) {
        indented = false;
        open = [opened(line, misplaced)];
      } else open.push(opened(line, result));
      continue;
    }
    const result = top.take(statement);
    if (result === 'unknown' && !indented && !OWN.test(line.text) && withoutIndent(statement)) continue;
    indented = false;
    open = [{ ...opened(line, result), filler: false }];
  }

  /** Gives a statement to the innermost block that knows it; false where no block is open. */
  function withoutIndent(statement: Statement): boolean {
    const blocks = open.filter(({ filler }) => !filler);
    for (let i = blocks.length - 1; i >= 0; i--) {
      const result = blocks[i]!.level.take(statement);
      if (result === 'unknown' && i > 0) continue;
      open = [...blocks.slice(0, result === 'unknown' ? blocks.length : i + 1), opened(statement.line, result)];
      return true;
    }
    return false;
  }
}

function opened({ indent }: CliLine, result: ReturnType<Level['take']>): Open {
  const opens = typeof result === 'object';
  return { indent, level: opens ? result : IGNORED, filler: !opens };
}
