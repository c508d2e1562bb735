import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { textOf, type Value } from '../value.ts';

const INSTALL =
  'Name@0 Vhd ?IncludeAllSubFeature ?IncludeManagementTools ConfigurationFilePath Source LogPath ComputerName(Cn) Credential ?Restart';
const UNINSTALL = 'Name@0 Vhd ?IncludeManagementTools ?Remove LogPath ComputerName(Cn) Credential ?Restart';

/** Roles of Windows Server by the name DISM has for their feature. */
const OPTIONAL_FEATURES: Readonly<Record<string, string>> = {
  'microsoft-hyper-v': 'Hyper-V',
  'microsoft-hyper-v-all': 'Hyper-V',
  'failovercluster-fullserver': 'Failover-Clustering',
  datacenterbridging: 'Data-Center-Bridging',
};

/**
 * Server roles and features. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/servermanager/ (the union
 * of the releases 2012 to 2025; Add- and Remove-WindowsFeature are aliases there), and
 * https://learn.microsoft.com/powershell/module/dism/enable-windowsoptionalfeature
 */
export const WINDOWS_FEATURES = [
  ...['Install', 'Add'].map((verb) => cmdlet(`${verb}-WindowsFeature`, `${INSTALL} more`, install)),
  ...['Uninstall', 'Remove'].map((verb) => cmdlet(`${verb}-WindowsFeature`, `${UNINSTALL} more`, uninstall)),
  cmdlet('Get-WindowsFeature', 'Name@0 Vhd ComputerName(Cn) Credential LogPath more', (call): Value => {
    const names = call.names('Name');
    const isPattern = names?.some((name) => /[*?]/.test(textOf(name)!));
    return {
      sort: 'things',
      things: { of: 'feature', names: isPattern ? undefined : names, hosts: call.computers.map((each) => each.name) },
      range: call.range,
    };
  }),
  cmdlet(
    'Enable-WindowsOptionalFeature',
    'FeatureName PackageName ?All ?LimitAccess Source ?NoRestart Path ?Online WindowsDirectory SystemDrive LogPath(LP) ScratchDirectory LogLevel(LL) more',
    (call) => {
      // Without -Online an image is meant, not the computer.
      if (call.on('Online') !== true) return undefined;
      for (const name of call.names('FeatureName') ?? []) {
        const role = OPTIONAL_FEATURES[textOf(name)!.trim().toLowerCase()];
        if (role) for (const computer of call.computers) computer.draft.addTo('roles', role, name.range);
      }
      return undefined;
    },
  ),
];

/** Features of the computer itself; those of an image are nobody's yet. What else a computer has is not known. */
function install(call: Call): undefined {
  if (call.given.has('vhd')) return undefined;
  for (const name of call.subjects('Name', 'feature') ?? []) {
    const text = textOf(name);
    if (text === undefined || text.trim() === '' || /[*?]/.test(text)) continue;
    for (const computer of call.computers) computer.draft.addTo('roles', text.trim(), name.range);
  }
  return undefined;
}

function uninstall(call: Call): undefined {
  if (call.given.has('vhd')) return undefined;
  const names = call.subjects('Name', 'feature')?.map((name) => textOf(name)!.trim().toLowerCase());
  for (const { draft } of call.computers)
    if (names) draft.takeFrom('roles', (role) => names.includes(String(role).trim().toLowerCase()));
    else if (draft.has('roles')) draft.lose('roles');
  return undefined;
}
