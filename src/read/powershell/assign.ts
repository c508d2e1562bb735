import { assignClusterNetwork } from './cmdlets/failover-clusters.ts';
import { binary, converted } from './evaluate.ts';
import type { Runner } from './run.ts';
import type { AssignmentNode, Expression } from './syntax-tree.ts';
import { itemsOf, type TableEntry, textOf, unknown, type Value } from './value.ts';

type Target = Pick<AssignmentNode, 'target' | 'operator'> & { readonly value?: AssignmentNode['value'] };

/** Assigns; returns what is assigned. `known`: the value where it is not that of the statement. */
export function assign(runner: Runner, { target, operator, value }: Target, known?: Value): Value {
  const result = known ?? (value && runner.valueOf(value)) ?? unknown(target.range);
  assignTo(runner, target, operator, result);
  return result;
}

function assignTo(runner: Runner, target: Expression, operator: string, value: Value): void {
  switch (target.sort) {
    case 'variable': {
      // `$env:x`, `$function:x` and other drives are no variables of the script.
      if (!/^(?:script|global|local|private|variable|using)?$/.test(target.scope)) return;
      const before = runner.scope.get(target.name);
      const result = operator === '=' ? value : changed(runner, operator, target, before, value);
      if (target.scope === 'script' || target.scope === 'global') {
        // A branch that may not be taken reaches further than its own scope.
        const sure = runner.estate.certainty.level === 'certain';
        runner.scope.root.set(target.name, sure ? result : unknown(value.range));
      }
      runner.scope.set(target.name, result);
      return;
    }
    case 'cast':
      if (target.operand) assignTo(runner, target.operand, operator, converted(target.type, value, value.range));
      return;
    case 'list': {
      const items = itemsOf(value);
      for (const [i, each] of target.items.entries()) assignTo(runner, each, '=', items?.[i] ?? unknown(value.range));
      return;
    }
    case 'member':
    case 'index':
      assignInside(runner, target, operator === '=' ? value : unknown(value.range));
      return;
    default:
      return;
  }
}

function changed(runner: Runner, operator: string, target: Expression, before: Value | undefined, value: Value): Value {
  if (operator === '??=')
    return before === undefined || before.sort === 'unknown' ? unknown(value.range) : before.sort === 'null' ? value : before;
  // What was never set is $null: adding to it gives what is added.
  if (!before) return operator === '+=' && !runner.remote ? value : unknown(value.range);
  const sign = operator[0]!.replace(/[\u2013-\u2015]/, '-');
  const result = binary({ sort: 'binary', operator: sign, left: target, right: target, range: value.range }, before, value);
  runner.spend(result.sort === 'list' ? result.items.length : 1);
  return result;
}

/** `(Get-ClusterNetwork …).Role = value`: things of the machine change. */
function assignToThings(runner: Runner, target: Expression, value: Value): boolean {
  if (target.sort !== 'member' || (target.target.sort !== 'group' && target.target.sort !== 'variable')) return false;
  const holder = runner.expression(target.target);
  const property = textOf(runner.expression(target.name));
  if (holder.sort !== 'things' || holder.things.of !== 'cluster-network' || property === undefined) return false;
  assignClusterNetwork(runner.estate, holder.things, property.toLowerCase(), value);
  return true;
}

/** `$a.b.c = value`: a table that changes is another table from here on. What cannot be followed makes the whole variable unknown. */
function assignInside(runner: Runner, target: Expression, value: Value): void {
  if (assignToThings(runner, target, value)) return;
  const keys: (string | undefined)[] = [];
  let holder = target;
  while (holder.sort === 'member' || holder.sort === 'index') {
    const key = holder.sort === 'member' ? holder.name : holder.index;
    keys.unshift(key && textOf(runner.expression(key)));
    holder = holder.target;
  }
  if (holder.sort !== 'variable' || !/^(?:script|global|local|private|using)?$/.test(holder.scope)) return;
  const known = runner.scope.get(holder.name);
  if (!known || known.sort === 'unknown' || known.sort === 'things') return;
  const result = keys.includes(undefined) ? undefined : replaced(known, keys as string[], value, target);
  if (result?.sort === 'table') runner.spend(result.entries.size);
  runner.scope.set(holder.name, result ?? unknown(target.range));
}

function replaced(holder: Value, [key, ...deeper]: readonly string[], value: Value, target: Expression): Value | undefined {
  if (holder.sort !== 'table' || key === undefined) return undefined;
  const before: TableEntry | undefined = holder.entries.get(key.toLowerCase());
  const inner = deeper.length === 0 ? value : before && replaced(before.value, deeper, value, target);
  if (!inner) return undefined;
  const entries = new Map(holder.entries);
  entries.set(key.toLowerCase(), { key, keyRange: target.range, value: inner });
  return { ...holder, entries };
}
