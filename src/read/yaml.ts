import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE_FOLDED_BLOCK,
  SCALAR_STYLE_LITERAL_BLOCK,
  SCALAR_STYLE_PLAIN,
  type ScalarEvent,
} from 'js-yaml';
import type { Range } from '#text/source-file';
import { MAX_ALIAS_NODES, MAX_DEPTH } from './limits.ts';
import type { Problem } from './problem.ts';
import type { SyntaxMember, SyntaxNode } from './syntax-node.ts';
import { plainScalar } from './yaml-scalar.ts';

/** What reading a text gave: the value of each document of it, and what was wrong. */
export interface SyntaxResult {
  readonly values: readonly unknown[];
  readonly problems: readonly Problem[];
  /** Places of the parts of each document, worked out when first asked for. */
  readonly nodes: () => readonly SyntaxNode[];
}

/** The fast path does not vouch for this text; the `yaml` package has the last word. */
class Doubt extends Error {}

class Limit extends Error {
  constructor(
    message: string,
    readonly range: Range,
  ) {
    super(message);
  }
}

/**
 * Reads YAML 1.2 with merge keys. The hot path takes the events of js-yaml, which do not check; what they do not check
 * (duplicate keys, aliases, tags, size of expanded aliases) is checked here. Whatever is doubtful goes to the `yaml` package.
 */
export async function readYaml(text: string): Promise<SyntaxResult> {
  try {
    const { values, problems } = buildValues(text, events(text));
    let nodes: readonly SyntaxNode[] | undefined;
    return { values, problems, nodes: () => (nodes ??= buildNodes(text, events(text))) };
  } catch (error) {
    if (error instanceof Limit)
      return { values: [], problems: [{ rule: 'reading/limit', message: error.message, place: error.range }], nodes: () => [] };
    const slow = await import('./yaml-slow.ts');
    return slow.readYamlSlowly(text);
  }
}

function events(text: string): Event[] {
  try {
    return parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    const { reason, mark } = error as { reason?: string; mark?: { position: number } };
    if (reason?.includes('nesting') || error instanceof RangeError) {
      const start = mark?.position ?? 0;
      throw new Limit(`nested deeper than ${MAX_DEPTH} levels; hvlint does not read further`, { start, end: start + 1 });
    }
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

interface Frame {
  readonly value: Record<string, unknown> | unknown[];
  readonly mapping: boolean;
  readonly anchor: string | undefined;
  readonly nodesBefore: number;
  key: string | undefined;
  keyEvent: ScalarEvent | undefined;
  merges: unknown[] | undefined;
}

function buildValues(text: string, all: readonly Event[]): { values: unknown[]; problems: Problem[] } {
  const values: unknown[] = [];
  const problems: Problem[] = [];
  const stack: Frame[] = [];
  let anchors = new Map<string, { value: unknown; nodes: number; open: boolean }>();
  let frame: Frame | undefined;
  let nodes = 0;
  let aliasNodes = 0;
  let inDocument = false;

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
      // Keys that are no text (mappings, null, numbers) are legal YAML, but nothing of ours.
      if (!event) throw new Doubt();
      const key = typeof value === 'string' ? value : text.slice(event.valueStart, Math.max(event.valueStart, event.valueEnd));
      frame.key = key;
      frame.keyEvent = event;
      return;
    }
    const { key } = frame;
    const target = frame.value as Record<string, unknown>;
    frame.key = undefined;
    if (key === '<<' && frame.keyEvent!.style === SCALAR_STYLE_PLAIN && value !== null && typeof value === 'object') {
      frame.merges = [...(frame.merges ?? []), ...(Array.isArray(value) ? value : [value])];
      return;
    }
    if (target[key] !== undefined && Object.hasOwn(target, key))
      problems.push({
        rule: 'reading/duplicate-key',
        message: `the key '${key}' is written twice in this mapping; only the last value counts`,
        place: scalarRange(frame.keyEvent!),
        key,
      });
    if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
    else target[key] = value;
  };

  for (const event of all) {
    switch (event.type) {
      case EVENT_SCALAR: {
        nodes++;
        const value = scalarValue(text, event);
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
        if (done.anchor !== undefined)
          anchors.set(done.anchor, { value: done.value, nodes: nodes - done.nodesBefore, open: false });
        frame = stack.pop();
        break;
      }
      case EVENT_DOCUMENT:
        if (event.directives.some((d) => d.kind === 'tag')) throw new Doubt();
        anchors = new Map();
        inDocument = true;
        break;
      case EVENT_ALIAS: {
        const name = text.slice(event.anchorStart, event.anchorEnd);
        const target = anchors.get(name);
        if (!target || target.open) throw new Doubt();
        nodes += target.nodes;
        aliasNodes += target.nodes;
        if (aliasNodes > MAX_ALIAS_NODES)
          throw new Limit(
            `aliases expand to more than ${MAX_ALIAS_NODES.toLocaleString('en')} values; hvlint does not read further`,
            {
              start: event.anchorStart - 1,
              end: event.anchorEnd,
            },
          );
        if (frame?.mapping && frame.key === undefined) throw new Doubt();
        place(target.value, undefined);
        break;
      }
      default: {
        nodes++;
        if (event.tagStart >= 0) throw new Doubt();
        const mapping = event.type === EVENT_MAPPING;
        const value: Record<string, unknown> | unknown[] = mapping ? {} : [];
        const anchor = event.anchorStart >= 0 ? text.slice(event.anchorStart, event.anchorEnd) : undefined;
        if (anchor !== undefined) anchors.set(anchor, { value, nodes: 0, open: true });
        place(value, undefined);
        if (frame) stack.push(frame);
        frame = { value, mapping, anchor, nodesBefore: nodes, key: undefined, keyEvent: undefined, merges: undefined };
        if (stack.length === 0 && !inDocument) throw new Doubt();
      }
    }
  }
  return { values, problems };
}

