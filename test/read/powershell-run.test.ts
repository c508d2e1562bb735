import { describe, expect, test } from 'vitest';
import { readPowerShell } from '#read/dialect/powershell';
import type { ReadFile } from '#read/document';
import { forgottenKeys } from '#read/forgotten';
import { Estate } from '#read/powershell/machine';
import { parseScript } from '#read/powershell/parse';
import { Runner } from '#read/powershell/run';
import { textOf, type Value } from '#read/powershell/value';
import { readFile } from '#read/read-file';
import { seeded } from './random.ts';

/** What variables of a script are known to be when it ends; '?' is unknown. */
function values(text: string): Record<string, unknown> {
  const runner = new Runner(new Estate('own', text));
  runner.script(parseScript(text).root);
  return Object.fromEntries([...runner.scope.assigned].map(([name, value]) => [name, plain(value)]));
}

/** What an expression is known to be, after some statements. */
function value(expression: string, before = ''): unknown {
  return values(`${before}\n$probe = ${expression}`).probe;
}

function plain(value: Value): unknown {
  switch (value.sort) {
    case 'text':
      return value.text;
    case 'number':
    case 'boolean':
      return value.value;
    case 'null':
      return null;
    case 'list':
      return value.items.map(plain);
    case 'table':
      return Object.fromEntries([...value.entries.values()].map((entry) => [entry.key, plain(entry.value)]));
    case 'things':
      return { [value.things.of]: value.things.names?.map(textOf) ?? value.things.hosts ?? '?' };
    case 'block':
      return '{}';
    case 'unknown':
      return '?';
  }
}

interface Team {
  readonly name: string;
  readonly members?: readonly { readonly name: string }[];
  readonly teamingMode?: string;
}

/** The teams a script leaves, by computer: their members and, where something is said of it, their mode. `?` stands for what is unknown. */
function teams(text: string): Record<string, Record<string, string>> {
  const documents = readPowerShell({ path: '/estate/own.ps1', text });
  return Object.fromEntries(
    documents.map(({ data }) => {
      const { name, teams: list = [], guest } = data as { name: string; teams?: Team[]; guest?: { teams: Team[] } };
      const all = guest?.teams ?? list;
      return [guest ? `in ${name}` : name, Object.fromEntries(all.map((team) => [team.name, sayTeam(team)]))];
    }),
  );
}

function sayTeam(team: Team): string {
  const lost = [...forgottenKeys(team)];
  const members = lost.includes('members') ? '?' : (team.members ?? []).map((member) => member.name).join(' ');
  const mode = lost.includes('teamingMode') ? '?' : team.teamingMode;
  return `${members}${mode === undefined ? '' : ` ${mode}`}`;
}

const T = (name: string, members = 'a'): string => `New-NetLbfoTeam -Name ${name} -TeamMembers ${members}`;

/** Findings of reading about how a script is written. */
function problems(text: string): string[] {
  return readPowerShell({ path: '/estate/own.ps1', text }).flatMap(({ problems: found = [] }) =>
    found.map(({ rule, place }) => `${rule} ${'start' in place ? text.slice(place.start, place.end) : ''}`),
  );
}

