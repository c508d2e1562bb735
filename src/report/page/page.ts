import { createHash } from 'node:crypto';
import type { Finding } from '#lint/finding';
import { styleSheet } from '../graph/svg-style.ts';
import type { Report } from '../report.ts';
import { ruleHelp } from '../rule-help.ts';
import script from './browser/main.ts?bundled';
import style from './browser/page.css?bundled';
import { levelHtml, plural } from './cells.ts';
import { areaOf, type FindingData, LEVELS, type PageData, SEVERITIES, type Table } from './data.ts';
import { FINDINGS_PAGE, findingsHtml, GROUPINGS, grouped, groupSizes } from './finding.ts';
import { type About, findingsOf } from './findings.ts';
import { embeddedJson, type Html, html, trusted } from './html.ts';
import { type EstateTables, tablesOf } from './tables.ts';
import { tableHtml, tabsHtml, tileHtml } from './tile.ts';

/** What the page shows. */
export interface Review {
  /** What was read, in a few words: the name of a folder. */
  readonly title: string;
  readonly report: Report;
  readonly estates: readonly EstateTables[];
  /** The picture of the estates, as `estateSvg` draws it with the prefix PICTURE. */
  readonly picture?: string | undefined;
  readonly aboutOf: (finding: Finding) => About;
}

/** What the ids in the picture begin with. */
export const PICTURE = 'topology';

