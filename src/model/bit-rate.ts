const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** Bits per second of "10 Gbps", "1000 Mbps", "25Gbit/s" or a number; undefined when it is none of these or 0. */
export function bitsPerSecond(written: string | number | undefined): number | undefined {
  if (written === undefined) return undefined;
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)(?:bps|bit\/s|b\/s)?\s*$/i.exec(String(written));
  const rate = match ? Number(match[1]) * FACTORS[match[2]!.toLowerCase()]! : 0;
  return rate > 0 ? rate : undefined;
}

/** A bit rate as Windows prints it: "10 Gbps". */
export function bitRateText(rate: number): string {
  for (const [unit, factor] of [
    ['T', 1e12],
    ['G', 1e9],
    ['M', 1e6],
    ['K', 1e3],
  ] as const)
    if (rate >= factor) return `${rate / factor} ${unit}bps`;
  return `${rate} bps`;
}
