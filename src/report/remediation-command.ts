import { parameterNamed } from '#read/powershell/cmdlet';
import { cmdletNamed } from '#read/powershell/cmdlets/index';
import { parseScript } from '#read/powershell/parse';
import type { CommandNode, Expression } from '#read/powershell/syntax-tree';
import { knowsWhatIf } from '#read/powershell/what-if';

/** A call of a cmdlet with nothing but constants. */
export interface CmdletCall {
  readonly name: string;
  /** Values by the name of the parameter in lower case: none for a switch, several for a list. Positional ones are under `0`, `1` … */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
}

/** How a command can be tried: by -WhatIf, not at all, or hvlint cannot tell. */
export type Trial = 'what-if' | 'none' | 'unknown';

/** A command of a repair as PowerShell takes it. */
export interface PowerShellCommand {
  /** The calls of its pipeline, one as a rule. */
  readonly calls: readonly CmdletCall[];
  readonly trial: Trial;
}

/** A text in single quotes, of which PowerShell knows several; doubled they stand for themselves. */
const QUOTED = /'(?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*'/g;

/** What a command may hold outside of quotes: words, parameters, lists, truth values, and the pipe. */
const OUTSIDE_QUOTES = /^(?:[\w\s./\\:+,|'-]|\$(?:true|false|null)\b)*$/i;

/** A parameter no cmdlet has, in lower case. */
const END = 'hvlintendofcommand';

/**
 * Reads a command of a repair: one line, one pipeline of named commands with constants. Undefined for everything else, so that no name of
 * a file can come to act, whoever forgot to quote it.
 */
export function readCommand(text: string): PowerShellCommand | undefined {
  if (/[\p{Cc}\u2028\u2029]/u.test(text) || !OUTSIDE_QUOTES.test(text.replaceAll(QUOTED, "''"))) return undefined;
  // What would swallow what comes behind it is no whole command.
  const { root, comments, tooDeep } = parseScript(`${text} -${END}`);
  const [statement, ...others] = root.statements;
  if (tooDeep !== undefined || comments.length > 0 || others.length > 0 || root.parameters.length > 0) return undefined;
  if (statement?.sort !== 'pipeline') return undefined;
  const calls: CmdletCall[] = [];
  for (const element of statement.elements) {
    const call = element.sort === 'command' ? callOf(element) : undefined;
    if (!call) return undefined;
    calls.push(call);
  }
  const last = calls.at(-1);
  if (
    last?.parameters.get(END)?.length !== 0 ||
    !calls.slice(0, -1).every(({ name }) => /^Get-/i.test(name) && cmdletNamed(name))
  )
    return undefined;
  const parameters = new Map([...last.parameters].filter(([key]) => key !== END));
  calls.splice(-1, 1, { ...last, parameters });
  const known = knowsWhatIf(last.name);
  return { calls, trial: known === undefined ? 'unknown' : known ? 'what-if' : 'none' };
}

function callOf({ name, invoked, elements }: CommandNode): CmdletCall | undefined {
  const [word, ...more] = constantOf(name) ?? [];
  if (invoked || word === undefined || more.length > 0 || name.sort !== 'text' || name.quotes !== 'bare') return undefined;
  if (!/^[A-Za-z][\w-]*$/.test(word)) return undefined;
  const cmdlet = cmdletNamed(word);
  const parameters = new Map<string, readonly string[]>();
  let position = 0;
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i]!;
    if (element.sort !== 'parameter') {
      const values = constantOf(element);
      if (!values) return undefined;
      parameters.set(String(position++), values);
      continue;
    }
    const found = cmdlet && parameterNamed(cmdlet, element.name);
    const known = typeof found === 'object' ? found : undefined;
    const next = elements[i + 1];
    const takesNext = !element.value && next !== undefined && next.sort !== 'parameter' && !(known?.isSwitch ?? false);
    if (takesNext) i++;
    const written = element.value ?? (takesNext ? (next as Expression) : undefined);
    const values = written ? constantOf(written) : [];
    if (!values) return undefined;
    parameters.set((known?.name ?? element.name).toLowerCase(), values);
  }
  return { name: word, parameters };
}

/** The texts of a constant; undefined for what is worked out. */
function constantOf(node: Expression): readonly string[] | undefined {
  switch (node.sort) {
    case 'text':
      if (!node.parts.every((part) => typeof part === 'string')) return undefined;
      return node.quotes === 'bare' && !/^[\w./\\:+-]+$/.test(node.parts.join('')) ? undefined : [node.parts.join('')];
    case 'number':
      return [node.text];
    case 'variable':
      return /^(?:true|false|null)$/i.test(node.name) && !node.splat && node.scope === ''
        ? [`$${node.name.toLowerCase()}`]
        : undefined;
    case 'list': {
      const items = node.items.map(constantOf);
      return items.every((item) => item !== undefined) ? items.flat() : undefined;
    }
    default:
      return undefined;
  }
}
