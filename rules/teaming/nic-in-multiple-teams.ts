import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { type Host, type Team, TeamNic, type VmSwitch } from '#model/entity';
import { nameKey } from '#model/names';
import { at, type Place } from '#model/place';
import { isUnsettled } from '#model/references';
import { uplinkNames } from '#model/uplink';

/** An adapter and what takes it, as somebody wrote it. */
interface Claim {
  readonly adapter: string;
  readonly by: Team | VmSwitch;
  /** What takes it, in words. */
  readonly text: string;
  readonly place: Place;
}

/** One adapter serves one team or one Hyper-V switch. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'An adapter is in two teams, in a team and below a Hyper-V switch, or below two Hyper-V switches',
  since: '0.1.0',
  source: 'microsoft/Validate-DCB: ms_implat and vms_pp; https://learn.microsoft.com/powershell/module/hyper-v/new-vmswitch',
  check(host, { report }) {
    const claims = new Map<string, Claim[]>();
    for (const claim of [...ofTeams(host), ...host.vmSwitches.flatMap(ofSwitch)]) {
      // Something of a second name is a mistake of its own, and what a machine was seen with may be the same team renamed.
      if (claim.by.nth > 1 || isUnsettled(claim.adapter) || !isDeclared(claim.place)) continue;
      const known = claims.get(nameKey(claim.adapter)) ?? [];
      if (!known.some(({ by }) => by === claim.by)) claims.set(nameKey(claim.adapter), [...known, claim]);
    }
    for (const [first, second, ...more] of claims.values()) {
      if (!first || !second) continue;
      const all = [first, second, ...more];
      report(
        second.place,
        `${first.adapter} of ${host.name} is ${all.map(({ text }) => text).join(' and ')}; an adapter can serve only one of them`,
        { related: [first, ...more].map(({ place, text }) => ({ at: place, message: `${first.adapter} is ${text}` })) },
      );
    }
  },
});

function ofTeams(host: Host): Claim[] {
  return host.teams.flatMap((team) =>
    team.members
      // A team in a team is another mistake.
      .filter((member) => !(host.adapter(member.name) instanceof TeamNic))
      .map((member) => ({ adapter: member.name, by: team, text: `in the team ${team.name}`, place: at(member, 'name') })),
  );
}

function ofSwitch(vmSwitch: VmSwitch): Claim[] {
  const { host, data } = vmSwitch;
  if (data.switchType === 'Internal' || data.switchType === 'Private') return [];
  const named = uplinkNames(vmSwitch);
  const text =
    named.length > 1 || data.embeddedTeamingEnabled
      ? `in the Hyper-V switch ${vmSwitch.name} (Switch Embedded Teaming)`
      : `below the Hyper-V switch ${vmSwitch.name}`;
  return named.flatMap(({ name: adapter, place }) => {
    const claim = { adapter, by: vmSwitch, text, place };
    const interfaceOf = named.length > 1 ? host.adapter(adapter) : undefined;
    // Members of an embedded team are physical adapters; one interface of a team alone is below a switch like any adapter.
    return interfaceOf instanceof TeamNic
      ? [
          {
            ...claim,
            by: interfaceOf.team,
            text: `an interface of the team ${interfaceOf.team.name}`,
            place: at(interfaceOf.team, 'name'),
          },
          claim,
        ]
      : [claim];
  });
}
