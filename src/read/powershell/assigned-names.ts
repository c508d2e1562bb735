import type { BlockNode, CommandNode, Expression, Statement } from './syntax-tree.ts';

/** Common parameters that put something into a variable. Source: about_CommonParameters. */
const INTO_VARIABLE = /^(?:out|ov|error|ev|warning|wv|information|iv|pipeline|pv)/i;
/** Commands after which variables may be there that no assignment names. */
const OPEN = /^(?:new-variable|nv|set-variable|sv|set|import-module|ipmo|invoke-expression|iex|get-variable|import-clixml)$/i;

/** The variables a part of a script sets. */
export interface AssignedNames {
  /** In lower case. */
  readonly names: ReadonlySet<string>;
  /** Whether it may set others too: it runs another script, or names a variable by a value. */
  readonly open: boolean;
}

const known = new WeakMap<object, AssignedNames>();

/**
 * The variables that are set somewhere in a block: assigned, declared as parameters, by foreach, or by -OutVariable and the like. No recursion,
 * so depth does not matter; each block is looked through once.
 */
export function assignedNames(block: BlockNode | Statement): AssignedNames {
  const found = known.get(block);
  if (found) return found;
  const names = new Set<string>();
  let isOpen = false;
  const open: unknown[] = [block];
  while (open.length > 0) {
    const node = open.pop();
    if (node === null || typeof node !== 'object') continue;
    const part = node as Expression | Statement | CommandNode;
    if (part.sort === 'assignment') collect(part.target, names);
    else if (part.sort === 'foreach') names.add(part.variable.toLowerCase());
    else if (part.sort === 'unary' && /^(?:\+\+|--)$/.test(part.operator)) collect(part.operand, names);
    else if (part.sort === 'block' || part.sort === 'param')
      for (const { name } of part.parameters) names.add(name.toLowerCase());
    else if (part.sort === 'command') isOpen = ofCommand(part, names) || isOpen;
    for (const value of Array.isArray(node) ? node : Object.values(node)) if (typeof value === 'object') open.push(value);
  }
  const result = { names, open: isOpen };
  known.set(block, result);
  return result;
}

/** The variables a target of an assignment stands for; of a member or an item its holder. */
function collect(target: Expression, names: Set<string>): void {
  for (let node: Expression | undefined = target; node; ) {
    if (node.sort === 'variable') names.add(node.name.toLowerCase());
    if (node.sort === 'list') for (const item of node.items) collect(item, names);
    node = node.sort === 'cast' ? node.operand : node.sort === 'member' || node.sort === 'index' ? node.target : undefined;
  }
}

function ofCommand({ name, invoked, elements }: CommandNode, names: Set<string>): boolean {
  for (const [i, element] of elements.entries()) {
    if (element.sort !== 'parameter' || !INTO_VARIABLE.test(element.name)) continue;
    const next = element.value ?? elements[i + 1];
    if (next?.sort === 'text') names.add(next.parts.map(String).join('').replace(/^\+/, '').toLowerCase());
  }
  const [first] = name.sort === 'text' ? name.parts : [];
  return invoked === '.' || (typeof first === 'string' && OPEN.test(first));
}
