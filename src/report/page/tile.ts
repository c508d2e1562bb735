import type { Table } from './data.ts';
import { type Html, html, type Part } from './html.ts';
import { bodyHtml, countText, firstView, headHtml, PAGE, rowsOf } from './table.ts';

/** A tile: a heading and what stands under it. */
export function tileHtml(id: string, title: string, content: Part, wide = true): Html {
  return html`<section class="tile${wide && ' wide'}" id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${content}</section>`;
}

/** Several tables in one tile, each behind a tab. Without the script all of them are shown. */
export function tabsHtml(name: string, tables: readonly Table[], content: (table: Table) => Html): Html {
  const tabs = tables.map(
    ({ id, title }, i) =>
      html`<button type="button" role="tab" id="tab-${id}" aria-controls="panel-${id}" aria-selected="${String(i === 0)}" tabindex="${i === 0 ? 0 : -1}">${title}</button>`,
  );
  return html`<div class="tabs" role="tablist" aria-label="${name}">${tabs}</div>${tables.map(
    (table) =>
      html`<div class="panel" role="tabpanel" id="panel-${table.id}" aria-labelledby="tab-${table.id}"><h3 class="print-only">${table.title}</h3>${content(table)}</div>`,
  )}`;
}

/** A table as it is first seen, with what changes how it is looked at; `statistics` names what statistics are shown of. */
export function tableHtml(table: Table, statistics?: string): Html {
  if (table.rows.length === 0) return html`<p class="none">${table.empty}</p>`;
  const view = firstView(table);
  const rows = rowsOf(table, view);
  const { id, title, columns, asideTitle } = table;
  const aside = table.rows.filter((row) => row.aside).length;
  return html`<div class="table" data-table="${id}">
<div class="tools">
<label>Filter <input type="search" class="filter" placeholder="any column" autocomplete="off" aria-label="Filter ${title}"></label>
<button type="button" class="by-column" aria-pressed="false">By column</button>
<details class="chooser"><summary>Columns</summary><fieldset><legend>Columns of ${title}</legend>${columns.map(
    (column, i) =>
      html`<label><input type="checkbox" data-column="${i}"${!column.hidden && html` checked`}${i === 0 && html` disabled`}> ${column.title}</label>`,
  )}</fieldset></details>
${asideTitle && aside > 0 && html`<label class="aside"><input type="checkbox" data-aside> ${asideTitle} (${aside})</label>`}
<span class="within" hidden></span>
<span class="rows" role="status">${countText(table, view, rows.length)}</span>
</div>
<div class="scroll" role="region" tabindex="0" aria-label="Rows of ${title}"><table><caption class="unseen-text">${title}</caption><thead>${headHtml(table, view, false)}</thead><tbody>${bodyHtml(table, view, rows.slice(0, PAGE))}</tbody></table></div>
<nav class="pages" aria-label="Pages of ${title}"${rows.length <= PAGE && html` hidden`}><button type="button" data-page="-1">Previous</button> <button type="button" data-page="1">Next</button></nav>
${statistics && html`<div class="shown-statistics" role="region" aria-live="polite" aria-label="Statistics of the selected ${statistics}"><p class="quiet">Select ${statistics === 'team' ? 'a team' : `an ${statistics}`} to see its statistics.</p></div>`}
</div>`;
}
