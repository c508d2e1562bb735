import type { Range } from '#text/source-file';
import { itemsOf, textOf, type Value } from './value.ts';

/** One resource of a configuration: what it is told, and the cmdlets it runs for that. */
export interface ResourceCall {
  value(key: string): Value | undefined;
  text(key: string): string | undefined;
  /** Does what a cmdlet does with these arguments; those without a value are not given. */
  run(cmdlet: string, parameters: Readonly<Record<string, Value | undefined>>): void;
  /** The characters of the resource's name. */
  readonly range: Range;
}

export type Act = (call: ResourceCall) => void;

/** Keys that are passed to parameters: `Key`, or `Parameter=Key` where they differ. */
function passed(call: ResourceCall, keys: string): Record<string, Value | undefined> {
  return Object.fromEntries(
    keys.split(' ').map((word) => {
      const [parameter, key = parameter] = word.split('=') as [string, string?];
      return [parameter, call.value(key)];
    }),
  );
}

/** A thing that is there (Ensure = Present, or nothing said) or is not; what is not known leaves everything as it is. */
function ensured(present: Act, absent?: Act): Act {
  return (call) => {
    const ensure = call.value('Ensure');
    const text = textOf(ensure)?.toLowerCase();
    if (!ensure || text === 'present') present(call);
    else if (text === 'absent') absent?.(call);
  };
}

function simple(cmdlet: string, keys: string, absentCmdlet?: string, absentKeys = 'Name'): Act {
  return ensured(
    (call) => call.run(cmdlet, passed(call, keys)),
    absentCmdlet === undefined ? undefined : (call) => call.run(absentCmdlet, passed(call, absentKeys)),
  );
}

const yes = (range: Range): Value => ({ sort: 'boolean', value: true, range });
const say = (value: boolean, range: Range): Value => ({ sort: 'boolean', value, range });

/** Ensure as a value: Present is on. */
function isPresent(call: ResourceCall): Value {
  const ensure = call.value('Ensure');
  const text = textOf(ensure)?.toLowerCase();
  if (!ensure) return { sort: 'unknown', range: call.range };
  return text === 'present' || text === 'absent'
    ? say(text === 'present', ensure.range)
    : { sort: 'unknown', range: ensure.range };
}

const vmSwitch = ensured(
  (call) => {
    const mode =
      call.text('BandwidthReservationMode')?.toLowerCase() === 'na' ? undefined : call.value('BandwidthReservationMode');
    const type = call.text('Type')?.toLowerCase();
    call.run('New-VMSwitch', {
      ...passed(call, 'Name NetAdapterName EnableEmbeddedTeaming Id'),
      // An external switch is what its adapters make it, and the cmdlet takes no -SwitchType beside them.
      ...(type === 'external' && call.value('NetAdapterName') ? {} : { SwitchType: call.value('Type') }),
      MinimumBandwidthMode: mode,
      // What the resource does when it is not told differs by its release.
      AllowManagementOS: call.value('AllowManagementOS') ?? { sort: 'unknown', range: call.range },
    });
    if (call.value('LoadBalancingAlgorithm')) call.run('Set-VMSwitchTeam', passed(call, 'Name LoadBalancingAlgorithm'));
  },
  (call) => call.run('Remove-VMSwitch', passed(call, 'Name')),
);

/** The adapter of a VM, or of the management operating system where the VM is called ManagementOS. */
const vmNetworkAdapter = ensured(
  (call) => {
    const owner = ownerOf(call);
    if (!owner) return;
    call.run('Add-VMNetworkAdapter', { ...owner, ...passed(call, 'Name SwitchName StaticMacAddress=MacAddress') });
    const vlan = call.value('VlanId');
    if (vlan)
      call.run('Set-VMNetworkAdapterVlan', {
        ...owner,
        VMNetworkAdapterName: call.value('Name'),
        Access: yes(vlan.range),
        VlanId: vlan,
      });
  },
  (call) => {
    const owner = ownerOf(call);
    if (owner) call.run('Remove-VMNetworkAdapter', { ...owner, ...passed(call, 'Name') });
  },
);

