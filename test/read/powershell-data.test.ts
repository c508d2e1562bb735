import { expect, test } from 'vitest';
import { forgottenKeys } from '#read/forgotten';
import { readFile } from '#read/read-file';

const SDN = `@{
    ScriptVersion = '3.0'
    # not this: NCs = @(@{ ComputerName = 'no' })
    ManagementSubnet = '10.0.1.0/25'
    ManagementVLANID = 7
    SwitchName       = "sdn"
    RestName         = "rest.$env:USERDNSDOMAIN"
    HyperVHosts      = @('hv1',
                         'hv2')
    NCs = @(
        @{ComputerName='nc1'; HostName='hv1'; ManagementIP='10.0.1.5'; MACAddress='001DD8220000'},
        @{ComputerName='nc2'; HostName="$env:COMPUTERNAME"; ManagementIP="$(Get-Ip)"}
        @{ComputerName="$(Get-Name)"; HostName='hv2'}
    )
    Muxes = @( @{ComputerName='mux1'; HostName='hv1'; PAIPAddress='10.0.2.9'; PAMacAddress='00-1D-D8-22-00-04'} )
    Gateways = @(@{ComputerName='gw1'; HostName='hv2'; FrontEndIp='10.0.2.51'; FrontEndMac="001DD8220008"})
    PASubnet = '10.0.2.0/24'
    PAVLANID = '11'
}`;

async function read(text: string) {
  const file = await readFile('/estate/sdn.psd1', new TextEncoder().encode(text));
  if ('unreadable' in file) throw new Error(file.unreadable);
  return file;
}

test('a configuration of SDN Express', async () => {
  const { documents, problems } = await read(SDN);
  expect(problems).toEqual([]);
  expect(documents.map(({ data }) => data)).toEqual([
    {
      kind: 'vm',
      name: 'nc1',
      host: 'hv1',
      networkAdapters: [
        {
          name: 'Management',
          switchName: 'sdn',
          macAddress: '001DD8220000',
          ipAddresses: ['10.0.1.5/25'],
          vlan: { operationMode: 'Access', accessVlanId: 7 },
        },
      ],
    },
    {
      kind: 'vm',
      name: 'nc2',
      networkAdapters: [{ name: 'Management', switchName: 'sdn', vlan: { operationMode: 'Access', accessVlanId: 7 } }],
    },
    {
      kind: 'vm',
      name: 'mux1',
      host: 'hv1',
      networkAdapters: [
        { name: 'Management', switchName: 'sdn', vlan: { operationMode: 'Access', accessVlanId: 7 } },
        {
          name: 'HNVPA',
          switchName: 'sdn',
          macAddress: '00-1D-D8-22-00-04',
          ipAddresses: ['10.0.2.9/24'],
          vlan: { operationMode: 'Access', accessVlanId: 11 },
        },
      ],
    },
    {
      kind: 'vm',
      name: 'gw1',
      host: 'hv2',
      networkAdapters: [
        { name: 'Management', switchName: 'sdn', vlan: { operationMode: 'Access', accessVlanId: 7 } },
        { name: 'FrontEnd', switchName: 'sdn', macAddress: '001DD8220008' },
        { name: 'BackEnd', switchName: 'sdn' },
      ],
    },
  ]);
  // What would have to be worked out is unknown, never a default.
  expect([...forgottenKeys(documents[1]!.data as object)]).toContain('host');
  expect([...forgottenKeys((documents[3]!.data as { networkAdapters: object[] }).networkAdapters[1]!)]).toContain('vlan');
  const { start, end } = documents[0]!.rangeOf(['networkAdapters', 0, 'macAddress']);
  expect(SDN.slice(start, end)).toBe("'001DD8220000'");
});

test.each([
  ['a module manifest', "@{ ModuleVersion = '1.0'; FunctionsToExport = 'a', 'b' }"],
  ['data of a configuration', "@{ AllNodes = @(@{ NodeName = 'hv01' }) }"],
  ['commands', 'New-VM a; New-NetLbfoTeam T a'],
  ['nothing', ''],
  ['half a file', SDN.slice(0, 40)],
])('%s is skipped', async (_name, text) => {
  expect((await read(text)).foreign).toBe(true);
});

test('cut anywhere', async () => {
  for (let end = 0; end < SDN.length; end += 7) await read(SDN.slice(0, end));
});
