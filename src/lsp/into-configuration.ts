import type { Finding } from '#lint/finding';
import { meansRule } from '#lint/suppress';
import { readJson } from '#read/json';
import type { SyntaxNode } from '#read/syntax-node';
import { readYaml } from '#read/yaml';
import type { Edit, SourceFile } from '#text/source-file';
import { insertItem, insertMember, lineEnd } from './insert.ts';
import { REASON } from './silence-line.ts';

/** A change of a configuration that silences a finding. */
export interface ConfigurationEdit {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Ways to silence a finding in the configuration that counts for its file; none for a rule that is locked, or where the text is broken. */
export async function intoConfiguration(
  config: SourceFile,
  finding: Finding,
  locked: readonly string[],
): Promise<ConfigurationEdit[]> {
  const { rule, entity } = finding;
  if (locked.some((name) => meansRule(name, rule)) || /^(?:internal|suppression)\//.test(rule.id)) return [];
  const json = config.path.endsWith('.json');
  const result = json ? readJson(config.text) : await readYaml(config.text);
  const [root] = result.nodes();
  const isEmpty = result.values.every((value) => value === null);
  if (result.problems.length > 0 || result.values.length > 1 || (!isEmpty && !root?.members)) return [];
  const name = config.path.split('/').at(-1)!;
  const into = new Configuration(config, isEmpty ? undefined : root, json);
  const ways: ConfigurationEdit[] = [];
  const add = (title: string, edit: Edit | undefined): void => {
    if (edit) ways.push({ title, edits: [edit] });
  };
  if (entity !== null) add(`Suppress ${rule.id} on ${entity} in ${name}`, into.suppress(rule.id, entity));
  add(`Switch ${rule.id} off in ${name}`, into.switchOff(rule.id));
  return ways;
}

class Configuration {
  constructor(
    private readonly file: SourceFile,
    private readonly root: SyntaxNode | undefined,
    private readonly json: boolean,
  ) {}

  switchOff(rule: string): Edit | undefined {
    const off = this.json ? '"off"' : 'off';
    const key = this.json ? JSON.stringify(rule) : rule;
    const rules = this.root?.members?.get('rules')?.value;
    const own = rules?.members?.get(rule)?.value;
    if (own) return { file: this.file, range: own.range, text: off };
    if (rules?.members) return insertMember(this.file, rules, key, off);
    return rules ? undefined : this.append('rules', this.json ? `{ ${key}: ${off} }` : `${this.newLine}  ${key}: ${off}`);
  }

  suppress(rule: string, entity: string): Edit | undefined {
    const entry = `{ ${Object.entries({ rule, on: entity, reason: REASON })
      .map(([key, value]) => `${this.json ? JSON.stringify(key) : key}: ${JSON.stringify(value)}`)
      .join(', ')} }`;
    const list = this.root?.members?.get('suppress')?.value;
    if (list?.items) return insertItem(this.file, list, entry);
    return list ? undefined : this.append('suppress', this.json ? `[${entry}]` : `${this.newLine}  - ${entry}`);
  }

  private get newLine(): string {
    return lineEnd(this.file);
  }

  /** A new member: in JSON the first, in YAML the last. */
  private append(key: string, value: string): Edit | undefined {
    const { file, root } = this;
    if (this.json) return root && insertMember(file, root, JSON.stringify(key), value);
    if (root && file.text[root.range.start] === '{') return insertMember(file, root, key, value.replace(/^\s+(?:- )?/, ''));
    const end = file.text.trimEnd().length;
    const text = `${end === 0 ? '' : this.newLine}${key}:${value}`;
    return { file, range: { start: end, end }, text: file.text.slice(end) === '' ? `${text}${this.newLine}` : text };
  }
}
