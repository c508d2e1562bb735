import { describe, expect, it } from 'vitest';
import { decode } from '#read/decode';

const text = 'name: Büro €';

describe('decode', () => {
  it('UTF-8, with and without a byte order mark', () => {
    expect(decode(Buffer.from(text))).toEqual({ text, encoding: { name: 'utf-8', bom: false, assumed: false } });
    expect(decode(Buffer.from(`\ufeff${text}`))).toEqual({ text, encoding: { name: 'utf-8', bom: true, assumed: false } });
    expect(decode(Buffer.from('name: hv01'))).toEqual({
      text: 'name: hv01',
      encoding: { name: 'utf-8', bom: false, assumed: false },
    });
  });

  it('a mark inside the text stays', () => {
    expect(decode(Buffer.from('a\ufeffb'))).toMatchObject({ text: 'a\ufeffb' });
  });

  it('UTF-16 in both orders, as Windows PowerShell redirects output', () => {
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(decode(little)).toEqual({ text, encoding: { name: 'utf-16le', bom: true, assumed: false } });
    const big = Buffer.from(little).swap16();
    expect(decode(big)).toEqual({ text, encoding: { name: 'utf-16be', bom: true, assumed: false } });
  });

  it('UTF-16 cut off in the middle of a character', () => {
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(decode(little.subarray(0, little.length - 1))).toMatchObject({ text: text.slice(0, -1) });
    expect(
      decode(
        Buffer.from(little)
          .swap16()
          .subarray(0, little.length - 1),
      ),
    ).toMatchObject({ text: text.slice(0, -1) });
    expect(decode(Buffer.from([0xff, 0xfe]))).toMatchObject({ text: '' });
    expect(decode(Buffer.from([0xfe, 0xff]))).toMatchObject({ text: '' });
  });

  it('Windows-1252 where it is not UTF-8, every byte of it', () => {
    const bytes = Buffer.concat([
      Buffer.from('name: B'),
      Buffer.from([0xfc]),
      Buffer.from('ro '),
      Buffer.from([0x80, 0x92, 0x9f]),
    ]);
    expect(decode(bytes)).toEqual({ text: 'name: Büro €’Ÿ', encoding: { name: 'windows-1252', bom: false, assumed: true } });
    const high = decode(
      Buffer.from([...Array.from({ length: 128 }, () => 0x20), ...Array.from({ length: 128 }, (_, i) => 128 + i)]),
    );
    expect('text' in high && high.text.slice(128)).toBe(
      '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ' +
        Array.from({ length: 96 }, (_, i) => String.fromCharCode(160 + i)).join(''),
    );
  });

  it('binary files are none of ours', () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    expect(decode(png)).toEqual({ binary: true });
    expect(decode(Buffer.from('MZ\u0090\u0000\u0003', 'latin1'))).toEqual({ binary: true });
    expect(decode(Buffer.from([0x61, 0, 0x62, 0]))).toEqual({ binary: true });
    expect(decode(Buffer.from([0x1f, 0x8b, 8, 1, 2, 3, 4, 5, 6, 0xff, 0xfe]))).toEqual({ binary: true });
  });

  it('UTF-16 without a byte order mark is none of ours either, and told apart', () => {
    const text = Buffer.from('kind: host\nname: “Nord”\n', 'utf16le');
    expect(decode(text)).toEqual({ binary: true, utf16: true });
    expect(decode(Buffer.from(text).swap16())).toEqual({ binary: true, utf16: true });
    // Now and then a NUL, NULs at both places, and nothing else but NULs.
    expect(decode(Buffer.from('kind: host\u0000name: hv01', 'latin1'))).toEqual({ binary: true });
    expect(decode(Buffer.from('k\u0000i\u0000n\u0000\u0000d:\u0000h\u0000o\u0000', 'latin1'))).toEqual({ binary: true });
    expect(decode(Buffer.alloc(64))).toEqual({ binary: true });
  });

  it('an empty file is an empty text', () => {
    expect(decode(Buffer.alloc(0))).toEqual({ text: '', encoding: { name: 'utf-8', bom: false, assumed: false } });
  });
});