describe('values', () => {
  test.each<[string, unknown]>([
    ['"text"', 'text'],
    ["'a' + 'b' + 1", 'ab1'],
    ['"vEthernet ($name)"', 'vEthernet (S)'],
    ['"$name-$($n + 1)-$($table.deep.x)-$list"', 'S-4-y-a b'],
    ['"$nothing"', '?'],
    ['"$name $nothing"', '?'],
    ['10GB', 10 * 2 ** 30],
    ['"$(1KB) $(0x10)"', '1024 16'],
    ['5 + 2 * 3 - 4 / 2', 9],
    ['7 % 3', 1],
    ['"5" + 2', '52'],
    ['5 + "2"', 7],
    ['"5" - 2', '?'],
    ['1 / 0', '?'],
    ['-$n', -3],
    ['[int]2.5 + [int]"3"', 5],
    ['[int]3.5', 4],
    ['[string]5 + 1', '51'],
    ['[string[]]"a"', ['a']],
    ['[bool]"false"', true],
    ['[char]65', '?'],
    ['[xml]"a"', '?'],
    ["'{0}-{1:D2}-{2:000}' -f 'a', 5, 7", 'a-05-007'],
    ["'{0:N2}' -f 5", '?'],
    ["'{{{0}}}' -f 5", '{5}'],
    ["'{5}' -f 5", '?'],
    ["'a','b' -join ';'", 'a;b'],
    ["-join ('a','b')", 'ab'],
    ["[string]::Join(',', ('a','b'))", 'a,b'],
    ["'a,b' -split ','", ['a', 'b']],
    ["'a.b' -split '\\.'", ['a', 'b']],
    ["'a.b' -split '.'", '?'],
    ["'axb' -split 'x+'", '?'],
    ['1..3', [1, 2, 3]],
    ['3..1', [3, 2, 1]],
    ['1..$n | ForEach-Object { "N$_" }', ['N1', 'N2', 'N3']],
    ['1..2 | % { "a"; "b" }', ['a', 'b', 'a', 'b']],
    ['foreach ($i in 1..2) { "x$i" }', ['x1', 'x2']],
    ['@(foreach ($i in Get-Date) { 1 })', '?'],
    ['@()', []],
    ['@("a")', ['a']],
    ['@("a", $nothing)', '?'],
    ['@(if ($nothing) { 1 })', '?'],
    ['$list + "c" + @("d")', ['a', 'b', 'c', 'd']],
    ['$list[0] + $list[-1]', 'ab'],
    ['$list[7]', null],
    ['$list[0..1]', '?'],
    ['$list.Count', 2],
    ['$list.Length', 2],
    ['$table.A + $table["b c"]', 13],
    ['$table.none', null],
    ['$table.deep.x', 'y'],
    ['$table.Keys', ['a', 'b c', 'deep']],
    ['$tables.v', [1, 2]],
    ['$tables.Where{ $_.v -gt 1 }.n', ['two']],
    ['$tables.ForEach{ "$($_.n)!" }', ['one!', 'two!']],
    ['$tables.Where{ $_.v -gt $nothing }', '?'],
    ['@{ a = 1 } + @{ b = 2 }', { a: 1, b: 2 }],
    ['@{ $nothing = 1 }', '?'],
    ['[pscustomobject]@{ a = 1 }', { a: 1 }],
    ["'abc'.Replace('b', 'x').ToUpper()", 'AXC'],
    ["' a '.Trim()", 'a'],
    ["'a-b'.Split('-')", ['a', 'b']],
    ["(5).ToString('00')", '05'],
    ["'5'.PadLeft(3, '0')", '005'],
    ["'abc'.Substring(1)", '?'],
    ['$env:COMPUTERNAME', { host: ['own'] }],
    ['$env:USERNAME', '?'],
    ['$using:name', 'S'],
    ['$script:name', 'S'],
    ['\u0024{name}', 'S'],
    ['$NAME', 'S'],
    ['Get-Date', '?'],
    ['(Get-Date).Year', '?'],
    ['if ($true) { "a" } else { "b" }', 'a'],
    ['if ($nothing) { "a" } else { "b" }', '?'],
    ['$(switch ("b") { "a" { 1 } "b" { 2 } })', 2],
    ['try { "a" } catch { "b" }', '?'],
    ['& { param($x) "got $x" } 5', 'got 5'],
    ['{ 1 }', '{}'],
    ['($other = 5)', 5],
    ['$null', null],
    ['!$true', false],
    ['-not $nothing', '?'],
    ["$list | Where-Object { $_ -like 'b*' }", ['b']],
    ['$tables | ? { $_.v -eq 2 } | % { $_.n }', 'two'],
    ["$list | Where-Object { $_ -match 'b' }", '?'],
    ['Write-Output $list', ['a', 'b']],
    ['$list | Sort-Object -Descending', '?'],
  ])('%s', (expression, expected) => {
    const before = `$name = 'S'; $n = 3; $list = 'a','b'; $table = @{ a = 5; 'b c' = 8; deep = @{ x = 'y' } }
      $tables = @{ v = 1; n = 'one' }, @{ v = 2; n = 'two' }`;
    expect(value(expression, before)).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ["'A' -eq 'a'", true],
    ["'A' -ceq 'a'", false],
    ["'a' -ne 'b'", true],
    ['10 -gt 9', true],
    ["'10' -gt 9", '?'],
    ["10 -eq '10'", true],
    ["10 -eq 'x'", false],
    ["$true -eq 'x'", true],
    ['1 -eq $true', true],
    ["'True' -eq $true", true],
    ['$null -eq $null', true],
    ["$null -eq ''", false],
    ["'' -eq $null", false],
    ["'NIC1' -like 'nic?'", true],
    ["'NIC1' -notlike '*2'", true],
    ["'NIC1' -clike 'nic*'", '?'],
    ["'NIC1' -match 'N'", '?'],
    ["'a','b' -contains 'B'", true],
    ["'a','b' -ccontains 'B'", false],
    ["'c' -notin 'a','b'", true],
    ["'a','b' -eq 'a'", '?'],
    ["@('a', (Get-Date)) -contains 'a'", true],
    ["@('b', (Get-Date)) -contains 'a'", '?'],
    ['$false -and $nothing', false],
    ['$true -and $nothing', '?'],
    ['$true -or $nothing', true],
    ['$nothing -eq 1', '?'],
    ['-not (1 -eq 2)', true],
  ])('%s', (expression, expected) => {
    const known = expression.startsWith('@(')
      ? expression.replace('@(', '(').replace("', (Get-Date))", "', (Get-Date))")
      : expression;
    expect(value(known)).toEqual(expected);
  });

  test('tables that change', () => {
    expect(
      values(`$t = @{ a = 1; in = @{ x = 1 } }; $t.b = 2; $t['c'] = 3; $t.a += 5; $t.in.x = 9; $t.Add('d', 4)
        $u = @{ a = 1 }; $u.Remove('a')
        $v = @{ a = 1 }; $v[$nothing] = 5
        $w = @{ a = @(1) }; $w.a[0] = 2
        $has = @{ a = 1 }.ContainsKey('A')
        $l = 1, 2; $l[0] = 5`),
    ).toMatchObject({ t: { a: '?', in: { x: 9 }, b: 2, c: 3, d: 4 }, u: '?', v: '?', w: '?', has: true, l: '?' });
  });

  test('assignments of all sorts', () => {
    expect(
      values(`$a = $b = 5; $c, $d, $e = 1, 2; [int]$f = "7"; $g = 1; $g += 2; $g *= 3; $h += 'x'; $h += 'y'
        $i = @(); $i += 'a'; $i += 'b', 'c'; $j = 1; $j++; $k \u2013= 1; $env:b = 9; New-Variable -Name m -Value 4; Set-Variable n 5`),
    ).toEqual({ a: 5, b: 5, c: 1, d: 2, e: '?', f: 7, g: 9, h: 'xy', i: ['a', 'b', 'c'], j: 2, k: '?', m: 4, n: 5 });
  });

  test('$psitem of an outer pipeline comes back', () => {
    expect(value('\'a\' | % { $x = 1..2 | % { $_ }; "$_ $x" }')).toBe('a 1 2');
  });
});

