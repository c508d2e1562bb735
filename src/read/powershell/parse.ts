import type { Range } from '#text/source-file';
import { Cursor, TooDeep } from './cursor.ts';
import { readStatements } from './read-statement.ts';
import type { BlockNode } from './syntax-tree.ts';

/** A script as read. */
export interface ParsedScript {
  /** The whole script as one block, with the parameters of its `param( … )`. */
  readonly root: BlockNode;
  readonly comments: readonly Range[];
  /** Where reading stopped because the script is nested deeper than hvlint reads. */
  readonly tooDeep: number | undefined;
}

/** Reads a script. Never throws, executes nothing, in time linear in its length; what is no PowerShell is passed over. */
export function parseScript(text: string): ParsedScript {
  const cursor = new Cursor(text);
  try {
    const all = readStatements(cursor, undefined);
    const parameters = all.flatMap((statement) => (statement.sort === 'param' ? statement.parameters : []));
    const statements = all.filter((statement) => statement.sort !== 'param');
    return {
      root: { sort: 'block', parameters, statements, range: { start: 0, end: text.length } },
      comments: cursor.comments,
      tooDeep: undefined,
    };
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return {
      root: { sort: 'block', parameters: [], statements: [], range: { start: 0, end: 0 } },
      comments: cursor.comments,
      tooDeep: error.at,
    };
  }
}
