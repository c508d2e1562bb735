import { plural } from '../cells.ts';
import { areaOf, type FindingData, isWithin, type PageData, SEVERITIES } from '../data.ts';
import { FINDINGS_PAGE, findingsHtml, type Grouping, grouped, groupSizes } from '../finding.ts';
import { html } from '../html.ts';
import { all, one, Pages, type Printed, put } from './page.ts';

/** Findings that are printed. */
const PRINTED = 1000;

/** What of the findings is to be shown; the rest is let be as it is. */
interface Wish {
  readonly severity?: number;
  readonly about?: string;
  readonly name?: string;
}

/** The findings of the page: filtered, grouped, paged. */
export class FindingsList implements Printed {
  private page = 0;
  private open = false;
  private about: { readonly id: string; readonly name: string } | undefined;
  private readonly list: HTMLElement;
  private readonly pages: Pages;

  constructor(
    private readonly element: HTMLElement,
    private readonly data: PageData,
  ) {
    this.list = one(element, '.findings');
    this.pages = new Pages(one(element, '.pages'), FINDINGS_PAGE, (by) => {
      this.page += by;
      this.draw();
      element.scrollIntoView();
    });
    one(element, '.tools').addEventListener('input', () => this.refilter());
    one(element, '.open-all').addEventListener('click', () => {
      this.open = !this.open;
      one(element, '.open-all').textContent = this.open ? 'Close all' : 'Open all';
      this.draw();
    });
    one(element, '.within').addEventListener('click', ({ target }) => {
      if (!(target as Element).closest('button')) return;
      this.about = undefined;
      this.refilter();
    });
    this.refilter();
  }

  /** Shows findings of a severity or about a thing, and brings the list into view. */
  show({ severity, about, name = '' }: Wish): void {
    for (const box of this.boxes()) box.checked = severity === undefined || Number(box.dataset.severityFilter) === severity;
    for (const field of all<HTMLInputElement | HTMLSelectElement>(this.element, '.area, .machine, .filter')) field.value = '';
    this.about = about === undefined ? undefined : { id: about, name };
    this.refilter();
    one(document, '#findings').scrollIntoView();
    this.list.querySelector<HTMLElement>('summary')?.focus({ preventScroll: true });
  }

  private boxes(): HTMLInputElement[] {
    return all<HTMLInputElement>(this.element, '[data-severity-filter]');
  }

  private found(): FindingData[] {
    const field = (selector: string): string => one<HTMLInputElement>(this.element, selector).value;
    const severities = this.boxes()
      .filter(({ checked }) => checked)
      .map(({ dataset }) => Number(dataset.severityFilter));
    const [area, machine] = [field('.area'), field('.machine')];
    const words = field('.filter').toLowerCase().split(/\s+/).filter(Boolean);
    const silenced = this.element.querySelector<HTMLInputElement>('.silenced-too')?.checked ?? false;
    return this.data.findings.filter((finding) => {
      if (finding.suppressed && !silenced) return false;
      if (!severities.includes(finding.severity)) return false;
      if (area !== '' && areaOf(finding.rule) !== area) return false;
      if (machine !== '' && !finding.machines.includes(machine)) return false;
      if (this.about && !finding.about.some((id) => isWithin(id, this.about!.id))) return false;
      const text = `${finding.message}\n${finding.rule}\n${finding.place.where}\n${SEVERITIES[finding.severity]}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  private refilter(): void {
    this.page = 0;
    const within = one(this.element, '.within');
    within.hidden = !this.about;
    if (this.about)
      put(
        within,
        html`Only about ${this.about.name} <button type="button" aria-label="Show all again, not only ${this.about.name}">✕</button>`,
      );
    this.draw();
  }

  private draw(size = FINDINGS_PAGE, open = this.open): void {
    const by = one<HTMLSelectElement>(this.element, '.grouping').value as Grouping;
    const found = grouped(this.found(), by);
    const from = this.page * size;
    const shown = found.slice(from, from + size);
    put(
      this.list,
      shown.length === 0
        ? html`<p class="none">${this.data.findings.length === 0 ? 'Nothing was found.' : 'No finding has what the filters ask for.'}</p>`
        : findingsHtml(shown, by, groupSizes(found, by), this.data.rules, open),
    );
    const range = found.length > size ? `${from + 1}–${from + shown.length} of ` : '';
    one(this.element, '.rows').textContent = range + plural(found.length, 'finding');
    this.pages.show(this.page, found.length);
  }

  whole(): void {
    this.page = 0;
    this.draw(PRINTED, true);
  }

  paged(): void {
    this.draw();
  }
}
