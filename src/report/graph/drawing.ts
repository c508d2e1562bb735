import type { Finding } from '#lint/finding';
import type { Network } from '#model/network';
import { type Link, type Thing, type ThingKind, type Topology, topologyOf } from '#model/topology';
import { around, beside, onlyThings, thingsNamed, type VlanView, vlanView } from '#model/topology-focus';
import { type Detail, summary, withoutIdlePorts } from '#model/topology-summary';
import { visible } from '#text/visible';
import { clip } from '../harmless.ts';
import { compare } from '../report.ts';
import { type About, aboutOf, byWeight, type Mark, marksOf } from './marks.ts';
import { naturally } from './natural-order.ts';

/** A thing of the picture; names and facts are harmless to print, but not yet escaped for any format. */
export interface DrawnThing extends Thing {
  readonly marks: readonly Mark[];
}

export interface DrawnLink extends Link {
  readonly marks: readonly Mark[];
}

/** A finding as the picture lists it. */
export interface ListedFinding extends Mark {
  /** What it is about, in words; empty where it is about nothing in the picture. */
  readonly about: string;
}

/** What is drawn, whatever the format. */
export interface Drawing {
  readonly title: string;
  readonly detail: Detail;
  readonly things: readonly DrawnThing[];
  readonly links: readonly DrawnLink[];
  readonly findings: readonly ListedFinding[];
}

/** An estate to draw, with what was found in it. */
export interface PicturedEstate {
  /** How it is called where there are several: its folder. */
  readonly name: string;
  readonly network: Network;
  readonly findings: readonly Finding[];
}

/** What of an estate is drawn, and how. */
export interface PictureOptions {
  /** Default: as much as stays readable. */
  readonly detail?: Detail | undefined;
  /** Names or ids of things (hv01, host:hv01/nic:nic1): only they and what is on the way up and down from them. */
  readonly focus?: readonly string[] | undefined;
  /** Only the ways of this VLAN, and where it is stopped. */
  readonly vlan?: number | undefined;
  /** Only what the findings are about, and what is beside it. */
  readonly onlyConcerned?: boolean | undefined;
  readonly names?: Names | undefined;
}

/** Names that stand for others, for a picture that can be shared. Everything taken from files goes through this. */
export interface Names {
  text(text: string): string;
  /** The id of a thing. */
  entity(id: string): string;
  message(finding: Finding): string;
}

/** So many things are shown one by one. */
const MAX_THINGS = 320;
/** So many hosts and switches are shown one by one. */
const MAX_MACHINES = 90;
/** Longest name or fact that is drawn. */
const MAX_TEXT = 500;

/** The drawing of an estate; undefined where it has nothing of what was asked for. */
export function drawingOf(estate: PicturedEstate, options: PictureOptions = {}): Drawing | undefined {
  const { network } = estate;
  const whole = topologyOf(network);
  const vlan = options.vlan === undefined ? undefined : vlanView(network, whole, options.vlan);
  if (options.vlan !== undefined && !vlan) return undefined;
  const found = aboutOf(network, whole, estate.findings);
  const wanted = wantedIds(whole, found, options, vlan);
  if (wanted?.size === 0) return undefined;
  const asked = wanted ? onlyThings(whole, wanted) : whole;
  const detail = options.detail ?? readable(asked);
  const concerned = new Set(found.flatMap(({ id, others }) => (id === undefined ? others : [id, ...others])));
  const shown = detail === 'ports' ? withoutIdlePorts(asked, concerned) : summary(asked, detail);
  const shownAs = (id: string): string | undefined => ((asked.thing(id) ?? asked.link(id)) ? shown.shownAs(id) : undefined);
  const markOf = markedAs(options.names);
  const marks = marksOf(found, shown, shownAs, markOf);
  const listed: ListedFinding[] = [];
  for (const [id, says] of vlan?.stops ?? []) {
    const at = shownAs(id);
    const text = (reason: string): string => `VLAN ${options.vlan} is stopped: ${options.names?.text(reason) ?? reason}`;
    const own = says.map((reason): Mark => ({ weight: 'stop', rule: undefined, text: text(reason) }));
    if (at === undefined) continue;
    marks.set(at, [...own, ...(marks.get(at) ?? [])]);
    listed.push(...own.map((mark) => ({ ...mark, about: aboutText(shown, at) })));
  }
  for (const { finding, id } of found) {
    const at = id === undefined ? undefined : shownAs(id);
    // Of a part of an estate only what is in it is told.
    if (at !== undefined || !wanted) listed.push({ ...markOf(finding), about: at === undefined ? '' : aboutText(shown, at) });
  }
  const drawing: Drawing = {
    title: estate.name,
    detail,
    things: shown.things.map((thing) => ({ ...thing, marks: marks.get(thing.id) ?? [] })),
    links: shown.links.map((link) => ({ ...link, marks: marks.get(link.id) ?? [] })),
    findings: listed,
  };
  return inOrder(said(drawing, options.names));
}

/** By what is shown, so that the order tells nothing of names that are not. */
function inOrder(drawing: Drawing): Drawing {
  return {
    ...drawing,
    things: [...drawing.things].sort((a, b) => naturally(a.name, b.name) || compare(a.id, b.id)),
    links: [...drawing.links].sort((a, b) => naturally(a.from, b.from) || naturally(a.to, b.to) || compare(a.id, b.id)),
    findings: [...drawing.findings].sort((a, b) => byWeight(a, b) || compare(a.about, b.about)),
  };
}

