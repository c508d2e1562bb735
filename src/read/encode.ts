import { Buffer } from 'node:buffer';
import { decode, type Encoding } from './decode.ts';

/** Text as the bytes of an encoding, with its byte order mark; undefined when a character has none there. */
export function encode(text: string, { name, bom }: Encoding): Uint8Array | undefined {
  switch (name) {
    case 'utf-16le':
      return Buffer.from(`${bom ? '\ufeff' : ''}${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`${bom ? '\ufeff' : ''}${text}`, 'utf16le').swap16();
    case 'utf-8':
      return Buffer.from(`${bom ? '\ufeff' : ''}${text}`, 'utf8');
    default:
      return windows1252(text);
  }
}

/** Only bytes that decode to the same text are written back. */
function windows1252(text: string): Uint8Array | undefined {
  const bytes = Buffer.alloc(text.length);
  for (let i = 0; i < text.length; i++) {
    const byte = byteOf(text[i]!);
    if (byte === undefined) return undefined;
    bytes[i] = byte;
  }
  return bytes;
}

let high: Map<string, number> | undefined;

function byteOf(c: string): number | undefined {
  const code = c.charCodeAt(0);
  if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
  high ??= new Map(
    Array.from({ length: 32 }, (_, i): [string, number] => {
      // A byte that is no UTF-8, so that the decoder takes the text for Windows-1252.
      const decoded = decode(Uint8Array.of(0xff, 0x80 + i));
      return ['text' in decoded ? decoded.text[1]! : '', 0x80 + i];
    }),
  );
  return high.get(c);
}
