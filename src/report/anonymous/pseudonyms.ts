import { createHash } from 'node:crypto';
import type { Rule } from '#lint/rule';
import type { Document } from '#read/document';
import { Addresses } from './addresses.ts';
import { type FoundName, isPublicName, namesIn } from './names.ts';
import { schemaWords } from './schema-words.ts';

const WORD = /[\p{L}\p{N}\p{M}]+/uy;
const RULE = /[a-z0-9-]+\/[a-z0-9-]+/y;
const IN_WORD = /[\p{L}\p{N}\p{M}]/u;

/**
 * What stands for the names of an estate: `host-1`, `nic-7`, other addresses. A name stands for the same everywhere, however its letters are
 * cased. Names are numbered in their order, so that the same estate gives the same, in whatever order its files are read.
 */
export class Pseudonyms {
  /** Depends on all that was read, so that nobody without the files can reckon back. */
  readonly key: string;
  private readonly addresses: Addresses;
  private readonly names = new Map<string, string>();
  /** Steps of paths: words of folders such as vms are no names in texts. */
  private readonly paths = new Map<string, string>();
  /** Names by their first word, the longest first. */
  private readonly byWord = new Map<string, string[]>();
  private readonly counts = new Map<string, number>();
  private readonly originals: ReadonlySet<string>;
  private readonly spellings = new Map<string, Set<string>>();
  private readonly publicWords: ReadonlySet<string>;
  private readonly prose: ReadonlySet<string>;
  private readonly given = new Set<string>();

