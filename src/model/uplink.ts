import { Nic, type Team, TeamNic, type VmSwitch } from './entity.ts';
import { nameKey } from './names.ts';
import { at, type Place } from './place.ts';

/** What a Hyper-V switch stands on. */
export interface Uplink {
  /** none: Internal or Private. unknown: not written, or what is written is not described. */
  readonly sort: 'none' | 'nic' | 'lbfo' | 'set' | 'unknown';
  readonly nics: readonly Nic[];
  readonly team?: Team;
  readonly teamNic?: TeamNic;
  /** Whether every named adapter is described. */
  readonly complete: boolean;
}

/** The uplinks of a Hyper-V switch by name, as written: a name, or a name with its role. */
export function uplinkNames(vmSwitch: VmSwitch): readonly { readonly name: string; readonly place: Place }[] {
  const written = vmSwitch.data.netAdapterName;
  if (written === undefined) return [];
  if (typeof written === 'string') return [{ name: written, place: at(vmSwitch, 'netAdapterName') }];
  return written.map((item, i) =>
    typeof item === 'string'
      ? { name: item, place: at(vmSwitch, 'netAdapterName', i) }
      : { name: item.name, place: at(vmSwitch, 'netAdapterName', i, 'name') },
  );
}

/** What a Hyper-V switch stands on, as far as its host describes it. */
export function uplinkOf(vmSwitch: VmSwitch): Uplink {
  const { host, data } = vmSwitch;
  if (data.switchType === 'Internal' || data.switchType === 'Private') return { sort: 'none', nics: [], complete: true };
  const named = uplinkNames(vmSwitch);
  // An export names one adapter in both.
  const described =
    data.netAdapterInterfaceDescriptions ??
    (data.netAdapterInterfaceDescription === undefined ? [] : [data.netAdapterInterfaceDescription]);
  const found =
    named.length > 0
      ? named.map(({ name }) => host.adapter(name))
      : described.map((text) =>
          host.nics.find(
            (nic) => nic.data.interfaceDescription !== undefined && nameKey(nic.data.interfaceDescription) === nameKey(text),
          ),
        );
  if (found.length === 0) return { sort: 'unknown', nics: [], complete: false };
  const teamNic = found.find((a) => a instanceof TeamNic);
  if (teamNic && found.length === 1)
    return {
      sort: 'lbfo',
      nics: teamNic.team.nics,
      team: teamNic.team,
      teamNic,
      complete: teamNic.team.members.every((m) => m.nic) && teamNic.team.members.length > 0,
    };
  const nics = found.filter((a) => a instanceof Nic);
  const complete = nics.length === found.length;
  const set = data.embeddedTeamingEnabled ?? (found.length > 1 ? true : undefined);
  if (set) return { sort: 'set', nics, complete };
  return nics.length > 0 ? { sort: 'nic', nics, complete } : { sort: 'unknown', nics: [], complete: false };
}
