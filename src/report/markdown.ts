import { harmless } from './harmless.ts';
import { countLines, type Entry, entries, type Report, type ReportedPlace, repairLines } from './report.ts';

/** Most characters of a comment on GitHub. */
const MOST = 65_536;
/** Characters kept free for what is said of findings that are left out, and for closing what is open. */
const SPARE = 300;
/** Most related places of a finding that are named. */
const RELATED = 3;

const RANKS = { error: 0, warning: 1, info: 2 } as const;
const SIGNS = { error: '🔴 error', warning: '🟡 warning', info: '🔵 info' } as const;

/** A comment for a pull request: counts, a table of the findings, the most severe first, and behind a fold what repairs them. */
export function markdown(report: Report): string {
  const all = entries(report, report.repository).sort((a, b) => RANKS[a.shown.severity] - RANKS[b.shown.severity]);
  const { files, suppressed } = report.summary;
  const checked = `Checked ${files} file${files === 1 ? '' : 's'}${suppressed > 0 ? `; ${suppressed} suppressed` : ''}.`;
  if (all.length === 0) return `### hvlint: no findings\n\n${checked}\n`;
  const counts = countLines(all).map((c) => c.text);
  let text = `### hvlint: ${counts.join(', ')}\n\n${checked}\n\n| | Finding | Where |\n| --- | --- | --- |\n`;
  let shown = 0;
  for (const entry of all) {
    const next = row(entry, report);
    if (text.length + next.length > MOST - 2 * SPARE) break;
    text += next;
    shown++;
  }
  if (shown < all.length) text += `\n${all.length - shown} more findings do not fit into a comment.\n`;
  return text + repairs(all.slice(0, shown), MOST - SPARE - text.length);
}

function row({ shown: f }: Entry, report: Report): string {
  const rule = f.docs === '' ? `\`${f.rule}\`` : `[\`${f.rule}\`](${f.docs})`;
  const places = [f, ...f.related.slice(0, RELATED)].map((place) => link(place, report));
  const more = f.related.length - RELATED;
  return `| ${SIGNS[f.severity]} | ${escaped(f.message)}<br>${rule} | ${[...places, ...(more > 0 ? [`and ${more} more`] : [])].join('<br>')} |\n`;
}

function link(place: ReportedPlace, { linkTo }: Report): string {
  const name = escaped(`${place.file}:${place.line}`);
  const url = linkTo?.(place.file, place.line, place.endLine);
  return url === undefined
    ? name
    : `[${name}](${url.replace(/[\s()<>|\\]/g, (c) => encodeURIComponent(c).replace(/[()]/g, hex))})`;
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}

/** How findings are repaired, folded away; as many as fit. */
function repairs(shown: readonly Entry[], room: number): string {
  const blocks = shown.flatMap(({ shown: f }) => {
    const lines = repairLines(f).map((line) => harmless(line.trim()));
    const fence = '`'.repeat(Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map((m) => m[0].length))) + 1);
    return lines.length === 0
      ? []
      : [`\n\`${f.rule}\` in ${escaped(`${f.file}:${f.line}`)}\n\n${fence}text\n${lines.join('\n')}\n${fence}\n`];
  });
  const end = '\n</details>\n';
  let text = `\n<details><summary>How to repair</summary>\n`;
  let written = 0;
  for (const block of blocks) {
    if (text.length + block.length + end.length > room) break;
    text += block;
    written++;
  }
  return written === 0 ? '' : text + end;
}

/**
 * Text of unknown origin within a line of Markdown or a cell of a table. Nothing in it is markup, and code hosts find no mention, reference
 * or address to link there: a character without width parts what they would look for.
 */
function escaped(text: string): string {
  return harmless(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replace(/[@#!%^](?=[\p{L}\p{N}"])|:(?=\/\/)|(?<=www)\./giu, '$&&#8203;');
}
