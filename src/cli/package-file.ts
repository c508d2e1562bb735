import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the installed package: the nearest one above this module that has the rules' pages. */
export function packageFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'rules', 'reading')) && path.dirname(folder) !== folder) folder = path.dirname(folder);
  return folder;
}

/** The page of a rule as Markdown. */
export function rulePage(id: string): string {
  return readFileSync(path.join(packageFolder(), 'rules', `${id}.md`), 'utf8');
}

/** The PowerShell script that users run on their hosts. */
export function collectorScript(): string {
  return readFileSync(path.join(packageFolder(), 'src', 'collect', 'Export-HvlintInventory.ps1'), 'utf8');
}

/** What tells this build from another of the same version: the entry file names everything it loads by the hash of its content. */
export function buildOfHvlint(): string {
  try {
    return readFileSync(path.join(packageFolder(), 'dist', 'hvlint.js'), 'utf8');
  } catch {
    return '';
  }
}
