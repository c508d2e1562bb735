import ELK, { type ElkExtendedEdge, type ElkNode, type ElkPoint } from 'elkjs/lib/elk.bundled.js';
import type { ThingKind } from '#model/topology';
import { type Box, badgesWidth, boxOf, FACT_SIZE, headOf } from './box.ts';
import type { Drawing, DrawnLink, DrawnThing } from './drawing.ts';
import { textWidth } from './text-width.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A thing at its place. */
export interface PlacedThing extends Point {
  readonly thing: DrawnThing;
  readonly width: number;
  readonly height: number;
  /** What is written in it; undefined for a frame around other things. */
  readonly box: Box | undefined;
}

export interface PlacedLink {
  readonly link: DrawnLink;
  readonly points: readonly Point[];
  /** Where its text and its signs stand: the middle. Without a text its signs stand at one of its ends. */
  readonly label: { readonly x: number; readonly y: number; readonly text: string; readonly width: number } | undefined;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** What is around others comes before them. */
  readonly things: readonly PlacedThing[];
  readonly links: readonly PlacedLink[];
}

/** Height of the head of a frame. */
export const HEAD = 40;
const LABEL = 16;

/** Distances; a frame does not take them over from what is around it. */
const SPACING = {
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.partitioning.activate': 'true',
  'elk.spacing.nodeNode': '10',
  'elk.spacing.edgeNode': '10',
  'elk.spacing.edgeEdge': '8',
  'elk.spacing.labelNode': '4',
  'elk.spacing.componentComponent': '28',
  'elk.layered.spacing.nodeNodeBetweenLayers': '30',
  'elk.layered.spacing.edgeNodeBetweenLayers': '18',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
} as const;

const ROOT = {
  ...SPACING,
  'elk.algorithm': 'layered',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  // In a frame it would break the layout of what is nested.
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.randomSeed': '1',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  'elk.aspectRatio': '1.5',
} as const;

const FRAME = { ...SPACING, 'elk.padding': `[top=${HEAD + 6},left=12,bottom=12,right=12]` } as const;

/** Left of ports there is room for the sign of a cable. */
const SWITCH_PADDING = `[top=${HEAD + 6},left=26,bottom=12,right=12]`;

/** Things that nothing links fill a frame in rows. */
const PACKED = {
  ...FRAME,
  'elk.algorithm': 'rectpacking',
  'elk.hierarchyHandling': 'SEPARATE_CHILDREN',
  'elk.rectpacking.widthApproximation.targetWidth': '640',
} as const;

/** In which column of what is around it a thing stands: what stands on others is left of them. */
const COLUMNS: Partial<Readonly<Record<ThingKind, number>>> = {
  'routing-domain': 0,
  'virtual-subnet': 0,
  vm: 1,
  'host-adapter': 1,
  'common-switch': 2,
  'vm-switch': 2,
  cluster: 3,
  host: 3,
  'host-group': 3,
  'team-nic': 3,
  team: 4,
  'third-party-team': 4,
  nic: 5,
  'switch-domain': 6,
  switch: 6,
  'switch-group': 6,
  port: 7,
  'other-ports': 7,
  'port-channel': 8,
};

