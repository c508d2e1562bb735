import type { Place } from '#model/place';
import type { Hop } from '#model/way';
import type { Passage } from '#model/way-port';
import { lineRange } from '#text/line-index';
import { harmless } from './harmless.ts';
import type { Paint, Style } from './paint.ts';
import { relativePath } from './relative-path.ts';

const MARK: Readonly<Record<Passage, string>> = { passes: 'ok', stops: 'STOP', unknown: '?' };
const STYLE: Readonly<Record<Passage, Style>> = { passes: 'cyan', stops: 'red', unknown: 'yellow' };

/** A hop in one line: whether frames get past it, what it does with them, and the place that says so. */
export function hopLine(hop: Hop, indent: string, cwd: string, paint: Paint): string {
  const mark = paint(STYLE[hop.passage], MARK[hop.passage].padEnd(4));
  return `${indent}${mark} ${harmless(hop.name)}: ${harmless(hop.says)}  ${paint('dim', harmless(placeText(hop.place, cwd)))}`;
}

function placeText(place: Place, cwd: string): string {
  const { line, column } = lineRange(place.file, place.range());
  return `${relativePath(cwd, place.file.path)}:${line}:${column}`;
}

/** The same for machines: `hop` of `schemas/trace.schema.json`. */
export function hopJson({ entity, name, passage, says, place }: Hop, cwd: string) {
  const { line, column, endLine, endColumn } = lineRange(place.file, place.range());
  return { entity: entity.id, name, passage, says, file: relativePath(cwd, place.file.path), line, column, endLine, endColumn };
}
