import type { FunctionNode } from './syntax-tree.ts';
import type { Value } from './value.ts';

/** Variables and functions of a script, function or block. Names compare without regard to case. */
export class Scope {
  private readonly variables = new Map<string, Value>();
  private readonly functions = new Map<string, FunctionNode>();

  constructor(readonly parent: Scope | undefined = undefined) {}

  get(name: string): Value | undefined {
    return this.variables.get(name.toLowerCase()) ?? this.parent?.get(name);
  }

  /** The outermost scope around: that of the script, or of a block that runs elsewhere. */
  get root(): Scope {
    let scope: Scope = this;
    while (scope.parent) scope = scope.parent;
    return scope;
  }

  /** What is set here and not in an outer scope. */
  own(name: string): Value | undefined {
    return this.variables.get(name.toLowerCase());
  }

  /** Names and values of what is set here. */
  get assigned(): Iterable<[string, Value]> {
    return this.variables;
  }

  set(name: string, value: Value): void {
    this.variables.set(name.toLowerCase(), value);
  }

  define(node: FunctionNode): void {
    this.functions.set(node.name.toLowerCase(), node);
  }

  function(name: string): FunctionNode | undefined {
    return this.functions.get(name.toLowerCase()) ?? this.parent?.function(name);
  }
}
