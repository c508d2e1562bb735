import { lint } from '#lint/lint';
import { RULES } from '#rules';
import { estate } from '../lint/estate.ts';

/** What one rule proposes for an estate, a line for each command: "on: command". */
export async function proposed(rule: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { findings } = lint(await estate(files, { severityOf: (r) => (r.id === rule ? r.severity : 'off') }), RULES);
  if (findings.length === 0) throw new Error(`${rule} finds nothing`);
  return findings.flatMap(({ remedy }) => remedy?.commands.map((command) => `${remedy.on}: ${command}`) ?? []);
}