function ownerOf(call: ResourceCall): Record<string, Value> | undefined {
  const name = call.value('VMName');
  if (!name) return undefined;
  const text = textOf(name);
  return text?.toLowerCase() === 'managementos' ? { ManagementOS: yes(name.range) } : { VMName: name };
}

/** `10.0.0.1/24`, or several of them. */
const ipAddress: Act = (call) => {
  for (const address of itemsOf(call.value('IPAddress')) ?? []) {
    const [, text, length] = /^\s*([^/\s]+)\/(\d{1,3})\s*$/.exec(textOf(address) ?? '') ?? [];
    if (text === undefined || length === undefined) continue;
    const { range } = address;
    call.run('New-NetIPAddress', {
      InterfaceAlias: call.value('InterfaceAlias'),
      IPAddress: { sort: 'text', text, range },
      PrefixLength: { sort: 'text', text: length, range },
    });
  }
};

const qosPolicy = ensured(
  (call) => {
    const template = call.text('Template');
    const port = call.value('NetDirectPortMatchCondition');
    if (call.value('Template') && template === undefined) return;
    call.run('New-NetQosPolicy', {
      ...passed(call, 'Name PriorityValue8021Action'),
      NetDirectPortMatchCondition: textOf(port) === '0' ? undefined : port,
      ...(template === undefined || port ? {} : { [template]: yes(call.value('Template')!.range) }),
    });
  },
  (call) => call.run('Remove-NetQosPolicy', passed(call, 'Name')),
);

/** Parameters of Set-VMHost that the resource has under the same name. */
const VM_HOST =
  'VirtualMachineMigrationAuthenticationType VirtualMachineMigrationPerformanceOption MaximumVirtualMachineMigrations MaximumStorageMigrations UseAnyNetworkForMigration NumaSpanningEnabled MacAddressMinimum MacAddressMaximum';

const vmHost: Act = (call) => {
  const values = passed(call, VM_HOST);
  if (Object.values(values).some((value) => value !== undefined)) call.run('Set-VMHost', values);
  const migration = call.value('VirtualMachineMigrationEnabled');
  if (migration?.sort === 'boolean' && migration.value) call.run('Enable-VMMigration', {});
};

/** A VM with an adapter for each switch that is named. */
const vm = ensured((call) => {
  const switches = itemsOf(call.value('SwitchName'));
  const [first, ...more] = switches ?? [];
  call.run('New-VM', { ...passed(call, 'Name Generation Path'), SwitchName: switches ? first : call.value('SwitchName') });
  for (const each of more) call.run('Add-VMNetworkAdapter', { VMName: call.value('Name'), SwitchName: each });
});

/** A feature of an adapter that is on or off; without a word it is on. */
function feature(noun: string): Act {
  return (call) => {
    const enabled = call.value('Enabled') ?? yes(call.range);
    call.run(`Set-NetAdapter${noun}`, { Name: call.value('Name'), Enabled: enabled });
  };
}

const binding: Act = (call) => {
  const state = call.text('State')?.toLowerCase();
  if (state !== 'enabled' && state !== 'disabled') return;
  call.run(
    `${state === 'enabled' ? 'Enable' : 'Disable'}-NetAdapterBinding`,
    passed(call, 'Name=InterfaceAlias ComponentID=ComponentId'),
  );
};

const rename: Act = (call) => {
  if (call.value('Name')) call.run('Rename-NetAdapter', passed(call, 'Name NewName'));
};

/** Several features by one resource. */
const features: Act = ensured((call) => call.run('Install-WindowsFeature', passed(call, 'Name')));

/**
 * Resources by name. Sources: the schemas of NetworkingDsc and xNetworking (https://github.com/dsccommunity/NetworkingDsc), of HyperVDsc and xHyper-V
 * (https://github.com/dsccommunity/HyperVDsc), and of Microsoft's DataCenterBridging and VMNetworkAdapter modules.
 */