describe('what decides', () => {
  test.each<[string, Record<string, unknown>]>([['known conditions', { a: 1, b: 2, c: 3 }]])('%s', (_name, expected) => {
    expect(
      values(`$yes = $true
        if ($yes) { $a = 1 } else { $a = 9 }
        if (-not $yes) { $b = 9 } elseif ($yes) { $b = 2 }
        if ('x' -eq 'y') { $c = 9 } elseif (1 -gt 2) { $c = 8 } else { $c = 3 }`),
    ).toMatchObject(expected);
  });

  test('one that nobody can tell', () => {
    expect(
      values(`$old = 1; $same = 'k'; $in = 0
        if (Test-Path x) { $old = 2; $new = 3; $same = 'k' }
        if (Test-Path y) { $one = 1; $in = 5; $two = $in } else { $one = 2 }`),
    ).toEqual({ old: '?', new: 3, same: 'k', one: '?', in: '?', two: '?' });
  });

  test('a thing made under a condition is there, a change of a known one is not known', () => {
    expect(
      teams(`${T('A')}; if (Test-Path x) { ${T('B', 'b')} -TeamingMode Lacp; Set-NetLbfoTeam A -TeamingMode Static }
        ${T('C')} -TeamingMode Lacp; if (Test-Path y) { Set-NetLbfoTeam C -TeamingMode Static }`),
    ).toEqual({ own: { A: 'a Static', B: 'b Lacp', C: 'a ?' } });
  });

  test('of one of several branches only names are known', () => {
    expect(
      teams(`if ($nics -gt 2) { ${T('A', 'n1,n2')}; ${T('B', 'n3,n4')} -TeamingMode Static } else { ${T('A', 'n1,n2,n3,n4')} }`),
    ).toEqual({ own: { A: '?', B: '? ?' } });
  });

  test('a branch that ends the script says nothing about what follows', () => {
    expect(teams(`if (!(Test-Path x)) { throw 'no' }\n${T('A')}`)).toEqual({ own: { A: 'a' } });
    expect(teams(`${T('A')}; exit; ${T('B')}`)).toEqual({ own: { A: 'a' } });
    expect(teams(`${T('A')}; if (1 -eq 1) { return }; ${T('B')}`)).toEqual({ own: { A: 'a' } });
  });

  test('what a failing command would run is not known to run', () => {
    expect(teams(`Get-NetLbfoTeam A || ${T('A')} -TeamingMode Lacp; Set-NetLbfoTeam A -TeamingMode Static`)).toEqual({
      own: { A: 'a Static' },
    });
  });

  test('switch', () => {
    const by = (head: string) =>
      teams(`switch ${head} { 'x' { ${T('X')} } 'Y*' { ${T('Y')}; break } { $_ -eq 'q' } { ${T('Q')} } default { ${T('D')} } }`);
    expect(by("('x')")).toEqual({ own: { X: 'a' } });
    expect(by("('q')")).toEqual({ own: { Q: 'a' } });
    expect(by("-Wildcard ('y1', 'x')")).toEqual({ own: { Y: 'a' } });
    expect(by("('z')")).toEqual({ own: { D: 'a' } });
    expect(Object.keys(by('($nobody)').own!)).toEqual(['X', 'Y', 'Q', 'D']);
    expect(by("-Regex ('x')").own).toMatchObject({ X: '?' });
  });

  test('try', () => {
    expect(teams(`try { ${T('A')} } catch { ${T('B')} } finally { ${T('C')} }`)).toEqual({ own: { A: 'a', C: 'a' } });
    expect(values(`$x = 1; try { Get-A } catch { $x = 2 }`)).toEqual({ x: '?' });
    expect(values(`try { throw 'a' } catch { $x = 2 }`)).toEqual({ x: 2 });
    expect(teams(`try { throw 'a' } catch [A] { 1 } catch { 2 }; ${T('A')}`)).toEqual({});
    expect(teams(`trap { ${T('A')} }; ${T('B')}`)).toEqual({ own: { B: 'a' } });
  });

  test('-WhatIf', () => {
    expect(teams(`${T('A')} -WhatIf; ${T('B')} -WhatIf:$false; ${T('C')} -WhatIf:$dry`)).toEqual({ own: { B: 'a', C: '?' } });
  });
});

