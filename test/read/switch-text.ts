import { expect } from 'vitest';
import { DIALECTS, type Dialect, type DialectName, readerOf } from '#read/dialect/index';
import { forgottenKeys, isPartial } from '#read/forgotten';
import type { PortChannelData, PortData, SwitchData } from '#read/generated/documents';
import { validateDocument } from '#read/validate';

export type Step = string | number;

const readers = Object.fromEntries(await Promise.all(DIALECTS.map(async (name) => [name, await readerOf(name)]))) as Record<
  DialectName,
  Dialect
>;

/** A text as one switch, with what stands at the place of each value. */
export function readSwitch(dialect: DialectName, text: string, path = '/estate/switches/tor1.cfg', name?: string) {
  const documents = readers[dialect]({ path, text }, name);
  expect(documents).toHaveLength(1);
  const [document] = documents;
  const data = document!.data as SwitchData;
  expect(validateDocument('switch', structuredClone(data), 0, () => undefined)).toEqual([]);
  return {
    data,
    problems: document!.problems ?? [],
    at: (...steps: Step[]) => {
      const { start, end } = document!.rangeOf(steps);
      return text.slice(start, end);
    },
    line: (...steps: Step[]) => text.slice(0, document!.rangeOf(steps).start).split('\n').length,
    port: (port: string): PortData => data.ports!.find((p) => p.name === port)!,
    channel: (id: number): PortChannelData => data.portChannels!.find((p) => p.id === id)!,
    /** Properties that have a value nobody knows. */
    unknown: (thing: object | undefined): string[] => [...forgottenKeys(thing ?? {})].sort(),
    partial: (list: readonly unknown[] | undefined): boolean => isPartial(list ?? []),
  };
}

/** Every value that is written has a place with characters. */
export function everyPlaceIsSaid(dialect: DialectName, text: string): void {
  const { at, data } = readSwitch(dialect, text);
  const walk = (value: unknown, path: Step[]): void => {
    if (value !== null && typeof value === 'object')
      for (const [k, v] of Object.entries(value)) walk(v, [...path, Array.isArray(value) ? Number(k) : k]);
    else if (path[0] !== 'kind' && path[0] !== 'os') expect(at(...path), path.join('.')).not.toBe('');
  };
  walk(data, []);
}

/** The forms consoles and editors give one text; each has to be read alike. */
export function variants(text: string): [what: string, text: string][] {
  return [
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['lone carriage returns', text.replaceAll('\n', '\r')],
    ['no final line end', text.trimEnd()],
    ['capital keywords', text.replaceAll(/^ *[a-z][a-z-]+/gm, (word) => word.toUpperCase())],
    ['trailing blanks', text.replaceAll('\n', '  \n')],
    ['a pager', text.replaceAll(/^( +)mtu/gm, ' --More-- \b\b\b\b\b\b\b\b\b          \b\b\b\b\b\b\b\b\b\b$1mtu')],
    ['a pager on a line of its own', text.replaceAll(/^( +)mtu/gm, '--More--\n$1mtu')],
    ['a prompt', `tor1# show running-config\n${text}tor1# exit\n`],
    ['progress', `Building configuration...\n\n${text}`],
    ['everything three times', `${text}\n${text}\n${text}`],
    ['an indent below conf t', `conf t\n${text.replaceAll(/^/gm, '  ')}`],
    ['blanks before interface', text.replaceAll(/^interface/gm, ' interface')],
  ];
}

/** Texts nobody wrote on purpose: none may throw, none may take long. */
export function survives(dialect: DialectName, sample: string): void {
  const read = (text: string): unknown => readers[dialect]({ path: '/a/b.cfg', text });
  for (let end = 0; end <= sample.length; end++) read(sample.slice(0, end));
  let seed = 42;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    return seed % below;
  };
  const words = sample.split(/\s+/);
  for (let round = 0; round < 50; round++) {
    const bytes = Array.from({ length: 2000 }, () => String.fromCharCode(random(256))).join('');
    const shuffled = Array.from({ length: 400 }, () => words[random(words.length)] + (random(4) === 0 ? '\n ' : ' ')).join('');
    read(bytes);
    read(shuffled);
  }
  read(`interface ${'x'.repeat(1_000_000)}\n`);
  read(Array.from({ length: 800 }, (_, i) => `${' '.repeat(i)}interface Ethernet1/1\n`).join(''));
}

/** How many times as much work a text is that is four times as long: of the processor, which others may use too. */
export function growth(dialect: DialectName, line: (i: number) => string, count: number): number {
  const work = (n: number): number => {
    const text = Array.from({ length: n }, (_, i) => line(i)).join('\n');
    const before = process.cpuUsage();
    readers[dialect]({ path: '/a/b.cfg', text });
    return process.cpuUsage(before).user / 1000;
  };
  work(count);
  return work(count * 4) / Math.max(20, work(count));
}
