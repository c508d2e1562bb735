import type { Nic } from '#model/entity';
import type { ProposedLayout } from '#model/queue-proposal';
import { powershell, type Remedy } from './remedy.ts';

/** Commands that give adapters a processor layout, by the cmdlet that counts for them: VMQ below a Hyper-V switch, else RSS. */
export function layoutRemedy(
  on: Nic['host'],
  use: 'vmq' | 'rss',
  layouts: readonly ProposedLayout[] | undefined,
): Remedy | undefined {
  if (!layouts) return undefined;
  const cmdlet = use === 'vmq' ? 'Set-NetAdapterVmq' : 'Set-NetAdapterRss';
  const commands = layouts.map(({ nic: { name }, base, max }) => {
    const values =
      max === undefined
        ? powershell`-Name ${name} -BaseProcessorNumber ${base}`
        : powershell`-Name ${name} -BaseProcessorNumber ${base} -MaxProcessors ${max}`;
    return values && `${cmdlet} ${values}`;
  });
  return { on, shell: 'powershell', commands, disruptive: true };
}
