import { type Capacity, capacityOf } from '#model/capacity';
import { nameKey } from '#model/names';
import { capacityJson, capacityMarkdown, capacityTable } from '#report/capacity';
import { visible } from '#text/visible';
import { type EstateFlags, networks, unknownName } from './estate-networks.ts';
import { UsageError } from './main.ts';
import { VERSION } from './version.ts';

/** Flags of `hvlint capacity`, as commander gives them. */
interface Flags extends EstateFlags {
  readonly outageHours: number;
  readonly format: 'table' | 'markdown' | 'json';
}

/** `hvlint capacity`: prints what a capacity plan asks of link and storage. It judges nothing: the exit code is 0. */
export async function capacityCommand(plan: string | undefined, flags: Flags): Promise<void> {
  const capacity = await capacityFor(plan, flags, process.cwd());
  process.stdout.write(
    flags.format === 'json'
      ? capacityJson(capacity, VERSION)
      : flags.format === 'markdown'
        ? capacityMarkdown(capacity)
        : capacityTable(capacity),
  );
}

/** Reads the files and works out the plan of a name, or the only one there is. Prints no result. */
async function capacityFor(name: string | undefined, flags: Flags, cwd: string): Promise<Capacity> {
  const all = (await networks(flags, cwd, 'reckon')).flatMap((network) =>
    network.all('replica-plan').map((plan) => ({ network, plan })),
  );
  const names = all.map(({ plan }) => plan.name);
  if (all.length === 0) throw new UsageError('no file holds a capacity plan (kind: replica-plan)');
  const found = name === undefined ? all : all.filter(({ plan }) => nameKey(plan.name) === nameKey(name));
  const [only, another] = found;
  if (!only) throw new UsageError(unknownName('capacity', name ?? '', names));
  if (!another) return capacityOf(only.network, only.plan, flags.outageHours);
  if (name === undefined)
    throw new UsageError(`there are ${all.length} capacity plans; name one: ${names.map(visible).join(', ')}`);
  throw new UsageError(`${visible(name)}: ${found.length} estates have it; name one with --in <folder>`);
}
