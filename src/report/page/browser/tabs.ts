import { all, one } from './page.ts';

/** Makes a list of tabs work, also by arrow keys, Home and End. */
export function tabs(list: HTMLElement): void {
  const buttons = all<HTMLButtonElement>(list, '[role="tab"]');
  const select = (index: number, focus: boolean): void => {
    buttons.forEach((button, i) => {
      button.setAttribute('aria-selected', String(i === index));
      button.tabIndex = i === index ? 0 : -1;
      one(document, `#${button.getAttribute('aria-controls')}`).hidden = i !== index;
    });
    if (focus) buttons[index]!.focus();
  };
  buttons.forEach((button, i) => {
    button.addEventListener('click', () => select(i, false));
    button.addEventListener('keydown', (event) => {
      const n = buttons.length;
      const to = { ArrowRight: (i + 1) % n, ArrowLeft: (i + n - 1) % n, Home: 0, End: n - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      select(to, true);
    });
  });
  select(0, false);
}
