import stringWidth from 'string-width';
import type { Amount, Capacity, IntervalCapacity, VmCapacity } from '#model/capacity';
import { durationText, quantityText } from '#model/quantity-text';
import { harmless } from './harmless.ts';
import { escapedJson } from './json.ts';

/** A part of the report: a table, or sentences. */
interface Section {
  readonly title: string;
  readonly rows?: readonly (readonly string[])[];
  readonly lines?: readonly string[];
}

const UNKNOWN = 'unknown';

function number(value: number | undefined, unit = ''): string {
  return value === undefined ? UNKNOWN : `${quantityText(value)}${unit && Number.isFinite(value) ? ` ${unit}` : ''}`;
}

function time(seconds: number | undefined): string {
  return seconds === undefined ? UNKNOWN : durationText(seconds);
}

/** A sum in words; of one that is not known in full what is known of it. */
function sumText({ value, atLeast }: Amount, show: (value: number) => string): string {
  if (value !== undefined) return show(value);
  return atLeast > 0 ? `${UNKNOWN}, at least ${show(atLeast)}` : UNKNOWN;
}

/** The same in a cell of a table. */
function cell({ value, atLeast }: Amount, show: (value: number) => string): string {
  if (value !== undefined) return show(value);
  return atLeast > 0 ? `>= ${show(atLeast)}` : UNKNOWN;
}

const mbps = (value: number): string => number(value, 'Mbps');
const gb = (value: number): string => number(value, 'GB');

function sections(capacity: Capacity): Section[] {
  return [
    { title: 'Per VM', rows: vmRows(capacity) },
    { title: 'Link', lines: linkLines(capacity) },
    { title: 'First copy', lines: firstCopyLines(capacity) },
    { title: 'Replica side', lines: storageLines(capacity) },
    { title: `After an outage of ${hours(capacity.outage.hours)}`, lines: outageLines(capacity) },
    { title: 'Reckoned with, and not written', lines: capacity.assumptions },
  ];
}

function hours(value: number): string {
  return `${quantityText(value)} ${value === 1 ? 'hour' : 'hours'}`;
}

function vmRows(capacity: Capacity): string[][] {
  const { vms, intervals, firstCopy, storage, outage } = capacity;
  const row = (vm: VmCapacity): string[] => [
    harmless(vm.name),
    ...intervals.map(({ intervalSec }) => `${number(vm.mbps.get(intervalSec))}${vm.intervalSec === intervalSec ? ' *' : ''}`),
    number(vm.usedGB),
    time(vm.firstCopySec),
    number(vm.historyGB),
    number(vm.storedGB),
    number(vm.iops),
    number(vm.backlogGB),
    time(vm.toleranceSec),
  ];
  const plain = (value: number): string => quantityText(value);
  const total = [
    'total',
    ...intervals.map(({ need }) => cell(need, plain)),
    cell(firstCopy.usedGB, plain),
    cell(firstCopy.seconds, durationText),
    cell(storage.historyGB, plain),
    cell(storage.totalGB, plain),
    cell(storage.iops, plain),
    cell(outage.backlogGB, plain),
    time(outage.toleranceSec),
  ];
  const head = [
    'VM',
    ...intervals.map(({ intervalSec }) => `Mbps, ${intervalSec} s`),
    'used GB',
    'first copy',
    'points GB',
    'stored GB',
    'IOPS',
    'backlog GB',
    'outage borne',
  ];
  return [head, ...vms.map(row), total];
}

function linkLines(capacity: Capacity): string[] {
  const { linkMbps, usableMbps, utilisation, compressionSaving, intervals, unavailableSec, chosen, leftOut } = capacity;
  const need = ({ need, fits, linkMbps: link }: Omit<IntervalCapacity, 'intervalSec'>): string => {
    const verdict = fits === undefined ? 'whether that fits is unknown' : fits ? 'which fits' : 'which does not fit';
    return `${sumText(need, mbps)}, ${verdict}; link needed: ${sumText(link, mbps)}`;
  };
  const share = utilisation === undefined ? UNKNOWN : `${quantityText(utilisation * 100)} percent`;
  const saved = compressionSaving === undefined ? UNKNOWN : `${quantityText(compressionSaving * 100)} percent`;
  return [
    `the link has ${number(linkMbps, 'Mbps')}, of which replication may fill ${number(usableMbps, 'Mbps')} (${share}); compression saves ${saved}`,
    ...intervals.map((each) => `every ${each.intervalSec} s: ${need(each)}`),
    ...(unavailableSec.length > 0
      ? [`planned every ${unavailableSec.join(' or ')} s, which Windows Server 2012 does not have: reckoned with 300 s`]
      : []),
    `${unavailableSec.length > 0 ? 'with the intervals there are' : 'as planned'} (*): ${need(chosen)}`,
    ...(leftOut.length > 0 ? [`not reckoned, because not to be replicated: ${leftOut.map(harmless).join(', ')}`] : []),
  ];
}