function markedAs(names: Names | undefined): (finding: Finding) => Mark {
  return (finding) => ({
    weight: finding.severity,
    rule: finding.rule.id,
    text: names?.message(finding) ?? finding.message,
  });
}

function wantedIds(
  topology: Topology,
  found: readonly About[],
  { focus, onlyConcerned }: PictureOptions,
  vlan: VlanView | undefined,
): Set<string> | undefined {
  let ids: Set<string> | undefined = vlan ? new Set(vlan.ids) : undefined;
  const narrow = (to: ReadonlySet<string>): void => {
    ids = ids ? new Set([...ids].filter((id) => to.has(id))) : new Set(to);
  };
  const named = (focus ?? []).flatMap((text) => thingsNamed(topology, text));
  if (focus && focus.length > 0) narrow(around(topology, named));
  const concerned = found.flatMap(({ id }) => id ?? []);
  if (onlyConcerned && !ids) narrow(beside(topology, concerned));
  return ids;
}

function readable(topology: Topology): Detail {
  const machines = topology.things.filter(({ kind }) => kind === 'host' || kind === 'switch').length;
  const alone = topology.things.filter(({ kind }) => kind !== 'port').length;
  return alone <= MAX_THINGS ? 'ports' : machines <= MAX_MACHINES ? 'hosts' : 'overview';
}

/** What nobody names to say what is in it. */
const AROUND: ReadonlySet<ThingKind> = new Set(['cluster', 'switch-domain', 'routing-domain', 'host-group', 'switch-group']);

/** What a thing or link is called outside of the picture: "hv01 NIC1". */
function aboutText(topology: Topology, id: string): string {
  const link = topology.link(id);
  const line = topology.lineOf(link?.from ?? id).reverse();
  const names = line.filter(({ kind }) => !AROUND.has(kind));
  return [...(names.length > 0 ? names : line).map(({ name }) => name), ...(link?.facts ?? [])].join(' ');
}

/** The drawing with every text made harmless, and with other names where they are wanted. */
function said(drawing: Drawing, names: Names | undefined): Drawing {
  const text = (written: string): string => clip(visible(names?.text(written) ?? written), MAX_TEXT);
  const own = names ? otherIds(drawing, names) : (id: string) => id;
  const marks = (all: readonly Mark[]): Mark[] => all.map((mark) => ({ ...mark, text: clip(visible(mark.text), MAX_TEXT) }));
  const facts = (all: readonly string[]): string[] => all.map(text);
  return {
    ...drawing,
    title: clip(visible(drawing.title), MAX_TEXT),
    things: drawing.things.map((thing) => ({
      ...thing,
      id: own(thing.id),
      parent: thing.parent === undefined ? undefined : own(thing.parent),
      name: text(thing.name),
      facts: facts(thing.facts),
      marks: marks(thing.marks),
    })),
    links: drawing.links.map((link, i) => ({
      ...link,
      id: names ? `link:${i + 1}` : link.id,
      from: own(link.from),
      to: own(link.to),
      facts: facts(link.facts),
      marks: marks(link.marks),
    })),
    findings: drawing.findings.map((f) => ({ ...f, text: clip(visible(f.text), MAX_TEXT), about: text(f.about) })),
  };
}

/** Ids under other names; two things never get the same. */
function otherIds(drawing: Drawing, names: Names): (id: string) => string {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id } of drawing.things) {
    const image = names.entity(id);
    let free = image;
    for (let nth = 2; taken.has(free); nth++) free = `${image}#${nth}`;
    taken.add(free);
    ids.set(id, free);
  }
  return (id) => ids.get(id) ?? names.entity(id);
}

/** Several drawings as one, each in a frame of its own. */
export function together(drawings: readonly Drawing[]): Drawing {
  const [first] = drawings;
  if (first && drawings.length === 1) return first;
  const order: readonly Detail[] = ['ports', 'hosts', 'overview'];
  const framed = drawings.map((drawing, i) => {
    const own = (id: string): string => `estate:${i + 1}/${id}`;
    const frame: DrawnThing = {
      ...{ id: `estate:${i + 1}`, kind: 'estate', name: drawing.title, parent: undefined },
      ...{ facts: [], isDescribed: true, marks: [] },
    };
    return {
      things: [
        frame,
        ...drawing.things.map((t) => ({ ...t, id: own(t.id), parent: t.parent === undefined ? frame.id : own(t.parent) })),
      ],
      links: drawing.links.map((l) => ({ ...l, id: own(l.id), from: own(l.from), to: own(l.to) })),
      findings: drawing.findings.map((f) => ({ ...f, about: `${drawing.title}: ${f.about}` })),
    };
  });
  return {
    title: `${drawings.length} estates`,
    detail: drawings.reduce<Detail>(
      (worst, { detail }) => (order.indexOf(detail) > order.indexOf(worst) ? detail : worst),
      'ports',
    ),
    things: framed.flatMap(({ things }) => things),
    links: framed.flatMap(({ links }) => links),
    findings: framed.flatMap(({ findings }) => findings).sort((a, b) => byWeight(a, b)),
  };
}

/** The names of what a picture may be focused on. */
export function focusNames(network: Network): string[] {
  return topologyOf(network).things.flatMap(({ id, name }) => [id, name]);
}

/** Whether some thing of an estate is called so. */
export function hasThing(network: Network, text: string): boolean {
  return thingsNamed(topologyOf(network), text).length > 0;
}