describe('repetition', () => {
  test('a known list', () => {
    expect(
      teams(`foreach ($n in 'A', 'B') { New-NetLbfoTeam "T$n" "n$n" }; 1..2 | ForEach-Object { New-NetLbfoTeam "S$_" x }`),
    ).toEqual({
      own: { TA: 'nA', TB: 'nB', S1: 'x', S2: 'x' },
    });
  });

  test('a list of tables', () => {
    expect(
      teams(`$all = @(\n@{ n = 'A'; m = 'x', 'y' }\n@{ n = 'B'; m = 'z' })\nforeach ($t in $all) { New-NetLbfoTeam $t.n $t.m }`),
    ).toEqual({
      own: { A: 'x y', B: 'z' },
    });
  });

  test('for, while and do with known conditions', () => {
    expect(
      teams(`for ($i = 1; $i -le 3; $i++) { if ($i -eq 2) { continue }; New-NetLbfoTeam "F$i" x }
        $j = 1; while ($j -lt 3) { New-NetLbfoTeam "W$j" x; $j++ }
        do { New-NetLbfoTeam "D$j" x; $j++ } until ($j -ge 5)
        while ($true) { New-NetLbfoTeam "E$j" x; $j++; if ($j -gt 6) { break } }`),
    ).toEqual({ own: { F1: 'x', F3: 'x', W1: 'x', W2: 'x', D3: 'x', D4: 'x' } });
  });

  test('counters are unknown where nobody knows how often', () => {
    expect(values('$i = 1; $k = 5; foreach ($x in Get-A) { $y = "n$i"; $i++ }')).toMatchObject({ i: '?', k: 5, y: '?' });
    expect(values('$i = 1; while (Test-A) { $y = "n$i"; $i++ }')).toMatchObject({ i: '?', y: '?' });
    expect(values('$i = 1; Get-A | % { $y = "n$i"; $i++ }')).toMatchObject({ i: '?', y: '?' });
    expect(values('$i = 1; while ($i -lt 9) { if (Test-A) { break }; $i++ }')).toEqual({ i: '?' });
  });

  test('break and continue, with labels', () => {
    expect(
      values(`$a = @(); foreach ($x in 1..5) { if ($x -eq 2) { continue }; if ($x -eq 4) { break }; $a += $x }
        $b = @(); :outer foreach ($x in 1..3) { foreach ($y in 1..3) { if ($y -eq 2) { continue outer }; $b += "$x$y" }; $b += 'no' }
        $c = @(); :out foreach ($x in 1..3) { foreach ($y in 1..3) { if ($x -eq 2) { break out }; $c += "$x$y" } }
        $d = @(); foreach ($x in 1..3) { switch ($x) { 2 { break } default { $d += $x } } }`),
    ).toMatchObject({ a: [1, 3], b: ['11', '21', '31'], c: ['11', '12', '13'], d: [1, 3] });
  });

  test('things one by one where their names are known', () => {
    expect(teams(`Get-NetLbfoTeam; foreach ($t in (${T('A')})) { Set-NetLbfoTeam $t.Name -TeamingMode Lacp }`)).toEqual({
      own: { A: 'a Lacp' },
    });
  });

  test('so is the length', () => {
    const found = readPowerShell({ path: '/estate/own.ps1', text: `New-VM a\n${'# x\n'.repeat(2_200_000)}` });
    expect(found.map(({ data, problems: [problem] = [] }) => [data, problem?.rule])).toEqual([
      [{ kind: 'host', name: 'own' }, 'reading/limit'],
    ]);
  });

  test('steps are limited', () => {
    const [document] = readPowerShell({
      path: '/estate/own.ps1',
      text: 'foreach ($a in 1..999) { foreach ($b in 1..999) { $x = $b } }\nNew-VM a',
    });
    expect(document?.problems?.map(({ rule }) => rule)).toEqual(['reading/limit']);
  });
});

