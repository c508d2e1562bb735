import {
  COLLECTION_STYLE_FLOW,
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  type Event,
  getScalarValue,
  SCALAR_STYLE_PLAIN,
} from 'js-yaml';
import type { Range } from '#text/source-file';
import { blockScalar, type SyntaxMember, type SyntaxNode } from './syntax-node.ts';
import { isBlock, isMergeKey, scalarRange } from './yaml-scalar.ts';

interface NodeFrame {
  readonly node: { range: Range; members?: Map<string, SyntaxMember>; items?: SyntaxNode[]; merged?: SyntaxNode[] };
  readonly flow: boolean;
  key: { text: string; range: Range; merge: boolean } | undefined;
}

/** The places of a text whose values could be built: of each document, its root. */
export function buildNodes(text: string, all: readonly Event[]): SyntaxNode[] {
  const roots: SyntaxNode[] = [];
  const stack: NodeFrame[] = [];
  const anchors = new Map<string, SyntaxNode>();
  let frame: NodeFrame | undefined;
  let last = 0;
  const place = (node: SyntaxNode, end: number, key?: { text: string; merge: boolean }): void => {
    last = end;
    if (!frame) roots.push(node);
    else if (frame.node.items) frame.node.items.push(node);
    else if (!frame.key) frame.key = { text: key!.text, merge: key!.merge, range: node.range };
    else {
      const { text: name, merge, range } = frame.key;
      frame.key = undefined;
      if (merge) frame.node.merged = [...(frame.node.merged ?? []), node];
      else frame.node.members!.set(name, { key: range, value: node });
    }
  };
  for (const event of all) {
    switch (event.type) {
      case EVENT_SCALAR: {
        const empty = frame?.key ? behindColon(text, frame.key.range.end) : last;
        const range = event.valueStart < 0 ? { start: empty, end: empty } : scalarRange(event);
        const node: SyntaxNode = isBlock(event)
          ? blockScalar(text, range)
          : event.style === SCALAR_STYLE_PLAIN
            ? { range, plain: true }
            : { range };
        if (event.anchorStart >= 0) anchors.set(text.slice(event.anchorStart, event.anchorEnd), node);
        if (frame?.node.members && !frame.key) {
          const key = event.valueStart < 0 ? '' : getScalarValue(text, event);
          place(node, range.end, { text: key, merge: isMergeKey(key, event) });
        } else place(node, range.end);
        break;
      }
      case EVENT_ALIAS: {
        const target = anchors.get(text.slice(event.anchorStart, event.anchorEnd));
        if (target) place(target, event.anchorEnd);
        break;
      }
      case EVENT_DOCUMENT:
        anchors.clear();
        break;
      case EVENT_POP: {
        if (!frame) break;
        const { node, flow } = frame;
        last = Math.max(last, node.range.start);
        if (flow) last = flowEnd(text, Math.max(last, node.range.start + 1));
        node.range = { start: node.range.start, end: last };
        frame = stack.pop();
        break;
      }
      default: {
        const node: NodeFrame['node'] = { range: { start: event.start, end: event.start } };
        if (event.type === EVENT_MAPPING) node.members = new Map();
        else node.items = [];
        const anchor = event.anchorStart >= 0 ? text.slice(event.anchorStart, event.anchorEnd) : undefined;
        if (anchor !== undefined) anchors.set(anchor, node);
        place(node, event.start);
        if (frame) stack.push(frame);
        frame = { node, flow: event.style === COLLECTION_STYLE_FLOW && /[[{]/.test(text[event.start]!), key: undefined };
      }
    }
  }
  return roots;
}

/** Where a value would stand that is not written: behind the colon of its key. */
function behindColon(text: string, keyEnd: number): number {
  const colon = /[ \t]*:/y;
  colon.lastIndex = keyEnd;
  return colon.test(text) ? colon.lastIndex : keyEnd;
}

/** The end of a flow collection whose last part ends at `from`: behind its bracket. */
function flowEnd(text: string, from: number): number {
  const close = /(?:[\s,:?]|#[^\n]*\n)*[\]}]/y;
  close.lastIndex = from;
  return close.test(text) ? close.lastIndex : from;
}
