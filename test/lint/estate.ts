import { type Estate, lint } from '#lint/lint';
import { named, type Rule, type RuleDefinition, type SubjectKind } from '#lint/rule';
import { at } from '#model/place';
import { type ReadOptions, readText } from '#read/read-file';
import { RULES } from '#rules';
import { lineRange } from '#text/line-index';

/** The rules that reading and the engine report. */
export const BASE: readonly Rule[] = RULES.filter((rule) => /^(?:reading|suppression|internal)\//.test(rule.id));

/** A rule made for a test. */
export function rule<S extends SubjectKind>(
  id: string,
  definition: Pick<RuleDefinition<S>, 'about' | 'check'> & Partial<RuleDefinition<S>>,
): Rule {
  return named(id, { severity: 'warning', title: 'A rule of a test', since: '0.1.0', source: 'test', ...definition });
}

/** The rule most tests use: it does not like VLAN 13. */
export const THIRTEEN = rule('test/thirteen', {
  about: 'nic',
  check(nic, { report }) {
    if (nic.data.vlanId === 13) report(at(nic, 'vlanId'), `${nic.name} has VLAN 13`);
  },
});

/** An estate of files by name, with everything on unless a setting says otherwise. */
export async function estate(
  files: Readonly<Record<string, string>>,
  settings: Partial<Estate> = {},
  options: ReadOptions = { explicit: true },
): Promise<Estate> {
  return {
    root: '/estate',
    files: await Promise.all(Object.entries(files).map(([name, text]) => readText({ path: `/estate/${name}`, text }, options))),
    whole: true,
    inventory: { hosts: false, switches: false, vms: false },
    severityOf: (r) => r.severity,
    suppress: [],
    locked: [],
    lockedOff: [],
    inlineConfig: true,
    today: '2026-06-15',
    ...settings,
  };
}

/** What lint() says, as `file:line severity rule message`, sorted. */
export async function told(
  files: Readonly<Record<string, string>>,
  rules: readonly Rule[],
  settings?: Partial<Estate>,
): Promise<string[]> {
  const { findings } = lint(await estate(files, settings), [...rules, ...BASE]);
  return findings
    .map((f) => {
      const { line } = lineRange(f.place.file, f.place.range());
      return `${f.place.file.path.replace('/estate/', '')}:${line} ${f.severity} ${f.rule.id} ${f.message}`;
    })
    .sort();
}
