import type { Report, Reporter } from './report.ts';

/** A format by its name on the command line; its code is loaded only when it is used. */
export interface Format {
  /** One line for --help. */
  readonly description: string;
  readonly load: () => Promise<Reporter>;
}

export const FORMATS = {
  pretty: {
    description: 'one line per finding, grouped by file, for reading in a terminal',
    load: async () => (await import('./pretty.ts')).pretty,
  },
  codeframe: {
    description: 'every finding with its source lines, related places and repair',
    load: async () => (await import('./codeframe.ts')).codeframe,
  },
  json: {
    description: 'everything, for programs; see schemas/report.schema.json',
    load: async () => (await import('./json.ts')).json,
  },
  unix: {
    description: 'file:line:column-endLine:endColumn: severity message [rule], for problem matchers and grep',
    load: async () => (await import('./unix.ts')).unix,
  },
  github: {
    description: 'annotations of GitHub Actions',
    load: async () => (await import('./github.ts')).github,
  },
  azure: {
    description: 'issues of Azure Pipelines',
    load: async () => (await import('./azure.ts')).azure,
  },
  teamcity: {
    description: 'inspections of TeamCity',
    load: async () => (await import('./teamcity.ts')).teamcity,
  },
  gitlab: {
    description: "GitLab's Code Quality report",
    load: async () => (await import('./gitlab.ts')).gitlab,
  },
  sarif: {
    description: 'SARIF 2.1.0, for code scanning',
    load: async () => (await import('./sarif.ts')).sarif,
  },
  junit: {
    description: "JUnit's XML, a case for each finding",
    load: async () => (await import('./junit.ts')).junit,
  },
  checkstyle: {
    description: "Checkstyle's XML",
    load: async () => (await import('./checkstyle.ts')).checkstyle,
  },
  markdown: {
    description: 'a comment for a pull request',
    load: async () => (await import('./markdown.ts')).markdown,
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

/** Whether a name is one of a format. */
export function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}

/** A report in a format. */
export async function render(name: FormatName, report: Report): Promise<string> {
  const reporter: Reporter = await FORMATS[name].load();
  return reporter(report);
}