/** Places the things of a drawing and routes its links: VMs on the left, switches on the right. The same drawing gives the same layout. */
export async function layoutOf(drawing: Drawing): Promise<Layout> {
  const children = new Map<string | undefined, DrawnThing[]>();
  const ids = new Set(drawing.things.map(({ id }) => id));
  for (const thing of drawing.things) {
    const parent = thing.parent !== undefined && ids.has(thing.parent) ? thing.parent : undefined;
    children.set(parent, [...(children.get(parent) ?? []), thing]);
  }
  // In an overview what a group holds is drawn as squares in it.
  const isCard = (thing: DrawnThing): boolean => drawing.detail === 'overview' && thing.kind !== 'estate';
  const boxes = new Map<string, Box>();
  const widths = new Map<string, number>();
  const columnOf = ({ parent, kind }: DrawnThing): string => `${parent}\n${COLUMNS[kind] ?? kind}`;
  const ends = new Set(drawing.links.flatMap(({ from, to }) => [from, to]));
  const isLinked = ({ id }: DrawnThing): boolean =>
    (children.get(id) ?? []).some((child) => ends.has(child.id) || isLinked(child));
  const nodeOf = (thing: DrawnThing): ElkNode => {
    const inside = children.get(thing.id) ?? [];
    if (inside.length > 0 && !isCard(thing))
      return {
        id: thing.id,
        layoutOptions: {
          ...(isLinked(thing) ? FRAME : PACKED),
          ...(thing.kind === 'switch' ? { 'elk.padding': SWITCH_PADDING } : {}),
          ...partition(thing),
          'elk.nodeSize.constraints': 'MINIMUM_SIZE',
          'elk.nodeSize.minimum': `(${headOf(thing).width},${HEAD})`,
        },
        children: inside.map(nodeOf),
      };
    const box = boxes.get(thing.id)!;
    return { id: thing.id, width: widths.get(columnOf(thing))!, height: box.height, layoutOptions: partition(thing) };
  };
  for (const thing of drawing.things) {
    const inside = children.get(thing.id) ?? [];
    if (inside.length > 0 && !isCard(thing)) continue;
    const box = boxOf(thing, inside);
    boxes.set(thing.id, box);
    // Boxes of one column are equally wide.
    widths.set(columnOf(thing), Math.max(widths.get(columnOf(thing)) ?? 0, box.width));
  }
  const top = children.get(undefined) ?? [];
  const nested = top.some((thing) => (children.get(thing.id) ?? []).length > 0 && !isCard(thing));
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: { ...ROOT, ...(nested ? { 'elk.hierarchyHandling': 'INCLUDE_CHILDREN' } : {}) },
    children: top.map(nodeOf),
    edges: drawing.links.map(edgeOf),
  };
  const placed = await new ELK().layout(graph);
  const byId = new Map(drawing.things.map((thing) => [thing.id, thing]));
  const edges = edgesIn(placed);
  return {
    width: Math.ceil(placed.width ?? 0),
    height: Math.ceil(placed.height ?? 0),
    things: nodesIn(placed.children ?? []).map((node) => ({
      thing: byId.get(node.id)!,
      x: round(node.x ?? 0),
      y: round(node.y ?? 0),
      width: round(node.width ?? 0),
      height: round(node.height ?? 0),
      box: boxes.get(node.id),
    })),
    links: drawing.links.flatMap((link) => {
      const edge = edges.get(link.id);
      return edge ? [placedLink(link, edge)] : [];
    }),
  };
}

function partition({ kind }: DrawnThing): Record<string, string> {
  const column = COLUMNS[kind];
  return column === undefined ? {} : { 'elk.partitioning.partition': String(column) };
}

function edgeOf(link: DrawnLink): ElkExtendedEdge {
  const text = labelText(link);
  const ends = { id: link.id, sources: [link.from], targets: [link.to] };
  if (text === '') return ends;
  const width = badgesWidth(link.marks) + textWidth(text, FACT_SIZE) + 6;
  return {
    ...ends,
    labels: [{ id: `${link.id} label`, text, width, height: LABEL, layoutOptions: { 'elk.edgeLabels.inline': 'true' } }],
  };
}

/** What is written on a link of a summary; elsewhere the ends say it themselves. */
function labelText({ count, kind }: DrawnLink): string {
  return count === 1 ? '' : kind === 'cable' ? `${count} cables` : String(count);
}

function placedLink(link: DrawnLink, edge: ElkExtendedEdge): PlacedLink {
  const points = (edge.sections ?? []).flatMap(({ startPoint, bendPoints, endPoint }) => [
    startPoint,
    ...(bendPoints ?? []),
    endPoint,
  ]);
  const label = edge.labels?.[0];
  return {
    link,
    points: points.map(({ x, y }: ElkPoint) => ({ x: round(x), y: round(y) })),
    label: label && {
      x: round(label.x ?? 0),
      y: round((label.y ?? 0) + LABEL / 2),
      text: labelText(link),
      width: label.width ?? 0,
    },
  };
}

function nodesIn(nodes: readonly ElkNode[]): ElkNode[] {
  return nodes.flatMap((node) => [node, ...nodesIn(node.children ?? [])]);
}

function edgesIn(node: ElkNode): Map<string, ElkExtendedEdge> {
  const all = [node, ...nodesIn(node.children ?? [])].flatMap((each) => each.edges ?? []);
  return new Map(all.map((edge) => [edge.id, edge]));
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
