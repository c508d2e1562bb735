import { element } from '../xml.ts';
import { badgeWidth } from './box.ts';
import { type Mark, type Weight, weightsOf } from './marks.ts';

/** Shapes 13 units wide, around their middle: the severity is told by shape, not by colour alone. */
const SHAPES: Readonly<Record<Weight, { readonly sign: string; readonly mark: string }>> = {
  // A bar across: no entry.
  stop: { sign: 'M-6.5 0A6.5 6.5 0 1 1 6.5 0A6.5 6.5 0 1 1-6.5 0Z', mark: 'M-3.4 0H3.4' },
  // An octagon with a cross.
  error: { sign: 'M-2.7-6.5H2.7L6.5-2.7V2.7L2.7 6.5H-2.7L-6.5 2.7V-2.7Z', mark: 'M-2.4-2.4L2.4 2.4M2.4-2.4L-2.4 2.4' },
  // A triangle with an exclamation mark.
  warning: { sign: 'M0-6.3L6.9 5.7H-6.9Z', mark: 'M0-2.4V1.2M0 3.6V3.7' },
  // A disc with an i.
  info: { sign: 'M-6 0A6 6 0 1 1 6 0A6 6 0 1 1-6 0Z', mark: 'M0-.3V3M0-3V-2.9' },
};

/** The sign of a weight around a point. */
export function sign(weight: Weight, x: number, y: number): string[] {
  return element('g', { class: `hvg-${weight}`, transform: `translate(${x} ${y})` }, [
    element('path', { class: 'hvg-sign', d: SHAPES[weight].sign }),
    element('path', { class: 'hvg-mark', d: SHAPES[weight].mark }),
  ]);
}

/** The signs of marks in a row that ends at `right`, each with its number where there are several. */
export function signs(marks: readonly Mark[], right: number, y: number): string[][] {
  const all = weightsOf(marks);
  let x = right - all.reduce((sum, { count }) => sum + badgeWidth(count), 0);
  return all.map(({ weight, count }) => {
    const at = x + 9;
    x += badgeWidth(count);
    if (count === 1) return sign(weight, at, y);
    return element('g', { class: `hvg-${weight}` }, [
      sign(weight, at, y),
      element('text', { class: 'hvg-count', x: at + 8.5, y: y + 3.8 }, String(count)),
    ]);
  });
}
