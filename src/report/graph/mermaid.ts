import type { Drawing, DrawnLink, DrawnThing } from './drawing.ts';
import { byParent, labelLines, linkText, WEIGHT_COLORS, worstOf } from './label.ts';
import { WEIGHTS, type Weight } from './marks.ts';

/** A picture as a Mermaid flowchart, for Markdown that GitHub and GitLab draw. */
export function mermaid(drawing: Drawing): string {
  const children = byParent(drawing);
  const names = new Map(drawing.things.map(({ id }, i) => [id, `n${i + 1}`]));
  const classes = new Map<Weight, string[]>();
  const lines = ['flowchart LR', `  accTitle: ${plain(drawing.title)}`];
  const add = (thing: DrawnThing, indent: string): void => {
    const inside = children.get(thing.id) ?? [];
    const isCard = drawing.detail === 'overview' && thing.kind !== 'estate';
    const isFrame = inside.length > 0 && !isCard;
    const name = names.get(thing.id)!;
    const label = labelLines(thing, isCard ? inside : [], isFrame)
      .map(quoted)
      .join('<br/>');
    const worst = worstOf(isCard ? [thing, ...inside] : [thing]);
    if (worst !== undefined) classes.set(worst, [...(classes.get(worst) ?? []), name]);
    if (!isFrame) {
      const [open, close] = thing.kind === 'vm' ? ['(', ')'] : ['[', ']'];
      lines.push(`${indent}${name}${open}"${label}"${close}`);
      return;
    }
    lines.push(`${indent}subgraph ${name}["${label}"]`);
    for (const child of inside) add(child, `${indent}  `);
    lines.push(`${indent}end`);
  };
  for (const thing of children.get(undefined) ?? []) add(thing, '  ');
  const painted = new Map<Weight, number[]>();
  for (const [i, link] of drawing.links.entries()) {
    const text = linkText(link);
    lines.push(`  ${names.get(link.from)} ${lineOf(link)}${text === '' ? '' : `|"${quoted(text)}"|`} ${names.get(link.to)}`);
    const worst = worstOf([link]);
    if (worst !== undefined) painted.set(worst, [...(painted.get(worst) ?? []), i]);
  }
  for (const weight of WEIGHTS) {
    const own = classes.get(weight);
    if (own)
      lines.push(`  classDef ${weight} stroke:${WEIGHT_COLORS[weight]},stroke-width:3px`, `  class ${own.join(',')} ${weight}`);
    const numbers = painted.get(weight);
    if (numbers) lines.push(`  linkStyle ${numbers.join(',')} stroke:${WEIGHT_COLORS[weight]},stroke-width:3px`);
  }
  return `${lines.join('\n')}\n`;
}

function lineOf({ kind, isDisputed }: DrawnLink): string {
  if (isDisputed || kind === 'subnet') return '-.-';
  return kind === 'cable' ? '===' : '---';
}

/** Text in a quoted label: whatever is neither letter, digit nor harmless is written as a number, which no part of Mermaid takes for syntax. */
function quoted(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{M}\p{N} .,/·…✖⚠ℹ⛔-]/gu, (c) => `#${c.codePointAt(0)};`)
    .replace(/^(\d+)\.(?= |$)/, '$1#46;')
    .replace(/^-/, '#45;');
}

/** Text where nothing can be escaped: only letters, digits and a few signs are left. */
function plain(text: string): string {
  return text.replaceAll(/[^\p{L}\p{M}\p{N} .,/-]/gu, ' ').trim() || 'topology';
}