function firstCopyLines({ firstCopy }: Capacity): string[] {
  const { method, usedGB, seconds, windowHours, linkMbps } = firstCopy;
  const how = { network: 'over the network', media: 'on media', backup: 'from a backup' }[method ?? ''] ?? UNKNOWN;
  return [
    `planned ${how}`,
    `${sumText(usedGB, gb)} over the link take ${sumText(seconds, durationText)}`,
    windowHours === undefined
      ? 'how long it may take is unknown'
      : `link needed to do it within ${hours(windowHours)}: ${sumText(linkMbps, mbps)}`,
  ];
}

function storageLines({ storage }: Capacity): string[] {
  const { form, sizeGB, historyGB, totalGB, withHeadroomGB, freeGB, iops, iopsLimit } = storage;
  const kept = form === 'logs' ? 'as undo logs' : form === 'snapshots' ? 'as snapshots' : `, how they are kept is ${UNKNOWN}`;
  return [
    `disks ${sumText(sizeGB, gb)}; recovery points ${sumText(historyGB, gb)}${kept.startsWith(',') ? kept : ` ${kept}`}`,
    `together ${sumText(totalGB, gb)}, with a fifth in reserve ${sumText(withHeadroomGB, gb)}; free ${number(freeGB, 'GB')}`,
    `operations a second ${sumText(iops, (value) => quantityText(value))}; its storage takes ${number(iopsLimit)}`,
  ];
}

function outageLines({ outage }: Capacity): string[] {
  const { backlogGB, catchUpSec, toleranceSec, firstVm } = outage;
  return [
    catchUpSec === Number.POSITIVE_INFINITY
      ? `${sumText(backlogGB, gb)} wait to be sent and never are, because the link carries no more than what the VMs go on writing`
      : `${sumText(backlogGB, gb)} wait to be sent; once the link is back they take ${time(catchUpSec)}`,
    firstVm === undefined
      ? `how long an outage may last is ${UNKNOWN}`
      : toleranceSec === Number.POSITIVE_INFINITY
        ? 'no VM has to be resynchronised, however long it lasts'
        : `after ${time(toleranceSec)} without a link ${harmless(firstVm)} is the first VM that has to be resynchronised`,
  ];
}

function title({ plan, primary, replica, vms }: Capacity): string {
  const sides = `${harmless(primary ?? UNKNOWN)} to ${harmless(replica ?? UNKNOWN)}`;
  return `${harmless(plan)}: ${sides}, ${vms.length} ${vms.length === 1 ? 'VM' : 'VMs'}`;
}

/** The report for a terminal: aligned columns, no colours. */
export function capacityTable(capacity: Capacity): string {
  const blocks = sections(capacity).map(({ title, rows = [], lines = [] }) =>
    [title, ...aligned(rows).map((line) => `  ${line}`), ...lines.map((line) => `  ${line}`)].join('\n'),
  );
  return `${[title(capacity), ...blocks].join('\n\n')}\n`;
}

/** Names to the left, figures to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const wide = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => stringWidth(row[i]!))));
  const padded = (text: string, i: number): string => {
    const blanks = ' '.repeat(wide[i]! - stringWidth(text));
    return i === 0 ? text + blanks : blanks + text;
  };
  return rows.map((row) => row.map(padded).join('  '));
}

/** The report as Markdown. */
export function capacityMarkdown(capacity: Capacity): string {
  const blocks = sections(capacity).map(({ title, rows, lines = [] }) => {
    const [head, ...body] = rows ?? [];
    const table = head ? [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...body.map(line)] : [];
    return [`## ${title}`, '', ...table, ...lines.map((text) => `- ${escaped(text)}`)].join('\n');
  });
  return `${[`# ${escaped(title(capacity))}`, ...blocks].join('\n\n')}\n`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.map(escaped).join(' | ')} |`;
}

/** Names may hold what Markdown takes for its own; an asterisk that stands alone is ours. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`[\]<|]|[*_](?=\S)/g, '\\$&');
}

/** The same for machines: the contract of `schemas/capacity.schema.json`. Unknown is null, without end is the text "infinite". */
export function capacityJson(capacity: Capacity, toolVersion: string): string {
  const plain = (value: unknown): unknown => {
    if (value === undefined) return null;
    if (value === Number.POSITIVE_INFINITY) return 'infinite';
    // What binary fractions add in the end is no information.
    if (typeof value === 'number') return Number(value.toPrecision(12));
    if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)]));
    if (Array.isArray(value)) return value.map(plain);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  };
  return escapedJson({
    schemaVersion: 1,
    tool: { name: 'hvlint', version: toolVersion },
    ...(plain(capacity) as Record<string, unknown>),
  });
}
