import { Call } from './call.ts';
import type { Cmdlet } from './cmdlet.ts';
import { cmdletNamed } from './cmdlets/index.ts';
import { runFlowCommand } from './flow-command.ts';
import { bindParameters } from './function-call.ts';
import type { Runner } from './run.ts';
import { checkCall, checkWords } from './script-rules.ts';
import type { CommandNode } from './syntax-tree.ts';
import { textOf, type Value } from './value.ts';

/** Follows a command: a block, a function of the script, a command that steers it, or a cmdlet hvlint knows. Returns what it hands on. */
export function runCommand(runner: Runner, node: CommandNode, input: Value | undefined): Value | undefined {
  const target = runner.expression(node.name);
  if (target.sort === 'block') return runner.callBlock(target.block, bindParameters(runner, target.block, node, input));
  const name = textOf(target)?.replace(/^[\w.]+\\/, '');
  if (name === undefined || (node.invoked !== undefined && /[\\/]|\.ps1$/i.test(name))) return passArguments(runner, node);
  const own = runner.scope.function(name);
  if (own) return runner.callBlock(own.body, bindParameters(runner, own.body, node, input));
  if (runner.configurations.command(name, node)) return undefined;
  const flow = runFlowCommand(name, node, input, runner);
  if (flow !== 'other') return flow;
  const cmdlet = cmdletNamed(checkWords(runner.estate, node, name));
  return cmdlet ? runCmdlet(runner, cmdlet, node, input) : passArguments(runner, node);
}

/** Arguments of a command nobody knows may hold commands of their own. */
function passArguments(runner: Runner, node: CommandNode): undefined {
  for (const element of node.elements)
    if (element.sort !== 'parameter') {
      if (element.sort !== 'block') runner.expression(element);
    } else if (element.value) runner.expression(element.value);
  return undefined;
}

function runCmdlet(runner: Runner, cmdlet: Cmdlet, node: CommandNode, input: Value | undefined): Value | undefined {
  const call = new Call(cmdlet, node, input, runner.estate, runner.here, (expression) => runner.expression(expression));
  // A command may do its work for every item.
  for (const { value } of call.given.values()) if (value.sort === 'list') runner.spend(4 * value.items.length);
  checkCall(call);
  const simulated = call.given.has('whatif') ? call.on('WhatIf') : false;
  // -WhatIf changes nothing.
  if (simulated === true) return undefined;
  const { certainty } = runner.estate;
  const before = certainty.level;
  if (simulated === undefined) certainty.level = 'either';
  try {
    return cmdlet.run?.(call);
  } finally {
    certainty.level = before;
  }
}
