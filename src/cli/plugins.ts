import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cli, powershell } from '#lint/remedy';
import { defineRule, named, type Rule, type RuleDefinition, SEVERITIES } from '#lint/rule';
import type { EntityKind } from '#model/entity';
import { Network } from '#model/network';
import { at, keyOf } from '#model/place';
import { UsageError } from './main.ts';
import { addRules, everyRule } from './rule-list.ts';

/** What a plugin gets when its default export is a function: it need not find the package hvlint. */
const KIT = { defineRule, at, keyOf, powershell, cli };

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Loads the rules of plugins. Nothing but --plugin, a flag of the command, ever has code loaded: no configuration can. */
export async function loadPlugins(files: readonly string[]): Promise<void> {
  for (const file of files) addRules(rulesOf(file, await exported(file)));
}

async function exported(file: string): Promise<unknown> {
  if (file === '') throw new UsageError('--plugin needs the name of a file');
  try {
    const module = (await import(pathToFileURL(path.resolve(file)).href)) as { default?: unknown };
    return typeof module.default === 'function' ? await module.default(KIT) : module.default;
  } catch (error) {
    throw new UsageError(`--plugin ${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function rulesOf(file: string, plugin: unknown): Rule[] {
  const refuse = (what: string): never => {
    throw new UsageError(`--plugin ${file}: ${what}`);
  };
  const rules = (plugin as { rules?: unknown } | null | undefined)?.rules;
  if (rules === null || typeof rules !== 'object' || Array.isArray(rules))
    return refuse("its default export must be { rules: { 'area/name': defineRule({ … }) } }, or a function that returns it");
  const taken = new Set(everyRule().flatMap((rule) => [rule.id, ...(rule.aliases ?? [])]));
  return Object.entries(rules as Record<string, unknown>).map(([id, definition]) => {
    if (!ID.test(id)) refuse(`the id '${id}' must be area/name, of small letters, digits and hyphens: acme/nic-names`);
    const wrong = problemOf(definition);
    if (wrong !== undefined) refuse(`the rule ${id} ${wrong}`);
    const rule = { ...(definition as RuleDefinition) };
    for (const name of [id, ...(rule.aliases ?? [])]) {
      if (taken.has(name)) refuse(`there is a rule ${name} already; choose an area of your own`);
      taken.add(name);
    }
    return named(id, { ...rule, since: rule.since ?? '', source: rule.source ?? path.basename(file), docs: rule.docs ?? '' });
  });
}

/** What is wrong with a definition, behind "the rule x". */
function problemOf(definition: unknown): string | undefined {
  if (definition === null || typeof definition !== 'object') return 'is no definition: write defineRule({ … })';
  const { about, severity, title, check, aliases } = definition as Record<string, unknown>;
  const isKind = about === 'file' || about === 'network' || Array.isArray(new Network([]).all(about as EntityKind));
  if (!isKind) return `is about '${String(about)}', which is no kind of thing: 'host', 'nic', 'vm', 'port', 'file', 'network' …`;
  if (!SEVERITIES.includes(severity as never)) return `has the severity '${String(severity)}': error, warning or info`;
  if (typeof title !== 'string' || title.trim() === '') return 'has no title: one line that says what is wrong where it speaks';
  if (typeof check !== 'function') return 'has no check function';
  if (check.constructor.name === 'AsyncFunction') return 'has a check that is asynchronous; rules ask and answer at once';
  if (aliases !== undefined && !(Array.isArray(aliases) && aliases.every((name) => typeof name === 'string')))
    return 'has aliases that are no list of ids';
  return undefined;
}
