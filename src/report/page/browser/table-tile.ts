import { largestFirst } from '../cells.ts';
import type { Row, Table } from '../data.ts';
import { html } from '../html.ts';
import { statisticsHtml } from '../statistics.ts';
import { bodyHtml, countText, firstView, headHtml, PAGE, rowsOf, type TableView } from '../table.ts';
import { all, one, Pages, type Printed, put } from './page.ts';

/** Rows that are printed of one table. */
const PRINTED = 2000;

/** A table of the page: sorted, filtered, narrowed, paged, its columns shown and hidden. */
export class TableTile implements Printed {
  /** Told when a row is chosen or let go. */
  onChoose: ((row: Row | undefined, name: string) => void) | undefined;
  /** By table: what lets go of the row this table is narrowed to. */
  readonly onWiden = new Map<string, () => void>();
  private readonly view: TableView;
  private readonly narrowed = new Map<string, { readonly id: string; readonly name: string }>();
  private filters = false;
  private readonly head: HTMLElement;
  private readonly body: HTMLElement;
  private readonly pages: Pages;

  constructor(
    private readonly element: HTMLElement,
    private readonly table: Table,
  ) {
    this.view = firstView(table);
    this.head = one(element, '.scroll thead');
    this.body = one(element, '.scroll tbody');
    this.pages = new Pages(one(element, '.pages'), PAGE, (by) => {
      this.view.page += by;
      this.draw();
      one(element, '.scroll').scrollTop = 0;
    });
    this.listen();
    this.draw();
  }

  private listen(): void {
    const { element, view } = this;
    one<HTMLInputElement>(element, '.filter').addEventListener('input', ({ target }) => {
      view.filter = (target as HTMLInputElement).value;
      this.refilter();
    });
    one(element, '.by-column').addEventListener('click', () => this.showFilters(!this.filters));
    this.head.addEventListener('input', ({ target }) => {
      const { filter } = (target as HTMLElement).dataset;
      if (filter === undefined) return;
      view.columnFilters[Number(filter)] = (target as HTMLInputElement).value;
      this.refilter();
    });
    this.head.addEventListener('click', ({ target }) => {
      const sort = (target as Element).closest<HTMLElement>('[data-sort]')?.dataset.sort;
      if (sort !== undefined) this.sortBy(Number(sort));
    });
    const chooser = one<HTMLDetailsElement>(element, '.chooser');
    // As in the management interface: a right click on a title leads to the columns.
    this.head.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      chooser.open = true;
      chooser.querySelector<HTMLInputElement>('input:enabled')?.focus();
    });
    chooser.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape') return;
      chooser.open = false;
      one(chooser, 'summary').focus();
    });
    document.addEventListener('click', ({ target }) => {
      if (!chooser.contains(target as Node)) chooser.open = false;
    });
    chooser.addEventListener('change', ({ target }) => {
      const { dataset, checked } = target as HTMLInputElement;
      view.visible[Number(dataset.column)] = checked;
      this.drawHead();
      this.draw();
    });
    element.querySelector<HTMLInputElement>('[data-aside]')?.addEventListener('change', ({ target }) => {
      view.aside = (target as HTMLInputElement).checked;
      this.refilter();
    });
    this.body.addEventListener('click', ({ target }) => {
      const row = (target as Element).closest<HTMLElement>('tr');
      // A button of another purpose is not a choice of its row; neither is text that is being selected.
      if (!row || (target as Element).closest('button:not(.choose)') || (getSelection()?.toString() ?? '') !== '') return;
      const { row: id } = row.dataset;
      if (this.table.choose && id !== undefined) this.choose(this.view.chosen === id ? undefined : id, true);
    });
    this.body.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const buttons = all(this.body, '.choose');
      const at = buttons.indexOf(event.target as HTMLElement);
      if (step === undefined || at < 0) return;
      event.preventDefault();
      buttons[at + step]?.focus();
    });
    one(element, '.within').addEventListener('click', ({ target }) => {
      const from = (target as Element).closest<HTMLElement>('[data-widen]')?.dataset.widen;
      if (from !== undefined) this.onWiden.get(from)?.();
    });
  }

  private sortBy(column: number): void {
    const { view, table } = this;
    const same = view.sort.column === column;
    view.sort = { column, descending: same ? !view.sort.descending : largestFirst(table.columns[column]!) };
    // Titles stay as they are, so that the focus does.
    all(this.head, '[data-sort]').forEach((button) => {
      const sorted = Number(button.dataset.sort) === column;
      button.closest('th')!.setAttribute('aria-sort', sorted ? (view.sort.descending ? 'descending' : 'ascending') : 'none');
    });
    this.refilter();
  }

  /** Shows only rows with a text in a column. */
  filterBy(id: string, text: string): void {
    const column = this.table.columns.findIndex((each) => each.id === id);
    this.view.columnFilters[column] = text;
    this.showFilters(true);
  }

  private showFilters(on: boolean): void {
    this.filters = on;
    if (!on) this.view.columnFilters.fill('');
    one(this.element, '.by-column').setAttribute('aria-pressed', String(on));
    this.drawHead();
    this.refilter();
  }

  /** Chooses a row, or none. */
  choose(id: string | undefined, focus = false): void {
    this.view.chosen = id;
    this.draw();
    const row = this.table.rows.find((each) => each.id === id);
    const name = String(row?.cells[0] ?? '');
    const shown = this.element.querySelector('.shown-statistics');
    if (shown)
      put(shown, row ? statisticsHtml(name, row.statistics) : html`<p class="quiet">Select a row to see its statistics.</p>`);
    this.onChoose?.(row, name);
    if (focus)
      all(this.body, 'tr')
        .find((each) => each.dataset.row === id)
        ?.querySelector<HTMLElement>('.choose')
        ?.focus();
  }

  /** Shows only rows of a thing that is chosen in another table. */
  narrow(from: string, id: string | undefined, name: string): void {
    if (id === undefined) this.narrowed.delete(from);
    else this.narrowed.set(from, { id, name });
    this.view.within = [...this.narrowed.values()].map((each) => each.id);
    // What is not in view cannot stay chosen.
    if (this.view.chosen !== undefined && !rowsOf(this.table, this.view).some((row) => row.id === this.view.chosen))
      this.choose(undefined);
    const within = one(this.element, '.within');
    within.hidden = this.narrowed.size === 0;
    put(
      within,
      html`Only ${[...this.narrowed].map(([table, { name: shown }], i) => html`${i > 0 && ', '}${shown} <button type="button" data-widen="${table}" aria-label="Show all again, not only ${shown}">✕</button>`)}`,
    );
    this.refilter();
  }

  private refilter(): void {
    this.view.page = 0;
    this.draw();
  }

  private drawHead(): void {
    put(this.head, headHtml(this.table, this.view, this.filters));
  }

  private draw(size = PAGE): void {
    const { table, view } = this;
    const rows = rowsOf(table, view);
    const first = view.page * size;
    put(this.body, bodyHtml(table, view, rows.slice(first, first + size)));
    one(this.element, '.rows').textContent = countText(table, view, rows.length);
    this.pages.show(view.page, rows.length);
  }

  whole(): void {
    this.view.page = 0;
    this.draw(PRINTED);
    const rows = rowsOf(this.table, this.view).length;
    one(this.element, '.rows').textContent = rows > PRINTED ? `the first ${PRINTED} of ${rows} rows` : `${rows} rows`;
  }

  paged(): void {
    this.draw();
  }
}
