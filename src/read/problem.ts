import type { Path, Range } from '#text/source-file';

/** Something reading found. Reading never throws on bad input: it reports these, and rules/reading turns them into findings. */
export interface Problem {
  /** Id of the rule that reports it, for example reading/syntax. */
  readonly rule: string;
  readonly message: string;
  readonly place: ProblemPlace;
  /** What it is about, where the place is only characters. */
  readonly about?: Path;
  /** Tells problems at one place apart. */
  readonly key?: string;
  readonly related?: readonly { readonly place: ProblemPlace; readonly message: string }[];
  /** A repair of the source text: safe when it cannot change what the text means. */
  readonly fix?: { readonly title: string; readonly safe: boolean; readonly range: () => Range; readonly text: string };
}

/** Offsets known at reading, or a path whose offsets are worked out when the finding is shown. */
export type ProblemPlace = Range | { readonly document: number; readonly path: Path; readonly part?: 'key' | 'value' };
