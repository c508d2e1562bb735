import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { VERSION } from './version.ts';

/** Wrong use, broken configuration, nothing to check, or a defect of hvlint. */
export class UsageError extends Error {}

const collect = (value: string, all: string[]): string[] => [...all, value];

function count(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
}

/** Runs the command with its arguments. Sets the exit code: 0 clean, 1 findings, 2 everything that kept hvlint from judging. */
export async function main(args: readonly string[]): Promise<void> {
  // A reader that closes the pipe early (head, less) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
  try {
    await program().parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.exitCode = 2;
    const { visible } = await import('#text/visible');
    const known = error instanceof UsageError || (error instanceof Error && 'problems' in error);
    const text = error instanceof Error ? error.message : String(error);
    for (const line of text.split('\n')) process.stderr.write(`hvlint: ${known ? '' : 'a defect of hvlint: '}${visible(line)}\n`);
    if (!known) process.stderr.write('hvlint: please report this with the command you ran\n');
  }
}

function releaseOption(): Option {
  return new Option('--target <release>', 'Windows Server release of hosts that do not say').choices([
    '2012',
    '2012R2',
    '2016',
    '2019',
    '2022',
    '2025',
  ]);
}

function program(): Command {
  const hvlint = new Command('hvlint')
    .description('Lints Hyper-V hosts, the switches they are cabled to, and the virtual machines on them.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .showSuggestionAfterError()
    .configureHelp({ sortSubcommands: false })
    .exitOverride();

  hvlint
    .command('lint', { isDefault: true })
    .description('lint files, folders and globs (the default command)')
    .argument('[path...]', 'what to lint', ['.'])
    .option('-c, --config <file>', 'use this configuration instead of looking for one')
    .option('--no-config-lookup', 'look for no configuration')
    .option(
      '--rule <setting>',
      "set a rule for this run: 'vlan/trunk-missing-vlan: warning' or 'vlan/*: off'; repeatable",
      collect,
      [],
    )
    .option(
      '-f, --format <name[=file]>',
      'output format, each perhaps to its own file; repeatable (pretty, codeframe, json, unix, github)',
      collect,
      [],
    )
    .option('-o, --output-file <file>', 'write the output to a file')
    .option('--quiet', 'errors only, and no summary')
    .option('--max-warnings <number>', 'fail when there are more warnings than this', count)
    .addOption(
      new Option('--fail-severity <severity>', 'what fails the run (default: error)').choices(['error', 'warning', 'info']),
    )
    .option('--stdin', 'lint standard input')
    .option('--stdin-filename <path>', 'the file standard input stands for; the rest of its estate is read from disk')
    .option('--no-inline-config', 'ignore comments that switch rules off')
    .addOption(releaseOption())
    .option('--no-error-on-unmatched-pattern', 'no error when a path matches nothing')
    .option('--color', 'colours even when the output is no terminal')
    .option('--no-color', 'no colours')
    .option('--no-progress', 'no progress on long runs')
    .addHelpText(
      'after',
      `
Examples:
  hvlint                                   lint the estate in this folder
  hvlint sites/oslo --format codeframe     every place of every finding with its lines
  hvlint . -f github -f json=report.json   two formats in one run
  hvlint explain vlan/trunk-missing-vlan   why, how to repair, and what it stays silent about

Exit codes: 0 nothing at or above the fail severity; 1 findings; 2 wrong use, broken configuration, nothing to check.`,
    )
    .action(async (paths: string[], options: Record<string, unknown>) =>
      (await import('./lint-command.ts')).lintCommand(paths, options as never),
    );

  hvlint
    .command('trace')
    .description('follow a VLAN hop by hop, from a VM, host adapter or VLAN to the switch ports')
    .argument('<what>', 'a VM (web01), one adapter (web01/A, hv01/Management) or a VLAN (42)')
    .argument('[other]', 'a second VM or adapter: whether the two can talk')
    .option('--in <path>', 'file, folder or glob to read (default: this folder); repeatable', collect, [])
    .option('--without <name>', 'take a switch (tor1) or adapter (hv01/NIC1) away; repeatable', collect, [])
    .addOption(new Option('-f, --format <name>', 'output format').choices(['text', 'json']).default('text'))
    .option('-c, --config <file>', 'use this configuration instead of looking for one')
    .option('--no-config-lookup', 'look for no configuration')
    .addOption(releaseOption())
    .option('--color', 'colours even when the output is no terminal')
    .option('--no-color', 'no colours')
    .addHelpText('after', '\nExit codes: 0 nothing is known to stop it; 1 it is stopped on some or all members; 2 wrong use.')
    .action(async (what: string, other: string | undefined, options: Record<string, unknown>) =>
      (await import('./trace-command.ts')).traceCommand(other === undefined ? [what] : [what, other], options as never),
    );

  hvlint
    .command('explain')
    .description("print a rule's page")
    .argument('<rule>', 'id of the rule')
    .action(async (id: string) => (await import('./info-commands.ts')).explain(id));

  hvlint
    .command('rules')
    .description('list every rule')
    .addOption(new Option('-f, --format <name>', 'output format').choices(['table', 'json', 'markdown']).default('table'))
    .action(async (options: { format: string }) => (await import('./info-commands.ts')).listRules(options.format));

  hvlint
    .command('init')
    .description('look at the folder and write a small hvlint.config.yaml; never overwrites')
    .action(async () => (await import('./init-command.ts')).init());

  const config = hvlint.command('config').description('show what hvlint would do, and check its configuration');
  for (const [name, description] of [
    ['print', 'print the resolved configuration of a file or folder'],
    ['files', 'list the files that would be read, as what and in which estate'],
    ['check', 'check the configuration alone'],
  ] as const)
    config
      .command(name)
      .description(description)
      .argument('[path...]', 'a file or folder', ['.'])
      .option('-c, --config <file>', 'use this configuration instead of looking for one')
      .action(async (paths: string[], options: { config?: string }) =>
        (await import('./config-commands.ts')).configCommand(name, paths, options),
      );
  return hvlint;
}
