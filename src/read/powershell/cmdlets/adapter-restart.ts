import type { Call } from '../call.ts';
import { likes } from '../evaluate.ts';
import type { Computer } from '../machine.ts';
import { textOf } from '../value.ts';

const RULE = 'script/disable-enable-all-adapters';

/** Names of the interfaces of all teams, the primary ones also where they are not written. */
function teamInterfaces(computer: Computer): readonly string[] {
  const teams = computer.draft.listed('teams')?.all ?? [];
  return teams.flatMap((team) => [
    String(team.get('teamNicName') ?? team.get('name')),
    ...(team.listed('teamNics')?.all ?? []).map((nic) => String(nic.get('name'))),
  ]);
}

/**
 * Every adapter is disabled. With their members the interfaces of teams go away, so that what enables every adapter does not find
 * them: they come back disabled. Source: NIC Teaming (Windows Server 2012 and later), deployment and management, troubleshooting.
 */
export function allAdaptersDisabled(call: Call): void {
  if (call.estate.certainty.level === 'either') return;
  for (const computer of call.computers)
    computer.allDisabled = teamInterfaces(computer).length > 0 ? { range: call.range } : undefined;
}

/** Every adapter is enabled that there is; the second time, the interfaces of teams are there again. */
export function allAdaptersEnabled(call: Call): void {
  if (call.estate.certainty.level === 'either') return;
  for (const computer of call.computers) {
    const { allDisabled } = computer;
    if (!allDisabled) continue;
    if (allDisabled.reported) {
      repaired(call, computer);
      continue;
    }
    const teams = computer.draft.listed('teams')?.all.map((team) => String(team.get('name'))) ?? [];
    if (teams.length === 0) continue;
    allDisabled.reported = { ...call.range };
    call.estate.report(
      RULE,
      `the interface of ${teams.join(', ')} goes away when its members are disabled, so this does not find it: it comes back disabled`,
      allDisabled.reported,
      { related: [{ place: allDisabled.range, message: 'disables every adapter' }] },
    );
  }
}

/** Some adapters are enabled: the interface of a team that is named is there again, and enabled. */
export function adaptersEnabled(call: Call): void {
  const names = call.names('Name')?.map((name) => textOf(name)!);
  // Adapters that nobody can name may be those interfaces.
  for (const computer of call.computers)
    if (!names || teamInterfaces(computer).some((own) => names.some((name) => likes(own, name)))) repaired(call, computer);
}

function repaired(call: Call, computer: Computer): void {
  const { allDisabled } = computer;
  computer.allDisabled = undefined;
  if (allDisabled?.reported) call.estate.withdraw(RULE, allDisabled.reported);
}
