import type { CliLine } from './cli-lines.ts';

/** NX-OS banners have at most 40 lines of 255 characters. */
const MAX_BANNER = 40 * 256;

/** Where a banner ends: at the next character like its first one (`banner motd #`), which consoles also show as `^C`. */
export function bannerSkipper(text: string): (line: CliLine) => number | undefined {
  let unclosed = 0;
  return (line) => {
    const match = /^banner\s+[a-z-]+\s+(\^C|\S)/i.exec(line.text);
    // Where the closing character is missing, the lines are worth more as configuration than as banner.
    if (!match || unclosed > 9) return undefined;
    const from = line.start + match[0].length;
    const length = text.slice(from, from + MAX_BANNER).indexOf(match[1]!);
    if (length < 0) {
      unclosed++;
      return undefined;
    }
    const end = from + length + match[1]!.length;
    return end + text.slice(end, end + MAX_BANNER).search(/[\r\n]|$/);
  };
}
