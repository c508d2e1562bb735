import { describe, expect, test } from 'vitest';
import { readText } from '#read/read-file';

/** Names of the Hyper-V switches that a script makes, by the host. */
async function switches(text: string): Promise<Record<string, string[]>> {
  const file = await readText({ path: '/estate/own.ps1', text });
  const made = file.documents.flatMap(({ kind, data }) => {
    const { name, vmSwitches = [] } = data as { name: string; vmSwitches?: { name: string }[] };
    return kind === 'host' ? [[name, vmSwitches.map((each) => each.name)] as const] : [];
  });
  return Object.fromEntries(made);
}

const MAKE = (name: string): string => `New-VMSwitch -Name ${name} -NetAdapterName NIC1`;

describe('secrets of a script are covered, and the script stays as it is built', () => {
  test.each([
    ['a brace behind it', `Invoke-Command -ComputerName hv01 { ${MAKE('A')}; Set-LocalUser adm -Password $pw}\n${MAKE('C')}`],
    [
      'a bracket and a brace',
      `Invoke-Command -ComputerName hv01 { ${MAKE('A')}; Set-LocalUser adm -Password ($pw)}\n${MAKE('C')}`,
    ],
    [
      'another command',
      `Invoke-Command -ComputerName hv01 { X -Password $pw; ${MAKE('A')} }; X -Password $c.Password; ${MAKE('C')}`,
    ],
    [
      'a quote inside of it',
      `Invoke-Command -ComputerName hv01 { $p = ConvertTo-SecureString "P@ss\`"word" -AsPlainText -Force; ${MAKE('A')} }; X -Password "a\`"b" -Token 'it''s'; $t = @{ Password = "a\`"b" }; ${MAKE('C')}`,
    ],
    ['words about it', `Invoke-Command -ComputerName hv01 { Write-Host Enter password ; ${MAKE('A')} }\n${MAKE('C')}`],
    ['a here-string', `$password = @"\nabc " ' }\n"@\nInvoke-Command -ComputerName hv01 { ${MAKE('A')} }\n${MAKE('C')}`],
  ])('%s', async (_what, text) => {
    expect(await switches(text)).toEqual({ hv01: ['A'], own: ['C'] });
  });

  test('things that are called so are none', async () => {
    const file = await readText({
      path: '/estate/own.ps1',
      text: 'New-VM -Name secret -MemoryStartupBytes 1GB -SwitchName B\nNew-VM password -Generation 2 -SwitchName B\n',
    });
    const vms = file.documents.map(({ data }) => data);
    expect(vms).toMatchObject([
      { name: 'secret', networkAdapters: [{ switchName: 'B' }] },
      { name: 'password', generation: 2, networkAdapters: [{ switchName: 'B' }] },
    ]);
  });

  test('what is covered is unknown, and is shown nowhere', async () => {
    const file = await readText({
      path: '/estate/own.ps1',
      text: "$token = 's3cret'\nAdd-VMNetworkAdapter -ManagementOS -Name Mgmt -SwitchName $token\nSet-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName Mgmt -Access -VlanId 5\n",
    });
    expect(JSON.stringify(file.documents.map(({ data }) => data))).not.toMatch(/s3cret|\*\*|\uE000/u);
    expect(file.file.text).toContain("$token = '******'");
  });
});
