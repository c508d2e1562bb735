import { COMMAND_START } from '../harmless.ts';
import { KIND_WORDS } from './box.ts';
import type { Drawing, DrawnLink, DrawnThing } from './drawing.ts';
import { byParent, labelLines, linkText, markText, WEIGHT_COLORS, worstOf } from './label.ts';
import type { Mark } from './marks.ts';

/** A picture in the language of Graphviz. */
export function dot(drawing: Drawing): string {
  const children = byParent(drawing);
  const names = new Map(drawing.things.map(({ id }, i) => [id, `n${i + 1}`]));
  const lines = [
    `graph ${text([drawing.title])} {`,
    '  graph [rankdir=LR, compound=true, fontname="Segoe UI,sans-serif", fontsize=12, nodesep=0.15, ranksep=0.6, style=rounded, color="#9aa5b1"]',
    '  node [shape=box, fontname="Segoe UI,sans-serif", fontsize=10, color="#57606a"]',
    '  edge [fontname="Segoe UI,sans-serif", fontsize=9, color="#7a8591"]',
  ];
  const add = (thing: DrawnThing, indent: string): void => {
    const inside = children.get(thing.id) ?? [];
    const isCard = drawing.detail === 'overview' && thing.kind !== 'estate';
    const isFrame = inside.length > 0 && !isCard;
    const shown = labelLines(thing, isCard ? inside : [], isFrame);
    const own = [
      `label=${text(shown)}`,
      `tooltip=${text(titleOf(thing))}`,
      ...painted(isCard ? [thing, ...inside] : [thing]),
      ...(thing.isDescribed ? [] : ['style=dashed']),
    ];
    if (!isFrame) {
      lines.push(`${indent}${names.get(thing.id)} [${own.join(', ')}]`);
      return;
    }
    lines.push(`${indent}subgraph cluster_${names.get(thing.id)} {`, `${indent}  graph [${own.join(', ')}]`);
    for (const child of inside) add(child, `${indent}  `);
    lines.push(`${indent}}`);
  };
  for (const thing of children.get(undefined) ?? []) add(thing, '  ');
  for (const link of drawing.links) lines.push(`  ${end(link.from)} -- ${end(link.to)} [${edgeOf(link).join(', ')}]`);
  return `${lines.join('\n')}\n}\n`;

  function end(id: string): string {
    return names.get(id)!;
  }
}

function edgeOf(link: DrawnLink): string[] {
  const label = linkText(link);
  return [
    `tooltip=${text([link.kind, ...link.facts, ...link.marks.map(markText)])}`,
    ...(label === '' ? [] : [`label=${text([label])}`]),
    ...(link.isDisputed ? ['style=dashed'] : link.kind === 'subnet' ? ['style=dotted'] : []),
    ...(link.kind === 'cable' && worstOf([link]) === undefined ? ['penwidth=2'] : []),
    ...painted([link]),
  ];
}

function painted(marked: readonly { readonly marks: readonly Mark[] }[]): string[] {
  const worst = worstOf(marked);
  return worst === undefined ? [] : [`color="${WEIGHT_COLORS[worst]}"`, 'penwidth=3'];
}

function titleOf(thing: DrawnThing): string[] {
  return [`${KIND_WORDS[thing.kind]} ${thing.name}`, ...thing.facts, ...thing.marks.map(markText)];
}

/** Lines of text as a quoted string: backslashes begin escapes in labels, and & begins a character of HTML. */
function text(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;').replace(COMMAND_START, '#&#35;'),
  );
  return `"${escaped.join('\\n')}"`;
}
