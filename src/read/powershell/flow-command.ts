import { type AssignedNames, assignedNames } from './assigned-names.ts';
import { Call } from './call.ts';
import { cmdlet } from './cmdlet.ts';
import { likes } from './evaluate.ts';
import { each, handedOn, isPatternName, oneByOne } from './flow.ts';
import type { Runner } from './run.ts';
import { Scope } from './scope.ts';
import type { BinaryNode, BlockNode, CommandNode } from './syntax-tree.ts';
import { itemsOf, listValue, MAX_TEXT, textOf, truthOf, unknown, type Value } from './value.ts';

type Flow = (call: Call, runner: Runner) => Value | undefined;

/** Commands that steer a script: where things run, for which items, and what is handed on. */
const FLOW: readonly (readonly [names: readonly string[], parameters: string, run: Flow])[] = [
  [
    ['invoke-command', 'icm'],
    'ComputerName@0(cn) ScriptBlock@1(command) Session FilePath ArgumentList(args) VMName VMId Credential ?AsJob ?HideComputerName JobName ThrottleLimit SessionOption Authentication ConfigurationName HostName UserName InputObject ?InDisconnectedSession ?NoNewScope ?EnableNetworkAccess more',
    invoke,
  ],
  [
    ['foreach-object', 'foreach', '%'],
    'Process@0 InputObject Begin End MemberName ?Parallel ThrottleLimit ArgumentList more',
    forEach,
  ],
  [['where-object', 'where', '?'], 'FilterScript@0 Property@0 Value@1 ?EQ ?NE ?Like ?Match ?In InputObject more', where],
  [['enter-pssession', 'etsn'], 'ComputerName@0(cn) Session VMName Credential more', enter],
  [['exit-pssession', 'exsn'], 'more', (_call, runner) => void (runner.where.length > 0 && runner.where.pop())],
  [
    ['new-cimsession', 'ncms', 'new-pssession', 'nsn'],
    'ComputerName@0(cn) Name VMName Credential SessionOption Authentication more',
    session,
  ],
  [
    ['new-variable', 'nv', 'set-variable', 'sv'],
    'Name@0 Value@1 Scope Option ?Force ?PassThru Description Visibility more',
    setVariable,
  ],
  [
    ['select-object', 'select'],
    'Property@0 ?Unique First Last Skip ExpandProperty ExcludeProperty InputObject ?Wait Index SkipLast more',
    select,
  ],
  [
    ['sort-object', 'sort'],
    'Property@0 ?Descending ?Unique InputObject more',
    // What order a list has then nobody works out.
    ({ input }) => (input?.sort === 'list' ? undefined : input),
  ],
  [['write-output', 'write', 'echo'], 'InputObject@0 ?NoEnumerate', (call) => call.arg('InputObject') ?? call.input],
  [['out-null', 'write-host', 'write-verbose', 'write-warning'], 'more', () => undefined],
  [['get-item', 'get-childitem', 'import-csv', 'read-host'], 'more', () => undefined],
];

const BY_NAME = new Map(
  FLOW.flatMap(([names, parameters, run]) => names.map((name) => [name, { cmdlet: cmdlet(name, parameters), run }] as const)),
);

/** Runs a command that steers the script; 'other' when it is none. */
export function runFlowCommand(
  name: string,
  node: CommandNode,
  input: Value | undefined,
  runner: Runner,
): Value | undefined | 'other' {
  const flow = BY_NAME.get(name.toLowerCase());
  if (!flow) return 'other';
  return flow.run(
    new Call(flow.cmdlet, node, input, runner.estate, runner.here, (expression) => runner.expression(expression)),
    runner,
  );
}

/** Runs the block elsewhere: its variables are its own, those of the caller are $using. */
function invoke(call: Call, runner: Runner): Value | undefined {
  // A block alone needs no name either.
  const first = call.arg('ComputerName');
  const block = call.arg('ScriptBlock') ?? (first?.sort === 'block' ? first : undefined);
  const session = call.arg('Session');
  const own: AssignedNames = block?.sort === 'block' ? assignedNames(block.block) : { names: new Set(), open: true };
  const assigned = session ? inSession(runner, session, own) : own;
  if (session) runner.sent.push({ to: session, assigned: own });
  if (block?.sort !== 'block') return undefined;
  const vm = call.arg('VMName');
  const target = (first === block ? undefined : first) ?? session ?? call.arg('HostName');
  const values = argumentsFor(call, block.block);
  // Without a target the block runs here, and sees what the script sees.
  if (!vm && !target) return runner.callBlock(block.block, { values, input: call.input });
  const run = (): Value | undefined =>
    runner.inside(new Scope(), assigned, () => {
      for (const [i, parameter] of block.block.parameters.entries()) runner.declare(parameter, values[i]);
      return runner.returned(block.block);
    });
  if (vm) return runner.on(runner.guestsOf(vm, call.node), run);
  if (!target) return undefined;
  return runner.on(runner.computersOf(target, call.node), run);
}

