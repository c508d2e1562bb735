import { cellHtml, cellText, compareCells, plural } from './cells.ts';
import { isWithin, LEVELS, type Row, type Table } from './data.ts';
import { type Html, html } from './html.ts';

/** Rows of a table that are shown at once. */
export const PAGE = 50;
/** Texts up to this length stay on one line. */
const SHORT = 20;

/** How a table is looked at. */
export interface TableView {
  sort: { column: number; descending: boolean };
  /** What rows must have, somewhere and by column. */
  filter: string;
  columnFilters: string[];
  visible: boolean[];
  page: number;
  aside: boolean;
  /** Id of the row that is chosen. */
  chosen: string | undefined;
  /** Ids of things the rows must belong to. */
  within: readonly string[];
}

/** A table as it is first seen. */
export function firstView({ columns }: Table): TableView {
  return {
    sort: { column: 0, descending: false },
    filter: '',
    columnFilters: columns.map(() => ''),
    visible: columns.map(({ hidden }) => !hidden),
    page: 0,
    aside: false,
    chosen: undefined,
    within: [],
  };
}

/** The rows of a view, in its order. */
export function rowsOf({ columns, rows }: Table, view: TableView): Row[] {
  const words = view.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = view.columnFilters.map((text) => text.trim().toLowerCase());
  const matches = (row: Row): boolean => {
    if (row.aside && !view.aside) return false;
    if (!view.within.every((thing) => isWithin(row.id, thing) || row.of?.some((id) => isWithin(id, thing)))) return false;
    if (wanted.some((text, i) => text !== '' && !cellText(columns[i]!.kind, row.cells[i]!).toLowerCase().includes(text)))
      return false;
    if (words.length === 0) return true;
    const all = columns
      .map(({ kind }, i) => cellText(kind, row.cells[i]!))
      .join('\n')
      .toLowerCase();
    return words.every((word) => all.includes(word));
  };
  const { column, descending } = view.sort;
  const { kind } = columns[column]!;
  const sign = descending ? -1 : 1;
  const order = (a: Row, b: Row): number =>
    [0, 1].reduce(
      (known, i) => known || compareCells(columns[i]!.kind, a.cells[i]!, b.cells[i]!),
      sign * compareCells(kind, a.cells[column]!, b.cells[column]!),
    );
  return rows.filter(matches).sort(order);
}

/** The head of a table: titles that sort, and under them a filter for each column. */
export function headHtml(table: Table, view: TableView, filters: boolean): Html {
  const columns = [...table.columns.keys()].filter((i) => view.visible[i]);
  const head = columns.map((i) => {
    const { title } = table.columns[i]!;
    const sorted = view.sort.column === i ? (view.sort.descending ? 'descending' : 'ascending') : 'none';
    return html`<th scope="col" aria-sort="${sorted}"><button type="button" data-sort="${i}">${title}<span class="arrow" aria-hidden="true"></span></button></th>`;
  });
  const boxes = columns.map((i) => {
    const { title, kind } = table.columns[i]!;
    const name = `${table.title}: ${title} has`;
    const value = view.columnFilters[i]!;
    return kind === 'status'
      ? html`<td><select aria-label="${name}" data-filter="${i}"><option value="">all</option>${LEVELS.map(
          (level) => html`<option${value === level && html` selected`}>${level}</option>`,
        )}</select></td>`
      : html`<td><input type="search" aria-label="${name}" data-filter="${i}" value="${value}"></td>`;
  });
  return html`<tr>${head}</tr>${filters && html`<tr class="filters">${boxes}</tr>`}`;
}

/** The body of a table: `rows` are those of one page. */
export function bodyHtml(table: Table, view: TableView, rows: readonly Row[]): Html {
  const columns = [...table.columns.keys()].filter((i) => view.visible[i]);
  if (rows.length === 0) {
    return html`<tr><td class="none" colspan="${columns.length}">Nothing here has what is asked for.</td></tr>`;
  }
  return html`${rows.map((row) => {
    const chosen = view.chosen === row.id;
    const cells = columns.map((i) => {
      const { kind } = table.columns[i]!;
      const content = cellHtml(kind, row.cells[i]!, row.id);
      const short = kind === 'text' && String(row.cells[i]).length <= SHORT;
      if (i > 0) return html`<td class="${kind}${short && ' short'}">${content}</td>`;
      return table.choose
        ? html`<th scope="row"><button type="button" class="choose" aria-pressed="${String(chosen)}">${content}</button></th>`
        : html`<th scope="row">${content}</th>`;
    });
    return html`<tr data-row="${row.id}"${chosen && html` class="chosen"`}>${cells}</tr>`;
  })}`;
}

/** Which rows of how many are shown. */
export function countText(table: Table, view: TableView, found: number): string {
  const all = table.rows.filter((row) => view.aside || !row.aside).length;
  const pages = Math.ceil(found / PAGE);
  const from = found === 0 ? 0 : view.page * PAGE + 1;
  const range =
    pages > 1 ? `${from}–${Math.min(found, (view.page + 1) * PAGE)} of ${found.toLocaleString('en')}` : plural(found, 'row');
  return found < all ? `${range} (${all.toLocaleString('en')} in all)` : range;
}
