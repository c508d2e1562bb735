import type { ReadFile } from '#read/document';

/** Files that have one thing in common, at most: an address that more of them have is a gateway or a name server, and joins nobody. */
const MAX_SHARING = 12;
/** A name that more files use joins them to what is called so, but not to each other. */
const MAX_USERS = 64;
/** Most files that are looked at for one change. */
const MAX_FILES = 400;
/** Longest text that may hold a name. */
const MAX_TEXT = 256;

/** Files that must be looked at together. */
export interface Part {
  /** What is read for it. */
  readonly files: ReadonlySet<string>;
  /** Of these, the files everything is known about that concerns them: what is found there is what the whole estate would find. */
  readonly judged: ReadonlySet<string>;
}

/**
 * Which files concern each other: those that use the name of a thing another describes, and those that have a MAC or IP address in common.
 * Only a guess, made of words: what it gives is shown at once, and the whole estate is checked behind it.
 */
export class Neighbours {
  private readonly users = new Map<string, Set<string>>();
  private readonly definers = new Map<string, Set<string>>();
  private readonly known = new Map<string, { readonly words: ReadonlySet<string>; readonly names: ReadonlySet<string> }>();

  set(path: string, file: ReadFile | undefined): void {
    const before = this.known.get(path);
    for (const word of before?.words ?? []) take(this.users, word, path);
    for (const name of before?.names ?? []) take(this.definers, name, path);
    if (!file || file.documents.length === 0) {
      this.known.delete(path);
      return;
    }
    const words = new Set<string>();
    const names = new Set<string>();
    for (const { data } of file.documents) {
      collect(data, words);
      const { name } = data as { name?: unknown };
      if (typeof name === 'string') names.add(wordOf(name));
    }
    for (const word of words) put(this.users, word, path);
    for (const name of names) put(this.definers, name, path);
    this.known.set(path, { words, names });
  }

  /** The files that concern some others; undefined when they are too many for a quick look. */
  around(paths: Iterable<string>): Part | undefined {
    const files = new Set(paths);
    const hubs = new Set<string>();
    const waiting = [...files];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      for (const word of this.known.get(path)?.words ?? []) {
        const users = this.users.get(word)!;
        const definers = this.definers.get(word);
        const joined = users.size <= (definers ? MAX_USERS : isAddress(word) ? MAX_SHARING : 0) ? users : definers;
        for (const other of joined ?? []) {
          if (joined !== users && other !== path) hubs.add(other);
          if (files.has(other) || (joined !== users && this.isHub(other, word))) {
            files.add(other);
            continue;
          }
          files.add(other);
          waiting.push(other);
        }
      }
      if (files.size > MAX_FILES) return undefined;
    }
    return { files, judged: new Set([...files].filter((path) => !hubs.has(path))) };
  }

  /** Whether a file describes something so many others use that they are not all looked at. */
  private isHub(path: string, word: string): boolean {
    return this.known.get(path)?.names.has(word) === true;
  }
}

function put(map: Map<string, Set<string>>, key: string, path: string): void {
  const known = map.get(key);
  if (known) known.add(path);
  else map.set(key, new Set([path]));
}

function take(map: Map<string, Set<string>>, key: string, path: string): void {
  const known = map.get(key);
  known?.delete(path);
  if (known?.size === 0) map.delete(key);
}

const MAC = /^(?:[0-9a-f]{2}([-:])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}|[0-9a-f]{12}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})$/i;
const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*:[0-9a-f.]*)$/i;

function isAddress(word: string): boolean {
  return word.startsWith('mac ') || IP.test(word);
}

/** Every word of the texts in a value that may be a name or an address. */
function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    if (value.length > MAX_TEXT) return;
    if (MAC.test(value)) {
      into.add(`mac ${value.replace(/[-:.]/g, '').toLowerCase()}`);
      return;
    }
    into.add(wordOf(value));
    if (/[/\\\s,;()]/.test(value)) for (const part of value.split(/[/\\\s,;()]+/)) if (part.length > 1) into.add(wordOf(part));
  } else if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (value !== null && typeof value === 'object') for (const item of Object.values(value)) collect(item, into);
}

/** A machine is the same under its bare name and its DNS name. */
function wordOf(text: string): string {
  const key = text.trim().toLowerCase();
  const dot = key.indexOf('.');
  return dot <= 0 || IP.test(key) ? key : key.slice(0, dot);
}
