import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { rulePage } from '#cli/package-file';
import { ruleHelp } from '#report/rule-help';
import { sarif } from '#report/sarif';
import { RULES } from '#rules';
import { FINDINGS, finding, HOST, placeOf, reportOf, ruleNamed, SWITCH } from './estate.ts';
import { EXAMPLES, exampleReport } from './example-reports.ts';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: object };
  }[];
  readonly relatedLocations?: readonly { readonly id: number; readonly message?: { readonly text: string } }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly object[];
  readonly fixes?: readonly object[];
}

interface Run {
  readonly tool: {
    readonly driver: {
      readonly name: string;
      readonly rules: readonly { readonly id: string; readonly [key: string]: unknown }[];
    };
  };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly { message: { text: string } }[];
  }[];
  readonly results: readonly Result[];
}

function runOf(text: string): Run {
  return (JSON.parse(text) as { runs: Run[] }).runs[0]!;
}

/** Folder of the validator for this machine; it has the schema too. Undefined where there is none for it. */
function validator(): string | undefined {
  const own = createRequire(import.meta.url).resolve('@microsoft/sarif-multitool/package.json');
  const names: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'win32' };
  const folder = path.join(path.dirname(path.dirname(own)), `sarif-multitool-${names[process.platform]}`);
  return existsSync(folder) ? folder : undefined;
}

const VALIDATOR = validator();

it('has its validator in CI', () => {
  expect(VALIDATOR !== undefined || !process.env.CI).toBe(true);
});

