import type { Draft } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { takeEnumerated } from '../enumeration.ts';
import type { Computer } from '../machine.ts';
import { sectionProperties } from '../properties.ts';
import { take } from '../take.ts';
import { textOf, type Value } from '../value.ts';
import { DEFAULT_NAME, vmAdaptersOf, vmDraft } from './hyper-v-adapters.ts';

const HOST = 'CimSession ComputerName Credential';

/**
 * VMs, and live migration of the host. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/hyper-v/ (the
 * union of the releases 2012 to 2025).
 */
export const HYPER_V = [
  cmdlet(
    'New-VM',
    `Name@0(VMName) MemoryStartupBytes@1 Generation@2 BootDevice NewVHDPath NewVHDSizeBytes ?NoVHD VHDPath SwitchName Path Version ?Prerelease ?Experimental ?AsJob ?Force SourceGuestStatePath GuestStateIsolationType ${HOST} more`,
    newVm,
  ),
  cmdlet('Get-VM', `Name@0(VMName) Id ClusterObject ${HOST} more`, (call) => ({
    sort: 'things',
    things: { of: 'vm', names: call.names('Name'), hosts: call.computers.map((each) => each.name), all: !call.given.has('name') },
    range: call.range,
  })),
  cmdlet('Remove-VM', `Name@0(VMName) VM ?Force ?AsJob ?Passthru ${HOST}`, (call) => {
    for (const computer of call.computers)
      for (const name of call.subjects('Name', 'vm') ?? []) {
        const text = textOf(name);
        if (text !== undefined) call.estate.remove('vm', text, computer.name);
      }
    return undefined;
  }),
  cmdlet(
    'Set-VMHost',
    'ComputerName@0 CimSession Credential@1 MaximumStorageMigrations MaximumVirtualMachineMigrations VirtualMachineMigrationAuthenticationType UseAnyNetworkForMigration VirtualMachineMigrationPerformanceOption ResourceMeteringSaveInterval VirtualHardDiskPath VirtualMachinePath MacAddressMaximum MacAddressMinimum FibreChannelWwnn FibreChannelWwpnMaximum FibreChannelWwpnMinimum NumaSpanningEnabled EnableEnhancedSessionMode ?Passthru',
    setHost,
  ),
  ...(['Enable', 'Disable'] as const).map((verb) =>
    cmdlet(`${verb}-VMMigration`, 'ComputerName@0 CimSession Credential@1 ?Passthru', (call) => {
      for (const computer of call.computers)
        migrationOf(computer, call).set('virtualMachineMigrationEnabled', verb === 'Enable', call.nameRange);
      return undefined;
    }),
  ),
  cmdlet('Add-VMMigrationNetwork', `Subnet@0 Priority@1 ?Passthru ${HOST}`, (call) => {
    const subnet = call.arg('Subnet');
    const text = textOf(subnet)?.trim();
    if (!subnet || !text) return undefined;
    // What networks there were before is not known.
    for (const computer of call.computers) migrationOf(computer, call).addTo('migrationNetworks', text, subnet.range);
    return undefined;
  }),
  cmdlet('Remove-VMMigrationNetwork', `Subnet@0 ?Passthru ${HOST}`, (call) => {
    const text = call.text('Subnet')?.trim();
    for (const computer of call.computers) {
      const migration = migrationOf(computer, call);
      if (text === undefined || /[*?]/.test(text)) migration.lose('migrationNetworks');
      else migration.takeFrom('migrationNetworks', (subnet) => String(subnet).trim() === text);
    }
    return undefined;
  }),
];

function migrationOf(computer: Computer, call: Call): Draft {
  const draft = computer.draft.section('liveMigration', call.nameRange);
  draft.created = false;
  draft.properties = sectionProperties('host', ['liveMigration']);
  return draft;
}

function newVm(call: Call): Value | undefined {
  const name = call.arg('Name');
  const text = textOf(name);
  if (!name || text === undefined) return undefined;
  for (const computer of call.computers) {
    const vm = vmDraft(call, computer, name);
    vm.created = true;
    take(vm, 'generation', call.arg('Generation'), 'number');
    const adapter = vmAdaptersOf(vm, name.range).at(DEFAULT_NAME, call.arg('SwitchName')?.range ?? name.range);
    adapter.created = true;
    take(adapter, 'switchName', call.arg('SwitchName'), 'text');
  }
  return {
    sort: 'things',
    things: { of: 'vm', names: [name], hosts: call.computers.map((each) => each.name) },
    range: call.range,
  };
}

function setHost(call: Call): undefined {
  for (const computer of call.computers) {
    const given = [
      'MaximumStorageMigrations',
      'MaximumVirtualMachineMigrations',
      'VirtualMachineMigrationAuthenticationType',
      'UseAnyNetworkForMigration',
      'VirtualMachineMigrationPerformanceOption',
    ];
    if (!given.some((name) => call.given.has(name.toLowerCase()))) continue;
    const migration = migrationOf(computer, call);
    take(migration, 'maximumStorageMigrations', call.arg('MaximumStorageMigrations'), 'number');
    take(migration, 'maximumVirtualMachineMigrations', call.arg('MaximumVirtualMachineMigrations'), 'number');
    take(migration, 'useAnyNetworkForMigration', call.arg('UseAnyNetworkForMigration'), 'boolean');
    for (const key of ['virtualMachineMigrationAuthenticationType', 'virtualMachineMigrationPerformanceOption'])
      takeEnumerated(call, migration, key, key[0]!.toUpperCase() + key.slice(1), 'host', ['liveMigration', key]);
  }
  return undefined;
}
