import { describe, expect, it } from 'vitest';
import { lint } from '#lint/lint';
import { Network } from '#model/network';
import { type ReadOptions, readText } from '#read/read-file';
import { RULES } from '#rules';
import { network } from './estate.ts';

const vm = (name: string, ...rest: string[]): string => ['kind: vm', `name: ${name}`, ...rest].join('\n');
const ids = (net: Network): string[] => net.all('vm').map(({ id }) => id);

describe('a VM that is declared and was seen', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'is one where the declaration names no host',
      { 'a.yaml': vm('web01', 'generation: 2'), 'observed.yaml': vm('WEB01', 'host: hv01') },
      ['host:hv01/vm:web01'],
    ],
    [
      'is one where the declaration names the cluster of the host, whichever document says that it is',
      {
        'a.yaml': vm('web01', 'cluster: c1'),
        'observed.yaml': vm('web01', 'host: hv01'),
        'c1.yaml': 'kind: cluster\nname: C1\nnodes: [HV01, hv02]',
      },
      ['cluster:c1/vm:web01'],
    ],
    [
      'is one where nothing tells the cluster of the host',
      { 'a.yaml': vm('web01', 'cluster: c1'), 'observed.yaml': vm('web01', 'host: hv01') },
      ['cluster:c1/vm:web01'],
    ],
    [
      'is one that moved within its cluster',
      {
        'a.yaml': vm('web01', 'host: hv01', 'cluster: c1'),
        'observed.yaml': vm('web01', 'host: hv02'),
        'hosts.yaml': 'kind: host\nname: hv02\ncluster: c1',
      },
      ['host:hv01/vm:web01'],
    ],
    [
      'is one of a host whose name only the export has',
      { 'a.yaml': vm('web01', 'host: hv01'), 'observed.yaml': vm('web01') },
      ['host:hv01/vm:web01'],
    ],
    [
      'is two on hosts that share no cluster',
      { 'a.yaml': vm('web01', 'host: hv01'), 'observed.yaml': vm('web01', 'host: hv02') },
      ['host:hv01/vm:web01', 'host:hv02/vm:web01'],
    ],
    [
      'is two in two clusters',
      {
        'a.yaml': vm('web01', 'cluster: c1'),
        'observed.yaml': vm('web01', 'host: hv09'),
        'hosts.yaml': 'kind: host\nname: hv09\ncluster: c2',
      },
      ['cluster:c1/vm:web01', 'host:hv09/vm:web01'],
    ],
    [
      'is as many as there are where several have the name',
      { 'a.yaml': vm('web01'), 'observed.yaml': `${vm('web01', 'host: hv01')}\n---\n${vm('web01', 'host: hv02')}` },
      ['vm:web01', 'host:hv01/vm:web01', 'host:hv02/vm:web01'],
    ],
    [
      'is as many as are declared: a document without a host is not that of any host',
      { 'a.yaml': vm('web01'), 'b.yaml': vm('web01', 'host: hv01'), 'observed.yaml': vm('web02') },
      ['vm:web01', 'host:hv01/vm:web01', 'vm:web02'],
    ],
  ])('%s', async (_what, files, expected) => {
    expect(ids(await network(files))).toEqual(expected);
  });

  it('keeps what is declared and gets what is not', async () => {
    const net = await network({
      'observed.yaml': vm('web01', 'host: hv01', 'networkAdapters: [{ name: A, macAddress: 00-15-5D-01-02-03, switchName: S }]'),
      'z.yaml': vm('web01', 'networkAdapters: [{ name: A, switchName: External }]'),
    });
    expect(net.all('vm').map(({ data }) => data)).toMatchObject([
      { host: 'hv01', networkAdapters: [{ switchName: 'External', macAddress: '00-15-5D-01-02-03' }] },
    ]);
  });
});

/** The network of files of any sort. */
async function mixed(files: Readonly<Record<string, string>>, options: ReadOptions = {}) {
  const read = await Promise.all(
    Object.entries(files).map(([name, text]) =>
      readText({ path: `/estate/${name}`, text }, name.endsWith('.ps1') ? options : {}),
    ),
  );
  return { read, net: new Network(read.flatMap((file) => file.documents)) };
}

