import type { Cursor } from './cursor.ts';
import type { NumberNode } from './syntax-tree.ts';

/**
 * Numbers as PowerShell writes them: 0x1F, 10GB (10 * 2^30), 1e3, 5L. Source: PowerShell language specification, 2.3.5.1 (numeric literals).
 * No two parts that repeat stand side by side, so that a long row of digits is tried once.
 */
const DIGITS = String.raw`(?:0[xX][0-9A-Fa-f]+|(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?)[lLdD]?(?:[kKmMgGtTpP][bB])?`;
const NUMBER = new RegExp(`${DIGITS}(?![\\p{L}\\p{N}_.:\\\\])`, 'uy');
const SIGNED = new RegExp(`[-\u2013\u2014\u2015]?${DIGITS}`, 'y');
/** `1..8` is a range of numbers, not a word. */
const RANGE = /\d{1,18}\.\.[\d$(-]/y;

/** Whether a number, and not a word that begins with digits, stands at the cursor. */
export function isNumberAt({ text, at }: Cursor): boolean {
  if (!/[\d.]/.test(text[at] ?? '')) return false;
  NUMBER.lastIndex = at;
  RANGE.lastIndex = at;
  return NUMBER.test(text) || RANGE.test(text);
}

const UNITS: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4, p: 1024 ** 5 };
const PARTS = /^([+-]?)(?:0[xX]([0-9A-Fa-f]+)|((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?))[lLdD]?(?:([kKmMgGtTpP])[bB])?$/;

/** The value of a text that is a number; undefined for other text. */
export function numberOf(text: string): number | undefined {
  const match = PARTS.exec(text.trim().replace(/^[\u2013\u2014\u2015]/, '-'));
  if (!match) return undefined;
  const [, sign, hex, decimal, unit] = match;
  const value = (hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal)) * (UNITS[unit?.toLowerCase() ?? ''] ?? 1);
  return sign === '-' ? -value : value;
}

export function readNumber(cursor: Cursor): NumberNode | undefined {
  const start = cursor.at;
  SIGNED.lastIndex = start;
  const text = SIGNED.exec(cursor.text)?.[0];
  const value = text === undefined ? undefined : numberOf(text);
  if (text === undefined || value === undefined) return undefined;
  cursor.at += text.length;
  return { sort: 'number', value, text, range: cursor.from(start) };
}
