import { IGNORED, type Level, type LineReader, level } from './cli-levels.ts';
import { type Call, Phrases, Statement } from './cli-lines.ts';

/** Most interface profiles of a switch. */
const MAX_PROFILES = 256;
const COMMANDS = new Phrases<LineReader<Statement[]>>({ command });
const USE = new Phrases({ profile: true });

/**
 * The interface profiles of an EOS switch: statements below `interface profile NAME` that hold for every interface with `profile NAME`.
 * Source: Arista AVD, `interface_profiles` of eos_cli_config_gen and the configurations it prints.
 */
export class EosInterfaceProfiles {
  private readonly profiles = new Map<string, Statement[]>();

  /** `interface profile NAME` and the lines below it. */
  open(call: Call): Level {
    const [name] = call.args;
    if (!name || call.undo || this.profiles.size >= MAX_PROFILES) return IGNORED;
    const statements = this.profiles.get(name.text) ?? [];
    this.profiles.set(name.text, statements);
    return level(COMMANDS, statements);
  }

  /** The statements of the one profile that is used; undefined where it is not in the text, or how several go together is not sure. */
  of(call: Call): readonly Statement[] | undefined {
    const [name, other] = call.args;
    const statements = name && !other ? this.profiles.get(name.text) : undefined;
    return statements?.some(usesProfile) ? undefined : statements;
  }
}

/** Whether a statement of an interface is `profile NAME`. */
export function usesProfile(statement: Statement): boolean {
  return statement.find(USE) !== undefined;
}

/** `command switchport mode trunk`: the rest is a statement of the interfaces. */
function command(statements: Statement[], { undo, rest }: Call): undefined {
  if (!undo && rest.text !== '') statements.push(new Statement({ indent: 0, text: rest.text, start: rest.start }));
}
