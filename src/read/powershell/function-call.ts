import { parameterNamed } from './cmdlet.ts';
import type { Runner } from './run.ts';
import type { BlockNode, CommandNode, Expression, ParameterDeclaration } from './syntax-tree.ts';
import { unknown, type Value } from './value.ts';

/** The values of the parameters of a function or block, in their order; undefined for those that were not given. */
export interface Bound {
  readonly values: readonly (Value | undefined)[];
  readonly input: Value | undefined;
}

/** Binds what a call of a function or block of the script hands over. */
export function bindParameters(
  runner: Runner,
  { parameters }: BlockNode,
  { elements }: CommandNode,
  input: Value | undefined,
): Bound {
  const positional: Value[] = [];
  const named = new Map<ParameterDeclaration, Value>();
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i]!;
    if (element.sort === 'parameter') {
      const parameter = declaredAs(parameters, element.name);
      const next = elements[i + 1];
      const takesNext = !element.value && !(parameter?.isSwitch ?? false) && next !== undefined && next.sort !== 'parameter';
      if (takesNext) i++;
      const value = element.value
        ? runner.expression(element.value)
        : takesNext
          ? runner.expression(next as Expression)
          : ({ sort: 'boolean', value: true, range: element.range } as const);
      if (parameter) named.set(parameter, value);
    } else if (element.sort === 'variable' && element.splat) splat(runner, parameters, element, named, positional);
    else positional.push(runner.expression(element));
  }
  return { input, values: parameters.map((parameter) => named.get(parameter) ?? rest(parameter, positional, input)) };
}

function rest(parameter: ParameterDeclaration, positional: Value[], input: Value | undefined): Value | undefined {
  const value = parameter.isSwitch ? undefined : positional.shift();
  if (value || !input || !parameter.fromPipeline) return value;
  // One thing at a time: of several values none is known to be the last.
  return input.sort === 'things' || input.sort === 'text' || input.sort === 'number' ? input : unknown(input.range);
}

function splat(
  runner: Runner,
  parameters: readonly ParameterDeclaration[],
  element: Extract<Expression, { sort: 'variable' }>,
  named: Map<ParameterDeclaration, Value>,
  positional: Value[],
): void {
  const value = runner.expression({ ...element, splat: false });
  if (value.sort === 'list') positional.push(...value.items);
  else if (value.sort === 'table')
    for (const { key, value: entry } of value.entries.values()) {
      const parameter = declaredAs(parameters, key);
      if (parameter) named.set(parameter, entry);
    }
  else for (const parameter of parameters) named.set(parameter, unknown(element.range));
}

function declaredAs(parameters: readonly ParameterDeclaration[], written: string): ParameterDeclaration | undefined {
  const found = parameterNamed(
    {
      name: '',
      isWhole: false,
      run: undefined,
      parameters: parameters.map(({ name, isSwitch }) => ({ name, isSwitch, aliases: [], position: undefined })),
    },
    written,
  );
  return typeof found === 'object' ? parameters.find(({ name }) => name === found.name) : undefined;
}