  /** `rules` are all that findings may be of: messages name some, and use the words of their titles. */
  constructor(documents: readonly Document[], rules: readonly Pick<Rule, 'id' | 'title'>[] = []) {
    this.publicWords = new Set(rules.flatMap(({ id }) => [id, ...id.split('/')]));
    this.prose = new Set(rules.flatMap(({ title }) => title.toLowerCase().match(/\p{L}+/gu) ?? []));
    const texts = new Set(documents.flatMap(({ data }) => textsIn(data)));
    const files = new Set(documents.map(({ file }) => `${file.path}\n${file.text}`));
    const hash = createHash('sha256');
    for (const file of [...files].sort()) hash.update(file);
    this.key = hash.digest('hex');
    this.addresses = new Addresses(this.key, texts);
    const found = new Map<string, string>();
    const ranks = new Map<string, number>();
    for (const name of namesIn(documents)) {
      const folded = fold(name.text);
      const spellings = this.spellings.get(folded) ?? new Set();
      this.spellings.set(folded, spellings.add(name.text));
      const own = rank(name);
      if (own >= (ranks.get(folded) ?? Number.POSITIVE_INFINITY)) continue;
      ranks.set(folded, own);
      found.set(folded, name.kind);
    }
    this.originals = new Set(found.keys());
    const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, kind] of sorted) if (kind !== 'description') this.add(name, kind);
    for (const [name, kind] of sorted) if (kind === 'description' && !this.isMadeOfNames(name)) this.add(name, kind);
    // Messages name other files by the last step of their paths.
    for (const name of [...new Set(documents.map(({ file }) => file.path.split('/').at(-1)!))].sort())
      this.register(fold(name), this.path(name));
  }

  /** A text with everything replaced in it that is a name or an address. */
  text(text: string): string {
    const folded = fold(text);
    let result = '';
    for (let at = 0; at < text.length; ) {
      const inWord = at > 0 && IN_WORD.test(text[at - 1]!) && IN_WORD.test(text[at]!);
      const found = inWord ? undefined : (this.ruleAt(text, at) ?? this.addresses.at(text, at) ?? this.nameAt(text, folded, at));
      result += found?.text ?? text[at]!;
      at += found?.length ?? 1;
    }
    return result;
  }

  /** The id of a thing. A name that stands in no document is replaced too. */
  entity(id: string): string {
    return id
      .split('/')
      .map((step) => {
        const kind = /^[a-z-]+(?=:)/.exec(step)?.[0] ?? '';
        const name = kind === '' ? step : step.slice(kind.length + 1);
        const plain = name.replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%25', '%');
        // Behind a further thing of the same name stands its number.
        const [, first = plain, nth = ''] = (this.names.has(fold(plain)) ? undefined : /^(.+)(#\d+)$/.exec(plain)) ?? [];
        const shown = (this.names.get(fold(first)) ?? this.certain(first, kind || 'name')).toLowerCase() + nth;
        const image = shown.replaceAll('%', '%25').replaceAll('/', '%2F').replaceAll(':', '%3A');
        return kind === '' ? image : `${kind}:${image}`;
      })
      .join('/');
  }

  /** A pointer to a property: steps of hvlint's language and settings of Windows stay. */
  pointer(pointer: string): string {
    const words = schemaWords();
    let settings = false;
    return pointer
      .split('/')
      .map((step) => {
        const plain = step.replaceAll('~1', '/').replaceAll('~0', '~');
        const stays = settings || words.has(plain.toLowerCase()) || isPublicName(plain);
        settings = plain === 'advancedProperties' || plain === 'bindings';
        return stays && this.text(plain) === plain
          ? step
          : this.certain(plain, 'name').replaceAll('~', '~0').replaceAll('/', '~1');
      })
      .join('/');
  }

  /** A path, step by step; `..` and the extension stay. */
  path(path: string): string {
    const steps = path.split('/');
    return steps
      .map((step, i) => {
        if (/^\.{0,2}$/.test(step)) return step;
        const file = i === steps.length - 1;
        const extension = file ? (/(?<=.)\.[a-z][a-z0-9]{0,4}$/i.exec(step)?.[0] ?? '') : '';
        const stem = fold(step.slice(0, step.length - extension.length));
        const known = this.paths.get(stem) ?? this.names.get(stem) ?? this.next(file ? 'file' : 'folder');
        this.paths.set(stem, known);
        return known + extension.toLowerCase();
      })
      .join('/');
  }

  /** A text nobody knows to be a name or not: it is replaced unless it is a word of hvlint's, a number or nothing but what replaced others. */
  certain(text: string, kind: string): string {
    const image = this.text(text);
    if (image !== text || text.trim() === '' || isPublicName(text) || this.given.has(text)) return image;
    return this.names.get(fold(text)) ?? this.paths.get(fold(text)) ?? this.add(fold(text), kind);
  }

  /** Whether a word is one of hvlint's own language, or stands for another. */
  isOwn(word: string): boolean {
    const lower = word.toLowerCase();
    return (
      schemaWords().has(lower) || this.publicWords.has(lower) || this.given.has(lower) || !/\p{L}/u.test(word) || word.length < 2
    );
  }

  /** Whether nothing is left of a text when the names in it are replaced: it keeps what it says about them. */
  private isMadeOfNames(text: string): boolean {
    return this.text(text)
      .split(/[^\p{L}\p{N}\p{M}-]+/u)
      .every((word) => this.given.has(word) || !/\p{L}/u.test(word));
  }

  private add(name: string, kind: string): string {
    const pseudonym = this.next(kind);
    this.register(name, pseudonym);
    return pseudonym;
  }

  private next(kind: string): string {
    let pseudonym = '';
    do {
      const n = (this.counts.get(kind) ?? 0) + 1;
      this.counts.set(kind, n);
      pseudonym = `${kind}-${n}`;
    } while (this.originals.has(pseudonym));
    this.given.add(pseudonym);
    return pseudonym;
  }

  private register(name: string, pseudonym: string): void {
    this.names.set(name, pseudonym);
    const list = this.byWord.get(firstWord(name, 0)) ?? [];
    list.push(name);
    this.byWord.set(
      firstWord(name, 0),
      list.sort((a, b) => b.length - a.length),
    );
  }

  /** The id of a rule, which stays. */
  private ruleAt(text: string, at: number): { length: number; text: string } | undefined {
    RULE.lastIndex = at;
    const id = RULE.exec(text)?.[0];
    return id !== undefined && this.publicWords.has(id) ? { length: id.length, text: id } : undefined;
  }

  private nameAt(text: string, folded: string, at: number): { length: number; text: string } | undefined {
    const name = this.byWord.get(firstWord(folded, at))?.find((each) => {
      const end = at + each.length;
      if (!folded.startsWith(each, at)) return false;
      // A name that is a word of every second message, such as Team, is one where it is written like the name.
      if (this.prose.has(each) && !this.spellings.get(each)?.has(text.slice(at, end))) return false;
      return end >= folded.length || !IN_WORD.test(folded[end]!) || !IN_WORD.test(folded[end - 1]!);
    });
    return name === undefined ? undefined : { length: name.length, text: this.names.get(name)! };
  }
}

/** Kinds of things, those that tell most first: of a name with several uses the first counts. */
const KINDS: readonly string[] = [
  'host',
  'vm',
  'switch',
  'cluster',
  'file-server',
  'hv-switch',
  'team',
  'nic',
  'adapter',
  'team-nic',
  'network',
  'share',
  'domain',
  'site',
  'policy',
  'plan',
  'vlan-name',
  'port',
  'firewall-rule',
  'description',
  'name',
];

/** A thing that is described tells more than one that is only referred to. */
function rank({ kind, defines }: FoundName): number {
  return KINDS.indexOf(kind) + (defines ? 0 : KINDS.length);
}

/** Lower-case, where that leaves the length alone. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return [...text].map((c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c)).join('');
}

function firstWord(text: string, at: number): string {
  WORD.lastIndex = at;
  return WORD.exec(text)?.[0] ?? text[at] ?? '';
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}
