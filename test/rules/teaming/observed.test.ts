import { describe, expect, it } from 'vitest';
import { lint } from '#lint/lint';
import { readText } from '#read/read-file';
import { RULES } from '#rules';

/** What the rules about teams and their interfaces say of files: "id severity". A file whose name begins with `observed` is an export. */
async function said(files: Readonly<Record<string, string>>): Promise<string[]> {
  const read = await Promise.all(
    Object.entries(files).map(([name, text]) =>
      readText(
        { path: `/estate/${name}.yaml`, text },
        { explicit: true, stance: name.startsWith('observed') ? 'observed' : 'declared' },
      ),
    ),
  );
  const { findings } = lint(
    {
      root: '/estate',
      files: read,
      whole: true,
      target: undefined,
      inventory: { hosts: false, switches: false, vms: false },
      severityOf: (rule) => (/^(?:teaming|team-interface|reading)\//.test(rule.id) ? rule.severity : 'off'),
      suppress: [],
      locked: [],
      inlineConfig: true,
      today: '2026-06-15',
    },
    RULES,
  );
  return findings.map((finding) => `${finding.rule.id} ${finding.severity}`).sort();
}

/** A host with something about its team and adapters. */
const host = (team: string, nics = '{ name: NIC1 }, { name: NIC2 }', os = '2019'): string => `kind: host
name: fs01
os: ${os}
nics: [${nics}]
teams: [{ name: Team1, members: [NIC1, NIC2], ${team} }]
`;

const FULL = 'teamingMode: SwitchIndependent, loadBalancingAlgorithm: HyperVPort';

describe('settings that only who wrote them meant', () => {
  it('a timer that a machine shows for a team of any mode, and one somebody wrote', async () => {
    const text = host(`${FULL}, lacpTimer: Fast`);
    expect(await said({ observed: text })).toEqual([]);
    expect(await said({ declared: text })).toEqual(['teaming/lacp-timer-without-lacp info']);
    expect(await said({ declared: host(FULL), observed: text })).toEqual([]);
  });

  it('what a release does not have, seen on a machine', async () => {
    const text = host('teamingMode: Lacp, loadBalancingAlgorithm: Dynamic, lacpTimer: Fast', undefined, '2012');
    expect(await said({ observed: text })).toEqual([]);
    expect(await said({ declared: text })).toEqual([
      'teaming/dynamic-unsupported-on-2012 error',
      'teaming/lacp-timer-unsupported-os error',
    ]);
  });

  it('what an export does not show is not left out', async () => {
    expect(await said({ observed: host('') })).toEqual([]);
    expect(await said({ declared: host('') })).toEqual(['teaming/load-balancing-not-explicit info']);
  });
});

describe('members a machine was seen with', () => {
  const speeds = (status: string): string =>
    `{ name: NIC1, linkSpeed: 10 Gbps, status: Up }, { name: NIC2, linkSpeed: 1 Gbps, status: ${status} }, { name: NIC3, linkSpeed: 10 Gbps }`;
  const three = (mode: string, nics: string): string =>
    host(`teamingMode: ${mode}, loadBalancingAlgorithm: HyperVPort`, nics).replace(
      'members: [NIC1, NIC2]',
      'members: [NIC1, NIC2, NIC3]',
    );

  it('a slower one without a role may be the reserve, unless the mode has none', async () => {
    expect(await said({ observed: three('SwitchIndependent', speeds('Up')) })).toEqual([]);
    expect(await said({ observed: three('Lacp', speeds('Up')) })).toEqual(['teaming/mixed-link-speed warning']);
    expect(await said({ declared: three('SwitchIndependent', speeds('Up')) })).toEqual(['teaming/mixed-link-speed warning']);
  });

  it('a speed without a link is none', async () => {
    for (const status of ['Disconnected', 'Disabled', 'Not Present'])
      expect(await said({ observed: three('Lacp', speeds(status)) })).toEqual([]);
    const media = speeds('Up').replace('status: Up }, { name: NIC3', 'mediaConnectionState: Disconnected }, { name: NIC3');
    expect(await said({ observed: three('Lacp', media) })).toEqual([]);
    expect(await said({ declared: three('Lacp', speeds('Disconnected')) })).toEqual(['teaming/mixed-link-speed warning']);
  });

  it('a binding is what Windows shows, an address is somebody’s', async () => {
    expect(await said({ observed: host(FULL, '{ name: NIC1, bindings: { ms_tcpip: true } }') })).toEqual([]);
    expect(await said({ observed: host(FULL, '{ name: NIC1, ipAddresses: [169.254.1.2/16] }') })).toEqual([]);
    expect(await said({ observed: host(FULL, '{ name: NIC1, ipAddresses: [10.0.0.1/24] }') })).toEqual([
      'teaming/member-has-ip-config warning',
    ]);
  });

  it('a team that was renamed since does not share its members with itself', async () => {
    expect(await said({ declared: host(FULL), observed: host(FULL).replace('Team1', 'OldTeam') })).toEqual([]);
  });
});

describe('interfaces a machine was seen with', () => {
  it('have no VLAN where none is shown, and are not compared with those somebody wants', async () => {
    expect(await said({ observed: host(`${FULL}, teamNics: [{ name: Team1 }, { name: Backup }]`) })).toEqual([]);
    const wanted = host(`${FULL}, teamNics: [{ name: Team1, default: true }, { name: Team1 - VLAN 42, vlanId: 42 }]`);
    const seen = host(
      `${FULL}, teamNics: [{ name: LAN, primary: true, default: true, vlanId: 0 }, { name: Backup, primary: false, vlanId: 42 }]`,
    );
    expect(await said({ declared: wanted, observed: seen })).toEqual([]);
  });

  it('have stale names all the same', async () => {
    expect(await said({ observed: host(`${FULL}, teamNics: [{ name: Team1 }, { name: Team1 - VLAN 42, vlanId: 15 }]`) })).toEqual(
      ['team-interface/name-vlan-mismatch warning'],
    );
  });
});

describe('mistakes that two rules would name', () => {
  it('an added interface in Default mode has no VLAN either', async () => {
    expect(await said({ declared: host(`${FULL}, teamNics: [{ name: Team1 }, { name: Backup, default: true }]`) })).toEqual([
      'team-interface/only-primary-may-be-default error',
    ]);
  });

  it('a VLAN that does not exist is none that is missing', async () => {
    expect(await said({ declared: host(`${FULL}, teamNics: [{ name: Team1 }, { name: Backup, vlanId: 4095 }]`) })).toEqual([
      'team-interface/vlan-out-of-range error',
    ]);
  });

  it('a team in a team has no members that are in two teams', async () => {
    const text = host(FULL).replace('teams: [', `teams: [{ name: Both, members: [Team1, NIC3], ${FULL} }, `);
    expect(await said({ declared: text.replace('{ name: NIC2 }', '{ name: NIC2 }, { name: NIC3 }') })).toEqual([
      'teaming/team-of-teams error',
    ]);
  });
});
