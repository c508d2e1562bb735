import { type Cell, type Column, type ColumnKind, LEVELS, SEVERITIES } from './data.ts';
import { type Html, html } from './html.ts';

const SIGNS = ['○', '●', '▲', '✖'] as const;
const SEVERITY_SIGNS = ['i', '▲', '✖'] as const;
const LEVEL_CLASSES = ['unseen', 'ok', 'warning', 'fault'] as const;

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** How a level is shown: by a sign, its word and a colour, so that none of them is needed. */
export function levelHtml(level: number): Html {
  return html`<span class="level ${LEVEL_CLASSES[level]}"><span aria-hidden="true">${SIGNS[level]}</span> ${LEVELS[level]}</span>`;
}

/** The content of a cell. `row` is the id of its thing, for cells that lead to findings. */
export function cellHtml(kind: ColumnKind, cell: Cell, row: string): Html | string {
  switch (kind) {
    case 'status': {
      const [level, reason] = cell as [number, string];
      return html`${levelHtml(level)}${reason && html` <span class="reason">${reason}</span>`}`;
    }
    case 'findings':
      return findingsHtml(cell as readonly number[], row);
    case 'members':
      return html`<ul class="member-list">${membersOf(cell).map(
        ({ level, standby, name }) =>
          html`<li class="${LEVEL_CLASSES[level]}">${level > 1 && html`<span aria-hidden="true">${SIGNS[level]}</span> `}${name}${standby && ' (standby)'}${
            level > 1 && html`<span class="unseen-text">: ${LEVELS[level]}</span>`
          }</li>`,
      )}</ul>`;
    default:
      return cellText(kind, cell);
  }
}

function findingsHtml(counts: readonly number[], row: string): Html | string {
  const shown = [...counts.keys()].filter((i) => counts[i]! > 0);
  if (shown.length === 0) return '';
  return html`<button type="button" class="findings-of" data-about="${row}" title="${cellText('findings', counts)}: show them">${shown.map(
    (i) =>
      html`<span class="pill ${SEVERITIES[2 - i]}"><span aria-hidden="true">${SEVERITY_SIGNS[2 - i]}</span> ${counts[i]}<span class="unseen-text"> ${
        counts[i] === 1 ? SEVERITIES[2 - i] : `${SEVERITIES[2 - i]}s`
      }</span></span> `,
  )}</button>`;
}

/** `1 error`, `2 errors`. */
export function plural(n: number, word: string): string {
  return `${n.toLocaleString('en')} ${word}${n === 1 ? '' : 's'}`;
}

function membersOf(cell: Cell): { level: number; standby: boolean; name: string }[] {
  const flat = cell as readonly (string | number)[];
  return Array.from({ length: flat.length / 3 }, (_, i) => ({
    level: flat[3 * i] as number,
    standby: flat[3 * i + 1] === 1,
    name: flat[3 * i + 2] as string,
  }));
}

/** What a cell says in words: what is shown of plain cells, and what filters look in. */
export function cellText(kind: ColumnKind, cell: Cell): string {
  if (cell === null) return '';
  switch (kind) {
    case 'status':
      return `${LEVELS[(cell as [number, string])[0]]} ${(cell as [number, string])[1]}`;
    case 'findings':
      return (cell as readonly number[]).flatMap((n, i) => (n > 0 ? [plural(n, SEVERITIES[2 - i]!)] : [])).join(', ');
    case 'members':
      return membersOf(cell)
        .map(({ name, standby }) => name + (standby ? ' (standby)' : ''))
        .join(', ');
    case 'list':
      return (cell as readonly (string | number)[]).join(', ');
    case 'rate':
      return rateText(cell as number);
    default:
      return String(cell);
  }
}

/** A bit rate as Windows prints it: "10 Gbps". */
function rateText(bits: number): string {
  const [factor, unit] = bits >= 1e12 ? [1e12, 'T'] : bits >= 1e9 ? [1e9, 'G'] : bits >= 1e6 ? [1e6, 'M'] : [1e3, 'K'];
  return `${Number((bits / (factor as number)).toFixed(2))} ${unit}bps`;
}

/** Whether the first click on a column puts the largest first: what is worst, most or fastest. */
export function largestFirst({ kind }: Column): boolean {
  return kind === 'status' || kind === 'findings' || kind === 'rate';
}

/** The order of two cells of a column; what is not known comes first, so that it is last where the largest come first. */
export function compareCells(kind: ColumnKind, a: Cell, b: Cell): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (kind === 'number' || kind === 'rate') return (a as number) - (b as number);
  if (kind === 'status') return (a as [number, string])[0] - (b as [number, string])[0];
  if (kind === 'findings') return weight(a as readonly number[]) - weight(b as readonly number[]);
  return collator.compare(cellText(kind, a), cellText(kind, b));
}

function weight([errors = 0, warnings = 0, infos = 0]: readonly number[]): number {
  return (errors * 1e5 + warnings) * 1e5 + infos;
}

/** The order of two texts as people expect it: NIC2 before NIC10. */
export function compareTexts(a: string, b: string): number {
  return collator.compare(a, b);
}