describe('functions', () => {
  test.each<[string, string, unknown]>([
    ['positional', 'function f($a, $b) { "$a-$b" }; $r = f 1 x', '1-x'],
    ['by name and prefix', 'function f($First, $Second) { "$First-$Second" }; $r = f -Sec 1 -First 2', '2-1'],
    ['joined by a colon', 'function f($a) { $a }; $r = f -a:5', 5],
    ['defaults', 'function f { param($a = 1, $b = "x$a") "$a-$b" }; $r = f', '1-x1'],
    ['switches', 'function f([switch]$s, $a) { "$s-$a" }; $r = f -s 5', 'True-5'],
    ['switches that are off', 'function f([switch]$s) { if ($s) { 1 } else { 2 } }; $r = f', 2],
    ['splatting', 'function f($a, $b) { "$a-$b" }; $p = @{ b = 2; a = 1 }; $r = f @p', '1-2'],
    ['splatting of a list', 'function f($a, $b) { "$a-$b" }; $p = 3, 4; $r = f @p', '3-4'],
    ['splatting of what is unknown', 'function f($a = 1) { "$a" }; $r = f @p', '?'],
    ['numbers stay numbers', 'function f($n) { $n + 1 }; $r = f 5', 6],
    ['return', 'function f($n) { if ($n -gt 1) { return "big" }; "small" }; $r = (f 1), (f 2)', ['small', 'big']],
    ['a return that may be taken', 'function f { if (Test-A) { return 1 }; 2 }; $r = f', '?'],
    ['commands in between', 'function f { Set-A; "x" }; $r = f', '?'],
    ['nothing is left behind', 'function f { $x = 2 }; $x = 1; f; $r = $x', 1],
    ['the script scope', 'function f { $script:r = 2 }; f', 2],
    ['the scope of the caller', 'function f { $x }; function g { $x = 5; f }; $r = g', 5],
    ['the pipeline', 'function f { param([Parameter(ValueFromPipeline)]$a = 1) process { "$a" } }; $r = "x" | f', 'x'],
    ['recursion', 'function f($n) { if ($n -le 0) { "end" } else { f ($n - 1) } }; $r = f 5', 'end'],
    ['recursion without an end', 'function f { f }; $r = f', '?'],
    ['one that is defined later', 'function f { g }; function g { 5 }; $r = f', 5],
    ['a block in a variable', '$b = { param($x) $x * 2 }; $r = & $b 4', 8],
    ['a parameter that throws', 'function f($a = $(throw "x")) { "$a" }; $r = f', '?'],
  ])('%s', (_name, text, expected) => {
    expect(values(text).r).toEqual(expected);
  });

  test('parameters of the script', () => {
    expect(values('param($a = 5, [Parameter(Mandatory)]$b, [switch]$c)\n$r = "$a"; $s = "$b"; $t = "$c"')).toMatchObject({
      r: '5',
      s: '?',
      t: 'False',
    });
    expect(() => readPowerShell({ path: '/x.ps1', text: 'param($a = $(throw "x"))\nNew-VM a' })).not.toThrow();
  });

  test('a function that nothing calls leaves nothing, but its commands are looked at', () => {
    const text = `function f { ${T('A')} \u2011TeamingMode Lacp }`;
    expect(problems(text)).toEqual(['script/non-ascii-hyphen \u2011TeamingMode']);
    expect(teams(text)).toEqual({ own: {} });
  });
});

