import stringWidth from 'string-width';

/** Widths of characters as parts of the font size. Those of a wide font (DejaVu Sans, Verdana), so that text fits in narrower ones too. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijlI.,:;'|!]/, 0.34],
  [/[ftr()[\] /\\"*·-]/, 0.44],
  [/[{}]/, 0.7],
  [/[mwMW@%…]/, 0.98],
  [/[A-Z&#+=<>~_]/, 0.74],
  [/[0-9]/, 0.64],
  [/[a-z]/, 0.62],
];

/** About how wide a line of text is, in units of the picture. Never too small for usual fonts. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const c of text) width += WIDTHS.find(([pattern]) => pattern.test(c))?.[1] ?? stringWidth(c) * 0.8;
  return Math.ceil(width * size * (bold ? 1.09 : 1));
}

/** A text that fits into a width, with … in its middle where it had to be cut: names differ at both ends. */
export function fitted(text: string, width: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text;
  const letters = [...text];
  for (let kept = letters.length - 1; kept > 1; kept--) {
    const head = Math.ceil(kept / 2);
    const cut = `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (kept - head)).join('')}`;
    if (textWidth(cut, size, bold) <= width) return cut;
  }
  return '…';
}

/** Lines of words that fit into a width; a word that is wider than that is cut. */
export function wrapped(words: readonly string[], separator: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? undefined : `${last}${separator}${word}`;
    if (longer !== undefined && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(fitted(word, width, size));
  }
  return lines;
}