function applyMerges(target: Record<string, unknown>, sources: readonly unknown[]): void {
  for (const source of sources) {
    if (source === null || typeof source !== 'object' || Array.isArray(source)) throw new Doubt();
    for (const [key, value] of Object.entries(source)) if (!Object.hasOwn(target, key)) target[key] = value;
  }
}

function scalarRange(event: ScalarEvent): Range {
  if (event.valueStart < 0) return { start: 0, end: 0 };
  const quoted =
    event.style !== SCALAR_STYLE_PLAIN && event.style !== SCALAR_STYLE_LITERAL_BLOCK && event.style !== SCALAR_STYLE_FOLDED_BLOCK;
  return quoted ? { start: event.valueStart - 1, end: event.valueEnd + 1 } : { start: event.valueStart, end: event.valueEnd };
}

interface NodeFrame {
  readonly node: { range: Range; members?: Map<string, SyntaxMember>; items?: SyntaxNode[]; merged?: SyntaxNode[] };
  readonly anchor: string | undefined;
  key: { text: string; range: Range } | undefined;
}

/** The places of a text that buildValues accepted. */
function buildNodes(text: string, all: readonly Event[]): SyntaxNode[] {
  const roots: SyntaxNode[] = [];
  const stack: NodeFrame[] = [];
  const anchors = new Map<string, SyntaxNode>();
  let frame: NodeFrame | undefined;
  let last = 0;
  const place = (node: SyntaxNode, keyText: string | undefined): void => {
    last = node.range.end;
    if (!frame) roots.push(node);
    else if (frame.node.items) frame.node.items.push(node);
    else if (!frame.key) frame.key = { text: keyText ?? '', range: node.range };
    else {
      const { key } = frame;
      frame.key = undefined;
      if (key.text === '<<' && (node.members || node.items))
        frame.node.merged = [...(frame.node.merged ?? []), ...(node.items ?? [node])];
      else frame.node.members!.set(key.text, { key: key.range, value: node });
    }
  };
  for (const event of all) {
    switch (event.type) {
      case EVENT_SCALAR: {
        const range =
          event.valueStart < 0
            ? { start: frame?.key?.range.end ?? last, end: frame?.key?.range.end ?? last }
            : firstLine(text, scalarRange(event), event);
        const node: SyntaxNode = event.style === SCALAR_STYLE_PLAIN ? { range, plain: true } : { range };
        if (event.anchorStart >= 0) anchors.set(text.slice(event.anchorStart, event.anchorEnd), node);
        const isKey = frame?.node.members && !frame.key;
        place(node, isKey ? String(event.valueStart < 0 ? '' : getScalarValue(text, event)) : undefined);
        break;
      }
      case EVENT_ALIAS: {
        const target = anchors.get(text.slice(event.anchorStart, event.anchorEnd));
        if (target) place(target, undefined);
        break;
      }
      case EVENT_DOCUMENT:
        anchors.clear();
        break;
      case EVENT_POP: {
        if (!frame) break;
        frame.node.range = { start: frame.node.range.start, end: Math.max(last, frame.node.range.start) };
        frame = stack.pop();
        break;
      }
      default: {
        const node: NodeFrame['node'] = { range: { start: event.start, end: event.start } };
        if (event.type === EVENT_MAPPING) node.members = new Map();
        else node.items = [];
        const anchor = event.anchorStart >= 0 ? text.slice(event.anchorStart, event.anchorEnd) : undefined;
        if (anchor !== undefined) anchors.set(anchor, node);
        place(node, undefined);
        if (frame) stack.push(frame);
        frame = { node, anchor, key: undefined };
      }
    }
  }
  return roots;
}

function firstLine(text: string, range: Range, event: ScalarEvent): Range {
  if (event.style !== SCALAR_STYLE_LITERAL_BLOCK && event.style !== SCALAR_STYLE_FOLDED_BLOCK) return range;
  const start = range.start + (text.slice(range.start, range.end).match(/^\s*/)?.[0].length ?? 0);
  const end = text.indexOf('\n', start);
  return { start, end: end < 0 || end > range.end ? range.end : end };
}
