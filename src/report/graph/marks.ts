import type { Finding } from '#lint/finding';
import { SEVERITIES, type Severity } from '#lint/rule';
import type { EntityKind } from '#model/entity';
import type { Network } from '#model/network';
import type { Place } from '#model/place';
import type { Link, Topology } from '#model/topology';
import type { Document } from '#read/document';
import { compare } from '../report.ts';

/** What is painted on a thing or link: a finding, or that frames of the VLAN that was asked about are stopped there. */
export type Weight = Severity | 'stop';

/** Heaviest first. */
export const WEIGHTS: readonly Weight[] = ['stop', ...[...SEVERITIES].reverse()];

export interface Mark {
  readonly weight: Weight;
  /** The rule of a finding. */
  readonly rule: string | undefined;
  readonly text: string;
}

/** A finding and the things it is about, as the whole topology of the estate has them. */
export interface About {
  readonly finding: Finding;
  /** The thing or link it is reported of; undefined where it is about nothing that is drawn. */
  readonly id: string | undefined;
  /** What it names besides. */
  readonly others: readonly string[];
}

/** What each finding is about. */
export function aboutOf(network: Network, topology: Topology, findings: readonly Finding[]): About[] {
  const documents = new DocumentThings(network);
  return findings.map((finding) => {
    const entity = finding.place.entity?.id ?? finding.entity ?? documents.at(finding.place);
    return {
      finding,
      id: entity === undefined ? undefined : topology.shownAs(entity),
      others: finding.related.flatMap(({ place }) => (place.entity && topology.shownAs(place.entity.id)) ?? []),
    };
  });
}

/** What is painted on each thing and link. A link is concerned when a finding is reported of one end of it and names the other. */
export function marksOf(
  all: readonly About[],
  shown: Topology,
  shownAs: (id: string) => string | undefined,
  markOf: (finding: Finding) => Mark,
): Map<string, Mark[]> {
  const marks = new Map<string, Mark[]>();
  const linksOf = new Map<string, Link[]>();
  for (const link of shown.links)
    for (const end of [link.from, link.to]) {
      const known = linksOf.get(end);
      if (known) known.push(link);
      else linksOf.set(end, [link]);
    }
  for (const { finding, id, others } of all) {
    const about = id === undefined ? undefined : shownAs(id);
    if (about === undefined) continue;
    const mark = markOf(finding);
    const named = new Set(others.map(shownAs));
    const links = (linksOf.get(about) ?? []).filter(({ from, to }) => named.has(from === about ? to : from));
    for (const each of [about, ...links.map((link) => link.id)]) {
      const known = marks.get(each);
      if (known) known.push(mark);
      else marks.set(each, [mark]);
    }
  }
  for (const own of marks.values()) own.sort(byWeight);
  return marks;
}

/** Heaviest first, then by rule and text. */
export function byWeight(a: Mark, b: Mark): number {
  return WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight) || compare(a.rule ?? '', b.rule ?? '') || compare(a.text, b.text);
}

/** How many marks there are of each weight that has any, heaviest first. */
export function weightsOf(marks: readonly Mark[]): { readonly weight: Weight; readonly count: number }[] {
  return WEIGHTS.flatMap((weight) => {
    const count = marks.reduce((n, mark) => (mark.weight === weight ? n + 1 : n), 0);
    return count === 0 ? [] : [{ weight, count }];
  });
}

/** Things that a whole document is about. */
const WHOLE: readonly EntityKind[] = [
  'host',
  'switch',
  'vm',
  'cluster',
  'network-virtualization',
  'replica-server',
  'replica-plan',
  'file-server',
];

/** What the document is about in which something stands that is no thing's: a misspelt key, a value of a wrong kind. */
class DocumentThings {
  private known: Map<string, { readonly document: Document; readonly id: string }[]> | undefined;

  constructor(private readonly network: Network) {}

  at({ file, range }: Place): string | undefined {
    this.known ??= this.read();
    const inFile = this.known.get(file.path);
    // A file of one thing is about it; else the last document that begins before the place.
    if (!inFile || new Set(inFile.map(({ id }) => id)).size === 1) return inFile?.[0]?.id;
    const { start } = range();
    const begun = inFile
      .map(({ document, id }) => ({ id, start: document.rangeOf([]).start }))
      .filter((each) => each.start <= start);
    return begun.sort((a, b) => b.start - a.start)[0]?.id;
  }

  private read(): Map<string, { readonly document: Document; readonly id: string }[]> {
    const known = new Map<string, { readonly document: Document; readonly id: string }[]>();
    for (const kind of WHOLE)
      for (const { id, tree } of this.network.all(kind))
        for (const document of tree.documents) {
          const own = known.get(document.file.path);
          if (own) own.push({ document, id });
          else known.set(document.file.path, [{ document, id }]);
        }
    return known;
  }
}