const SCRIPT = (mac: string): string => `New-NetLbfoTeam -Name Team1 -TeamMembers NIC1,NIC2 -Confirm:$false
New-VMSwitch -Name S -NetAdapterName Team1 -AllowManagementOS $false
New-VM -Name web01 -SwitchName S -MemoryStartupBytes 4GB
Add-VMNetworkAdapter -ManagementOS -Name M -SwitchName S -StaticMacAddress ${mac}
`;

describe('the computer of a script that does not name it', () => {
  it('is the host of the name of the file, where there is one', async () => {
    const { net } = await mixed({
      'scripts/hv01.ps1': SCRIPT('00155D010203'),
      'hv01.yaml': 'kind: host\nname: HV01\nos: 2019\nnics: [{ name: NIC1 }, { name: NIC2 }]\n',
    });
    expect(net.all('host')).toHaveLength(1);
    expect(net.host('hv01')!.data).toMatchObject({ os: '2019', teams: [{ name: 'Team1' }] });
    expect(net.host('hv01')!.isAnonymous).toBe(false);
    expect(net.hostsOf(net.all('vm')[0]!)).toEqual([net.host('hv01')]);
  });

  it('is another one in every script, also where two are called alike', async () => {
    const { net } = await mixed({ 'a/network.ps1': SCRIPT('00155D010203'), 'b/network.ps1': SCRIPT('00155D010204') });
    expect(net.all('host').map((host) => [host.id, host.isAnonymous])).toEqual([
      ['host:network', true],
      ['host:network#2', true],
    ]);
    expect(net.conflicts).toEqual([]);
    expect(ids(net)).toEqual(['host:network/vm:web01', 'host:network/vm:web01#2']);
    expect(net.all('vm').map((vm) => net.hostsOf(vm).map((host) => host.id))).toEqual([['host:network'], ['host:network#2']]);
  });

  it('has the name that a reader of the configuration gives it', async () => {
    const { net } = await mixed({ 'a/network.ps1': SCRIPT('00155D010203'), 'b/network.ps1': '' }, { name: 'hv07' });
    expect(net.all('host').map((host) => [host.name, host.isAnonymous])).toEqual([['hv07', false]]);
  });

  it('may be a host that is described elsewhere, and is not counted beside it', async () => {
    const yaml =
      'kind: host\nname: hv01\nvmSwitches: [{ name: S, switchType: External, netAdapterName: NIC1 }]\nhostAdapters: [{ name: M, switchName: S, macAddress: 00-15-5D-01-02-03 }]\n';
    const macs = async (files: Record<string, string>, name?: string): Promise<string[]> => {
      const { read } = await mixed(files, name === undefined ? {} : { name });
      const { findings } = lint(
        {
          root: '/estate',
          files: read,
          whole: true,
          inventory: { hosts: false, switches: false, vms: false },
          severityOf: ({ id, severity }) => (id.startsWith('mac/') ? severity : 'off'),
          suppress: [],
          locked: [],
          inlineConfig: true,
          today: '2026-06-15',
        },
        RULES,
      );
      return findings.map((f) => f.rule.id);
    };
    expect(await macs({ 'hv01.yaml': yaml, 'deploy.ps1': SCRIPT('00155D010203') })).toEqual([]);
    expect(await macs({ 'hv01.yaml': yaml, 'deploy.ps1': SCRIPT('00155D010203') }, 'hv03')).toEqual(['mac/duplicate-mac']);
    expect(await macs({ 'hv01.yaml': yaml, 'hv02.yaml': yaml.replace('hv01', 'hv02') })).toEqual(['mac/duplicate-mac']);
  });

  it('is not there where the script says nothing of it', async () => {
    const { net, read } = await mixed({
      'deploy.ps1': 'New-NetLbfoTeam -Name Team1 -TeamMembers NIC1,NIC2 -CimSession hv01 -Confirm:$false\n',
      'check.ps1': 'New-NetLbfoTeam –Name Team1 -NoSuchParameter 5\n<<<<<<< HEAD\n',
    });
    expect(net.all('host').map((host) => host.name)).toEqual([
      'hv01',
      ...net
        .all('host')
        .slice(1)
        .map((h) => h.name),
    ]);
    expect(net.host('deploy')).toBeUndefined();
    expect(read[1]!.problems.length).toBeGreaterThan(0);
    expect(read[1]!.foreign).toBe(false);
  });
});
