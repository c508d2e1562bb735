import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';

/** A rule with one of its conditions changed. */
export interface Mutant {
  readonly name: string;
  readonly code: string;
}

/** A node of the syntax tree, as ESTree has it. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const BY_ONE: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };
const OTHER_LOGIC: Readonly<Record<string, string>> = { '&&': '||', '||': '&&' };

/** What stands in these properties repairs: no page shows it, and it does not decide what is reported. */
const REPAIRS = new Set(['remedy', 'fix']);
/** What stands in these only words a finding. */
const WORDS = new Set(['related', 'key', 'message']);

/** The enumerations of each property of the schemas of what hvlint reads, by `mode` and by `lag.mode`; booleans are enumerations too. */
const ENUMERATIONS = enumerations([
  'host',
  'switch',
  'vm',
  'shared',
  'network-virtualization',
  'replica-server',
  'replica-plan',
  'file-server',
]);

/**
 * The text of a rule with one condition changed, for each of its conditions:
 *
 * - a comparison moved by one;
 * - `&&` in the place of `||`, and the other way round;
 * - a comparison with a text or a boolean that is never equal, so that the value must occur on the page;
 * - another value of the enumeration, or none, taken for the one it is compared with. Of several comparisons of one thing the first
 *   stands for all. Releases (`os`) are left to the test of releases; none is left out where the rule asks for that itself.
 *
 * Left out is what only repairs, with the variables and functions nothing else uses; but for the first sort also what only words a
 * finding, and a choice between two branches that read the same, which is there for the type checker.
 */