const TABLE: readonly (readonly [names: string, act: Act])[] = [
  ['VMSwitch xVMSwitch', vmSwitch],
  ['VMNetworkAdapter xVMNetworkAdapter', vmNetworkAdapter],
  ['VMHyperV xVMHyperV', vm],
  ['VMHost xVMHost', vmHost],
  [
    'VMNetworkAdapterVlan',
    (call) => {
      const owner = ownerOf(call);
      if (owner) call.run('Set-VMNetworkAdapterVlan', { ...owner, ...passed(call, 'VMNetworkAdapterName VlanId') });
    },
  ],
  [
    'VMNetworkAdapterIsolation',
    ensured((call) =>
      call.run('Set-VMNetworkAdapterIsolation', {
        ...(ownerOf(call) ?? { ManagementOS: yes(call.range) }),
        ...passed(call, 'VMNetworkAdapterName IsolationMode AllowUntaggedTraffic DefaultIsolationID'),
      }),
    ),
  ],
  [
    'VMNetworkAdapterTeamMapping',
    ensured((call) =>
      call.run('Set-VMNetworkAdapterTeamMapping', {
        ManagementOS: yes(call.range),
        ...passed(call, 'VMNetworkAdapterName PhysicalNetAdapterName'),
      }),
    ),
  ],
  [
    'VMNetworkAdapterSettings',
    (call) => {
      const owner = ownerOf(call);
      if (owner)
        call.run('Set-VMNetworkAdapter', {
          ...owner,
          ...passed(
            call,
            'Name=VMNetworkAdapterName IeeePriorityTag MacAddressSpoofing AllowTeaming VmqWeight MinimumBandwidthWeight',
          ),
        });
    },
  ],
  [
    'NetworkTeam xNetworkTeam',
    simple('New-NetLbfoTeam', 'Name TeamMembers TeamingMode LoadBalancingAlgorithm', 'Remove-NetLbfoTeam'),
  ],
  [
    'NetworkTeamInterface xNetworkTeamInterface',
    simple('Add-NetLbfoTeamNic', 'Team=TeamName VlanID=VlanId Name', 'Remove-NetLbfoTeamNic', 'Team=TeamName VlanID=VlanId'),
  ],
  ['NetAdapterName xNetworkAdapterName xNetAdapterName', rename],
  [
    'NetAdapterAdvancedProperty xNetAdapterAdvancedProperty',
    (call) => call.run('Set-NetAdapterAdvancedProperty', passed(call, 'Name=NetworkAdapterName RegistryKeyword RegistryValue')),
  ],
  ['NetAdapterRdma xNetAdapterRDMA', feature('Rdma')],
  ['NetAdapterRss xNetAdapterRss', feature('Rss')],
  ['NetAdapterBinding xNetAdapterBinding', binding],
  ['IPAddress xIPAddress', ipAddress],
  ['DCBNetQosPolicy', qosPolicy],
  [
    'DCBNetQosTrafficClass',
    simple('New-NetQosTrafficClass', 'Name Priority BandwidthPercentage Algorithm', 'Remove-NetQosTrafficClass'),
  ],
  [
    'DCBNetQosFlowControl',
    (call) => call.run('Set-NetQosFlowControl', { Priority: call.value('Priority'), Enabled: isPresent(call) }),
  ],
  ['DCBNetQosDcbxSetting', (call) => call.run('Set-NetQosDcbxSetting', { Willing: isPresent(call) })],
  ['DCBNetAdapterQos', (call) => call.run('Set-NetAdapterQos', { Name: call.value('InterfaceName'), Enabled: isPresent(call) })],
  ['WindowsFeature WindowsFeatureSet xWindowsFeature', features],
];

export const RESOURCES: ReadonlyMap<string, Act> = new Map(
  TABLE.flatMap(([names, act]) => names.split(' ').map((name) => [name.toLowerCase(), act] as const)),
);
