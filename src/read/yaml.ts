import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE_PLAIN,
  type ScalarEvent,
} from 'js-yaml';
import { MAX_ALIAS_NODES, MAX_DEPTH } from './limits.ts';
import type { Problem } from './problem.ts';
import { duplicateKey, endlessAlias, Refused, tooDeep, tooManyAliases } from './refusal.ts';
import type { SyntaxNode } from './syntax-node.ts';
import { buildNodes } from './yaml-places.ts';
import { isMergeKey, plainScalar, scalarRange } from './yaml-scalar.ts';

/** What reading a text gave: the value of each document of it, and what was wrong. */
export interface SyntaxResult {
  readonly values: readonly unknown[];
  readonly problems: readonly Problem[];
  /** Places of the parts of each document, worked out when first asked for. */
  readonly nodes: () => readonly SyntaxNode[];
  /** Whether numbers may have been meant as text: written 0711, or like a MAC address of digits and one E. */
  readonly oddNumbers?: boolean;
}

/** The fast path does not vouch for this text; the `yaml` package has the last word. */
class Doubt extends Error {}

/**
 * Reads YAML 1.2 with merge keys. The hot path takes the events of js-yaml, which do not check; what they do not check
 * (duplicate keys, aliases, tags, size of expanded aliases) is checked here. Whatever is doubtful goes to the `yaml` package.
 */
export async function readYaml(text: string): Promise<SyntaxResult> {
  try {
    const built = buildValues(text, events(text));
    let nodes: readonly SyntaxNode[] | undefined;
    return { ...built, nodes: () => (nodes ??= buildNodes(text, events(text))) };
  } catch (error) {
    if (error instanceof Refused) return { values: [], problems: [error.problem], nodes: () => [] };
    const slow = await import('./yaml-slow.ts');
    return slow.readYamlSlowly(text);
  }
}

function events(text: string): Event[] {
  try {
    return parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    const { reason, mark } = error as { reason?: string; mark?: { position: number } };
    if (reason?.includes('nesting') || error instanceof RangeError) throw tooDeep(mark?.position ?? 0);
    throw new Doubt();
  }
}

function scalarValue(text: string, event: ScalarEvent): unknown {
  const source =
    event.valueStart < 0 ? '' : event.fast ? text.slice(event.valueStart, event.valueEnd) : getScalarValue(text, event);
  if (event.tagStart >= 0) {
    const tag = text.slice(event.tagStart, event.tagEnd);
    if (tag === '!!str' || tag === '!') return source;
    throw new Doubt();
  }
  return event.style === SCALAR_STYLE_PLAIN ? plainScalar(source) : source;
}

/** A value that aliases may name, and how many values it holds. */
interface Anchor {
  readonly value: unknown;
  nodes: number;
  /** Whether its end has not been read yet. */
  open: boolean;
}

interface Frame {
  readonly value: Record<string, unknown> | unknown[];
  readonly mapping: boolean;
  readonly anchor: Anchor | undefined;
  readonly nodesBefore: number;
  key: string | undefined;
  keyEvent: ScalarEvent | undefined;
  merges: unknown[] | undefined;
}

