import type { Draft } from '../../draft.ts';
import type { Call } from '../call.ts';
import type { Computer, Estate } from '../machine.ts';
import { itemsOf, textOf, type Value } from '../value.ts';

/** A team is made inside a VM. Whether its host let the adapters team before is known where the script said so. */
export function guestTeamMade({ estate }: Call, computer: Computer, team: Draft): void {
  if (computer.guestOf === undefined || estate.certainty.level === 'either') return;
  if (!estate.teamingAllowed.has(computer.guestOf) && !estate.teamingAllowed.has('*')) computer.earlyTeam ??= team;
}

/** The VMs a call is about, by whatever names them; undefined when not all of them are known. */
function machinesOf(call: Call): readonly Value[] | undefined {
  if (call.given.has('vmname')) return call.names('VMName');
  const input = call.input ?? call.arg('VM') ?? call.arg('VMNetworkAdapter');
  const vms = itemsOf(input)?.flatMap((each): readonly (Value | undefined)[] => {
    if (each.sort !== 'things') return [undefined];
    return each.things.of === 'vm' ? (each.things.names ?? [undefined]) : [each.things.vm];
  });
  return vms?.every((vm) => vm !== undefined && textOf(vm) !== undefined) ? (vms as Value[]) : undefined;
}

/** The host lets the adapters of VMs team: a team that was made inside before had to do without. */
export function allowsTeaming(call: Call): void {
  const { estate } = call;
  const value = call.arg('AllowTeaming');
  if (!value || estate.certainty.level === 'either' || /^(?:off|false|1)$/i.test(textOf(value)?.trim() ?? '')) return;
  const vms = machinesOf(call);
  if (!vms) {
    estate.teamingAllowed.add('*');
    return;
  }
  for (const computer of call.computers)
    for (const vm of vms) {
      estate.teamingAllowed.add(estate.guestKey(textOf(vm)!, computer.name));
      const guest = estate.guestNamed(textOf(vm)!, computer.name);
      if (guest?.earlyTeam) report(estate, guest, guest.earlyTeam, value);
    }
}

function report(estate: Estate, guest: Computer, team: Draft, allowed: Value): void {
  estate.report(
    'script/guest-team-before-allow-teaming',
    `${String(team.get('name'))} is made inside ${guest.name} before the host lets its adapters team; until then a failover loses the traffic`,
    team.range,
    { related: [{ place: allowed.range, message: 'teaming is allowed only here' }] },
  );
  delete guest.earlyTeam;
}
