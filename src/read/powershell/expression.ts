import { COVERED } from '#text/secrets';
import type { Range } from '#text/source-file';
import { binary, converted, joined } from './evaluate.ts';
import { isPatternName } from './flow.ts';
import { call } from './method.ts';
import type { Runner } from './run.ts';
import type { Expression, GroupNode, MemberNode, TableNode } from './syntax-tree.ts';
import { itemsOf, listValue, shownAt, type TableEntry, textOf, truthOf, unknown, type Value } from './value.ts';

/** What an expression is known to be where it stands. */
export function evaluate(runner: Runner, expression: Expression): Value {
  const value = worked(runner, expression);
  if (value.sort !== 'unknown' || value.from) return value;
  const name = variableIn(expression);
  const held = name === undefined ? undefined : (runner.scope.get(name) ?? runner.remote?.caller.get(name));
  return held ? { ...value, from: held.from ?? held.range } : value;
}

/** The first variable an expression is made of. */
function variableIn(expression: Expression | undefined): string | undefined {
  switch (expression?.sort) {
    case 'variable':
      return expression.name;
    case 'text':
      return expression.parts.map((part) => (typeof part === 'string' ? undefined : variableIn(part))).find(Boolean);
    case 'member':
    case 'index':
      return variableIn(expression.target);
    case 'cast':
      return variableIn(expression.operand);
    case 'binary':
      return variableIn(expression.left) ?? variableIn(expression.right);
    default:
      return undefined;
  }
}

function worked(runner: Runner, expression: Expression): Value {
  const { range } = expression;
  switch (expression.sort) {
    case 'text': {
      const text = joined(expression, (part) => runner.expression(part));
      return text === undefined || text.includes(COVERED) ? unknown(range) : { sort: 'text', text, range };
    }
    case 'number':
      return { sort: 'number', value: expression.value, text: expression.text, range };
    case 'variable':
      return variable(runner, expression.name, expression.scope, range);
    case 'list':
      return listValue(
        expression.items.map((item) => runner.expression(item)),
        range,
      );
    case 'group':
      return group(runner, expression);
    case 'table':
      return table(runner, expression);
    case 'block':
      return { sort: 'block', block: expression, range };
    case 'binary': {
      const result = binary(expression, runner.expression(expression.left), runner.expression(expression.right));
      runner.spend(result.sort === 'list' ? result.items.length : 1);
      return result;
    }
    case 'unary':
      return unary(runner, expression.operator, expression.operand, range);
    case 'cast':
      return expression.operand ? converted(expression.type, runner.expression(expression.operand), range) : unknown(range);
    case 'member':
      return member(runner, expression);
    case 'index':
      return index(runner.expression(expression.target), expression.index && runner.expression(expression.index), range);
  }
}

/** Scopes in which a variable is one of the script; others are drives, such as env and function. */
const SCOPES: ReadonlySet<string> = new Set(['', 'script', 'global', 'local', 'private', 'using', 'workflow', 'variable']);

function variable(runner: Runner, name: string, scope: string, range: Range): Value {
  const key = name.toLowerCase();
  if (scope === 'env')
    return key === 'computername'
      ? { sort: 'things', things: { of: 'host', names: undefined, hosts: [runner.estate.own] }, range }
      : unknown(range);
  if (scope === 'function') {
    const body = runner.scope.function(name)?.body;
    return body ? { sort: 'block', block: body, range } : unknown(range);
  }
  if (!SCOPES.has(scope)) return unknown(range);
  if (key === 'true' || key === 'false') return { sort: 'boolean', value: key === 'true', range };
  if (key === 'null') return { sort: 'null', range };
  const value = scope === 'using' ? (runner.remote?.caller ?? runner.scope).get(name) : runner.scope.get(name);
  if (value) return { ...shownAt(value, range), from: value.from ?? value.range };
  if (scope === '' && runner.remote?.caller.get(name) && !AUTOMATIC.has(key) && !runner.remote.assigned.open)
    missingUsing(runner, name, range);
  return unknown(range);
}

/** Variables PowerShell sets by itself, also in a block that runs elsewhere. Source: about_Automatic_Variables. */
const AUTOMATIC: ReadonlySet<string> = new Set(
  '_ psitem args input this error matches host home pid pwd profile foreach switch sender event myinvocation psboundparameters pscmdlet psscriptroot pscommandpath psversiontable stacktrace executioncontext lastexitcode nestedpromptlevel ofs shellid isWindows'
    .toLowerCase()
    .split(' '),
);

function missingUsing(runner: Runner, name: string, range: Range): void {
  if (runner.remote!.assigned.names.has(name.toLowerCase())) return;
  runner.estate.report(
    'script/missing-using',
    `$${name} is set by the script that sends this block, not inside it, so it is empty here`,
    range,
    {
      key: name,
      fix: { title: `Write $using:${name}`, safe: false, range: () => range, text: `$using:${name}` },
    },
  );
}

function group(runner: Runner, { open, statements, range }: GroupNode): Value {
  const values: Value[] = [];
  for (const statement of statements) {
    const value = statement.sort === 'assignment' && open !== '(' ? runner.statement(statement) : runner.valueOf(statement);
    if (value) values.push(value);
    else if (!['assignment', 'function', 'param', 'configuration'].includes(statement.sort)) return unknown(range);
  }
  if (open === '@(') {
    const items = values.flatMap((value) => itemsOf(value) ?? [value]);
    return items.some((item) => item.sort === 'unknown') ? unknown(range) : listValue(items, range);
  }
  if (values.length === 1) return shownAt(values[0]!, range);
  return values.length === 0 ? { sort: 'null', range } : listValue(values, range);
}

