/** What control and direction-changing characters look like when they are shown instead of obeyed. */
const HARMFUL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Text taken from a file, made harmless for a terminal or a log: control characters and characters that reorder text
 * become `\u{…}`; line feeds and tabs become blanks.
 */
export function visible(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ').replace(HARMFUL, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`);
}
