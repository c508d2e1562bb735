import { distance } from 'fastest-levenshtein';

/**
 * The candidate a misspelt word most likely means, or undefined when none is near:
 * case never counts, two neighbours in the wrong order are one mistake, and at most a third of the letters
 * (at least one, at most three) may differ. A single letter means nothing but itself.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  const swapped = swaps(wanted);
  let best: string | undefined;
  let bestDistance = (wanted.length < 2 ? 0 : Math.max(1, Math.min(3, Math.floor(wanted.length / 3)))) + 1;
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    const d = Math.min(distance(wanted, lower), ...swapped.map((other) => distance(other, lower) + 1));
    if (d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

/** A word with each pair of neighbours exchanged; none for long texts, where a slip is one letter of many. */
function swaps(word: string): string[] {
  if (word.length > 40) return [];
  return Array.from(
    { length: Math.max(0, word.length - 1) },
    (_, i) => word.slice(0, i) + word[i + 1]! + word[i]! + word.slice(i + 2),
  );
}
