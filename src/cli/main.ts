import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { harmless } from '#report/harmless';
import { guardStreams } from './streams.ts';
import { VERSION } from './version.ts';

/** Releases --target takes: those of `target` in the configuration. */
export const TARGETS: readonly string[] = ['2012', '2012R2', '2016', '2019', '2022', '2025'];

/** Wrong use, broken configuration, nothing to check, or a defect of hvlint. */
export class UsageError extends Error {}

const collect = (value: string, all: string[]): string[] => [...all, value];

function count(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
}

function hours(value: string): number {
  if (!/^\d+(?:\.\d+)?$/.test(value)) throw new InvalidArgumentError('It must be a number of hours.');
  return Number(value);
}

/** Runs the command with its arguments. Sets the exit code: 0 clean, 1 findings, 2 everything that kept hvlint from judging. */
export async function main(args: readonly string[]): Promise<void> {
  guardStreams();
  try {
    await program().parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    await tellError(error);
  }
}

/** What kept hvlint from judging, on standard error. */
export async function tellError(error: unknown): Promise<void> {
  process.exitCode = 2;
  const known = error instanceof UsageError || (error instanceof Error && 'problems' in error);
  const text = error instanceof Error ? error.message : String(error);
  for (const line of text.split('\n')) process.stderr.write(`hvlint: ${known ? '' : 'a defect of hvlint: '}${harmless(line)}\n`);
  if (!known) process.stderr.write('hvlint: please report this with the command you ran\n');
}

function pluginOption(): Option {
  return new Option('--plugin <file>', 'load rules of your own from a module; repeatable').argParser(collect).default([], 'none');
}

function releaseOption(): Option {
  // In any case, as `target` of the configuration.
  return new Option('--target <release>', 'Windows Server release of hosts that do not say')
    .choices(TARGETS)
    .argParser((word) => {
      const release = TARGETS.find((each) => each.toLowerCase() === word.trim().toLowerCase());
      if (release === undefined) throw new InvalidArgumentError(`Allowed choices are ${TARGETS.join(', ')}.`);
      return release;
    });
}