function buildValues(text: string, all: readonly Event[]): Omit<SyntaxResult, 'nodes'> {
  const values: unknown[] = [];
  const problems: Problem[] = [];
  const stack: Frame[] = [];
  let anchors = new Map<string, Anchor>();
  let frame: Frame | undefined;
  let nodes = 0;
  let aliasNodes = 0;
  let inDocument = false;
  let oddNumbers = false;

  const place = (value: unknown, event: ScalarEvent | undefined): void => {
    if (!frame) {
      values.push(value);
      return;
    }
    if (!frame.mapping) {
      (frame.value as unknown[]).push(value);
      return;
    }
    if (frame.key === undefined) {
      // Keys that are no text (mappings, null, 0x10) are legal YAML; what they are called then is not for us to say.
      if (!event || value === null) throw new Doubt();
      const key = String(value);
      if (typeof value !== 'string' && key !== text.slice(event.valueStart, event.valueEnd)) throw new Doubt();
      frame.key = key;
      frame.keyEvent = event;
      return;
    }
    const { key } = frame;
    const target = frame.value as Record<string, unknown>;
    frame.key = undefined;
    if (isMergeKey(key, frame.keyEvent!)) {
      // Still empty where it is written in place: it is looked into when the mapping ends.
      frame.merges ??= [];
      frame.merges.push(value);
      return;
    }
    if (target[key] !== undefined && Object.hasOwn(target, key))
      problems.push(duplicateKey(key, 'mapping', scalarRange(frame.keyEvent!)));
    setOwn(target, key, value);
  };

  for (const event of all) {
    switch (event.type) {
      case EVENT_SCALAR: {
        nodes++;
        const value = scalarValue(text, event);
        if (typeof value === 'number') oddNumbers ||= mayBeText(text, event);
        if (event.anchorStart >= 0) anchors.set(text.slice(event.anchorStart, event.anchorEnd), { value, nodes: 1, open: false });
        place(value, event);
        break;
      }
      case EVENT_POP: {
        if (!frame) {
          inDocument = false;
          break;
        }
        const done = frame;
        if (done.merges) applyMerges(done.value as Record<string, unknown>, done.merges);
        if (done.anchor) {
          done.anchor.nodes = nodes - done.nodesBefore;
          done.anchor.open = false;
        }
        frame = stack.pop();
        break;
      }
      case EVENT_DOCUMENT:
        if (event.directives.some((d) => d.kind === 'tag' || d.version !== '1.2')) throw new Doubt();
        anchors = new Map();
        inDocument = true;
        break;
      case EVENT_ALIAS: {
        const name = text.slice(event.anchorStart, event.anchorEnd);
        const here = { start: event.anchorStart - 1, end: event.anchorEnd };
        const target = anchors.get(name);
        if (!target) throw new Doubt();
        if (target.open) throw endlessAlias(name, here);
        nodes += target.nodes;
        aliasNodes += target.nodes;
        if (aliasNodes > MAX_ALIAS_NODES) throw tooManyAliases(here);
        if (frame?.mapping && frame.key === undefined) throw new Doubt();
        place(target.value, undefined);
        break;
      }
      default: {
        nodes++;
        if (event.tagStart >= 0) throw new Doubt();
        const mapping = event.type === EVENT_MAPPING;
        const value: Record<string, unknown> | unknown[] = mapping ? {} : [];
        const anchor: Anchor | undefined = event.anchorStart < 0 ? undefined : { value, nodes: 0, open: true };
        if (anchor) anchors.set(text.slice(event.anchorStart, event.anchorEnd), anchor);
        place(value, undefined);
        if (frame) stack.push(frame);
        frame = { value, mapping, anchor, nodesBefore: nodes, key: undefined, keyEvent: undefined, merges: undefined };
        if (stack.length === 0 && !inDocument) throw new Doubt();
      }
    }
  }
  return { values, problems, oddNumbers };
}

/** Whether a number begins with a zero that does not count, or is a power of ten as long as a MAC address without its hyphens. */
function mayBeText(text: string, { valueStart, valueEnd }: ScalarEvent): boolean {
  const length = valueEnd - valueStart;
  if (length > 1 && text.charCodeAt(valueStart) === 48) return true;
  return length === 12 && /e/i.test(text.slice(valueStart, valueEnd));
}

function applyMerges(target: Record<string, unknown>, sources: readonly unknown[]): void {
  for (const source of sources.flat()) {
    if (source === null || typeof source !== 'object' || Array.isArray(source)) throw new Doubt();
    for (const [key, value] of Object.entries(source)) if (!Object.hasOwn(target, key)) setOwn(target, key, value);
  }
}

/** Sets a member under any name: plain assignment to `__proto__` would change what the object is. */
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