describe('where commands act', () => {
  test('-CimSession and -ComputerName', () => {
    expect(
      teams(`${T('A')} -CimSession hv01,hv02; $s = New-CimSession -ComputerName hv03; ${T('B')} -CimSession $s
        ${T('C')} -CimSession $env:COMPUTERNAME; ${T('D')} -CimSession localhost; ${T('E')} -CimSession (New-CimSession hv04)`),
    ).toEqual({ hv01: { A: 'a' }, hv02: { A: 'a' }, hv03: { B: 'a' }, own: { C: 'a', D: 'a' }, hv04: { E: 'a' } });
  });

  test('Invoke-Command', () => {
    expect(
      teams(`$servers = 1..2 | % { "n$_" }; $name = 'A'; $m = 'x', 'y'
        Invoke-Command -ComputerName $servers -ScriptBlock { New-NetLbfoTeam $using:name $using:m }
        $s = New-PSSession n3; Invoke-Command $s { param($n, $t = 'no') New-NetLbfoTeam $n $t } -ArgumentList B, z
        Invoke-Command -Session $s -ScriptBlock { param($n, $t = 'def') New-NetLbfoTeam $n $t } -ArgumentList C
        Invoke-Command { param($n) New-NetLbfoTeam $n x } -ArgumentList D
        $block = { New-NetLbfoTeam E x }; icm -cn n4 -ScriptBlock $block`),
    ).toEqual({ n1: { A: 'x y' }, n2: { A: 'x y' }, n3: { B: 'z', C: 'def' }, own: { D: 'x' }, n4: { E: 'x' } });
  });

  test('a block that runs elsewhere knows nothing of its caller', () => {
    expect(
      teams(
        `$n = 'A'; function f { 'B' }; Invoke-Command -ComputerName h { New-NetLbfoTeam $n x; New-NetLbfoTeam (f) x; ${T('C')} }`,
      ),
    ).toEqual({
      h: { C: 'a' },
    });
  });

  test('what nobody can tell is one computer as long as its name stands for the same', () => {
    const loop = (list: string, body: string): string => `foreach ($s in ${list}) { ${body} }\n`;
    const on = (who: string, team: string): string => `Invoke-Command -ComputerName ${who} { ${T(team)} }`;
    expect(teams(loop('$a', on('$s', 'A')) + loop('$a', on('$s', 'B')))).toEqual({ $s: { A: 'a', B: 'a' } });
    expect(teams(loop('(Get-X a)', on('$s', 'A')) + loop('(Get-X b)', on('$s', 'B')) + loop('(Get-X a)', on('$s', 'C')))).toEqual(
      {
        $s: { A: 'a', C: 'a' },
        '$s (2)': { B: 'a' },
      },
    );
    expect(teams(`$l = Get-X a; ${loop('$l', on('$s', 'A'))}; $l = Get-X b; ${loop('$l', on('$s', 'B'))}`)).toEqual({
      $s: { A: 'a' },
      '$s (2)': { B: 'a' },
    });
    expect(teams(`$a = Get-X a; $b = Get-X b; $a | % { ${on('$_.Name', 'A')} }; $b | % { ${on('$_.Name', 'B')} }`)).toEqual({
      '$_.Name': { A: 'a' },
      '$_.Name (2)': { B: 'a' },
    });
    expect(teams(`$s = Get-X a; ${on('"$s.x"', 'A')}; ${on('"$s.x"', 'B')}; $s = Get-X b; ${on('"$s.x"', 'C')}`)).toEqual({
      '"$s.x"': { A: 'a', B: 'a' },
      '"$s.x" (2)': { C: 'a' },
    });
    expect(
      teams(
        `$s = Read-Host; ${on('$s', 'A')}; ${on('$s', 'B')}; $s = Read-Host; ${on('$s', 'C')}; ${on('(Read-Host)', 'D')}; ${on('(Read-Host)', 'E')}`,
      ),
    ).toEqual({
      $s: { A: 'a', B: 'a' },
      '$s (2)': { C: 'a' },
      '(Read-Host)': { D: 'a' },
      '(Read-Host) (2)': { E: 'a' },
    });
    expect(teams(`function f($c) { ${on('$c', 'A')} }\nf (Get-X a); f (Get-X b)`)).toEqual({
      $c: { A: 'a' },
      '$c (2)': { A: 'a' },
    });
    expect(
      teams(`$v = Get-X a; Invoke-Command -VMName $v { ${T('A')} }; $v = Get-X b; Invoke-Command -VMName $v { ${T('B')} }`),
    ).toEqual({
      'in $v': { A: 'a' },
      'in $v (2)': { B: 'a' },
    });
  });

  test('sessions inside of sessions end with their block', () => {
    expect(
      teams(`Enter-PSSession -ComputerName h1; ${T('A')}; Exit-PSSession; ${T('B')}
        Invoke-Command -ComputerName h2 { Enter-PSSession h3; ${T('C')} }; ${T('D')}; Exit-PSSession; ${T('E')}`),
    ).toEqual({ own: { B: 'a', D: 'a', E: 'a' }, h1: { A: 'a' }, h3: { C: 'a' } });
  });

  test('the inside of a VM is no host', () => {
    expect(teams(`Invoke-Command -VMName web01 { ${T('A', 'a,b')} }`)).toEqual({ 'in web01': { A: 'a b' } });
  });

  test('a computer that nobody can tell is one wherever it is named, and no other script means it', () => {
    const text = `foreach ($server in Get-Content x) { ${T('A')} -CimSession $server; Invoke-Command -ComputerName $server { ${T('B')} } }`;
    expect(teams(text)).toEqual({ $server: { A: 'a', B: 'a' } });
    expect(readPowerShell({ path: '/estate/own.ps1', text }, 'named')[0]?.assumedHost).toBe('$server');
    expect(readPowerShell({ path: '/estate/own.ps1', text: T('A') }, 'named')[0]?.assumedHost).toBeUndefined();
    expect(readPowerShell({ path: '/estate/own.ps1', text: T('A') })[0]?.assumedHost).toBe('own');
  });

  test('$using that is missing', () => {
    const found = (block: string) =>
      problems(`$name = 'x'; $other = 1\nInvoke-Command -ComputerName h -ScriptBlock {\n${block}\n}`);
    expect(found('Get-A -Name $name')).toEqual(['script/missing-using $name']);
    expect(found('Get-A -Name "a $name"; Get-A $name')).toEqual(['script/missing-using $name', 'script/missing-using $name']);
    expect(found('Get-A $using:name')).toEqual([]);
    expect(found('$name = 1; Get-A $name')).toEqual([]);
    expect(found('if (Test-A) { $name = 1 }; Get-A $name')).toEqual([]);
    expect(found('param($name) Get-A $name')).toEqual([]);
    expect(found('foreach ($name in 1..2) { Get-A $name }')).toEqual([]);
    expect(found('Get-A -OutVariable name; Get-B $name')).toEqual([]);
    expect(found('. C:\\lib.ps1; Get-B $name')).toEqual([]);
    expect(found('1..2 | % { Get-A $_ }')).toEqual([]);
    expect(found('Get-A $nobody $env:other $true $null $args')).toEqual([]);
    expect(problems(`1..2 | % { Invoke-Command -ComputerName h { Get-A $_ } }`)).toEqual([]);
    expect(problems(`$x = 1; Invoke-Command { Get-A $x }`)).toEqual([]);
    expect(problems(`function f($x) { Invoke-Command -Session $s { Get-A $x } }`)).toEqual(['script/missing-using $x']);
  });
});