/** The variables that a block finds in a session: those it sets, and those that the session has from what it was sent before. */
function inSession(runner: Runner, session: Value, own: AssignedNames): AssignedNames {
  runner.spend(runner.sent.length);
  const all = [own, ...runner.sent.filter(({ to }) => mayBeOne(to, session)).map(({ assigned }) => assigned)];
  return { names: new Set(all.flatMap(({ names }) => [...names])), open: all.some(({ open }) => open) };
}

/** Whether two values may be the same session: those to other computers are not. */
function mayBeOne(a: Value, b: Value): boolean {
  const [ofA, ofB] = [hostsOf(a), hostsOf(b)];
  return !ofA || !ofB || ofA.some((host) => ofB.includes(host));
}

function hostsOf(session: Value): readonly string[] | undefined {
  const hosts = itemsOf(session)?.map((each) => (each.sort === 'things' ? each.things.hosts : undefined));
  return hosts?.every((each) => each !== undefined) ? hosts.flat() : undefined;
}

/** The values -ArgumentList hands to the parameters of a block, in their order. */
function argumentsFor(call: Call, { parameters }: BlockNode): readonly (Value | undefined)[] {
  const given = call.arg('ArgumentList');
  const list = itemsOf(given);
  return parameters.map((_, i) => (list ? list[i] : given && unknown(call.range)));
}

function forEach(call: Call, runner: Runner): Value | undefined {
  const block = call.arg('Process') ?? call.arg('Parallel');
  if (block?.sort !== 'block') return undefined;
  const { items, isOpen, isSpread } = oneByOne(runner, call.input);
  const results: (Value | undefined)[] = [];
  const around = runner.scope.own('_');
  runAround(runner, call.arg('Begin'));
  if (isOpen) runner.forget(block.block);
  const any: Value = { ...unknown(call.range), from: call.input?.from ?? call.input?.range };
  each(items ?? [call.input?.sort === 'things' ? call.input : any], undefined, (item) => {
    runner.scope.set('_', item);
    runner.scope.set('PSItem', item);
    results.push(runner.block(block.block));
  });
  runAround(runner, call.arg('End'));
  // Of an outer loop.
  runner.scope.set('_', around ?? unknown(call.range));
  return items && !isSpread ? handedOn(results, call.range) : unknown(call.range);
}

/** The blocks before and after the items. */
function runAround(runner: Runner, block: Value | undefined): void {
  if (block?.sort === 'block') runner.block(block.block);
}

/** What passes a filter nobody works out is some of the things: their names are not known. Name filters are. */
function where(call: Call, runner: Runner): Value | undefined {
  const { input } = call;
  if (input?.sort === 'things') {
    const filter = nameFilter(call, runner);
    const isSure = input.things.names?.some(isPatternName) === false;
    const names = filter && isSure ? input.things.names?.filter(filter) : undefined;
    const by = filter ? undefined : equality(call, runner);
    return { ...input, things: { ...input.things, names, all: false, ...(by ? { by } : {}) } };
  }
  const block = call.arg('FilterScript');
  const items = itemsOf(input);
  if (block?.sort !== 'block' || !items) return unknown(call.range);
  const truths = items.map((item) => truthOf(runner.forItem(block.block, item)));
  return truths.includes(undefined)
    ? unknown(call.range)
    : listValue(
        items.filter((_, i) => truths[i]),
        call.range,
      );
}

