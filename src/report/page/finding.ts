import { compareTexts } from './cells.ts';
import { areaOf, type FindingData, type PlaceData, SEVERITIES } from './data.ts';
import { type Html, html } from './html.ts';

/** Findings that are shown at once. */
export const FINDINGS_PAGE = 50;

/** A finding: its message, and folded away where it stands, why it is one and what to do about it. `why` is of its rule. */
export function findingHtml(finding: FindingData, why: string, open = false): Html {
  const { severity, rule, message, place, related, remedy, fix, suppressed } = finding;
  const word = SEVERITIES[severity]!;
  return html`<details class="finding" data-things="${JSON.stringify(finding.about)}"${open && html` open`}>
<summary><span class="pill ${word}">${word}</span> <span class="message">${message}</span> <span class="where"><code>${place.where}</code> <code class="rule">${rule}</code></span></summary>
<div class="detail">${frameHtml(place)}
${suppressed && html`<p class="silenced"><b>Silenced</b> by ${suppressed.by}${suppressed.reason && `: ${suppressed.reason}`}</p>`}
<h4>Why</h4><p>${why}</p>
${remedy && remedyHtml(remedy)}
${fix && html`<h4>Repair in the file</h4><p>${fix.title} <code>${fix.safe ? 'hvlint --fix' : 'hvlint --fix --unsafe-fixes'}</code></p>`}
${related.length > 0 && html`<h4>Related places</h4>${related.map((at) => html`<p class="place"><code>${at.where}</code> ${at.message}</p>${frameHtml(at)}`)}`}
</div></details>`;
}

function remedyHtml({ on, shell, commands, disruptive }: NonNullable<FindingData['remedy']>): Html {
  return html`<h4>Remedy <span class="quiet">on ${on} (${shell})</span>${disruptive && html` <span class="disruptive">interrupts service</span>`}</h4>
<div class="remedy"><pre tabindex="0"><code>${commands.join('\n')}</code></pre><button type="button" class="copy">Copy</button></div>`;
}

/** Lines of a file; those that are meant stand out, and the carets under them are for the eye only. */
function frameHtml({ frame }: PlaceData): Html | false {
  if (frame.length === 0) return false;
  const lines = frame.map((line) => {
    if (line.startsWith('>')) return html`<b>${line}</b>\n`;
    return /^\s+\|\s+\^+$/.test(line) ? html`<i aria-hidden="true">${line}</i>\n` : html`${line}\n`;
  });
  return html`<pre class="frame" tabindex="0"><code>${lines}</code></pre>`;
}

/** What findings are put together by. */
export type Grouping = 'severity' | 'area' | 'host';
export const GROUPINGS: readonly { readonly id: Grouping; readonly title: string }[] = [
  { id: 'severity', title: 'Severity' },
  { id: 'area', title: 'Area' },
  { id: 'host', title: 'Host or switch' },
];

/** What findings about no machine are grouped under. */
const NOWHERE = 'no host or switch';

/** The name of the group of a finding. */
export function groupOf({ severity, rule, machines }: FindingData, by: Grouping): string {
  return by === 'severity' ? SEVERITIES[severity]! : by === 'area' ? areaOf(rule) : (machines[0] ?? NOWHERE);
}

/** Findings in the order of their groups; within a group they keep their order. */
export function grouped(findings: readonly FindingData[], by: Grouping): FindingData[] {
  if (by === 'severity') return [...findings].sort((a, b) => b.severity - a.severity);
  return [...findings].sort((a, b) => compareTexts(groupOf(a, by), groupOf(b, by)));
}

/** One page of findings with a heading for each group; `sizes` says how many a group has on all pages. */
export function findingsHtml(
  shown: readonly FindingData[],
  by: Grouping,
  sizes: ReadonlyMap<string, number>,
  rules: Readonly<Record<string, string>>,
  open = false,
): Html {
  const names = [...new Set(shown.map((finding) => groupOf(finding, by)))];
  return html`${names.map((name) => {
    const own = shown.filter((finding) => groupOf(finding, by) === name);
    return html`<section class="group"><h3>${name} <span class="count">${sizes.get(name) ?? own.length}</span></h3>${own.map(
      (finding) => findingHtml(finding, rules[finding.rule] ?? '', open),
    )}</section>`;
  })}`;
}

/** How many findings each group has. */
export function groupSizes(findings: readonly FindingData[], by: Grouping): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const finding of findings) sizes.set(groupOf(finding, by), (sizes.get(groupOf(finding, by)) ?? 0) + 1);
  return sizes;
}