describe('how commands are written', () => {
  test.each<[string, string, string[]]>([
    ['a hyphen that is none', `${T('A')} \u2011TeamingMode Lacp`, ['script/non-ascii-hyphen \u2011TeamingMode']],
    ['dashes PowerShell takes', `${T('A')} \u2013TeamingMode Lacp`, []],
    ['in the name of a command', 'Get\u2011NetLbfoTeam A', ['script/non-ascii-hyphen Get\u2011NetLbfoTeam']],
    ['in a name', 'Set-NetLbfoTeamNic "A \u2011 VLAN 5" -VlanID 6', ['script/non-ascii-hyphen "A \u2011 VLAN 5"']],
    ['in a loop, once', `1..3 | % { ${T('"A$_"')} \u2011TeamingMode Lacp }`, ['script/non-ascii-hyphen \u2011TeamingMode']],
    ['a parameter that is none', `${T('A')} -TeamingMod Lacp -TeamMode x`, ['script/unknown-parameter -TeamMode']],
    ['one that could be two', 'New-NetLbfoTeam A -Team x', ['script/unknown-parameter -Team']],
    ['an alias', 'New-NetLbfoTeam A -tm Lacp', ['script/abbreviated-parameters -tm']],
    ['a prefix', 'New-NetLbfoTeam A -TeamMember a', []],
    ['an alias in a table', '$p = @{ tm = "Lacp" }; New-NetLbfoTeam A @p', []],
    [
      'typographic quotes',
      'Get-A \u201cx\u201d \u2018y\u2019 "z"',
      ['script/smart-quotes \u201cx\u201d', 'script/smart-quotes \u2018y\u2019'],
    ],
    [
      'a merge conflict',
      'a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> d',
      ['script/conflict-marker <<<<<<< HEAD', 'script/conflict-marker >>>>>>> d'],
    ],
    ['words of other commands', 'Write-Host a \u2011b', []],
  ])('%s', (_name, text, expected) => {
    expect(problems(text).sort()).toEqual(expected.sort());
  });

  test('commands of Virtual Machine Manager have other parameters', () => {
    expect(problems('Set-VMHost -MigrationPerformanceOption x')).toEqual([
      'script/unknown-parameter -MigrationPerformanceOption',
    ]);
    expect(problems('Import-Module VirtualMachineManager; Set-VMHost -MigrationPerformanceOption x')).toEqual([]);
  });
});

