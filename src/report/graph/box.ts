import type { ThingKind } from '#model/topology';
import type { DrawnThing } from './drawing.ts';
import { type Mark, weightsOf } from './marks.ts';
import { fitted, textWidth, wrapped } from './text-width.ts';

/** What a thing is called in the picture before its facts. */
export const KIND_WORDS: Readonly<Record<ThingKind, string>> = {
  cluster: 'cluster',
  host: 'host',
  nic: 'adapter',
  team: 'team',
  'team-nic': 'team interface',
  'vm-switch': 'Hyper-V switch',
  'host-adapter': 'host adapter',
  'third-party-team': 'vendor team',
  vm: 'VM',
  'common-switch': 'Hyper-V switch',
  'routing-domain': 'routing domain',
  'virtual-subnet': 'virtual subnet',
  'switch-domain': 'switches that act as one',
  switch: 'switch',
  port: 'port',
  'port-channel': 'port-channel',
  'other-ports': 'ports',
  'host-group': 'hosts',
  'switch-group': 'switches',
  estate: 'estate',
};

export const NAME_SIZE = 12;
export const FACT_SIZE = 10.5;
export const FACT_STEP = 14;
/** Widest text of a box. */
const MAX_TEXT = 216;
/** Most lines of facts; the title has all. */
const MAX_LINES = 5;
const PAD = 9;
const BADGE = 13;

/** A square of a card: a host or switch of the group it is. */
export const CELL = 13;
export const CELL_GAP = 3;
const CELLS_IN_ROW = 12;
/** Most squares of a card: the worst ones are shown, the rest is counted. */
const MAX_CELLS = 96;

/** What is written in a box and how large that is. */
export interface Box {
  readonly name: string;
  readonly lines: readonly string[];
  readonly cells: readonly DrawnThing[];
  /** How many things have no square of their own. */
  readonly more: number;
  readonly width: number;
  readonly height: number;
}

/** The box of a thing. `cells` are the things of a group that are drawn as squares in it. */
export function boxOf(thing: DrawnThing, cells: readonly DrawnThing[] = []): Box {
  const name = fitted(thing.name, MAX_TEXT, NAME_SIZE, true);
  const lines = linesOf(thing, MAX_TEXT);
  const shown = cells.length > MAX_CELLS ? worstFirst(cells).slice(0, MAX_CELLS) : cells;
  const more = cells.length - shown.length;
  const marks = [...thing.marks, ...cells.flatMap((cell) => cell.marks)];
  const inRow = Math.min(CELLS_IN_ROW, shown.length);
  const width = Math.max(
    96,
    textWidth(name, NAME_SIZE, true) + badgesWidth(marks) + PAD * 2,
    ...lines.map((line) => textWidth(line, FACT_SIZE) + PAD * 2),
    inRow * (CELL + CELL_GAP) + PAD * 2,
  );
  const rows = Math.ceil(shown.length / CELLS_IN_ROW);
  const height = 24 + lines.length * FACT_STEP + (lines.length > 0 ? 3 : 0) + rows * (CELL + CELL_GAP) + (rows > 0 ? 6 : 0);
  return {
    name,
    lines: more > 0 ? [...lines, `+ ${more} more`] : lines,
    cells: shown,
    more,
    width,
    height: height + (more > 0 ? FACT_STEP : 0),
  };
}

/** The head of a frame: name and facts in two lines. */
export function headOf(thing: DrawnThing): { readonly name: string; readonly facts: string; readonly width: number } {
  const name = fitted(thing.name, 300, NAME_SIZE, true);
  const facts = fitted([KIND_WORDS[thing.kind], ...thing.facts].join(' · '), 300, FACT_SIZE);
  return {
    name,
    facts,
    width: Math.max(textWidth(name, NAME_SIZE, true) + badgesWidth(thing.marks), textWidth(facts, FACT_SIZE)) + 20,
  };
}

function linesOf(thing: DrawnThing, width: number): string[] {
  const word = thing.isDescribed ? KIND_WORDS[thing.kind] : `${KIND_WORDS[thing.kind]}, not described`;
  // Each adapter of a VM has its own line.
  const lines =
    thing.kind === 'vm'
      ? [word, ...thing.facts.map((fact) => fitted(fact, width, FACT_SIZE))]
      : wrapped([word, ...thing.facts], ' · ', width, FACT_SIZE);
  return lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES - 1), `+ ${lines.length - MAX_LINES + 1} more`] : lines;
}

function worstFirst(cells: readonly DrawnThing[]): DrawnThing[] {
  const rank = ({ marks }: DrawnThing): number => {
    const weight = weightsOf(marks)[0]?.weight;
    return weight === undefined ? 9 : ['stop', 'error', 'warning', 'info'].indexOf(weight);
  };
  return [...cells].sort((a, b) => rank(a) - rank(b));
}

/** How wide the signs of marks are: one for each weight, with its number where there are several. */
export function badgesWidth(marks: readonly Mark[]): number {
  return weightsOf(marks).reduce((sum, { count }) => sum + badgeWidth(count), 0);
}

export function badgeWidth(count: number): number {
  return BADGE + 5 + (count > 1 ? textWidth(String(count), FACT_SIZE, true) + 2 : 0);
}