function table(runner: Runner, { entries, range }: TableNode): Value {
  const known = new Map<string, TableEntry>();
  for (const { key, value } of entries) {
    const name = textOf(runner.expression(key));
    const entry = (value && runner.valueOf(value)) ?? unknown(key.range);
    if (name === undefined) return unknown(range);
    known.set(name.toLowerCase(), { key: name, keyRange: key.range, value: entry });
  }
  return { sort: 'table', entries: known, range };
}

function unary(runner: Runner, operator: string, operand: Expression, range: Range): Value {
  const value = runner.expression(operand);
  switch (operator) {
    case '!':
    case '-not': {
      const truth = truthOf(value);
      return truth === undefined ? unknown(range) : { sort: 'boolean', value: !truth, range };
    }
    case '-':
      return value.sort === 'number' ? numberValue(-value.value, range) : unknown(range);
    case '++':
    case '--': {
      const next = value.sort === 'number' ? numberValue(value.value + (operator === '++' ? 1 : -1), range) : unknown(range);
      runner.set(operand, next);
      // What it was before, or is now, tells its place; alone it hands nothing on.
      return unknown(range);
    }
    case '-join':
      return binary({ sort: 'binary', operator: '-join', left: operand, right: operand, range }, value, {
        sort: 'text',
        text: '',
        range,
      });
    default:
      return unknown(range);
  }
}

function numberValue(value: number, range: Range): Value {
  return { sort: 'number', value, text: String(value), range };
}

function member(runner: Runner, { target, name, call: args, isStatic, range }: MemberNode): Value {
  const key = textOf(runner.expression(name))?.toLowerCase();
  if (isStatic) {
    const values = args?.map((argument) => runner.expression(argument));
    return target.sort === 'cast' && key === 'join' && /^(?:system\.)?string$/i.test(target.type) && values?.length === 2
      ? binary({ sort: 'binary', operator: '-join', left: target, right: target, range }, values[1]!, values[0]!)
      : unknown(range);
  }
  const holder = runner.expression(target);
  if (args) {
    const values = args.map((argument) => runner.expression(argument));
    return key === undefined ? unknown(range) : call(runner, { target, holder, key, args: values, range });
  }
  return key === undefined ? unknown(range) : property(holder, key, range);
}

function property(holder: Value, key: string, range: Range): Value {
  switch (holder.sort) {
    case 'table': {
      const entry = holder.entries.get(key);
      if (entry) return shownAt(entry.value, range);
      if (key === 'count') return numberValue(holder.entries.size, range);
      if (key === 'keys')
        return {
          sort: 'list',
          items: [...holder.entries.values()].map((each) => ({ sort: 'text', text: each.key, range })),
          range,
        };
      if (key === 'values')
        return listValue(
          [...holder.entries.values()].map((each) => each.value),
          range,
        );
      return { sort: 'null', range };
    }
    case 'things':
      return ofThings(holder, key, range);
    case 'list': {
      if (key === 'count' || key === 'length') return numberValue(holder.items.length, range);
      const items = holder.items.map((item) => (item.sort === 'table' ? item.entries.get(key)?.value : undefined));
      return items.length > 0 && items.every((item) => item !== undefined) ? listValue(items as Value[], range) : unknown(range);
    }
    case 'text':
    case 'number':
    case 'boolean':
      return key === 'count'
        ? numberValue(1, range)
        : key === 'length' && holder.sort === 'text'
          ? numberValue(holder.text.length, range)
          : unknown(range);
    default:
      return unknown(range);
  }
}

/** Properties of an adapter that stand for it where a cmdlet takes them: its cmdlets find it by them. */
const STANDS_FOR_ADAPTER: ReadonlySet<string> = new Set(['ifindex', 'interfaceindex', 'ifdesc', 'interfacedescription']);
const NAMES: ReadonlySet<string> = new Set(['name', 'interfacealias', 'ifalias', 'vmname', 'teamname', 'switchname']);

function ofThings(holder: Extract<Value, { sort: 'things' }>, key: string, range: Range): Value {
  const { names, of, vm } = holder.things;
  if (of === 'nic' && STANDS_FOR_ADAPTER.has(key)) return { ...holder, range };
  if (!NAMES.has(key) || !names) return unknown(range);
  if (key === 'vmname' && of !== 'vm') return vm ? shownAt(vm, range) : unknown(range);
  if (key === 'switchname' && of !== 'vm-switch') return unknown(range);
  if (key === 'teamname' && of !== 'team') return unknown(range);
  return names.length === 1
    ? shownAt(names[0]!, range)
    : { sort: 'list', items: names.map((name) => shownAt(name, range)), range };
}

function index(target: Value, position: Value | undefined, range: Range): Value {
  const key = position?.sort === 'list' ? undefined : textOf(position);
  if (key === undefined) return unknown(range);
  if (target.sort === 'table') {
    const entry = target.entries.get(key.toLowerCase());
    return entry ? shownAt(entry.value, range) : { sort: 'null', range };
  }
  if (!/^-?\d{1,9}$/.test(key)) return unknown(range);
  if (target.sort === 'list') {
    const item = target.items.at(Number(key));
    return item ? shownAt(item, range) : { sort: 'null', range };
  }
  if (target.sort === 'things') {
    const { names, isPart } = target.things;
    const name = isPart || names?.some(isPatternName) ? undefined : names?.at(Number(key));
    if (names && !name) return { ...target, things: { ...target.things, names: undefined, all: false }, range };
    return name ? { ...target, things: { ...target.things, names: [name] }, range } : unknown(range);
  }
  return unknown(range);
}