/** `Where-Object Address -eq 10.0.0.0` and `{ $_.Address -eq '10.0.0.0' }`: the property in lower case, and what it must be. */
function equality(call: Call, runner: Runner): { readonly property: string; readonly value: string } | undefined {
  const { property, value } = comparison(call);
  if (property !== undefined && call.on('EQ') === true)
    return value === undefined ? undefined : { property: property.toLowerCase(), value };
  const test = testOf(call);
  if (test?.left.sort !== 'member' || !/^-i?eq$/.test(test.operator)) return undefined;
  const { target, name } = test.left;
  const wanted = textOf(runner.expression(test.right));
  if (target.sort !== 'variable' || !/^(?:_|psitem)$/i.test(target.name) || name.sort !== 'text' || wanted === undefined)
    return undefined;
  return { property: String(name.parts[0]).toLowerCase(), value: wanted };
}

/** The words of `Where-Object Name -eq X`: a property and what it is compared with, each with or without its parameter. */
function comparison(call: Call): { readonly property: string | undefined; readonly value: string | undefined } {
  const words = ['filterscript', 'property', 'value'].flatMap((key) => {
    const given = call.given.get(key);
    return given && given.written === undefined && given.value.sort !== 'block' ? [given.value] : [];
  });
  const isNamed = (name: string): boolean => call.given.get(name)?.written !== undefined;
  const property = isNamed('property') ? call.arg('Property') : words.shift();
  return { property: textOf(property), value: textOf(isNamed('value') ? call.arg('Value') : words.shift()) };
}

/** The one comparison of a filter; undefined for others. */
function testOf(call: Call): BinaryNode | undefined {
  const block = call.arg('FilterScript');
  const [statement, ...others] = block?.sort === 'block' ? block.block.statements : [];
  const test =
    statement?.sort === 'pipeline' && others.length === 0 && statement.elements.length === 1 ? statement.elements[0] : undefined;
  return test?.sort === 'binary' ? test : undefined;
}

/** `Where-Object Name -like X*` and `{ $_.Name -eq 'X' }`. */
function nameFilter(call: Call, runner: Runner): ((name: Value) => boolean) | undefined {
  const { property, value: pattern } = comparison(call);
  if (property?.toLowerCase() === 'name' && pattern !== undefined && (call.on('Like') || call.on('EQ')))
    return (name) => fits(textOf(name), pattern, call.on('Like') === true);
  const test = testOf(call);
  if (test?.left.sort !== 'member' || !['-eq', '-like', '-ieq', '-ilike'].includes(test.operator)) return undefined;
  const member = test.left.name;
  const isName = member.sort === 'text' && /^(?:name|interfacealias)$/i.test(String(member.parts[0]));
  const wanted = textOf(runner.expression(test.right));
  const isPattern = /like$/.test(test.operator);
  return isName && wanted !== undefined ? (name) => fits(textOf(name), wanted, isPattern) : undefined;
}

function fits(name: string | undefined, wanted: string, isPattern: boolean): boolean {
  if (name === undefined || name.length * wanted.length > MAX_TEXT) return false;
  return isPattern ? likes(name, wanted) : name.toLowerCase() === wanted.toLowerCase();
}

function enter(call: Call, runner: Runner): undefined {
  const target = call.arg('ComputerName') ?? call.arg('Session');
  const vm = call.arg('VMName');
  if (vm) runner.where.push(runner.guestsOf(vm, call.node));
  else if (target) runner.where.push(runner.computersOf(target, call.node));
  return undefined;
}

function session(call: Call, runner: Runner): Value | undefined {
  const target = call.arg('ComputerName');
  if (!target) return undefined;
  const hosts = runner.computersOf(target, call.node).map((computer) => computer.name);
  return { sort: 'things', things: { of: 'session', names: undefined, hosts }, range: call.range };
}

function setVariable(call: Call, runner: Runner): undefined {
  const name = call.text('Name');
  if (name !== undefined) runner.scope.set(name, call.arg('Value') ?? unknown(call.range));
  return undefined;
}

/** Some of the things, or one of their properties. */
function select(call: Call): Value | undefined {
  const { input } = call;
  const first = call.arg('First') ?? call.arg('Last') ?? call.arg('Skip') ?? call.arg('Index');
  const expand = call.text('ExpandProperty')?.toLowerCase();
  if (input?.sort !== 'things') return first || expand ? unknown(call.range) : input;
  const things = first ? { ...input.things, names: undefined, all: false } : input.things;
  if (expand === undefined) return { ...input, things };
  if (!['name', 'vmname', 'interfacealias'].includes(expand) || !things.names) return unknown(call.range);
  return { sort: 'list', items: things.names, range: call.range };
}
