import { type MarkupContent, MarkupKind } from 'vscode-languageserver/node';
import { visible } from '#text/visible';

/** Longest text of a file that is shown at once. */
const MAX_SHOWN = 500;

/** Text for a hover, made as the client can show it: nothing from a file is markup or a link. */
export class Markup {
  private readonly parts: string[] = [];

  constructor(private readonly markdown: boolean) {}

  /** A paragraph of words of ours and texts of files alike. */
  text(text: string): this {
    if (text !== '') this.parts.push(this.shown(text));
    return this;
  }

  heading(text: string): this {
    this.parts.push(this.markdown ? `**${this.shown(text)}**` : this.shown(text));
    return this;
  }

  list(lines: readonly string[]): this {
    if (lines.length > 0) this.parts.push(lines.map((line) => `- ${this.shown(line)}`).join('\n'));
    return this;
  }

  /** Commands, to be read. */
  code(language: string, lines: readonly string[]): this {
    const text = lines.map(visible).join('\n');
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = '`'.repeat(longest + 1);
    this.parts.push(this.markdown ? `${fence}${language}\n${text}\n${fence}` : text);
    return this;
  }

  /** A link to a page of ours; plain text has none. */
  link(text: string, href: string): this {
    if (this.markdown && /^https:\/\/[\w./#?=%-]+$/.test(href)) this.parts.push(`[${this.shown(text)}](${href})`);
    return this;
  }

  get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  get content(): MarkupContent {
    return { kind: this.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: this.parts.join('\n\n') };
  }

  private shown(text: string): string {
    const harmless = visible(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
    return this.markdown ? escaped(harmless) : harmless;
  }
}

/** Text without any effect in Markdown, bare links included: they begin with a scheme or `www.`, or hold an @. */
export function escaped(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+!|~$^=]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/:(?=\/\/)|@/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/\bwww\./gi, (c) => `${c.slice(0, 3)}&#46;`)
    .replace(/^(\s*)([-:]|\d+\.)/, '$1\\$2')
    .replace(/\\(\d+)\./, '$1\\.');
}
