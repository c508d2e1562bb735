import { isAscii, isUtf8 } from 'node:buffer';

/** How the bytes of a file were turned into text; what is written back must be encoded the same way. */
export interface Encoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  readonly bom: boolean;
  /** True when nothing in the file says so and the encoding is only the likeliest. */
  readonly assumed: boolean;
}

export type Decoded = { readonly text: string; readonly encoding: Encoding } | { readonly binary: true; readonly utf16?: true };

/**
 * The one decoder for every input: a byte order mark decides; without one UTF-8, and what is not UTF-8 is taken as Windows-1252,
 * which is what Windows PowerShell's Set-Content writes on most machines. A file with NUL bytes and no mark is binary.
 */
export function decode(data: Uint8Array): Decoded {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: bytes.toString('utf16le', 2), encoding: { name: 'utf-16le', bom: true, assumed: false } };
  if (bytes.length >= 2 && bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
    return { text: even.swap16().toString('utf16le'), encoding: { name: 'utf-16be', bom: true, assumed: false } };
  }
  if (isAscii(bytes)) {
    if (bytes.includes(0)) return withNul(bytes);
    return { text: bytes.toString('latin1'), encoding: { name: 'utf-8', bom: false, assumed: false } };
  }
  if (bytes.includes(0)) return withNul(bytes);
  if (isUtf8(bytes)) {
    const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return { text: bytes.toString('utf8', bom ? 3 : 0), encoding: { name: 'utf-8', bom, assumed: false } };
  }
  if (looksBinary(bytes)) return { binary: true };
  const text = bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80]!);
  return { text, encoding: { name: 'windows-1252', bom: false, assumed: true } };
}

/** What a file is that is no text, in words. Without its mark, UTF-16 shows by NUL in every second byte. */
export function whatBinary({ utf16 }: Extract<Decoded, { readonly binary: true }>, otherwise = 'a binary file'): string {
  return utf16 ? 'UTF-16 without a byte order mark, or binary' : otherwise;
}

/** Of bytes with NULs among them: nothing but a letter each and a NUL behind or before it, as far as most of them go. */
function withNul(bytes: Buffer): Extract<Decoded, { readonly binary: true }> {
  const sample = bytes.subarray(0, 4096);
  const nuls = [0, 0];
  for (const [i, byte] of sample.entries()) if (byte === 0) nuls[i % 2]!++;
  const [even = 0, odd = 0] = nuls;
  const pairs = Math.floor(sample.length / 2);
  return pairs >= 4 && Math.min(even, odd) === 0 && Math.max(even, odd) >= pairs * 0.8
    ? { binary: true, utf16: true }
    : { binary: true };
}

/**
 * The characters of bytes 0x80 to 0x9F, the only ones in which Windows-1252 is not Latin-1 (encoding.spec.whatwg.org).
 * Not by TextDecoder: several releases of Node decode these as Latin-1 (nodejs/node issue 56542).
 */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Control characters other than blanks, line ends, form feed and escape do not occur in text of an 8-bit code page. */
function looksBinary(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, 4096);
  let odd = 0;
  for (const byte of sample) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) odd++;
  return odd > sample.length / 100;
}