describe('whole files', () => {
  const text = `\u200b$nic = 'NIC1','NIC2'\r\nNew-NetLbfoTeam -Name 'T\u00e4m' -TeamMembers $nic\r\n`.slice(1);
  const teamOf = (read: ReadFile | { unreadable: string }) =>
    'unreadable' in read ? read : (read.documents[0]?.data as { teams: unknown } | undefined)?.teams;
  const TEAM = [{ name: 'T\u00e4m', members: [{ name: 'NIC1' }, { name: 'NIC2' }] }];

  test.each<[string, Uint8Array]>([
    ['UTF-8', new TextEncoder().encode(text)],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${text}`)],
    ['UTF-16 little-endian', utf16(`\ufeff${text}`, true)],
    ['UTF-16 big-endian', utf16(`\ufeff${text}`, false)],
    ['no final line end', new TextEncoder().encode(text.trimEnd())],
  ])('%s', async (_name, bytes) => {
    expect(teamOf(await readFile('/estate/hv01.ps1', bytes))).toEqual(TEAM);
  });

  test('every value has its place', () => {
    const [document] = readPowerShell({ path: '/estate/hv01.ps1', text });
    const at = (...path: (string | number)[]) => {
      const { start, end } = document!.rangeOf(path);
      return text.slice(start, end);
    };
    expect(at('teams', 0, 'name')).toBe("'T\u00e4m'");
    expect(at('teams', 0, 'members', 1, 'name')).toBe("'NIC2'");
    expect(at('teams', 0, 'members')).toBe('$nic');
  });

  test('a script of which nothing is known is not ours', async () => {
    const read = await readFile('/estate/x.ps1', new TextEncoder().encode('Get-Process | Stop-Process\n'));
    expect('foreign' in read && read.foreign).toBe(true);
  });

  test('a fix never writes a covered secret', async () => {
    const read = await readFile(
      '/estate/x.ps1',
      new TextEncoder().encode('New-VM a; Connect-X -Name \u201cb\u201d -Password \u201chunter2 x\u201d\n'),
    );
    const fixes = 'problems' in read ? read.problems.flatMap(({ fix }) => (fix ? [fix.text] : [])) : [];
    expect(fixes).toEqual(['"b"']);
  });
});

function utf16(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), little);
  return bytes;
}

describe('hostile input', () => {
  const SAMPLE = `param($n = 3)\n$s = 1..$n | % { "h$_" }\nforeach ($x in $s) { Invoke-Command -ComputerName $x { param($a) New-NetLbfoTeam "T$a" ("N" + $a), 'b' -tm Lacp } -ArgumentList $n }
$t = @{ Name = 'S'; AllowManagementOS = $false }; New-VMSwitch @t -NetAdapterName 'T3','b' | Set-VMSwitch -X
switch ($n) { 3 { Add-VMNetworkAdapter -ManagementOS -Name "M\${n}" -SwitchName S } default { exit } }
function f($q) { try { Set-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName $q -Access -VlanId 10 } catch { throw } }\nf M3\n
Configuration C { param($v) Node $AllNodes.Where{ $_.R -eq 1 }.NodeName { xVMSwitch A { Name = $Node.S; Type = 'External'; Ensure = 'Present' } } }
C -ConfigurationData @{ AllNodes = @(@{ NodeName = '*'; S = 'x' }, @{ NodeName = 'n1'; R = 1 }) }\n`;

  test('cut at every character', () => {
    for (let end = 0; end <= SAMPLE.length; end += 3) readPowerShell({ path: '/a.ps1', text: SAMPLE.slice(0, end) });
  });

  test('random pieces', () => {
    const random = seeded(11);
    const pieces = SAMPLE.split(/(?<=[\s({;])/).concat(
      '{',
      '}',
      '(',
      ')',
      '$x',
      '|',
      "'",
      '"',
      '@',
      '\n',
      '-',
      '[int]',
      '+',
      '..',
      ',',
      '99999',
      '.Add(1,2)',
      '-f',
      '*',
    );
    for (let i = 0; i < 400; i++) {
      const text = Array.from({ length: 60 }, () => pieces[Math.floor(random() * pieces.length)]).join('');
      readPowerShell({ path: '/a.ps1', text });
    }
  });

  test.each([
    ['text that doubles', `$a = "xx"\n${'$a += $a\n'.repeat(64)}`],
    ['text that doubles in text', `$a = "xx"\n${'$a = "$a$a$a"\n'.repeat(64)}`],
    ['lists that double', `$a = 1, 2\n${'$a += $a\n'.repeat(64)}`],
    ['lists inside of lists', `$a = 1, 2\n${'$a = $a, $a, $a\n'.repeat(64)}$b = "$a"`],
    ['tables that grow', '$t = @{}\nforeach ($i in 1..4000) { $t["k$i"] = $i }'],
    ['numbers filled up', "'{0:D99}{0:D9999999999}' -f 1"],
    ['replacing', `$a = "aaaaaaaaaa"\n${'$a = $a.Replace("a", $a)\n'.repeat(30)}`],
    ['patterns', `$a = '${'a'.repeat(20_000)}'; $b = $a -like '${'*a'.repeat(10_000)}*b'`],
    ['terms', `$a = ${'1 + '.repeat(20_000)}1`],
    ['members', `$a = $b${'.a'.repeat(20_000)}`],
    ['functions that call each other twice', 'function f($n) { f ($n + 1); f ($n + 2) }; f 1'],
    ['a loop that never ends', 'for ($i = 0; $true; $i++) { $j = $i }; while (1) { }'],
    ['loops in loops', 'foreach ($a in 1..4000) { foreach ($b in 1..4000) { foreach ($c in 1..4000) { New-VM "v$a$b$c" } } }'],
    ['blocks that run themselves', '$b = { & $b; & $b }; & $b'],
    ['conditions in conditions', `${'if ($x) { '.repeat(150)}New-VM a${' }'.repeat(150)}`],
    ['many computers', `$s = 1..4000 | % { "h$_" }\n${'New-VMSwitch S -NetAdapterName a -CimSession $s\n'.repeat(300)}`],
  ])('%s', (_name, text) => {
    const start = performance.now();
    readPowerShell({ path: '/a.ps1', text });
    // Without limits each of these takes minutes, or ends in no memory.
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test.each([
    ['teams', (i: number) => `New-NetLbfoTeam T${i} a${i},b${i}\n`],
    ['teams that are renamed', (i: number) => `New-NetLbfoTeam T${i} a\nRename-NetLbfoTeam T${i} S${i}\n`],
    ['assignments', (i: number) => `$a${i % 100} = "x$a${(i + 1) % 100}"\n`],
    ['a list that grows', () => `$a += 'x'\n`],
    ['unknown commands', (i: number) => `Get-Thing${i} -Name "a" | Set-Thing -X { y }\n`],
    [
      'switches',
      (i: number) =>
        `New-VMSwitch S${i} -NetAdapterName n${i}\nAdd-VMNetworkAdapter -ManagementOS -Name m${i} -SwitchName S${i}\n`,
    ],
    ['conditions', (i: number) => `if ($x) { $y${i} = 1 }\n`],
  ])('linear in %s', (_name, piece) => {
    const time = (n: number): number => {
      const text = Array.from({ length: n }, (_, i) => piece(i)).join('');
      const start = performance.now();
      readPowerShell({ path: '/a.ps1', text });
      return performance.now() - start;
    };
    time(300);
    const [small, large] = [time(500), time(4000)];
    expect(large).toBeLessThan(Math.max(small, 5) * 40);
  });
});
