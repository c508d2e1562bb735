import type { Html } from '../html.ts';

/** The element of a selector, which the page always has. */
export function one<E extends HTMLElement = HTMLElement>(within: ParentNode, selector: string): E {
  const found = within.querySelector<E>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

export function all<E extends HTMLElement = HTMLElement>(within: ParentNode, selector: string): E[] {
  return [...within.querySelectorAll<E>(selector)];
}

/** Puts HTML into an element: only what the templates of the page have made, in which every value is escaped. */
export function put(element: Element, content: Html): void {
  element.innerHTML = content.text;
}

/** Buttons that turn pages. */
export class Pages {
  constructor(
    private readonly element: HTMLElement,
    private readonly size: number,
    turn: (by: number) => void,
  ) {
    for (const button of all(element, 'button')) button.addEventListener('click', () => turn(Number(button.dataset.page)));
  }

  /** Shows which ways are open from a page. */
  show(page: number, found: number): void {
    const [back, next] = all<HTMLButtonElement>(this.element, 'button') as [HTMLButtonElement, HTMLButtonElement];
    this.element.hidden = found <= this.size;
    back.disabled = page === 0;
    next.disabled = (page + 1) * this.size >= found;
  }
}

/** What can be shown whole, for printing, and as before again. */
export interface Printed {
  whole(): void;
  paged(): void;
}
