import { type MachineRemediation, PARTS, type Step } from './remediation.ts';
import { HEADINGS, heldBack, opening, reasons, type Writing } from './remediation-text.ts';

/** What lines of switch configuration are made of: nothing that a command line acts on before the line ends. */
const PLAIN = /^[A-Za-z][\w ./:,+-]*$/;

/** Lines that open a part of a configuration; those after them stand in it. */
const OPENS = /^(?:interface |system qos$)/;

/** The command list for a switch, in its own language, to be pasted or copied into a session. */
export function switchCommands(machine: MachineRemediation, writing: Writing): string {
  const done = new Set<string>();
  let runs = false;
  const body = PARTS.flatMap((part) => {
    const own = machine.steps.filter((step) => step.part === part);
    if (own.length === 0) return [];
    const lines = own.flatMap((step) => {
      const { text, isRun } = stepLines(step, writing, done);
      runs ||= isRun;
      return ['!', ...commented(reasons(step)), ...text];
    });
    return ['!', `! ---- ${HEADINGS[part]} ----`, ...lines];
  });
  return `${[
    ...commented([
      ...opening(machine, writing),
      `For ${machine.shell}. Do one switch at a time: go on when its links are up again.`,
      'Nothing is saved: a reload brings back what was, until copy running-config startup-config.',
    ]),
    ...(runs ? ['configure terminal'] : []),
    ...body,
    ...(runs ? ['end'] : []),
  ].join('\n')}\n`;
}

function stepLines(step: Step, { includeDisruptive }: Writing, done: Set<string>): { text: string[]; isRun: boolean } {
  const lines = indented(step.commands);
  const held = heldBack(step, includeDisruptive);
  if (held !== undefined) return { text: commented([held, ...lines]), isRun: false };
  if (!step.commands.every((line) => PLAIN.test(line)))
    return { text: commented(['Not run: it holds characters a command line may act on. By hand:', ...lines]), isRun: false };
  const key = lines.join('\n');
  if (done.has(key)) return { text: commented(['Done above.']), isRun: false };
  done.add(key);
  return { text: [...(step.disruptive ? ['! Interrupts service.'] : []), ...lines], isRun: true };
}

function indented(commands: readonly string[]): string[] {
  let inside = false;
  return commands.map((line) => {
    if (OPENS.test(line)) inside = true;
    else if (/^(?:no )?(?:feature|vlan) /.test(line)) inside = false;
    else return inside ? `  ${line}` : line;
    return line;
  });
}

/** Comments of a switch: characters its command line would act on while they are typed are left out. */
function commented(lines: readonly string[]): string[] {
  return lines.map((line) => `! ${line.replace(/[^ -~]|\?/g, '.')}`);
}
