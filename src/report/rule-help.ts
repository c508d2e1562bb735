/** What of a rule's page is help for a finding: why it is wrong and how to repair it, without the cases that test the rule. */
export interface RuleHelp {
  /** The first paragraph, without markup. */
  readonly summary: string;
  readonly text: string;
  readonly markdown: string;
}

/** Sections of a page that are help; the others hold examples. */
const SECTIONS = /^(?:how to repair|source)$/i;

/** The help in the page of a rule. */
export function ruleHelp(page: string): RuleHelp {
  const sections = sectionsOf(page);
  const markdown = [
    sections[0]!.lines.join('\n').trim(),
    ...sections
      .slice(1)
      .flatMap(({ title, lines }) => (SECTIONS.test(title) ? [`## ${title}\n\n${lines.join('\n').trim()}`] : [])),
  ].join('\n\n');
  const first = sections[0]!.lines
    .join('\n')
    .trim()
    .split(/\n\s*\n/)[0]!;
  return { summary: plain(first).replace(/\s+/g, ' '), text: plain(markdown), markdown };
}

/** The parts of a page: what stands before its first section, without the title, then each section. */
function sectionsOf(page: string): { title: string; lines: string[] }[] {
  const sections: { title: string; lines: string[] }[] = [{ title: '', lines: [] }];
  let fenced = false;
  for (const line of page.split(/\r?\n/)) {
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
    const heading = fenced ? undefined : /^(#{1,2}) (.+)$/.exec(line);
    if (heading?.[1] === '##') sections.push({ title: heading[2]!.trim(), lines: [] });
    else if (!heading) sections.at(-1)!.lines.push(line);
  }
  return sections;
}

/** Markdown without its markup: links by their text, no fences, no marks for code and stress. */
function plain(markdown: string): string {
  return markdown
    .split('\n')
    .filter((line) => !/^\s*(?:```|~~~)/.test(line))
    .join('\n')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^#{1,6} /gm, '')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1');
}
