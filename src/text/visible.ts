/** What control and direction-changing characters look like when they are shown instead of obeyed. */
const HARMFUL =
  /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** What a terminal obeys or text is turned around by: to be escaped where a text is data and has to come back as it was. */
export const OBEYED = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * Text taken from a file, made harmless for a terminal or a log: control characters and characters that reorder text
 * become `\u{…}`; line feeds and tabs become blanks.
 */
export function visible(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ').replace(HARMFUL, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`);
}
