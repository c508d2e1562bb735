/**
 * The characters PowerShell takes for dashes and quotes besides those of ASCII: en dash, em dash and horizontal bar; curly and low
 * quotes. Others that look like a dash (hyphen, figure dash, minus sign) are part of a word.
 * Source: PowerShell language specification, 2.3.5 and 2.3.4 (dash, single-quote-character, double-quote-character).
 */
const DASHES = new Set(['-', '\u2013', '\u2014', '\u2015']);
const SINGLE = new Set(["'", '\u2018', '\u2019', '\u201a', '\u201b']);
const DOUBLE = new Set(['"', '\u201c', '\u201d', '\u201e']);

export function isDash(c: string | undefined): boolean {
  return c !== undefined && DASHES.has(c);
}

export function isSingleQuote(c: string | undefined): boolean {
  return c !== undefined && SINGLE.has(c);
}

export function isDoubleQuote(c: string | undefined): boolean {
  return c !== undefined && DOUBLE.has(c);
}

/** Blanks within a line; PowerShell takes all blanks of Unicode for one. */
export function isBlank(c: string | undefined): boolean {
  if (c === undefined) return false;
  if (c < '\u0080') return c === ' ' || c === '\t' || c === '\v' || c === '\f';
  return c === '\u0085' || c === '\ufeff' || /\p{Zs}/u.test(c);
}

export function isLineEnd(c: string | undefined): boolean {
  return c === '\n' || c === '\r';
}

/** Letters, digits and _ : what names of variables and parameters are made of. */
export function isWord(c: string | undefined): boolean {
  if (c === undefined) return false;
  if (c < '\u0080') return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c === '_';
  return /[\p{L}\p{N}]/u.test(c);
}