function program(): Command {
  const hvlint = new Command('hvlint')
    .description('Lints Hyper-V hosts, the switches they are cabled to, and the virtual machines on them.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .showSuggestionAfterError()
    .configureHelp({ sortSubcommands: false })
    .configureOutput({ outputError: (text, write) => write(text.split('\n').map(harmless).join('\n')) })
    .exitOverride()
    .hook('preAction', async (_program, command) => {
      const { plugin = [] } = command.opts<{ plugin?: string[] }>();
      if (plugin.length > 0) await (await import('./plugins.ts')).loadPlugins(plugin);
    });

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
      'output format, each perhaps to its own file; repeatable (pretty, codeframe, json, unix, github, azure, teamcity, gitlab, sarif, junit, checkstyle, markdown, eslint:<name>)',
      collect,
      [],
    )
    .option('-o, --output-file <file>', 'write the output to a file')
    .option('--anon', 'replace the names of things, addresses and files, so that a report can be shared')
    .option('--quiet', 'errors only, and no summary')
    .option('--max-warnings <number>', 'fail when there are more warnings than this', count)
    .addOption(
      new Option('--fail-severity <severity>', 'what fails the run (default: error)').choices(['error', 'warning', 'info']),
    )
    .option('--stdin', 'lint standard input')
    .option('--stdin-filename <path>', 'the file standard input stands for; the rest of its estate is read from disk')
    .option('--fix', 'make the safe fixes in the files')
    .option('--unsafe-fixes', 'make those too that may change more than their finding is about')
    .option('--fix-dry-run', 'report what --fix would leave, and write nothing')
    .option('--diff', 'print what --fix would change, as a diff for git apply, and write nothing')
    .option('--suppress-all', 'write everything found now to the baseline; from now on only new findings are reported')
    .option('--suppress-rule <rule>', 'the same for one rule or area; repeatable', collect, [])
    .option('--prune-suppressions', 'take out of the baseline what silences nothing any more')
    .option('--suppressions-location <file>', 'the baseline (default: hvlint-suppressions.json beside the configuration)')
    .option('--no-inline-config', 'ignore comments that switch rules off')
    .option('--changed', 'show only findings that touch what is not committed yet; the whole estate is read')
    .option('--since <ref>', 'show only findings that touch what has changed since the branch left this commit, branch or tag')
    .option('--cache', 'keep results, and do nothing again for an estate in which nothing has changed')
    .option('--cache-location <path>', 'file or folder of the cache (default: .hvlintcache beside the configuration)')
    .addOption(
      new Option('--cache-strategy <strategy>', 'by what a file counts as unchanged (default: content)').choices([
        'content',
        'metadata',
      ]),
    )
    .option('--watch', 'lint again after every change, until Ctrl-C')
    .addOption(releaseOption())
    .addOption(pluginOption())
    .option('--no-error-on-unmatched-pattern', 'no error when a path matches nothing')
    .option('--color', 'colours even when the output is no terminal')
    .option('--no-color', 'no colours')
    .option('--no-progress', 'no progress on long runs')
    .option('--stats', 'count findings by rule, area and thing, on standard error')
    .option('--timing', 'say how long phases and rules took, on standard error')
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
      (await import('./lint-command.ts')).lintCommand(
        paths,
        options as never,
        hvlint.commands.map((command) => command.name()),
      ),
    );

  hvlint
    .command('trace')
    .description('follow a VLAN hop by hop, from a VM, host adapter or VLAN to the switch ports')
    .argument('<what>', 'a VM (web01), one adapter (web01/A, hv01/Management) or a VLAN (42)')
    .argument('[other]', 'a second VM or adapter: whether the two can talk')
    .option('--vsid <number>', 'follow a packet out of this virtual subnet, between two customer addresses', count)
    .option('--in <path>', 'file, folder or glob to read (default: this folder); repeatable', collect, [])
    .option('--without <name>', 'take a switch (tor1) or adapter (hv01/NIC1) away; repeatable', collect, [])
    .addOption(new Option('-f, --format <name>', 'output format').choices(['text', 'json']).default('text'))
    .option('-c, --config <file>', 'use this configuration instead of looking for one')
    .option('--no-config-lookup', 'look for no configuration')
    .addOption(pluginOption())
    .addOption(releaseOption())
    .option('--color', 'colours even when the output is no terminal')
    .option('--no-color', 'no colours')
    .addHelpText('after', '\nExit codes: 0 nothing is known to stop it; 1 it is stopped on some or all members; 2 wrong use.')
    .action(async (what: string, other: string | undefined, options: Record<string, unknown>) =>
      (await import('./trace-command.ts')).traceCommand(other === undefined ? [what] : [what, other], options as never),
    );

  hvlint
    .command('graph')
    .description('draw what is connected to what, with the findings on it')
    .argument('[path...]', 'what to read (default: this folder)')
    .option('--in <path>', 'one more file, folder or glob to read; repeatable', collect, [])
    .addOption(new Option('-f, --format <name>', 'format of the picture').choices(['svg', 'mermaid', 'dot']).default('svg'))
    .option('-o, --output-file <file>', 'write the picture to a file')
    .addOption(
      new Option('--detail <level>', 'how much is told apart (default: what stays readable)').choices([
        'ports',
        'hosts',
        'overview',
      ]),
    )
    .option(
      '--focus <thing>',
      'only this thing and what is above and below it: hv01, host:hv01, tor1/Ethernet1/1; repeatable',
      collect,
      [],
    )
    .option('--vlan <number>', 'only the ways of this VLAN, and where it is stopped', count)
    .option('--rule <rule>', 'only findings of this rule or area, and what they are about; repeatable', collect, [])
    .option('--no-findings', 'paint no findings')
    .option('--no-list', 'do not list the findings below the picture (SVG)')
    .option('--anon', 'replace the names of things, addresses and files, so that the picture can be shared')
    .option('-c, --config <file>', 'use this configuration instead of looking for one')
    .option('--no-config-lookup', 'look for no configuration')
    .addOption(releaseOption())
    .addOption(pluginOption())
    .option('--no-progress', 'no progress on long runs')
    .addHelpText(
      'after',
      `
Examples:
  hvlint graph -o estate.svg               the estate in this folder
  hvlint graph --focus hv01 -o hv01.svg    one host, with every port it is cabled to
  hvlint graph --vlan 42 -f mermaid        where VLAN 42 goes, for a Markdown file

Exit codes: 0 the picture was drawn, whatever was found; 2 wrong use.`,
    )
    .action(async (paths: string[], options: Record<string, unknown>) =>
      (await import('./graph-command.ts')).graphCommand(paths, options as never),
    );

  hvlint
    .command('report')
    .description('write a page for the review: servers, teams, adapters, switches, VMs, tenants, findings, the picture')
    .argument('[path...]', 'what to read', ['.'])
    .option('-o, --output-file <file>', 'write the page to a file')
    .option('--anon', 'replace the names of things, addresses and files, so that the page can be shared')
    .option('--rule <setting>', "set a rule for this run: 'vlan/*: off'; repeatable", collect, [])
    .option('--no-inline-config', 'ignore comments that switch rules off')
    .option('--suppressions-location <file>', 'the baseline (default: hvlint-suppressions.json beside the configuration)')
    .option('-c, --config <file>', 'use this configuration instead of looking for one')
    .option('--no-config-lookup', 'look for no configuration')
    .addOption(releaseOption())
    .addOption(pluginOption())
    .option('--no-progress', 'no progress on long runs')
    .addHelpText(
      'after',
      `
Examples:
  hvlint report -o report.html             the estate in this folder, as one page that needs no network

Exit codes: 0 the page was written, whatever was found; 2 wrong use, or not everything could be read.`,
    )
    .action(async (paths: string[], options: Record<string, unknown>) =>
      (await import('./report-command.ts')).reportCommand(paths, options as never),
    );

  hvlint
    .command('remediate')
    .description('print what repairs the findings: a PowerShell script for each host, a command list for each switch')
    .argument('[path...]', 'what to read', ['.'])
    .option('-o, --output-dir <folder>', 'one file a machine below this folder, instead of standard output')
    .option('--force', 'overwrite files that are there')
    .option('--include-disruptive', 'put in the commands that interrupt service too, which else stand there as comments')
    .option('--on <machine>', 'only for this machine: host:hv01, or hv01; repeatable', collect, [])
    .option('--rule <setting>', "set a rule for this run: 'vlan/*: off'; repeatable", collect, [])
    .option('--no-inline-config', 'ignore comments that switch rules off')
    .option('--suppressions-location <file>', 'the baseline (default: hvlint-suppressions.json beside the configuration)')
    .option('-c, --config <file>', 'use this configuration instead of looking for one')
    .option('--no-config-lookup', 'look for no configuration')
    .addOption(releaseOption())
    .addOption(pluginOption())
    .option('--no-progress', 'no progress on long runs')
    .addHelpText(
      'after',
      `
Examples:
  hvlint remediate -o repairs              the scripts and command lists for the estate in this folder
  hvlint remediate --on hv01 > hv01.ps1    the script for one host

The scripts show what they would do; with -Apply they do it.
Exit codes: 0 written, whatever was found; 2 wrong use, or not everything could be read.`,
    )
    .action(async (paths: string[], options: Record<string, unknown>) =>
      (await import('./remediate-command.ts')).remediateCommand(paths, options as never),
    );

  hvlint
    .command('convert')
    .description('write what was read as hvlint YAML documents')
    .argument('<path...>', 'files, folders and globs to convert')
    .option('-o, --output-dir <folder>', 'one file a thing below this folder, instead of standard output')
    .option('--force', 'overwrite files that are there')
    .option('-c, --config <file>', 'use this configuration instead of looking for one')
    .option('--no-config-lookup', 'look for no configuration')
    .addOption(pluginOption())
    .action(async (paths: string[], options: Record<string, unknown>) =>
      (await import('./convert-command.ts')).convertCommand(paths, options as never),
    );

  hvlint
    .command('collect')
    .description('print the PowerShell script that writes an export of the host it is run on; it reads only')
    .addHelpText('after', '\nhvlint collect > Export-HvlintInventory.ps1')
    .action(async () => (await import('./collect-command.ts')).collectCommand());

  hvlint
    .command('capacity')
    .description('what a capacity plan for Hyper-V Replica asks of link and storage')
    .argument('[plan]', 'name of the plan (default: the only one)')
    .option('--outage-hours <number>', 'the outage whose backlog is reckoned', hours, 8)
    .option('--in <path>', 'file, folder or glob to read (default: this folder); repeatable', collect, [])
    .addOption(new Option('-f, --format <name>', 'output format').choices(['table', 'markdown', 'json']).default('table'))
    .option('-c, --config <file>', 'use this configuration instead of looking for one')
    .option('--no-config-lookup', 'look for no configuration')
    .addOption(pluginOption())
    .addOption(releaseOption())
    .addHelpText('after', '\nExit codes: 0 the plan was reckoned, whether it fits or not; 2 wrong use.')
    .action(async (plan: string | undefined, options: Record<string, unknown>) =>
      (await import('./capacity-command.ts')).capacityCommand(plan, options as never),
    );

  hvlint
    .command('explain')
    .addOption(pluginOption())
    .description("print a rule's page")
    .argument('<rule>', 'id of the rule')
    .action(async (id: string) => (await import('./info-commands.ts')).explain(id));

  hvlint
    .command('rules')
    .addOption(pluginOption())
    .description('list every rule')
    .addOption(new Option('-f, --format <name>', 'output format').choices(['table', 'json', 'markdown']).default('table'))
    .action(async (options: { format: string }) => (await import('./info-commands.ts')).listRules(options.format));

  hvlint
    .command('init')
    .description('look at the folder and write a small hvlint.config.yaml; never overwrites')
    .action(async () => (await import('./init-command.ts')).init());

  hvlint
    .command('lsp')
    .description('serve an editor: findings, fixes and more, by the Language Server Protocol')
    .option('--stdio', 'speak over standard input and output (there is no other way)')
    // Read by the server's library: the client's own library adds it.
    .addOption(new Option('--clientProcessId <id>', 'end when this process has ended').hideHelp())
    .addOption(pluginOption())
    .action(async () => (await import('./lsp-command.ts')).lspCommand());

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
      .addOption(pluginOption())
      .action(async (paths: string[], options: { config?: string }) =>
        (await import('./config-commands.ts')).configCommand(name, paths, options),
      );
  return hvlint;
}
