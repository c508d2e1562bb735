import type { PageData } from '../data.ts';
import { FindingsList } from './findings-list.ts';
import { all, one } from './page.ts';
import { Picture, pointFromFindings } from './pointing.ts';
import { printWhole } from './print.ts';
import { TableTile } from './table-tile.ts';
import { tabs } from './tabs.ts';

const data = JSON.parse(one(document, '#data').textContent ?? '') as PageData;

// Before anything is drawn, so that what a script replaces is not seen.
document.documentElement.classList.add('scripted');

const tiles = new Map<string, TableTile>();
for (const element of all(document, '.table')) {
  const table = data.tables.find(({ id }) => id === element.dataset.table)!;
  tiles.set(table.id, new TableTile(element, table));
}
const findings = new FindingsList(one(document, '[data-list="findings"]'), data);

/** What the tables are narrowed to: the chosen row of each table that narrows others. */
const NARROWED: Readonly<Record<string, readonly string[]>> = {
  servers: ['teams', 'adapters', 'interfaces', 'vms'],
  teams: ['adapters', 'interfaces'],
  switches: ['ports'],
};

for (const [id, narrowed] of Object.entries(NARROWED)) {
  // A table without rows is not there.
  const tile = tiles.get(id);
  if (!tile) continue;
  const others = narrowed.flatMap((other) => tiles.get(other) ?? []);
  tile.onChoose = (row, name) => {
    for (const other of others) other.narrow(id, row?.id, name);
  };
  // What a table was narrowed to is let go where it was chosen.
  for (const other of others) other.onWiden.set(id, () => tile.choose(undefined));
}

for (const list of all(document, '[role="tablist"]')) tabs(list);

document.addEventListener('click', ({ target }) => {
  const button = (target as Element).closest<HTMLElement>('button');
  if (!button) return;
  const { about, status, severity } = button.dataset;
  if (about !== undefined) {
    const name = button.closest('tr')?.querySelector('th')?.textContent ?? '';
    findings.show({ about, name });
  } else if (severity !== undefined) findings.show({ severity: Number(severity) });
  else if (status !== undefined) {
    tiles.get('servers')?.filterBy('status', status);
    one(document, '#servers').scrollIntoView();
  } else if (button.matches('.copy')) copy(button);
});

/** Copies the commands beside a button; where the browser refuses, they are selected for the user to copy. */
function copy(button: HTMLElement): void {
  const code = one(button.parentElement!, 'code');
  const say = (text: string): void => {
    button.textContent = text;
  };
  const select = (): void => {
    getSelection()?.selectAllChildren(code);
    say('Selected');
  };
  // A page opened from disk may have no clipboard.
  if (navigator.clipboard) navigator.clipboard.writeText(code.textContent ?? '').then(() => say('Copied'), select);
  else select();
}

const drawn = document.querySelector<SVGSVGElement>('.picture > svg');
if (drawn) pointFromFindings(one(document, '#findings'), new Picture(one(document, '#picture'), drawn));
printWhole([...tiles.values(), findings]);
