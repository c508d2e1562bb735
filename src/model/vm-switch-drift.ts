import { uplinkDrift } from './adapter-names.ts';
import { type Compared, type Drift, driftsOf } from './drift.ts';
import type { VmSwitch } from './entity.ts';
import { nameKey } from './names.ts';
import { isWhole } from './references.ts';

const SETTINGS: readonly Compared[] = [
  { path: ['switchType'] },
  { path: ['embeddedTeamingEnabled'] },
  { path: ['iovEnabled'] },
  { path: ['packetDirectEnabled'] },
  { path: ['loadBalancingAlgorithm'] },
  // Default stands for whatever the release makes of it.
  { path: ['bandwidthReservationMode'], same: (a, b) => a === b || a === 'Default' || b === 'Default' },
];

/** A Hyper-V switch that is declared otherwise than it was seen. */
export function vmSwitchDrift(vmSwitch: VmSwitch): readonly Drift[] {
  return [...uplinkDrift(vmSwitch), ...managementDrift(vmSwitch), ...driftsOf(vmSwitch, SETTINGS)];
}

/**
 * Get-VMSwitch says that the management operating system is allowed as soon as it has an adapter on the switch, also one that was added
 * to a switch made without: then nothing has drifted.
 */
function managementDrift(vmSwitch: VmSwitch): readonly Drift[] {
  const { host, name } = vmSwitch;
  const adapters = host.hostAdapters.filter(({ data }) => nameKey(data.switchName ?? name) === nameKey(name));
  const wanted = adapters.some((adapter) =>
    adapter.tree.fragments(adapter.path).some(({ document }) => document.stance === 'declared'),
  );
  const told = host.tree.fragments(['hostAdapters']).some(({ document }) => document.stance === 'declared');
  const mayBeAllowed = wanted || !told || !isWhole(host, 'hostAdapters');
  return driftsOf(vmSwitch, [{ path: ['allowManagementOS'], same: (a, b) => a === b || (b === true && mayBeAllowed) }]);
}
