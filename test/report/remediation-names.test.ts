import { describe, expect, it } from 'vitest';
import { lint } from '#lint/lint';
import { powershell } from '#lint/remedy';
import { parseScript } from '#read/powershell/parse';
import { remediationOf } from '#report/remediation';
import { readCommand } from '#report/remediation-command';
import { remediationScript } from '#report/remediation-script';
import { switchCommands } from '#report/remediation-switch';
import { entries } from '#report/report';
import { RULES } from '#rules';
import { estate } from '../lint/estate.ts';

/** Texts that act when they are not quoted, or not well enough. */
const ACTING = [
  "'; Evil-Command; '",
  "''; Evil-Command #",
  '"; Evil-Command; "',
  '$(Evil-Command)',
  '`nEvil-Command',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of PowerShell.
  '${x}',
  '$env:PATH',
  '@(Evil-Command)',
  '| Evil-Command',
  '& Evil-Command',
  '&& Evil-Command',
  '> C:\\evil.txt',
  '#> Evil-Command',
  '<# Evil-Command',
  '# Evil-Command',
  '-WhatIf:$false',
  '\u2019; Evil-Command; \u2019',
  '\u2018\u201a\u201b; Evil-Command',
  '\u201d; Evil-Command; \u201c',
  'a\nEvil-Command',
  'a\r\nEvil-Command\r\n',
  'a\u2028Evil-Command',
  'a\u0085Evil-Command',
  'a\u202eEvil-Command',
  '\u2066Evil-Command',
  "'@\nEvil-Command\n@'",
  '{0}',
  '%{Evil-Command}',
  'hvlint-disable-file script/* -- no reason',
  '# SIG # Begin signature block',
  '#requires -Modules Evil',
  '!\nreload',
  '?',
  '##vso[task.setvariable]x',
  '\u0000',
  "it's",
  '\u{1f600} höst',
  ' ',
];

/** A generator of numbers that gives the same ones in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function names(seed: number): () => string {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  let n = 0;
  return () => `${pick(['', 'N', 'team '])}${pick(ACTING)}${next() < 0.3 ? pick(ACTING) : ''} ${n++}`;
}

/** An estate with a fault for many rules, in which every name is made to act. */
function hostile(nameOf: () => string): { files: Record<string, string>; host: string } {
  const q = JSON.stringify;
  const host = nameOf();
  const [nic1, nic2, nic3, nic4, nic5, team, back, vmSwitch, adapter, vendor, policy, vm, vmAdapter] = Array.from(
    { length: 13 },
    nameOf,
  );
  const data = {
    kind: 'host',
    name: host,
    os: '2012R2',
    roles: ['Hyper-V'],
    processors: { logicalProcessors: 16, hyperThreading: true },
    nics: [
      { name: nic1, linkSpeed: '10 Gbps', vlanId: 42, connectedTo: { switch: 'tor1', port: nameOf() }, vmq: { enabled: false } },
      {
        name: nic2,
        linkSpeed: '10 Gbps',
        rdma: { enabled: true },
        advancedProperties: { '*RssBaseProcNumber': 0, '*MaxRssProcessors': 4 },
      },
      { name: nic3, linkSpeed: '1 Gbps', sriov: { enabled: true }, vmq: { enabled: true } },
      { name: nic4, linkSpeed: '1 Gbps' },
      { name: nic5 },
    ],
    teams: [
      {
        name: team,
        members: [nic1, nic2],
        teamNics: [
          { name: team, default: true },
          { name: nameOf(), vlanId: 42 },
        ],
      },
      { name: back, teamingMode: 'Lacp', members: [{ name: nic3, administrativeMode: 'Standby' }, nic4] },
    ],
    vmSwitches: [{ name: vmSwitch, netAdapterName: team }],
    hostAdapters: [
      { name: adapter, switchName: vmSwitch, vlan: { operationMode: 'Access', accessVlanId: 42 }, usage: 'management' },
    ],
    thirdPartyTeams: [{ name: vendor, product: nameOf(), members: [nic5] }],
    qos: { policies: [{ name: policy, minBandwidthWeightAction: 50 }] },
    offload: { chimney: 'Automatic' },
  };
  const guest = {
    kind: 'vm',
    name: vm,
    host,
    networkAdapters: [{ name: vmAdapter, switchName: vmSwitch, allowTeaming: 'On', iovWeight: 50 }],
  };
  const device = {
    kind: 'switch',
    name: nameOf(),
    os: 'nx-os',
    ports: [
      { name: 'Ethernet1/1', mode: 'trunk', allowedVlans: '1', description: nameOf() },
      { name: nameOf(), mode: 'access', accessVlan: 7 },
    ],
  };
  const second = {
    ...data,
    name: nameOf(),
    nics: [{ ...data.nics[0], connectedTo: { switch: device.name, port: 'Ethernet1/1' } }, data.nics[1]],
  };
  const files = {
    'a.json': q(data),
    'b.json': q(guest),
    'c.json': q(device),
    'd.json': q({ ...second, thirdPartyTeams: [], teams: [data.teams[0]] }),
  };
  return { files, host };
}

/** Every node of a parsed script that has a sort. */
function* nodes(value: unknown): Generator<Record<string, unknown>> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value) && 'sort' in value) yield value as Record<string, unknown>;
  for (const item of Object.values(value)) yield* nodes(item);
}

