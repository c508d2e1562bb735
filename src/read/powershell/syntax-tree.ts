import type { Range } from '#text/source-file';

/** A part of a script, with the characters it was written with. */
interface Part {
  readonly range: Range;
}

/** Text in quotes or a bare word: literal parts and parts that are worked out. */
export interface TextNode extends Part {
  readonly sort: 'text';
  readonly parts: readonly (string | Expression)[];
  /** bare: without quotes. */
  readonly quotes: 'single' | 'double' | 'here' | 'bare';
}
export interface NumberNode extends Part {
  readonly sort: 'number';
  readonly value: number;
  readonly text: string;
}
export interface VariableNode extends Part {
  readonly sort: 'variable';
  /** Without the scope: `$using:x` and `$script:x` are x. */
  readonly name: string;
  /** using, script, global, env … in lower case; empty for none. */
  readonly scope: string;
  readonly splat: boolean;
}
export interface ListNode extends Part {
  readonly sort: 'list';
  readonly items: readonly Expression[];
}
/** `@( … )`, `$( … )` and `( … )`. */
export interface GroupNode extends Part {
  readonly sort: 'group';
  readonly open: '@(' | '$(' | '(';
  readonly statements: readonly Statement[];
}
export interface TableNode extends Part {
  readonly sort: 'table';
  readonly entries: readonly { readonly key: Expression; readonly value: Statement | undefined }[];
}
export interface BlockNode extends Part {
  readonly sort: 'block';
  readonly parameters: readonly ParameterDeclaration[];
  readonly statements: readonly Statement[];
}
export interface BinaryNode extends Part {
  readonly sort: 'binary';
  /** In lower case, with an ASCII dash: `-eq`, `+`, `..`. */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface UnaryNode extends Part {
  readonly sort: 'unary';
  readonly operator: string;
  readonly operand: Expression;
}
/** `$x.Name`, `[Type]::Name`, `$x.Method( … )`. */
export interface MemberNode extends Part {
  readonly sort: 'member';
  readonly target: Expression;
  readonly name: Expression;
  readonly isStatic: boolean;
  readonly call: readonly Expression[] | undefined;
}
export interface IndexNode extends Part {
  readonly sort: 'index';
  readonly target: Expression;
  readonly index: Expression | undefined;
}
/** `[type]value`, or a type alone. */
export interface CastNode extends Part {
  readonly sort: 'cast';
  readonly type: string;
  readonly operand: Expression | undefined;
}

export type Expression =
  | TextNode
  | NumberNode
  | VariableNode
  | ListNode
  | GroupNode
  | TableNode
  | BlockNode
  | BinaryNode
  | UnaryNode
  | MemberNode
  | IndexNode
  | CastNode;

/** `-Name`, with `-Name:value` its value. */
export interface ParameterNode extends Part {
  readonly sort: 'parameter';
  readonly name: string;
  readonly value: Expression | undefined;
}

export interface CommandNode extends Part {
  readonly sort: 'command';
  /** `&` and `.` run what the name works out to. */
  readonly invoked: '&' | '.' | undefined;
  readonly name: Expression;
  readonly elements: readonly (ParameterNode | Expression)[];
}

/** Commands and expressions joined by `|`. */
export interface PipelineNode extends Part {
  readonly sort: 'pipeline';
  readonly elements: readonly (CommandNode | Expression)[];
}
export interface AssignmentNode extends Part {
  readonly sort: 'assignment';
  readonly operator: string;
  readonly target: Expression;
  readonly value: Statement | undefined;
}
export interface IfNode extends Part {
  readonly sort: 'if';
  readonly clauses: readonly { readonly condition: Statement | undefined; readonly body: BlockNode }[];
  readonly otherwise: BlockNode | undefined;
}
export interface ForeachNode extends Part {
  readonly sort: 'foreach';
  /** `:outer` before it, without the colon: what `continue outer` means. */
  readonly label: string | undefined;
  readonly variable: string;
  readonly list: Statement | undefined;
  readonly body: BlockNode;
}
/** What is repeated as long as a condition holds. */
export interface LoopNode extends Part {
  readonly sort: 'loop';
  readonly label: string | undefined;
  readonly keyword: 'for' | 'while' | 'do';
  /** Of for: start, condition and step, undefined where one is left out; of the others the condition alone. */
  readonly start: Statement | undefined;
  readonly condition: Statement | undefined;
  readonly step: Statement | undefined;
  /** Whether it goes on until the condition holds. */
  readonly until: boolean;
  readonly body: BlockNode;
}
/** switch: every case that fits runs, up to a break. */
export interface SwitchNode extends Part {
  readonly sort: 'switch';
  readonly label: string | undefined;
  /** -Regex, -Wildcard, -CaseSensitive …, without the dash and in lower case. */
  readonly options: readonly string[];
  readonly subject: Statement | undefined;
  readonly cases: readonly SwitchCase[];
}
export interface SwitchCase {
  /** Undefined for default. */
  readonly pattern: Expression | undefined;
  readonly body: BlockNode;
}
/** try: the body runs; catch does not, unless the script throws by itself; finally does. */
export interface TryNode extends Part {
  readonly sort: 'try';
  readonly body: BlockNode;
  readonly handlers: readonly BlockNode[];
  readonly final: BlockNode | undefined;
}
export interface FunctionNode extends Part {
  readonly sort: 'function';
  readonly name: string;
  readonly body: BlockNode;
}
/** `Configuration Name { … }` of Desired State Configuration. */
export interface ConfigurationNode extends Part {
  readonly sort: 'configuration';
  readonly name: Expression | undefined;
  readonly body: BlockNode;
}
/** return, break, continue, exit, throw. */
export interface JumpNode extends Part {
  readonly sort: 'jump';
  readonly keyword: string;
  /** Of break and continue: which loop is meant. */
  readonly label: string | undefined;
  readonly value: Statement | undefined;
}
export interface ParamNode extends Part {
  readonly sort: 'param';
  readonly parameters: readonly ParameterDeclaration[];
}

export interface ParameterDeclaration extends Part {
  readonly name: string;
  readonly initial: Expression | undefined;
  /** Whether the pipeline may hand it in. */
  readonly fromPipeline: boolean;
  /** `[switch]`: given or not, without a value. */
  readonly isSwitch: boolean;
}

export type Statement =
  | PipelineNode
  | AssignmentNode
  | IfNode
  | ForeachNode
  | LoopNode
  | SwitchNode
  | TryNode
  | FunctionNode
  | ConfigurationNode
  | JumpNode
  | ParamNode
  | BlockNode;
