import { visible } from '#text/visible';

/** Starts of what build services take for commands in any line of a log: `##vso[`, `##[`, `##teamcity[`. */
export const COMMAND_START = /##(?=[\w-]*\[)/g;

/** A line that build services take for a command: `::error::`, however far it is indented. */
export const COMMAND_LINE = /^([^\S\n]*):(?=:)/gm;

/** What the second `#` of such a start is shown as. */
export const SHOWN_HASH = '\\u{23}';

/**
 * Text of unknown origin for one line of output: control characters are shown, and what a terminal or a build service would
 * obey (`##vso[…]`, a line that starts with `::`) is broken visibly.
 */
export function harmless(text: string): string {
  return visible(text)
    .replace(COMMAND_START, `#${SHOWN_HASH}`)
    .replace(/^(\s*):(?=:)/, '$1\\u{3a}');
}

/** At most so many UTF-16 units of a text, with `…` where it was cut. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = length - 1;
  const code = text.charCodeAt(end - 1);
  // Half of a surrogate pair is no character.
  return `${text.slice(0, code >= 0xd800 && code < 0xdc00 ? end - 1 : end)}…`;
}
