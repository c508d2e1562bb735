import { describe, expect, it } from 'vitest';
import { mergeTrees } from '#model/tree';
import { documents } from './estate.ts';

/** The data of a host that is declared one way and was seen in another. */
async function host(declared: string, seen: string): Promise<Record<string, unknown>> {
  const head = 'kind: host\nname: hv01\n';
  const { tree, conflicts } = mergeTrees(await documents({ 'a.yaml': head + declared, 'observed.yaml': head + seen }));
  expect(conflicts).toEqual([]);
  const { kind: _kind, name: _name, ...data } = tree.data as Record<string, unknown>;
  return data;
}

describe('a property that only an export has', () => {
  it.each<[string, string, string, unknown]>([
    [
      'fills a gap',
      'vmSwitches: [{ name: S }]',
      'vmSwitches: [{ name: S, switchType: External, netAdapterName: NIC1 }]',
      { vmSwitches: [{ name: 'S', switchType: 'External', netAdapterName: 'NIC1' }] },
    ],
    [
      'fills it where the rest is as declared',
      'vmSwitches: [{ name: S, netAdapterName: [NIC2, NIC1] }]',
      'vmSwitches: [{ name: S, embeddedTeamingEnabled: true, netAdapterName: [nic1, nic2] }]',
      { vmSwitches: [{ name: 'S', netAdapterName: ['NIC2', 'NIC1'], embeddedTeamingEnabled: true }] },
    ],
    [
      'is left out where the rest is another',
      'vmSwitches: [{ name: S, netAdapterName: [NIC1, NIC2] }]',
      'vmSwitches: [{ name: S, embeddedTeamingEnabled: false, netAdapterName: Team1, iovEnabled: false }]',
      { vmSwitches: [{ name: 'S', netAdapterName: ['NIC1', 'NIC2'], iovEnabled: false }] },
    ],
    [
      'is left out where it may say the same in other words',
      'vmSwitches: [{ name: S, netAdapterName: [NIC1, NIC2] }]',
      'vmSwitches: [{ name: S, netAdapterInterfaceDescription: Microsoft Network Adapter Multiplexor Driver }]',
      { vmSwitches: [{ name: 'S', netAdapterName: ['NIC1', 'NIC2'] }] },
    ],
    [
      'is left out of a VLAN setting of another mode',
      'hostAdapters: [{ name: M, vlan: { operationMode: Access, accessVlanId: 10 } }]',
      'hostAdapters: [{ name: M, vlan: { operationMode: Trunk, nativeVlanId: 1, allowedVlanIdList: 10-20 }, isolation: { isolationMode: Vlan, defaultIsolationId: 7 } }]',
      { hostAdapters: [{ name: 'M', vlan: { operationMode: 'Access', accessVlanId: 10 } }] },
    ],
    [
      'completes a VLAN setting of the same mode, and says that there is no isolation',
      'hostAdapters: [{ name: M, vlan: { operationMode: Trunk, allowedVlanIdList: 10-20 } }]',
      'hostAdapters: [{ name: M, vlan: { operationMode: Trunk, nativeVlanId: 1, allowedVlanIdList: 10-20 }, isolation: { isolationMode: None } }]',
      {
        hostAdapters: [
          {
            name: 'M',
            vlan: { operationMode: 'Trunk', allowedVlanIdList: '10-20', nativeVlanId: 1 },
            isolation: { isolationMode: 'None' },
          },
        ],
      },
    ],
    [
      'is the same in any case, where case does not count',
      'nics: [{ name: NIC1, advancedProperties: { "*JumboPacket": 9014 } }]',
      'nics: [{ name: NIC1, advancedProperties: { "*JUMBOPACKET": "1514", "*RSS": 1 } }]',
      { nics: [{ name: 'NIC1', advancedProperties: { '*JumboPacket': 9014, '*RSS': 1 } }] },
    ],
  ])('%s', async (_what, declared, seen, expected) => {
    expect(await host(declared, seen)).toEqual(expected);
  });
});

