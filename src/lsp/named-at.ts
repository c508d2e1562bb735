import { MAX_VLAN } from '#model/vlan-set';
import type { Range } from '#text/source-file';
import { type Mention, Mentions, type Thing } from './mentions.ts';
import type { EstateView, Session } from './session.ts';

/** What is named at a place of a file. */
export interface NamedAt {
  readonly estate: EstateView;
  readonly mention: Mention;
  /** The characters of the name; of one VLAN, where a list of them stands. */
  readonly range: Range;
  readonly things: readonly Thing[];
  readonly vlan: number | undefined;
  /** Everywhere it is named. */
  mentions(): readonly Mention[];
}

/** The name an offset stands in, whatever the file is written in. */
export function namedAt(session: Session, path: string, offset: number): NamedAt | undefined {
  const estate = session.estateOf(path);
  const file = session.file(path);
  if (!estate || !file) return undefined;
  const mentions = Mentions.of(estate);
  const found = mentions.at(file.documents, offset);
  if (!found) return undefined;
  const { mention, range } = found;
  if (!mention.vlans)
    return { estate, mention, range, things: mention.things, vlan: undefined, mentions: () => mentions.all(mention.things) };
  const number = numberAt(file.file.text, range, offset);
  const only = mention.vlans.size === 1 ? [...mention.vlans][0] : undefined;
  const vlan = number && number.value >= 1 && number.value <= MAX_VLAN ? number.value : only;
  if (vlan === undefined) return undefined;
  return {
    estate,
    mention,
    range: number?.range ?? range,
    things: [],
    vlan,
    mentions: () => mentions.ofVlan(vlan),
  };
}

/** The number at an offset. */
function numberAt(
  text: string,
  { start, end }: Range,
  offset: number,
): { readonly value: number; readonly range: Range } | undefined {
  for (const match of text.slice(start, end).matchAll(/\d+/g)) {
    const range = { start: start + match.index, end: start + match.index + match[0].length };
    if (offset >= range.start && offset <= range.end) return { value: Number(match[0]), range };
  }
  return undefined;
}