export function mutants(code: string): Mutant[] {
  const found: Mutant[] = [];
  const text = ({ start, end }: Node): string => code.slice(start, end);
  const change = (node: Node, what: string, by: string): void => {
    const line = code.slice(0, node.start).split('\n').length;
    const name = `${text(node)}${what}`.replace(/\s+/g, ' ');
    found.push({ name: `line ${line}: ${name}`, code: `${code.slice(0, node.start)}(${by})${code.slice(node.end)}` });
  };
  const program = parseSync('rule.ts', code).program as unknown as Node;
  const repairing = onlyRepairing(program);
  const first = new Set<string>();

  const values = (node: Node, left: Node, operator: string, value: string | boolean): void => {
    const yes = operator === '===';
    const subject = text(left);
    change(node, ' never', `${subject}, ${!yes}`);
    const name = propertyOf(left, code);
    // Of several enumerations of one name that of the same section counts (lag.mode), else the longest.
    const section = ENUMERATIONS.get(/(\w+\??\.\w+)$/.exec(subject)?.[1]?.replace('?', '') ?? '');
    const [all] = (section ?? ENUMERATIONS.get(name) ?? [])
      .filter((list) => list.includes(value))
      .sort((a, b) => b.length - a.length);
    if (!all || name === 'os' || first.has(subject)) return;
    first.add(subject);
    const also = (other: string): void =>
      change(node, ` also ${other}`, `${text(node)} ${yes ? '||' : '&&'} ${subject} ${operator} ${other}`);
    const compared = comparedWith(code, subject);
    for (const other of all.filter((each) => !compared.has(each))) also(typeof other === 'string' ? `'${other}'` : String(other));
    if (!asksForNone(code, subject)) also('undefined');
  };

  const walk = (node: Node, words: boolean): void => {
    const name = nameOf(node);
    if (node.type === 'Property' && REPAIRS.has(name)) return;
    if ((node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration') && repairing.has(name)) return;
    const wording = words || node.type === 'TemplateLiteral' || (node.type === 'Property' && WORDS.has(name));
    const { left, right, operator } = node as unknown as { left: Node; right: Node; operator: string };
    const same = node.type === 'ConditionalExpression' && text(node.consequent as Node) === text(node.alternate as Node);
    if (node.type === 'BinaryExpression' && BY_ONE[operator])
      change(node, '', `${text(left)} ${BY_ONE[operator]} ${text(right)}`);
    if (node.type === 'LogicalExpression' && OTHER_LOGIC[operator] && !wording)
      change(node, '', `(${text(left)}) ${OTHER_LOGIC[operator]} (${text(right)})`);
    if (node.type === 'BinaryExpression' && /^[!=]==$/.test(operator) && !wording && left.type !== 'UnaryExpression') {
      const { value } = right;
      if (typeof value === 'string' || typeof value === 'boolean') values(node, left, operator, value);
    }
    for (const child of children(node)) walk(child, wording || same);
  };
  walk(program, false);
  return found;
}

function children(node: Node): Node[] {
  const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';
  return Object.values(node).flat().filter(isNode);
}

/** Name of a variable, function or property that a node declares or is. */
function nameOf(node: Node): string {
  const { name, id, key } = node as unknown as { name?: string; id?: Node; key?: Node };
  return name ?? ((id ?? key) ? nameOf((id ?? key)!) : '');
}

/** The variables and functions that only remedies, fixes and one another use. */
function onlyRepairing(program: Node): ReadonlySet<string> {
  let found: ReadonlySet<string> = new Set();
  for (;;) {
    const used = new Set<string>();
    const declared = new Set<string>();
    const walk = (node: Node): void => {
      const name = nameOf(node);
      if (node.type === 'Property' && REPAIRS.has(name)) return;
      if (node.type === 'Identifier') used.add(name);
      const declares = node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration';
      if (declares) declared.add(name);
      if (declares && found.has(name)) return;
      for (const child of children(node)) if (!(declares && child === node.id && child.type === 'Identifier')) walk(child);
    };
    walk(program);
    const now = new Set([...declared].filter((name) => !used.has(name)));
    if (now.size === found.size) return found;
    found = now;
  }
}

/** The property of the schema that an expression reads, as far as the text of the rule tells. */
function propertyOf(node: Node, code: string): string {
  const {
    expression,
    object,
    property,
    callee,
    arguments: args,
  } = node as unknown as Record<string, Node> & { arguments: Node[] };
  switch (node.type) {
    case 'ChainExpression':
      return propertyOf(expression!, code);
    case 'CallExpression': {
      // network.setting(port, 'mode') and the functions of defaults.ts, which are named after what they tell.
      const last = args.at(-1)?.value;
      return typeof last === 'string' ? last : nameOf(callee!);
    }
    case 'MemberExpression':
      return nameOf(property!) === 'value' ? propertyOf(object!, code) : nameOf(property!);
    case 'Identifier': {
      const name = nameOf(node);
      const init = new RegExp(`const ${name} = ([^;]+);`).exec(code)?.[1]?.replace(/\?*\.value$|\([^()]*\)(?:\?*\.value)?$/g, '');
      return new RegExp(`(\\w+): ${name}\\b`).exec(code)?.[1] ?? /\w+$/.exec(init ?? '')?.[0] ?? name;
    }
    default:
      return '';
  }
}

function comparedWith(code: string, subject: string): ReadonlySet<unknown> {
  const after = code.split(`${subject} `).slice(1);
  const literals = after.flatMap((rest) => /^[!=]== ('[^']*'|true|false)/.exec(rest)?.[1] ?? []);
  return new Set(literals.map((literal) => (literal.startsWith("'") ? literal.slice(1, -1) : literal === 'true')));
}

/** Whether a rule asks for the lack of a value itself, or takes a default in its place. */
function asksForNone(code: string, subject: string): boolean {
  const holder = subject.replace(/\?*\.\w+$/, '');
  return [`${subject} === undefined`, `${subject} !== undefined`, `${subject} = '`, `!${subject} `, `!${holder} `].some((part) =>
    code.includes(part),
  );
}

type Values = readonly (string | boolean)[];

function enumerations(schemas: readonly string[]): ReadonlyMap<string, readonly Values[]> {
  const found = new Map<string, Values[]>();
  const collect = (schema: unknown, name: string, section: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { enum: values, type, properties, $defs } = schema as Record<string, unknown>;
    const texts = Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
    const list = type === 'boolean' ? [true, false] : texts;
    if (list.length > 0) for (const key of [name, `${section}.${name}`]) found.set(key, [...(found.get(key) ?? []), list]);
    for (const [key, inner] of Object.entries(schema))
      if (inner !== properties && inner !== $defs && key !== 'enum') collect(inner, name, section);
    for (const [key, inner] of Object.entries({ ...(properties as object), ...($defs as object) })) collect(inner, key, name);
  };
  for (const name of schemas)
    collect(JSON.parse(readFileSync(new URL(`../schemas/${name}.schema.json`, import.meta.url), 'utf8')), '', '');
  return found;
}