describe('an item that only an export has', () => {
  it.each<[string, string, string, unknown]>([
    [
      'is there too',
      'nics: [{ name: NIC1 }]\nteams: [{ name: T, members: [NIC1, NIC5] }]\nvmSwitches: [{ name: S, netAdapterName: T }]',
      'nics: [{ name: NIC1 }, { name: NIC5 }]\nteams: [{ name: T2, members: [NIC6] }]\nvmSwitches: [{ name: I, switchType: Internal }]',
      {
        nics: [{ name: 'NIC1' }, { name: 'NIC5' }],
        teams: [
          { name: 'T', members: ['NIC1', 'NIC5'] },
          { name: 'T2', members: ['NIC6'] },
        ],
        vmSwitches: [
          { name: 'S', netAdapterName: 'T' },
          { name: 'I', switchType: 'Internal' },
        ],
      },
    ],
    [
      'is no member of a team whose members are declared, in whatever form',
      'teams: [{ name: T, members: [NIC1, NIC2] }]',
      'teams: [{ name: T, members: [{ name: NIC1, administrativeMode: Active }, { name: NIC3 }] }]',
      { teams: [{ name: 'T', members: [{ name: 'NIC1', administrativeMode: 'Active' }, 'NIC2'] }] },
    ],
    [
      'is a member where the declaration knows only a part of them',
      'teams: [{ name: T, $hvlint: { partial: [members] }, members: [{ name: NIC3 }] }]',
      'teams: [{ name: T, members: [{ name: NIC1 }] }]',
      { teams: [{ name: 'T', members: [{ name: 'NIC3' }, { name: 'NIC1' }] }] },
    ],
    [
      'is not there where somebody declared that there is none',
      'teams: []\nthirdPartyTeams: []\nqos: {}\noffload: { $hvlint: { unknown: [chimney] } }',
      'teams: [{ name: T }]\nthirdPartyTeams: [{ name: V }]\nqos: { flowControl: [3] }\noffload: { chimney: Disabled }',
      { teams: [], thirdPartyTeams: [], qos: {}, offload: { chimney: 'Disabled' } },
    ],
    [
      'is a team that a declared one takes its members from',
      'teams: [{ name: Team1, members: [NIC1, NIC2] }]',
      'teams: [{ name: NIC Team, members: [NIC2, NIC3] }, { name: Other, members: [NIC4] }]',
      {
        teams: [
          { name: 'Team1', members: ['NIC1', 'NIC2'] },
          { name: 'Other', members: ['NIC4'] },
        ],
      },
    ],
    [
      'is the team below a Hyper-V switch that is to have an embedded team of its members',
      'vmSwitches: [{ name: S, netAdapterName: [NIC1, NIC2], embeddedTeamingEnabled: true }]',
      'teams: [{ name: Team1, members: [NIC1, NIC2] }]\nvmSwitches: [{ name: S, netAdapterName: Team1 }, { name: Old, netAdapterInterfaceDescription: Contoso }]\nnics: [{ name: NIC2, interfaceDescription: CONTOSO }]',
      {
        vmSwitches: [{ name: 'S', netAdapterName: ['NIC1', 'NIC2'], embeddedTeamingEnabled: true }],
        teams: [],
        nics: [{ name: 'NIC2', interfaceDescription: 'CONTOSO' }],
      },
    ],
    [
      'is a declared one under another name: by MAC address, by VLAN',
      'nics: [{ name: NIC1, macAddress: 00-15-5D-01-02-03 }, { name: NIC2, macAddress: 00-15-5D-01-02-04 }]\nteams: [{ name: T, teamNics: [{ name: T - VLAN 42, vlanId: 42 }] }]',
      'nics: [{ name: Ethernet 2, macAddress: 0015.5d01.0203 }, { name: NIC2, macAddress: 00-15-5D-01-02-04 }, { name: T, macAddress: 00-15-5D-01-02-04 }]\nteams: [{ name: T, teamNics: [{ name: VMs, vlanId: 42 }] }]',
      {
        nics: [
          { name: 'NIC1', macAddress: '00-15-5D-01-02-03' },
          { name: 'NIC2', macAddress: '00-15-5D-01-02-04' },
          { name: 'T', macAddress: '00-15-5D-01-02-04' },
        ],
        teams: [{ name: 'T', teamNics: [{ name: 'T - VLAN 42', vlanId: 42 }] }],
      },
    ],
  ])('%s', async (_what, declared, seen, expected) => {
    expect(await host(declared, seen)).toEqual(expected);
  });
});
