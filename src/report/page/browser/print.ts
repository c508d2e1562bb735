import type { Printed } from './page.ts';

/** Shows everything while the page is printed: rows of every page, findings opened. */
export function printWhole(parts: readonly Printed[]): void {
  let printing = false;
  const set = (on: boolean): void => {
    if (on === printing) return;
    printing = on;
    for (const part of parts)
      if (on) part.whole();
      else part.paged();
  };
  addEventListener('beforeprint', () => set(true));
  addEventListener('afterprint', () => set(false));
  matchMedia('print').addEventListener('change', ({ matches }) => set(matches));
}