describe.runIf(VALIDATOR !== undefined)('the validators', () => {
  let logs: Map<string, string>;
  beforeAll(async () => {
    logs = new Map(await Promise.all(EXAMPLES.map(async (name) => [name, sarif((await exampleReport(name)).report)] as const)));
    const waived = (['comment', 'configuration', 'baseline'] as const).map((by, i) => ({
      finding: FINDINGS[i]!,
      by,
      reason: by === 'comment' ? 'because' : undefined,
    }));
    logs.set(
      'by-hand',
      sarif(reportOf(FINDINGS, { suppressed: waived, notes: [{ file: '/estate/ä b.yaml', message: 'read as {0}' }] })),
    );
  });

  it('find every example valid by the schema of 2.1.0', () => {
    const schema = JSON.parse(readFileSync(path.join(VALIDATOR!, 'sarif-2.1.0.json'), 'utf8'));
    const formats = {
      uri: /^[a-z]+:/,
      'uri-reference': (text: string) => URL.canParse(text, 'file:///x/'),
      uuid: true,
      'date-time': true,
    } as const;
    const valid = new Ajv2020({ allErrors: true, strict: false, formats }).compile(schema);
    for (const [name, text] of logs) expect(valid(JSON.parse(text)) ? [] : valid.errors, name).toEqual([]);
    expect(valid({ ...JSON.parse(logs.get('contoso-broken')!), runs: [{}] })).toBe(false);
  });

  it('find nothing that is an error or a warning by the rules of SARIF and of GitHub', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hvlint-sarif-'));
    try {
      for (const [name, text] of logs) writeFileSync(path.join(folder, `${name}.sarif`), text);
      // A result without columns, and one without a place: the validator is really asked.
      const broken = JSON.parse(logs.get('contoso-broken')!) as { runs: { results: { locations: unknown[] }[] }[] };
      broken.runs[0]!.results[0]!.locations = [];
      writeFileSync(path.join(folder, 'broken.sarif'), JSON.stringify(broken));
      const problems = multitool(folder);
      expect(problems.filter((p) => !p.includes('broken.sarif'))).toEqual([]);
      expect(problems.filter((p) => p.includes('broken.sarif'))).not.toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 120_000);

  /** What the multitool says of the files of a folder, in a line each. Its exit code says nothing. */
  function multitool(folder: string): string[] {
    const program = path.join(VALIDATOR!, process.platform === 'win32' ? 'Sarif.Multitool.exe' : 'Sarif.Multitool');
    if (process.platform !== 'win32') chmodSync(program, 0o755);
    const out = path.join(folder, 'out.json');
    const schema = path.join(VALIDATOR!, 'sarif-2.1.0.json');
    const args = [
      'validate',
      path.join(folder, '*.sarif'),
      '-o',
      out,
      '--rule-kind',
      'Sarif;Ghas',
      '--level',
      'Error;Warning',
      '--json-schema',
      schema,
    ];
    execFileSync(program, args, { stdio: 'ignore' });
    const log = JSON.parse(readFileSync(out, 'utf8')) as {
      runs: {
        results?: {
          ruleId: string;
          locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
          message: unknown;
        }[];
        invocations?: { toolExecutionNotifications?: unknown[]; toolConfigurationNotifications?: unknown[] }[];
      }[];
    };
    const failed = log.runs.flatMap((run) => run.invocations ?? []).flatMap((i) => i.toolExecutionNotifications ?? []);
    expect(failed).toEqual([]);
    return log.runs
      .flatMap((run) => run.results ?? [])
      .map(
        (r) =>
          `${r.locations[0]!.physicalLocation.artifactLocation.uri.split('/').at(-1)} ${r.ruleId} ${JSON.stringify(r.message)}`,
      );
  }
});

describe('sarif', () => {
  it('puts the most severe results first, each with the four parts of its region', () => {
    const { results, tool } = runOf(sarif(reportOf(FINDINGS)));
    expect(results.map((r) => r.level)).toEqual(['error', 'error', 'warning', 'note']);
    expect(results[1]!.locations[0]!.physicalLocation).toEqual({
      artifactLocation: { uri: 'tor1.cfg', uriBaseId: '%SRCROOT%' },
      region: { startLine: 4, startColumn: 28, endLine: 4, endColumn: 34 },
    });
    for (const result of results) expect(tool.driver.rules[result.ruleIndex]!.id).toBe(result.ruleId);
    expect(results[1]!.partialFingerprints).toEqual({ 'hvlint/v1': '2'.repeat(32) });
  });

  it('links every related place from the message', () => {
    const result = runOf(sarif(reportOf(FINDINGS))).results[1]!;
    expect(result.message.text).toBe(
      'Ethernet1/1 does not carry VLAN 42, which hv01 風扇😀 needs\n- [VLAN 42 is used here](1)\n- [takes part](2)',
    );
    expect(result.relatedLocations!.map((r) => r.id)).toEqual([1, 2]);
  });

  it('has fixes as replacements of characters', () => {
    const [, , warning] = runOf(sarif(reportOf(FINDINGS))).results;
    expect(warning!.fixes).toEqual([
      {
        description: { text: 'Write 0' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'hosts/hv01.yaml', uriBaseId: '%SRCROOT%' },
            replacements: [{ deletedRegion: { charOffset: 82, charLength: 2 }, insertedContent: { text: '0' } }],
          },
        ],
      },
    ]);
  });

  it('says what suppresses a result, after all the others', () => {
    const waived = (['comment', 'configuration', 'baseline'] as const).map((by, i) => ({
      finding: FINDINGS[i]!,
      by,
      reason: by === 'baseline' ? undefined : `by ${by}`,
    }));
    const { results } = runOf(sarif(reportOf(FINDINGS.slice(3), { suppressed: waived })));
    expect(results).toHaveLength(4);
    expect(results[0]!.suppressions).toBeUndefined();
    expect(results.slice(1).map((r) => [r.ruleId, r.suppressions])).toEqual([
      ['vlan/filter', [{ kind: 'external', status: 'accepted', justification: 'in the baseline' }]],
      ['switch/weak-community', [{ kind: 'inSource', status: 'accepted', justification: 'by comment' }]],
      ['vlan/not-allowed', [{ kind: 'external', status: 'accepted', justification: 'by configuration' }]],
    ]);
  });

  it('holds no more than GitHub keeps, drops the mildest, and says how many', () => {
    const many = Array.from({ length: 5003 }, (_, i) =>
      finding(ruleNamed('a/b', i < 4 ? 'info' : i === 5002 ? 'error' : 'warning'), placeOf(HOST, '42'), `number ${i}`, {
        fingerprint: String(i).padStart(32, '0'),
      }),
    );
    const run = runOf(sarif(reportOf(many)));
    expect(run.results).toHaveLength(5000);
    expect(run.results[0]!.message.text).toBe('number 5002');
    expect(run.results.filter((r) => r.level === 'note')).toHaveLength(1);
    expect(run.invocations[0]!.toolExecutionNotifications.map((n) => n.message.text)).toEqual([
      '3 more results are not in this file, which holds the 5000 most severe ones, as many as GitHub keeps',
    ]);
  });

  it('lets no name be a link or an argument', () => {
    const text = (message: string) =>
      runOf(
        sarif(
          reportOf([
            finding(ruleNamed('a/b'), placeOf(HOST, '42'), message, { related: [{ place: placeOf(SWITCH, 'tor1'), message }] }),
          ]),
        ),
      ).results[0]!.message.text;
    expect(text('[click](http://evil) {0} {2,4} teams[0]')).toBe(
      '\\[click](http://evil) {{0}} {2,4} teams[0]\n- [\\\\[click\\](http://evil) {{0}} {2,4} teams\\[0\\]](1)',
    );
  });

  it('names files by addresses', () => {
    const uri = (file: string, repository?: string) =>
      runOf(sarif(reportOf([finding(ruleNamed('a/b'), placeOf({ path: file, text: 'x' }, 'x'), 'm')], { repository })))
        .results[0]!.locations[0]!.physicalLocation.artifactLocation;
    expect(uri('/estate/a b/ä#%.yaml')).toEqual({ uri: 'a%20b/%C3%A4%23%25.yaml', uriBaseId: '%SRCROOT%' });
    expect(uri('/estate/x.yaml', '/')).toEqual({ uri: 'estate/x.yaml', uriBaseId: '%SRCROOT%' });
    expect(uri('/other/\ud800.yaml')).toEqual({ uri: '../other/%EF%BF%BD.yaml', uriBaseId: '%SRCROOT%' });
  });

  it('says that a run with a crash did not succeed', () => {
    const crash = [finding(ruleNamed('internal/rule-crashed'), placeOf(HOST, '42'), 'm')];
    expect(runOf(sarif(reportOf(crash))).invocations[0]!.executionSuccessful).toBe(false);
    expect(runOf(sarif(reportOf(FINDINGS))).invocations[0]!.executionSuccessful).toBe(true);
  });

  it('has the help of the pages for the rules that found something', () => {
    const rule = RULES.find((r) => r.id === 'vlan/trunk-missing-vlan')!;
    const { rules } = runOf(sarif(reportOf([finding(rule, placeOf(HOST, '42'), 'm')], { pageOf: rulePage }))).tool.driver;
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatchObject({
      id: rule.id,
      name: 'VlanTrunkMissingVlan',
      defaultConfiguration: { level: 'error' },
      helpUri: 'https://unpkg.com/hvlint@1.2.3/rules/vlan/trunk-missing-vlan.md',
    });
    expect(JSON.stringify(rules[0]!.help)).toContain('## How to repair');
  });
});

describe('the help of a rule', () => {
  it('is there for every rule, without its cases', () => {
    for (const rule of RULES) {
      const help = ruleHelp(rulePage(rule.id));
      expect(help.summary, rule.id).toMatch(/^\S.{20,}/);
      expect(help.markdown, rule.id).toContain('## Source');
      expect(help.markdown, rule.id).not.toMatch(/^## (?:Fails|Passes|Fixed|Silent)/m);
      expect(help.text, rule.id).not.toMatch(/```|\]\(http/);
    }
  });
});
