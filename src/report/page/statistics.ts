import { COUNTERS, type Statistics } from './data.ts';
import { type Html, html } from './html.ts';

/** The statistics of a team or an adapter; a team's by member, with their sum. */
export function statisticsHtml(name: string, statistics: Statistics | undefined): Html {
  if (!statistics) return html`<p class="quiet">No export shows statistics of ${name}.</p>`;
  const { parts, total } = statistics;
  const columns = [...(total && parts.length > 1 ? [{ name: 'All', counters: total }] : []), ...parts];
  const known = COUNTERS.map((counter, i) => ({ ...counter, i })).filter(({ i }) =>
    columns.some(({ counters }) => counters[i] !== null),
  );
  const rows = known.map(
    ({ title, bytes, i }) =>
      html`<tr><th scope="row">${title}</th>${columns.map(({ counters }) => html`<td class="number">${valueText(counters[i] ?? null, bytes)}</td>`)}</tr>`,
  );
  const traffic = parts.map(({ counters }) => (counters[0] ?? 0) + (counters[1] ?? 0));
  const all = traffic.reduce((sum, n) => sum + n, 0);
  const shares =
    parts.length > 1 && all > 0
      ? html`<ul class="shares">${parts.map(({ name: part }, i) => {
          const percent = Math.round((100 * traffic[i]!) / all);
          return html`<li><span>${part}</span> <meter min="0" max="100" value="${percent}" aria-label="Share of ${part}">${percent} %</meter> ${percent} %</li>`;
        })}</ul>`
      : '';
  return html`<table class="statistics"><caption>Statistics of ${name} since its adapters started</caption>
<thead><tr><th scope="col">Counter</th>${columns.map((column) => html`<th scope="col">${column.name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table>${shares}`;
}

function valueText(value: number | null, bytes: boolean): string {
  if (value === null) return '–';
  if (!bytes || value < 1e4) return value.toLocaleString('en');
  const units = ['kB', 'MB', 'GB', 'TB', 'PB'];
  const step = Math.min(units.length, Math.floor(Math.log10(value) / 3));
  return `${(value / 1000 ** step).toFixed(1)} ${units[step - 1]}`;
}
