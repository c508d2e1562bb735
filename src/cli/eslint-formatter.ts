import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { eslintResults, type LintData, type LintResult } from '#report/eslint-results';
import type { Reporter } from '#report/report';
import { UsageError } from './main.ts';

type Formatter = (results: LintResult[], data: LintData) => string | undefined | Promise<string | undefined>;

/**
 * A formatter for ESLint, found as ESLint finds it from the working directory: `gitlab` is the package eslint-formatter-gitlab; a whole
 * package name and a path work too. This runs the code of that package, which is why only the user can ask for it.
 */
export async function eslintFormatter(name: string, cwd: string): Promise<Reporter> {
  const format = await load(resolve(name, cwd), name);
  return async (report) => {
    const { results, data } = eslintResults(report);
    try {
      const text = (await format(results, data)) ?? '';
      return text === '' || text.endsWith('\n') ? text : `${text}\n`;
    } catch (error) {
      throw new UsageError(`the ESLint formatter ${name} failed: ${(error as Error).message}`);
    }
  };
}

function resolve(name: string, cwd: string): string {
  if (/^\.{1,2}[\\/]/.test(name) || path.isAbsolute(name)) {
    const file = path.resolve(cwd, name);
    if (!existsSync(file)) throw new UsageError(`there is no ESLint formatter ${name}`);
    return file;
  }
  const { resolve: find } = createRequire(path.join(cwd, 'any.js'));
  const problems: string[] = [];
  for (const candidate of [prefixed(name), name])
    try {
      return find(candidate);
    } catch (error) {
      // What lies behind the name and cannot be loaded is another matter than a package that is not there.
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'MODULE_NOT_FOUND') problems.push(message);
    }
  throw new UsageError(
    problems[0] ??
      `the ESLint formatter ${prefixed(name)} is not installed here; install it with: npm install -D ${prefixed(name)}`,
  );
}

/** The name of a package by ESLint's custom: gitlab, eslint-formatter-gitlab, \@scope/gitlab, \@scope. */
function prefixed(name: string): string {
  const [, scope = '', rest = ''] = /^(@[^/]+\/?)?(.*)$/.exec(name)!;
  if (scope !== '' && rest === '') return `${scope.replace(/\/$/, '')}/eslint-formatter`;
  return rest.startsWith('eslint-formatter') ? name : `${scope}eslint-formatter-${rest}`;
}

async function load(file: string, name: string): Promise<Formatter> {
  let loaded: { default?: unknown };
  try {
    loaded = (await import(pathToFileURL(file).href)) as { default?: unknown };
  } catch (error) {
    throw new UsageError(`the ESLint formatter ${name} cannot be loaded: ${(error as Error).message}`);
  }
  const inner = (loaded.default as { default?: unknown } | undefined)?.default;
  const format = typeof loaded.default === 'function' ? loaded.default : inner;
  if (typeof format !== 'function') throw new UsageError(`${name} is no ESLint formatter: it exports no function`);
  return format as Formatter;
}
