import type { Range } from '#text/source-file';
import { MAX_ALIAS_NODES, MAX_DEPTH } from './limits.ts';
import type { Problem } from './problem.ts';

/** Ends the reading of a text, or of one document of it: nothing of it can be used. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** A text nested too deeply; `at` is where it goes too far. */
export function tooDeep(at: number): Refused {
  const message = `nested deeper than ${MAX_DEPTH} levels; hvlint does not read further`;
  return new Refused({ rule: 'reading/limit', message, place: { start: at, end: at + 1 } });
}

/** A YAML text whose aliases stand for too many values; `place` is the alias that goes too far. */
export function tooManyAliases(place: Range): Refused {
  const message = `aliases expand to more than ${MAX_ALIAS_NODES.toLocaleString('en')} values; hvlint does not read further`;
  return new Refused({ rule: 'reading/limit', message, place });
}

/** An alias inside the value it names: legal YAML, but a value without end. */
export function endlessAlias(name: string, place: Range): Refused {
  const message = `the alias *${name} stands inside the very value it names: it would never end`;
  return new Refused({ rule: 'reading/syntax', message, place });
}

/** A repeated key. It does not end the reading: the last value counts, as parsers agree. */
export function duplicateKey(key: string, within: 'mapping' | 'object', place: Range): Problem {
  const message = `the key '${key}' is written twice in this ${within}; only the last value counts`;
  return { rule: 'reading/duplicate-key', message, place, key };
}
