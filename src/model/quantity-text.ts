/**
 * A number for people: one decimal below 100, none from there on. Beside a limit that would read the same it gets as many decimals more
 * as tell the two apart. Infinity reads as "without end".
 */
export function quantityText(value: number, beside?: number): string {
  if (!Number.isFinite(value)) return 'without end';
  for (let decimals = value < 100 ? 1 : 0; ; decimals++) {
    const text = String(Number(value.toFixed(decimals)));
    if (beside === undefined || value === beside || decimals >= 9 || text !== String(Number(beside.toFixed(decimals))))
      return text;
  }
}

const UNITS = [
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
] as const;

/** A length of time for people: in days from four days on, else in hours from one hour on, minutes from one minute on, seconds. */
export function durationText(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'without end';
  for (const [unit, length] of UNITS) {
    if (seconds < (unit === 'days' ? 4 * length : length)) continue;
    const number = quantityText(seconds / length);
    return `${number} ${number === '1' ? unit.slice(0, -1) : unit}`;
  }
  return `${quantityText(seconds)} s`;
}