/** The review page: one file of HTML that needs nothing else. */
export function reviewPage(review: Review): string {
  const { report, title, estates } = review;
  const findings = findingsOf(report, review.aboutOf);
  const tables = tablesOf(estates, findings);
  const rules = Object.fromEntries([...new Set(findings.map(({ rule }) => rule))].map((id) => [id, whyOf(id, report)]));
  const data: PageData = { tables, findings, rules };
  const policy = [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}' '${hash(styleSheet())}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="hvlint ${report.toolVersion}">
<title>${title}: hvlint review</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
${headerHtml(review, tables, findings)}
<main>${bodyHtml(review, tables, findings, rules)}</main>
<footer>hvlint ${report.toolVersion}. Everything in this page was read from files; status is what machines were seen with, where an export shows it.</footer>
<script type="application/json" id="data">${embeddedJson(data)}</script>
<script>${trusted(script)}</script>
</body>
</html>
`;
  return page.text;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function whyOf(rule: string, { pageOf }: Report): string {
  const page = pageOf?.(rule);
  return page === undefined ? `hvlint explain ${rule} says why.` : ruleHelp(page).summary;
}

function headerHtml({ title, report }: Review, tables: readonly Table[], findings: readonly FindingData[]): Html {
  const servers = tables[0]!;
  const status = servers.columns.findIndex(({ id }) => id === 'status');
  const levels = LEVELS.map(
    (_, level) => servers.rows.filter(({ cells }) => (cells[status] as [number, string])[0] === level).length,
  );
  const shown = findings.filter(({ suppressed }) => !suppressed);
  const silenced = findings.length - shown.length;
  const { files, entities } = report.summary;
  const things = [plural(files, 'file'), ...['host', 'switch', 'vm'].flatMap((kind) => countOf(kind, entities[kind]))].join(', ');
  const links = [
    ['servers', 'Servers'],
    ['teams', 'Teams'],
    ['adapters-and-interfaces', 'Adapters and Interfaces'],
    ['findings', 'Findings'],
    ['picture', 'Topology'],
    ['switches', 'Switches'],
    ['vms', 'VMs'],
    ['tenants', 'Tenants'],
  ] as const;
  return html`<header class="top">
<div class="title"><h1>${title}</h1><p>${things}${report.today && html`; ${report.today}`}${report.anonymous && html` <b>Names and addresses stand for others.</b>`}</p></div>
<div class="summary">
<section aria-label="Servers by status">${[3, 2, 1, 0].map(
    (level) =>
      html`<button type="button" class="card" data-status="${LEVELS[level]}"${levels[level] === 0 && html` disabled`}><b>${levels[level]}</b> ${levelHtml(level)}</button>`,
  )}<span class="what">Servers</span></section>
<section aria-label="Findings by severity">${[2, 1, 0].map((severity) => {
    const n = shown.filter((finding) => finding.severity === severity).length;
    const word = SEVERITIES[severity]!;
    return html`<button type="button" class="card" data-severity="${severity}"${n === 0 && html` disabled`}><b>${n}</b> <span class="pill ${word}">${word}${n === 1 ? '' : 's'}</span></button>`;
  })}<span class="what">Findings${silenced > 0 && `, ${silenced} silenced`}</span></section>
</div>
<nav class="sections" aria-label="Parts of this page">${links.map(([id, name]) => html`<a href="#${id}">${name}</a>`)}</nav>
</header>`;
}

const KINDS: Readonly<Record<string, readonly [string, string]>> = {
  host: ['host', 'hosts'],
  switch: ['switch', 'switches'],
  vm: ['VM', 'VMs'],
};

function countOf(kind: string, n = 0): string {
  return `${n.toLocaleString('en')} ${KINDS[kind]![n === 1 ? 0 : 1]}`;
}

function bodyHtml(review: Review, tables: readonly Table[], findings: readonly FindingData[], rules: PageData['rules']): Html {
  const [servers, teams, adapters, interfaces, switches, ports, vms, tenants] = tables as [Table, ...Table[]];
  return html`${tileHtml('servers', 'Servers', tableHtml(servers))}
<div class="pair">${tileHtml('teams', 'Teams', tableHtml(teams!, 'team'), false)}
${tileHtml(
  'adapters-and-interfaces',
  'Adapters and Interfaces',
  tabsHtml('Adapters and Interfaces', [adapters!, interfaces!], (table) =>
    tableHtml(table, table === adapters ? 'adapter' : 'interface'),
  ),
  false,
)}</div>
<div class="pair beside">${tileHtml('findings', 'Findings', findingsTile(findings, rules), false)}
${tileHtml('picture', 'Topology', pictureHtml(review), false)}</div>
${tileHtml(
  'switches',
  'Switches',
  tabsHtml('Switches', [switches!, ports!], (table) => tableHtml(table)),
)}
${tileHtml('vms', 'VMs', tableHtml(vms!))}
${tileHtml('tenants', 'Tenants', tableHtml(tenants!))}`;
}

function findingsTile(all: readonly FindingData[], rules: PageData['rules']): Html {
  const findings = all.filter(({ suppressed }) => !suppressed);
  const shown = grouped(findings, 'severity');
  const areas = [...new Set(all.map(({ rule }) => areaOf(rule)))].sort();
  const machines = [...new Set(all.flatMap((finding) => finding.machines))].sort();
  const options = (names: readonly string[]): Html =>
    html`<option value="">all</option>${names.map((name) => html`<option>${name}</option>`)}`;
  return html`<div class="list" data-list="findings"><div class="tools">
<fieldset class="severities"><legend class="unseen-text">Severity</legend>${[2, 1, 0].map(
    (severity) => html`<label><input type="checkbox" data-severity-filter="${severity}" checked> ${SEVERITIES[severity]}</label>`,
  )}</fieldset>
<label>Area <select class="area" aria-label="Area">${options(areas)}</select></label>
<label>Host or switch <select class="machine" aria-label="Host or switch">${options(machines)}</select></label>
<label>Filter <input type="search" class="filter" placeholder="message, rule, file" autocomplete="off" aria-label="Filter findings"></label>
<label>Group by <select class="grouping" aria-label="Group by">${GROUPINGS.map(({ id, title }) => html`<option value="${id}">${title}</option>`)}</select></label>
${all.length > findings.length && html`<label><input type="checkbox" class="silenced-too"> Silenced too (${all.length - findings.length})</label>`}
<button type="button" class="open-all">Open all</button>
<span class="within" hidden></span>
<span class="rows" role="status">${plural(findings.length, 'finding')}</span>
</div>
<div class="findings">${
    findings.length === 0
      ? html`<p class="none">Nothing was found.</p>`
      : findingsHtml(shown.slice(0, FINDINGS_PAGE), 'severity', groupSizes(findings, 'severity'), rules)
  }</div>
<nav class="pages" aria-label="Pages of findings"${findings.length <= FINDINGS_PAGE && html` hidden`}><button type="button" data-page="-1">Previous</button> <button type="button" data-page="1">Next</button></nav>
</div>`;
}

function pictureHtml({ title, picture }: Review): Html {
  if (picture === undefined) return html`<p class="none">There is nothing to draw.</p>`;
  return html`<div class="tools"><button type="button" data-zoom="in">Larger</button> <button type="button" data-zoom="out">Smaller</button> <button type="button" data-zoom="fit">Fit</button> <span class="quiet hint">Open a finding to see what it is about.</span></div>
<div class="scroll picture" role="region" tabindex="0" aria-label="Picture of ${title}">${trusted(picture)}</div>`;
}
