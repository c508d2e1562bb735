import { describe, expect, it } from 'vitest';
import { applyEdits } from '#fix/apply';
import { chooseFixes } from '#fix/choose';
import type { Finding } from '#lint/finding';
import type { Edit, SourceFile } from '#text/source-file';

const A: SourceFile = { path: '/a', text: '0123456789' };
const B: SourceFile = { path: '/b', text: 'abcdefghij' };

function edit(file: SourceFile, start: number, end: number, text: string): Edit {
  return { file, range: { start, end }, text };
}

function finding(edits: readonly Edit[], safe = true): Finding {
  return { fix: { title: 'Repair', safe, edits } } as unknown as Finding;
}

/** What a round makes of both files. */
function round(findings: readonly Finding[], unsafe = false): string[] {
  const { edits } = chooseFixes(findings, unsafe);
  return [A, B].map((file) => applyEdits(file, edits));
}

describe('the fixes of one round', () => {
  it('are made in any order of the findings', () => {
    expect(round([finding([edit(A, 8, 9, 'Z')]), finding([edit(A, 0, 1, 'XX')])])).toEqual(['XX1234567Z9', B.text]);
  });

  it('leave out the second of two that overlap, that meet, and that stand at one place', () => {
    for (const [start, end] of [
      [3, 5],
      [5, 6],
      [2, 2],
      [0, 9],
    ] as const) {
      const { findings } = chooseFixes([finding([edit(A, 2, 5, 'x')]), finding([edit(A, start, end, 'y')])], false);
      expect(findings).toHaveLength(1);
      expect(round([finding([edit(A, 2, 5, 'x')]), finding([edit(A, start, end, 'y')])])[0]).toBe('01x56789');
    }
  });

  it('leave out all of a fix of which one part is in the way, also in another file', () => {
    const first = finding([edit(A, 2, 5, 'x')]);
    const second = finding([edit(B, 0, 1, 'y'), edit(A, 4, 6, 'y')]);
    const third = finding([edit(B, 0, 1, 'z')]);
    expect(round([first, second, third])).toEqual(['01x56789', 'zbcdefghij']);
    expect(round([second, first, third])).toEqual(['0123y6789', 'ybcdefghij']);
  });

  it('are made in every file of one fix', () => {
    expect(round([finding([edit(A, 0, 1, 'x'), edit(B, 0, 1, 'y')])])).toEqual(['x123456789', 'ybcdefghij']);
  });

  it('leave out a fix whose own parts are in the way of each other', () => {
    expect(round([finding([edit(A, 0, 4, 'x'), edit(A, 2, 5, 'y')])])).toEqual([A.text, B.text]);
    // The same characters of two files are not the same characters.
    expect(round([finding([edit(A, 0, 4, 'x'), edit(B, 2, 5, 'y')])])).toEqual(['x456789', 'abyfghij']);
  });

  it('are the safe ones, unless unsafe ones are asked for', () => {
    const both = [finding([edit(A, 0, 1, 'x')], false), finding([edit(A, 5, 6, 'y')])];
    expect(round(both)[0]).toBe('01234y6789');
    expect(round(both, true)[0]).toBe('x1234y6789');
  });
});
