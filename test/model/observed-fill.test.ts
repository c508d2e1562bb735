import { describe, expect, it } from 'vitest';
import { mergeTrees } from '#model/tree';
import { isForgotten } from '#read/forgotten';
import { lostItems } from '#read/validate';
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

describe('adapters of one name', () => {
  const vm = async (declared: string, seen: string): Promise<unknown> => {
    const head = 'kind: vm\nname: web01\nnetworkAdapters: ';
    const files = await documents({ 'a.yaml': head + declared, 'observed.yaml': head + seen });
    return (mergeTrees(files).tree.data as { networkAdapters: unknown }).networkAdapters;
  };

  it('are the ones that were seen where these agree', async () => {
    expect(
      await vm(
        '[{ name: A, switchName: S }, { name: A, switchName: T }]',
        '[{ name: A, switchName: S, iovWeight: 0 }, { name: a, switchName: t, iovWeight: 1 }]',
      ),
    ).toEqual([
      { name: 'A', switchName: 'S', iovWeight: 0 },
      { name: 'A', switchName: 'T', iovWeight: 1 },
    ]);
  });

  it('take nothing from those that were seen where they do not, or are more', async () => {
    const declared = '[{ name: A, switchName: S }, { name: A, switchName: T }, { name: B }]';
    const expected = [
      { name: 'A', switchName: 'S' },
      { name: 'A', switchName: 'T' },
      { name: 'B', iovWeight: 5 },
    ];
    expect(
      await vm(declared, '[{ name: A, switchName: T, iovWeight: 1 }, { name: A, switchName: S }, { name: B, iovWeight: 5 }]'),
    ).toEqual(expected);
    expect(
      await vm(declared, '[{ name: A, switchName: S, iovWeight: 1 }, { name: A }, { name: A }, { name: B, iovWeight: 5 }]'),
    ).toEqual(expected);
  });
});

describe('two scripts about one host', () => {
  const merged = async (a: string, b: string) => {
    const { tree, conflicts } = mergeTrees(
      (await documents({ 'a/hv01.ps1': a, 'b/hv01.ps1': b })).filter((d) => d.kind === 'host'),
    );
    return { data: tree.data as Record<string, unknown>, conflicts };
  };
  const vlan = (id: number): string =>
    `Add-VMNetworkAdapter -ManagementOS -Name M -SwitchName S\nSet-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName M -Access -VlanId ${id}\n`;

  it('complete each other', async () => {
    const { data, conflicts } = await merged(
      'New-NetLbfoTeam -Name T -TeamMembers NIC1,NIC2 -Confirm:$false\n',
      `New-VMSwitch -Name S -NetAdapterName T -AllowManagementOS $false\n${vlan(10)}`,
    );
    expect(conflicts).toEqual([]);
    expect(data).toMatchObject({
      teams: [{ name: 'T' }],
      vmSwitches: [{ name: 'S' }],
      hostAdapters: [{ vlan: { accessVlanId: 10 } }],
    });
  });

  it('leave unknown what they set to different values, with what belongs to it', async () => {
    const { data, conflicts } = await merged(vlan(10), vlan(20));
    expect(conflicts).toEqual([]);
    const [adapter] = data.hostAdapters as [{ vlan: object }];
    expect(adapter.vlan).toEqual({});
    expect(isForgotten(adapter.vlan, 'accessVlanId') && isForgotten(adapter.vlan, 'operationMode')).toBe(true);
  });

  it('leave unknown what they build on one adapter', async () => {
    const { data, conflicts } = await merged(
      'New-NetLbfoTeam -Name T -TeamMembers NIC1,NIC2 -Confirm:$false\nNew-NetLbfoTeam -Name U -TeamMembers NIC5,NIC6 -Confirm:$false\n',
      'New-VMSwitch -Name S -NetAdapterName NIC2,NIC3 -EnableEmbeddedTeaming $true\n',
    );
    expect(conflicts).toEqual([]);
    expect(data).toMatchObject({ teams: [{ name: 'U' }], vmSwitches: [] });
    expect([lostItems(data.teams), lostItems(data.vmSwitches)]).toEqual([true, true]);
  });

  it('contradict a document that is no script', async () => {
    const yaml = 'kind: host\nname: hv01\nteams: [{ name: T, teamingMode: Static }]\n';
    const { conflicts } = mergeTrees(
      await documents({
        'hv01.yaml': yaml,
        'hv01.ps1': 'New-NetLbfoTeam -Name T -TeamMembers NIC1 -TeamingMode Lacp -Confirm:$false\n',
      }),
    );
    expect(conflicts.map(({ what }) => what)).toEqual(['teams[0].teamingMode']);
  });
});
