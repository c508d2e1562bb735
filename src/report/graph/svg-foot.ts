import { element } from '../xml.ts';
import type { Drawing, ListedFinding } from './drawing.ts';
import { type Weight, weightsOf } from './marks.ts';
import { sign } from './svg-sign.ts';
import { textWidth, wrapped } from './text-width.ts';

/** Most findings that are listed below a picture. */
const MAX_LISTED = 40;
const LIST_SIZE = 11;
const STEP = 15;

const WORDS: Readonly<Record<Weight, string>> = { stop: 'VLAN stopped', error: 'error', warning: 'warning', info: 'info' };

/** What stands below a picture: what its signs and lines mean, and the findings. */
export function footOf(
  drawing: Drawing,
  list: boolean,
  left: number,
  top: number,
  width: number,
): { readonly elements: string[][]; readonly bottom: number } {
  const legend = legendOf(drawing, left, top + 8, width);
  if (!list || drawing.findings.length === 0) return legend;
  const elements = [...legend.elements];
  let y = legend.bottom + 20;
  const shown = drawing.findings.slice(0, MAX_LISTED);
  for (const finding of shown) {
    const lines = wrapped(words(finding), ' ', width - 24, LIST_SIZE);
    elements.push(
      element('g', { class: 'hvg-listed' }, [
        sign(finding.weight, left + 7, y - 4),
        ...lines.map((text, i) => element('text', { class: 'hvg-list', x: left + 20, y: y + i * STEP }, text)),
      ]),
    );
    y += lines.length * STEP + 4;
  }
  const rest = drawing.findings.length - shown.length;
  if (rest > 0) {
    elements.push(element('text', { class: 'hvg-list', x: left + 20, y }, `and ${rest} more: hvlint lists them all`));
    y += STEP;
  }
  return { elements, bottom: y - 4 };
}

function words({ about, text, rule }: ListedFinding): string[] {
  return `${about === '' ? '(not in the picture)' : `${about}:`} ${text}${rule === undefined ? '' : ` [${rule}]`}`.split(' ');
}

function legendOf(drawing: Drawing, left: number, y: number, width: number): { elements: string[][]; bottom: number } {
  const weights = weightsOf([...drawing.things, ...drawing.links].flatMap(({ marks }) => marks)).map(({ weight }) => weight);
  const kinds = new Set(drawing.links.map(({ kind }) => kind));
  const items: { readonly text: string; readonly draw: (x: number, y: number) => string[] }[] = [
    ...weights.map((weight) => ({ text: WORDS[weight], draw: (x: number, at: number) => sign(weight, x + 13, at) })),
    ...(kinds.has('cable') ? [{ text: 'cable', draw: lineOf('cable') }] : []),
    ...((['member', 'uplink', 'adapter', 'lag'] as const).some((kind) => kinds.has(kind))
      ? [{ text: 'stands on, is part of', draw: lineOf('member') }]
      : []),
    ...(kinds.has('subnet') ? [{ text: 'in the virtual subnet', draw: lineOf('subnet') }] : []),
    ...(drawing.links.some(({ isDisputed }) => isDisputed)
      ? [{ text: 'cable that sources have differently', draw: lineOf('cable hvg-disputed') }]
      : []),
    ...(drawing.things.some(({ isDescribed }) => !isDescribed)
      ? [{ text: 'named only, not described', draw: (x: number, at: number) => dashed(x, at) }]
      : []),
  ];
  const elements: string[][] = [];
  let x = left;
  let at = y;
  for (const { text, draw } of items) {
    const wide = 32 + textWidth(text, 10.5) + 18;
    if (x > left && x + wide > left + width) {
      x = left;
      at += 18;
    }
    elements.push(
      element('g', { class: 'hvg-legend' }, [draw(x, at), element('text', { class: 'hvg-label', x: x + 32, y: at + 4 }, text)]),
    );
    x += wide;
  }
  return { elements, bottom: at + 10 };
}

function lineOf(kind: string): (x: number, y: number) => string[] {
  return (x, y) =>
    element('g', { class: `hvg-link hvg-${kind}` }, [element('path', { class: 'hvg-line', d: `M${x} ${y}H${x + 26}` })]);
}

function dashed(x: number, y: number): string[] {
  return element('g', { class: 'hvg-box hvg-undescribed' }, [
    element('rect', { class: 'hvg-rect', x: x + 2, y: y - 6, width: 22, height: 12, rx: 3 }),
  ]);
}
