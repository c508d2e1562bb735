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
    if (SPECIAL.test(text)) return text.includes('n') || text.includes('N') ? specialValue(text) : text;
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
