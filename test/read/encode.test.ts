import { describe, expect, it } from 'vitest';
import { decode, type Encoding } from '#read/decode';
import { encode } from '#read/encode';

const EVERY_CHARACTER_OF_1252 = Buffer.from(Array.from({ length: 256 }, (_, i) => i).filter((i) => i >= 32 || i === 10));

/** What comes of bytes that are read and written back. */
function back(bytes: Uint8Array): Uint8Array | undefined {
  const decoded = decode(bytes);
  if (!('text' in decoded)) throw new Error('binary');
  return encode(decoded.text, decoded.encoding);
}

describe('text written back', () => {
  it.each([
    ['UTF-8', Buffer.from('a: höst \u{1f600}\r\nb\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffa: höst\n')],
    ['UTF-8 with two of them', Buffer.from('\ufeff\ufeffa: höst\n')],
    ['UTF-16LE', Buffer.from('\ufeffa: höst \u{1f600}\r\n', 'utf16le')],
    ['UTF-16BE', Buffer.from('\ufeffa: höst \u{1f600}\r\n', 'utf16le').swap16()],
    ['UTF-16LE with half a pair', Buffer.from([0xff, 0xfe, 0x61, 0, 0x00, 0xd8, 0x0a, 0])],
    ['Windows-1252', EVERY_CHARACTER_OF_1252],
    ['nothing', Buffer.alloc(0)],
  ])('is the same bytes: %s', (_, bytes) => {
    expect(Buffer.from(back(bytes)!)).toEqual(bytes);
  });

  it('is refused where Windows-1252 has no such character', () => {
    const windows: Encoding = { name: 'windows-1252', bom: false, assumed: true };
    expect(encode('a\u2192b', windows)).toBeUndefined();
    expect(encode('\u{1f600}', windows)).toBeUndefined();
    expect(encode('a\u20acb', windows)).toEqual(Buffer.from([0x61, 0x80, 0x62]));
  });
});
