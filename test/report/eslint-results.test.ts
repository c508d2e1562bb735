import { expect, it } from 'vitest';
import { eslintResults } from '#report/eslint-results';
import { FINDINGS, HOST, reportOf } from './estate.ts';

it('gives findings as ESLint gives its results to formatters', () => {
  const { results, data } = eslintResults(
    reportOf(FINDINGS.slice(0, 3), { suppressed: [{ finding: FINDINGS[3]!, by: 'comment', reason: 'because' }] }),
  );
  expect(results.map((r) => r.filePath)).toEqual(['/estate/hosts/hv01.yaml', '/estate/tor1.cfg']);
  expect(results[0]).toEqual({
    filePath: '/estate/hosts/hv01.yaml',
    messages: [
      {
        ruleId: 'vlan/filter',
        severity: 1,
        message: FINDINGS[2]!.message,
        line: 5,
        column: 29,
        endLine: 5,
        endColumn: 31,
        nodeType: null,
        fix: { range: [82, 84], text: '0' },
      },
    ],
    suppressedMessages: [
      expect.objectContaining({
        ruleId: 'vlan/several-lines',
        severity: 2,
        suppressions: [{ kind: 'directive', justification: 'because' }],
      }),
    ],
    errorCount: 0,
    fatalErrorCount: 0,
    warningCount: 1,
    fixableErrorCount: 0,
    fixableWarningCount: 1,
    usedDeprecatedRules: [],
    source: HOST.text,
  });
  expect(results[1]).toMatchObject({ errorCount: 1, warningCount: 1 });
  expect(data).toEqual({
    cwd: '/estate',
    rulesMeta: expect.objectContaining({
      'vlan/filter': {
        type: 'problem',
        docs: { description: 'vlan/filter', url: 'https://unpkg.com/hvlint@1.2.3/rules/vlan/filter.md' },
      },
    }),
  });
});
