import { SCALAR_STYLE_FOLDED_BLOCK, SCALAR_STYLE_LITERAL_BLOCK, SCALAR_STYLE_PLAIN, type ScalarEvent } from 'js-yaml';
import type { Range } from '#text/source-file';

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const BOOLEANS = new Map([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);
const INTEGER = /^[-+]?[0-9]+$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const RADIX = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;
const SPECIAL = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** The value of a plain scalar by the YAML 1.2 core schema (yaml.org/spec/1.2.2, section 10.3). */
export function plainScalar(text: string): string | number | boolean | null {
  const first = text.charCodeAt(0);
  // Digits, signs and a dot start numbers; N, n, T, t, F, f and ~ the rest: everything else is text without a second look.
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) {
    if (INTEGER.test(text)) return Number(text);
    if (FLOAT.test(text) || RADIX.test(text)) return Number(text);
    if (SPECIAL.test(text)) return specialValue(text);
    return text;
  }
  switch (first) {
    case 110:
    case 78:
    case 126:
      return NULLS.has(text) ? null : text;
    case 116:
    case 84:
    case 102:
    case 70:
      return BOOLEANS.get(text) ?? text;
    default:
      return text === '' ? null : text;
  }
}

function specialValue(text: string): number {
  if (text.toLowerCase().endsWith('nan')) return Number.NaN;
  return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** `<<` without quotes: what stands behind it is put into the mapping. */
export function isMergeKey(key: string, event: ScalarEvent): boolean {
  return key === '<<' && event.style === SCALAR_STYLE_PLAIN;
}

/** Whether a scalar is written with `|` or `>`. */
export function isBlock(event: ScalarEvent): boolean {
  return event.style === SCALAR_STYLE_LITERAL_BLOCK || event.style === SCALAR_STYLE_FOLDED_BLOCK;
}

/** The characters of a scalar, quotes included, the header of a block scalar not. */
export function scalarRange(event: ScalarEvent): Range {
  if (event.valueStart < 0) return { start: 0, end: 0 };
  const quoted = event.style !== SCALAR_STYLE_PLAIN && !isBlock(event);
  return quoted ? { start: event.valueStart - 1, end: event.valueEnd + 1 } : { start: event.valueStart, end: event.valueEnd };
}
