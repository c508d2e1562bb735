import { element, xmlDocument } from '../xml.ts';
import { CELL, CELL_GAP, FACT_STEP, headOf, KIND_WORDS } from './box.ts';
import type { Drawing, DrawnThing } from './drawing.ts';
import type { Layout, PlacedLink, PlacedThing } from './layout.ts';
import { type Mark, weightsOf } from './marks.ts';
import { footOf } from './svg-foot.ts';
import { sign, signs } from './svg-sign.ts';
import { styleSheet } from './svg-style.ts';
import { xmlId } from './xml-id.ts';

/** How an SVG is made. */
export interface SvgOptions {
  /** Begins every id in it, for a page that holds several. */
  readonly prefix?: string | undefined;
  /** Whether the findings are listed below the picture. */
  readonly list?: boolean | undefined;
  /** Whether it is to stand in a page: without the XML declaration. */
  readonly inline?: boolean | undefined;
}

const MARGIN = 16;
const TITLE = 52;

/** A picture as SVG: light and dark by the reader's setting, every part with a title. */
export function svg(drawing: Drawing, layout: Layout, { prefix = 'hvg', list = true, inline }: SvgOptions = {}): string {
  const width = Math.max(layout.width, 560) + MARGIN * 2;
  const foot = footOf(drawing, list, MARGIN, TITLE + layout.height + 14, width - MARGIN * 2);
  const height = foot.bottom + MARGIN;
  const root = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'hvg',
      role: 'img',
      'aria-labelledby': `${prefix}-title ${prefix}-desc`,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
    },
    [
      element('title', { id: `${prefix}-title` }, drawing.title),
      element('desc', { id: `${prefix}-desc` }, description(drawing)),
      element('style', {}, styleSheet()),
      element('rect', { class: 'hvg-paper', width, height }),
      element('text', { class: 'hvg-title', x: MARGIN, y: 26 }, drawing.title),
      element('text', { class: 'hvg-fact', x: MARGIN, y: 43 }, counts(drawing)),
      element('g', { transform: `translate(${MARGIN} ${TITLE})` }, [
        ...layout.things.filter(({ box }) => !box).map((placed) => frame(placed, layout, prefix)),
        ...layout.links.map((placed) => line(placed, prefix)),
        ...layout.things.filter(({ box }) => box).map((placed) => box(placed, prefix)),
        ...layout.links.map(label),
      ]),
      ...foot.elements,
    ],
  );
  return inline ? `${root.join('\n')}\n` : xmlDocument(root);
}

function description(drawing: Drawing): string {
  const places = drawing.findings.filter(({ weight }) => weight === 'error').slice(0, 20);
  return [counts(drawing), ...places.map(({ about, text }) => `${about}: ${text}`)].join('. ');
}

function counts({ things, links, findings }: Drawing): string {
  const of = (kind: DrawnThing['kind'], one: string, many: string): string[] => {
    const n = things.filter((thing) => thing.kind === kind).length;
    return n === 0 ? [] : [`${n} ${n === 1 ? one : many}`];
  };
  const cables = links.reduce((sum, link) => sum + (link.kind === 'cable' ? link.count : 0), 0);
  const found = weightsOf(findings).map(({ weight, count }) =>
    weight === 'stop'
      ? `VLAN stopped at ${count} ${count === 1 ? 'place' : 'places'}`
      : `${count} ${weight}${count === 1 ? '' : 's'}`,
  );
  return [
    ...of('host', 'host', 'hosts'),
    ...of('switch', 'switch', 'switches'),
    ...of('vm', 'VM', 'VMs'),
    ...of('virtual-subnet', 'virtual subnet', 'virtual subnets'),
    ...(cables > 0 ? [`${cables} ${cables === 1 ? 'cable' : 'cables'}`] : []),
    found.length > 0 ? found.join(', ') : 'no findings',
  ].join(' · ');
}

/** Classes that say what something is and how bad it is. */
function classes(sort: string, thing: DrawnThing, marks: readonly Mark[] = thing.marks): string {
  const worst = weightsOf(marks)[0]?.weight;
  return [
    `hvg-${sort}`,
    `hvg-${thing.kind}`,
    ...(worst === undefined ? [] : [`hvg-is-${worst}`]),
    ...(thing.isDescribed ? [] : ['hvg-undescribed']),
  ].join(' ');
}

function titleOf(thing: DrawnThing): string[] {
  const head = [
    `${KIND_WORDS[thing.kind]} ${thing.name}`,
    ...(thing.isDescribed ? [] : ['not described in the files']),
    ...thing.facts,
  ];
  return element('title', {}, [...head, ...thing.marks.map(markText)].join('\n'));
}

function markText({ weight, rule, text }: Mark): string {
  return weight === 'stop' ? text : `${weight}: ${text}${rule === undefined ? '' : ` [${rule}]`}`;
}

