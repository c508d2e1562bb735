/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** A file name made of the name of a thing: what is no letter, digit, dot or dash becomes a dash. */
export function fileName(name: string): string {
  const text = name
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .toLowerCase()
    .slice(0, 80);
  return DEVICE.test(text.split('.')[0]!) ? `_${text}` : text || 'unnamed';
}
