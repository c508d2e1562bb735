import { describe, expect, it } from 'vitest';
import { lineCount, lineOf, lineRange, lineText } from '#text/line-index';

const file = (text: string) => ({ path: '/a.yaml', text });

describe('lines and columns', () => {
  it('count from 1, in UTF-16 units, the end exclusive', () => {
    const f = file('a: 1\nb: "😀x"\n');
    expect(lineRange(f, { start: 3, end: 4 })).toEqual({ line: 1, column: 4, endLine: 1, endColumn: 5 });
    expect(lineRange(f, { start: 8, end: 13 })).toEqual({ line: 2, column: 4, endLine: 2, endColumn: 9 });
    expect(lineRange(f, { start: 3, end: 8 })).toEqual({ line: 1, column: 4, endLine: 2, endColumn: 4 });
  });

  it.each([
    ['\n', 'LF'],
    ['\r\n', 'CRLF'],
    ['\r', 'CR'],
  ])('lines end with %j', (end) => {
    const f = file(['one', '', 'three', ''].join(end));
    expect(lineCount(f)).toBe(4);
    expect([1, 2, 3, 4, 5, 0].map((n) => lineText(f, n))).toEqual(['one', '', 'three', '', '', '']);
    const start = f.text.indexOf('three');
    expect(lineRange(f, { start, end: start + 5 })).toMatchObject({ line: 3, column: 1, endColumn: 6 });
    for (let i = 0; i < f.text.length; i++) expect(lineRange(f, { start: i, end: i }).line).toBe(lineOf(f, i) + 1);
  });

  it('offsets outside the text are its nearest end', () => {
    const f = file('ab');
    expect(lineRange(f, { start: -5, end: 99 })).toEqual({ line: 1, column: 1, endLine: 1, endColumn: 3 });
    expect(lineRange(file(''), { start: 3, end: 1 })).toEqual({ line: 1, column: 1, endLine: 1, endColumn: 1 });
  });
});
