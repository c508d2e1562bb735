import { boxOf, KIND_WORDS } from './box.ts';
import type { Drawing, DrawnLink, DrawnThing } from './drawing.ts';
import { type Mark, type Weight, weightsOf } from './marks.ts';

/** Signs of the weights in text: told apart without colour. */
const SIGNS: Readonly<Record<Weight, string>> = { stop: '⛔', error: '✖', warning: '⚠', info: 'ℹ' };

/** Colours of the weights, for formats that take one for both schemes. */
export const WEIGHT_COLORS: Readonly<Record<Weight, string>> = {
  stop: '#a40e26',
  error: '#cf222e',
  warning: '#bf8700',
  info: '#0969da',
};

/** Things by what they are part of; things whose container is not drawn stand by themselves. */
export function byParent(drawing: Drawing): ReadonlyMap<string | undefined, readonly DrawnThing[]> {
  const ids = new Set(drawing.things.map(({ id }) => id));
  const children = new Map<string | undefined, DrawnThing[]>();
  for (const thing of drawing.things) {
    const parent = thing.parent !== undefined && ids.has(thing.parent) ? thing.parent : undefined;
    const known = children.get(parent);
    if (known) known.push(thing);
    else children.set(parent, [thing]);
  }
  return children;
}

/** What is written in a thing, line by line, for formats that draw text alone; of a group also which of its things have findings. */
export function labelLines(thing: DrawnThing, cells: readonly DrawnThing[], isFrame: boolean): string[] {
  const head = isFrame ? [[KIND_WORDS[thing.kind], ...thing.facts].join(' · ')] : boxOf(thing).lines;
  const marked = cells.filter(({ marks }) => marks.length > 0);
  const some = marked.slice(0, 6).map(({ name, marks }) => `${name}: ${marksText(marks)}`);
  const rest = marked.length > some.length ? [`and ${marked.length - some.length} more with findings`] : [];
  return [thing.name, ...head, ...(thing.marks.length > 0 ? [marksText(thing.marks)] : []), ...some, ...rest];
}

/** What is written on a link. */
export function linkText(link: DrawnLink): string {
  const count = link.count > 1 ? (link.kind === 'cable' ? `${link.count} cables` : String(link.count)) : '';
  const facts = link.count > 1 || link.kind === 'adapter' || link.kind === 'lag' ? '' : link.facts.join(', ');
  return [count, facts, marksText(link.marks)].filter((text) => text !== '').join(' ');
}

/** Marks in text: "✖ 2 errors, ⚠ 1 warning". */
export function marksText(marks: readonly Mark[]): string {
  return weightsOf(marks)
    .map(({ weight, count }) => `${SIGNS[weight]} ${count} ${weight}${count === 1 || weight === 'info' ? '' : 's'}`)
    .join(', ');
}

/** A mark in one line, with its rule. */
export function markText({ weight, rule, text }: Mark): string {
  return weight === 'stop' ? text : `${weight}: ${text}${rule === undefined ? '' : ` [${rule}]`}`;
}

/** The heaviest weight of a thing and of what is drawn as a part of its box. */
export function worstOf(marked: readonly { readonly marks: readonly Mark[] }[]): Weight | undefined {
  return weightsOf(marked.flatMap(({ marks }) => marks))[0]?.weight;
}