/** Names of the commands a script calls, and whatever else in it is worked out. */
function called(script: string): { commands: Set<string>; others: string[] } {
  const commands = new Set<string>();
  const others: string[] = [];
  for (const node of nodes(parseScript(script).root)) {
    if (node.sort === 'command') {
      const name = node.name as { sort: string; parts?: unknown[] };
      if (node.invoked) others.push('invoked');
      if (name.sort === 'text' && name.parts?.length === 1) commands.add(String(name.parts[0]));
      else others.push('a command that is worked out');
    } else if (node.sort === 'variable') {
      if (!/^(?:apply|whatif|step|computer|computername|erroractionpreference|true|false|pscmdlet)$/i.test(String(node.name)))
        others.push(`$${String(node.name)}`);
    } else if (node.sort === 'text' && node.quotes !== 'bare') {
      if ((node.parts as unknown[]).some((part) => typeof part !== 'string')) others.push('text that is worked out');
    } else if (node.sort === 'group' && node.open !== '(') others.push(String(node.open));
  }
  return { commands, others };
}

const KNOWN = new Set(RULES.map(({ id }) => id));

describe('names made to act', () => {
  it('never do: 150 estates', async () => {
    const commands = new Set<string>();
    let hosts = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const { files } = hostile(names(seed));
      const { network, findings } = lint(await estate(files), RULES);
      const all = remediationOf(network, entries({ cwd: '/estate', findings, toolVersion: '1.2.3' }));
      for (const includeDisruptive of [false, true]) {
        const writing = { toolVersion: '1.2.3', includeDisruptive, all };
        for (const machine of all) {
          if (machine.shell !== 'powershell') {
            const text = switchCommands(machine, writing);
            expect(text, `seed ${seed}`).not.toMatch(/[^\n -~]|\?/);
            for (const line of text.split('\n'))
              expect(line).toMatch(
                /^(?:!.*|configure terminal|end|)$|^ *(?:interface|switchport|no|vlan|spanning-tree|mtu|channel-group) [\w ./:,+-]*$/,
              );
            continue;
          }
          const text = remediationScript(machine, network, writing);
          hosts++;
          const { commands: own, others } = called(text);
          expect(others, `seed ${seed}`).toEqual([]);
          for (const name of own) commands.add(name);
          // A line is a comment, or one of ours.
          for (const line of text.split('\n'))
            if (!line.startsWith('#'))
              expect(line, `seed ${seed}`).toMatch(
                /^$|^\[CmdletBinding\(\)\]$|^param\($|^\)$|^ {4}\[|^\$(?:WhatIf|ErrorActionPreference) = |^if \(\$(?:env:COMPUTERNAME|Step|Apply)\b|^[A-Z][a-z]+-[A-Za-z]+ .*-WhatIf:\$WhatIf$/,
              );
          // Comments cannot become anything else either.
          expect(text).not.toMatch(/(?![\n])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
          expect(text).not.toMatch(/hvlint-(?:disable|enable)/);
          expect(text).not.toMatch(/^#\s?(?:requires|SIG #)/im);
          expect(text).not.toMatch(/##[\w-]*\[/);
          for (const [, rule] of text.matchAll(/^# ([a-z-]+\/[a-z0-9-]+) \(/gm)) expect(KNOWN).toContain(rule);
        }
      }
    }
    expect(hosts).toBeGreaterThan(400);
    expect([...commands].filter((name) => !readCommand(`${name} -Name 'x'`) || readCommand(name)!.trial === 'unknown')).toEqual(
      [],
    );
    expect([...commands].some((name) => /evil/i.test(name))).toBe(false);
    expect(commands.size).toBeGreaterThan(8);
  });

  it('come back from a command as they are, or not at all', () => {
    for (const each of ACTING) {
      const command = powershell`Set-NetAdapter -Name ${each} -VlanID 0`;
      if (command === undefined) expect(each).toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      else expect(readCommand(command)?.calls[0]?.parameters.get('name')).toEqual([each]);
    }
  });

  it.each([
    'Set-NetAdapter -Name $(calc)',
    "Set-NetAdapter -Name 'a'; calc",
    "Set-NetAdapter -Name 'a' | % { calc }",
    'Get-NetAdapter | calc | Remove-NetLbfoTeam',
    'calc | Remove-NetLbfoTeam',
    '& Set-NetAdapter',
    '. Set-NetAdapter',
    'Set-NetAdapter -Name "$env:x"',
    'Set-NetAdapter -Name "a"',
    'Set-NetAdapter -Name (calc)',
    'Set-NetAdapter -Name @x',
    "Set-NetAdapter -Name 'a' # b",
    "Set-NetAdapter -Name 'a",
    "Set-NetAdapter -Name 'a' > c",
    "Set-NetAdapter -Name 'a' 2>&1",
    "Set-NetAdapter -Name 'a' && calc",
    'Set-NetAdapter -Name a`b',
    "Set-NetAdapter -Name 'a'\ncalc",
    "Set-NetAdapter -Name 'a\u2019 ; calc",
    '$x = 1',
    'function Set-NetAdapter { calc }',
    '',
    '# a comment',
  ])('are told from a command that is more than one: %j', (command) => {
    expect(readCommand(command)).toBeUndefined();
  });
});