function frame({ thing, x, y, width, height }: PlacedThing, layout: Layout, prefix: string): string[] {
  const head = headOf(thing);
  const isInner = thing.parent !== undefined && layout.things.some((other) => other.thing.id === thing.parent);
  return element('g', { id: xmlId(prefix, thing.id), class: `${classes('frame', thing)}${isInner ? ' hvg-inner' : ''}` }, [
    titleOf(thing),
    element('rect', { class: 'hvg-rect', x, y, width, height, rx: 8 }),
    element('text', { class: 'hvg-name', x: x + 12, y: y + 19 }, head.name),
    element('text', { class: 'hvg-fact', x: x + 12, y: y + 33 }, head.facts),
    ...signs(thing.marks, x + width - 8, y + 15),
  ]);
}

function box({ thing, x, y, width, height, box }: PlacedThing, prefix: string): string[] {
  const { name, lines, cells } = box!;
  const marks = [...thing.marks, ...cells.flatMap((cell) => cell.marks)];
  const rounded = thing.kind === 'vm' ? 9 : 4;
  const top = y + height - Math.ceil(cells.length / 12) * (CELL + CELL_GAP) - 4;
  return element('g', { id: xmlId(prefix, thing.id), class: classes('box', thing, marks) }, [
    titleOf(thing),
    element('rect', { class: 'hvg-rect', x, y, width, height, rx: rounded }),
    element('rect', { class: 'hvg-strip', x: x + 2, y: y + 4, width: 3, height: height - 8, rx: 1.5 }),
    element('text', { class: 'hvg-name', x: x + 10, y: y + 16.5 }, name),
    ...lines.map((text, i) => element('text', { class: 'hvg-fact', x: x + 10, y: y + 31 + i * FACT_STEP }, text)),
    ...cells.map((cell, i) =>
      square(cell, x + 10 + (i % 12) * (CELL + CELL_GAP), top + Math.floor(i / 12) * (CELL + CELL_GAP), prefix),
    ),
    ...signs(marks, x + width - 5, y + 13),
  ]);
}

/** A host or switch of a group. */
function square(thing: DrawnThing, x: number, y: number, prefix: string): string[] {
  const worst = weightsOf(thing.marks)[0]?.weight;
  return element('g', { id: xmlId(prefix, thing.id), class: `hvg-cell hvg-${thing.kind}` }, [
    titleOf(thing),
    ...(worst === undefined
      ? [element('rect', { class: 'hvg-rect', x: x + 1.5, y: y + 1.5, width: CELL - 3, height: CELL - 3, rx: 2 })]
      : [sign(worst, x + CELL / 2, y + CELL / 2)]),
  ]);
}

function line({ link, points }: PlacedLink, prefix: string): string[] {
  const worst = weightsOf(link.marks)[0]?.weight;
  const own = [`hvg-link hvg-${link.kind}`, ...(worst ? [`hvg-is-${worst}`] : []), ...(link.isDisputed ? ['hvg-disputed'] : [])];
  return element('g', { id: xmlId(prefix, `link ${link.id}`), class: own.join(' ') }, [
    element('title', {}, [link.kind, ...link.facts, ...link.marks.map(markText)].join('\n')),
    element('path', { class: 'hvg-line', d: pathOf(points) }),
  ]);
}

/** What stands on a link: its text and its signs; without a text only the heaviest sign, at the end where nothing else arrives. */
function label({ link, points, label: at }: PlacedLink): string[] {
  const worst = weightsOf(link.marks)[0]?.weight;
  if (!at && worst === undefined) return [];
  const own = [element('title', {}, [link.kind, ...link.facts, ...link.marks.map(markText)].join('\n'))];
  if (at)
    own.push(
      element('rect', { class: 'hvg-under', x: at.x, y: at.y - 8, width: at.width, height: 16, rx: 3 }),
      element('text', { class: 'hvg-label', x: at.x + 3, y: at.y + 3.8 }, at.text),
      ...signs(link.marks, at.x + at.width, at.y),
    );
  else if (worst !== undefined) {
    const atStart = link.kind === 'adapter' || link.kind === 'subnet' || link.kind === 'uplink' || link.kind === 'lag';
    const end = atStart ? points[0] : points.at(-1);
    if (end) own.push(sign(worst, end.x + (atStart ? 10 : -10), end.y));
  }
  return element('g', { class: 'hvg-on-link' }, own);
}

/** A line with round corners. */
function pathOf(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  if (!first) return 'M0 0';
  const parts = [`M${first.x} ${first.y}`];
  for (const [i, point] of rest.entries()) {
    const before = points[i]!;
    const after = rest[i + 1];
    if (!after) {
      parts.push(`L${point.x} ${point.y}`);
      continue;
    }
    const near = towards(point, before);
    const far = towards(point, after);
    parts.push(`L${near.x} ${near.y}Q${point.x} ${point.y} ${far.x} ${far.y}`);
  }
  return parts.join('');
}

function towards(from: { x: number; y: number }, to: { x: number; y: number }): { x: number; y: number } {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(5, length / 2) / length;
  const at = (a: number, b: number): number => Math.round((a + (b - a) * part) * 10) / 10;
  return { x: at(from.x, to.x), y: at(from.y, to.y) };
}
