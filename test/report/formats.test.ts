import { describe, expect, it } from 'vitest';
import { FORMATS, type FormatName, isFormat, render } from '#report/formats';
import { ACTING, FINDINGS, finding, placeOf, reportOf, ruleNamed } from './estate.ts';

const NAMES = Object.keys(FORMATS) as FormatName[];

/** Names as a hostile file has them: they act on terminals and on the logs of build services. */
const HOSTILE = [
  '::error file=/etc/passwd::owned',
  '  ::stop-commands::x',
  '##vso[task.complete result=Succeeded;]',
  '##[add-matcher]x.json',
  "##teamcity[buildStatus status='SUCCESS']",
  '###vso[task.setvariable variable=a]b',
  'x\n::error::y',
  'x\r\n##vso[task.complete]y',
  '\u001b[2J\u001b]8;;http://evil\u0007link\u001b]8;;\u0007',
  '\u009b31m\u0085::warning::z\u2028::error::z',
  '\u202egnp.exe',
];

it('has the formats of the command line, each with a line for --help', () => {
  expect(NAMES).toEqual([
    'pretty',
    'codeframe',
    'json',
    'unix',
    'github',
    'azure',
    'teamcity',
    'gitlab',
    'sarif',
    'junit',
    'checkstyle',
    'markdown',
  ]);
  for (const name of NAMES) expect(FORMATS[name].description).toMatch(/^\S.{8,100}\S$/);
  expect(isFormat('unix')).toBe(true);
  expect(isFormat('toString')).toBe(false);
});

describe.each(NAMES)('%s', (name) => {
  it('gives the same bytes for the same findings in any order', async () => {
    const same = FINDINGS.map((f) => ({
      ...f,
      message: 'the same',
      rule: ruleNamed('a/b'),
      place: FINDINGS[0]!.place,
      entity: null,
      key: undefined,
    }));
    const all = [...FINDINGS, ...same];
    const expected = await render(name, reportOf(all));
    for (let turn = 1; turn < all.length; turn++)
      expect(await render(name, reportOf([...all.slice(turn), ...all.slice(0, turn)]))).toBe(expected);
    expect(await render(name, reportOf([...all].reverse()))).toBe(expected);
  });

  it('ends with a line end, or is empty', async () => {
    expect(await render(name, reportOf(FINDINGS))).toMatch(/[^\n]\n$/);
    expect(await render(name, reportOf([]))).toMatch(/^$|[^\n]\n$/);
  });

  it.each(HOSTILE)('lets nothing of a file act: %j', async (hostile) => {
    const file = { path: `/estate/${hostile}`, text: `${hostile}\nname: x ${hostile}\n${hostile}\n` };
    const place = placeOf(file, 'name: x');
    const text = await render(
      name,
      reportOf(
        [
          finding(ruleNamed('a/b'), place, hostile, {
            key: hostile,
            entity: hostile,
            related: [{ place, message: hostile }],
            fix: { title: hostile, safe: true, edits: [{ file, range: { start: 0, end: 0 }, text: hostile }] },
            remedy: { on: hostile, shell: 'powershell', commands: [hostile], disruptive: false },
          }),
        ],
        { cwd: '/estate', notes: [{ file: file.path, message: hostile }] },
      ),
    );
    // Of the commands in the output, every one is our own, and there are as many as findings and rules.
    const own: Partial<Record<FormatName, RegExp>> = {
      azure: /^##vso\[task\.logissue /gm,
      teamcity: /^##teamcity\[inspection(?:Type)? /gm,
    };
    if (own[name]) expect(text.match(own[name])).toHaveLength(name === 'azure' ? 1 : 2);
    expect(own[name] ? text.replace(own[name], '') : text).not.toMatch(ACTING);
    const commands = text.split('\n').filter((line) => line.trimStart().startsWith('::'));
    expect(commands).toHaveLength(name === 'github' ? 1 : 0);
    if (name === 'github')
      expect(commands[0]).toMatch(/^::error file=[^:,]*,line=\d+,endLine=\d+,col=1,endColumn=8,title=a\/b::/);
  });
});
