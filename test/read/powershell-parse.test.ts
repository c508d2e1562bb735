import { describe, expect, test } from 'vitest';
import { parseScript } from '#read/powershell/parse';
import type { CommandNode, Expression, ParameterNode, Statement } from '#read/powershell/syntax-tree';
import { seeded } from './random.ts';

/** A statement as a short text: commands as `Name(-Param value)`, variables as `$x`, lists in `[ ]`, blocks in `{ }`. */
function say(node: Statement | Expression | CommandNode | ParameterNode | undefined): string {
  if (!node) return '-';
  switch (node.sort) {
    case 'text': {
      const parts = node.parts.map((part) => (typeof part === 'string' ? part : `<${say(part)}>`)).join('');
      return node.quotes === 'bare' ? parts : node.quotes === 'single' ? `'${parts}'` : `"${parts}"`;
    }
    case 'number':
      return `#${node.value}`;
    case 'variable':
      return `${node.splat ? '@' : '$'}${node.scope ? `${node.scope}:` : ''}${node.name}`;
    case 'list':
      return `[${node.items.map(say).join(' ')}]`;
    case 'group':
      return `${node.open}${node.statements.map(say).join('; ')})`;
    case 'table':
      return `@{${node.entries.map(({ key, value }) => `${say(key)}=${say(value)}`).join('; ')}}`;
    case 'block': {
      const parameters = node.parameters.map((p) => `${p.isSwitch ? '?' : ''}$${p.name}${p.initial ? `=${say(p.initial)}` : ''}`);
      return `{${parameters.length > 0 ? `|${parameters.join(' ')}| ` : ''}${node.statements.map(say).join('; ')}}`;
    }
    case 'binary':
      return `(${say(node.left)} ${node.operator} ${say(node.right)})`;
    case 'unary':
      return `(${node.operator} ${say(node.operand)})`;
    case 'member':
      return `${say(node.target)}${node.isStatic ? '::' : '.'}${say(node.name)}${node.call ? `(${node.call.map(say).join(' ')})` : ''}`;
    case 'index':
      return `${say(node.target)}[${say(node.index)}]`;
    case 'cast':
      return `<${node.type}>${node.operand ? say(node.operand) : ''}`;
    case 'parameter':
      return `-${node.name}${node.value ? `:${say(node.value)}` : ''}`;
    case 'command':
      return `${node.invoked ? `${node.invoked} ` : ''}${say(node.name)}(${node.elements.map(say).join(' ')})`;
    case 'pipeline':
      return node.elements.map(say).join(' | ');
    case 'assignment':
      return `${say(node.target)} ${node.operator} ${say(node.value)}`;
    case 'if':
      return `if ${node.clauses.map(({ condition, body }) => `${say(condition)} ${say(body)}`).join(' elseif ')}${node.otherwise ? ` else ${say(node.otherwise)}` : ''}`;
    case 'foreach':
      return `${node.label ? `:${node.label} ` : ''}foreach $${node.variable} in ${say(node.list)} ${say(node.body)}`;
    case 'loop':
      return `${node.label ? `:${node.label} ` : ''}${node.keyword} ${say(node.start)} ${node.until ? 'not ' : ''}${say(node.condition)} ${say(node.step)} ${say(node.body)}`;
    case 'switch':
      return `switch ${node.options.map((o) => `-${o} `).join('')}${say(node.subject)} ${node.cases.map(({ pattern, body }) => `${pattern ? say(pattern) : 'default'} ${say(body)}`).join(' ')}`;
    case 'try':
      return `try ${say(node.body)} ${node.handlers.map((h) => `catch ${say(h)}`).join(' ')}${node.final ? ` finally ${say(node.final)}` : ''}`;
    case 'function':
      return `function ${node.name} ${say(node.body)}`;
    case 'configuration':
      return `configuration ${say(node.name)} ${say(node.body)}`;
    case 'jump':
      return `${node.keyword}${node.label ? ` ${node.label}` : ''}${node.value ? ` ${say(node.value)}` : ''}`;
    case 'param':
      return 'param';
  }
}

function parse(text: string): string[] {
  const { root, tooDeep } = parseScript(text);
  expect(tooDeep).toBeUndefined();
  return (root.parameters.length > 0 ? [say({ ...root, statements: [] })] : []).concat(root.statements.map(say));
}

/** Every node lies in its parent, and ranges are no longer than the text. */
function checkRanges(text: string): void {
  const open: [unknown, number, number][] = [[parseScript(text).root, 0, text.length]];
  while (open.length > 0) {
    const [node, start, end] = open.pop()!;
    if (node === null || typeof node !== 'object') continue;
    const { range } = node as { range?: { start: number; end: number } };
    if (range) {
      expect(range.start).toBeLessThanOrEqual(range.end);
      expect(range.start).toBeGreaterThanOrEqual(start);
      expect(range.end).toBeLessThanOrEqual(end);
    }
    const [from, to] = range ? [range.start, range.end] : [start, end];
    // Parameters of a function may stand before its body.
    for (const [key, value] of Object.entries(node))
      if (key !== 'range') open.push(key === 'parameters' ? [value, 0, text.length] : [value, from, to]);
  }
}

describe('commands and arguments', () => {
  test.each<[string, string, string[]]>([
    [
      'parameters and words',
      'New-NetLbfoTeam Team1 NIC1,NIC2 -TeamingMode LACP',
      ['New-NetLbfoTeam(Team1 [NIC1 NIC2] -TeamingMode LACP)'],
    ],
    [
      'a digit in a parameter name',
      'New-NetQosPolicy x -PriorityValue8021Action 3',
      ['New-NetQosPolicy(x -PriorityValue8021Action #3)'],
    ],
    ['en and em dash and horizontal bar', 'Set-X \u2013A 1 \u2014B 2 \u2015C', ['Set-X(-A #1 -B #2 -C)']],
    ['a hyphen that is none', 'Set-X \u2011A 1', ['Set-X(\u2011A #1)']],
    [
      'typographic quotes',
      'Set-X -DisplayName \u201cJumbo Packet\u201d -Name \u2018a b\u2019',
      ['Set-X(-DisplayName "Jumbo Packet" -Name \'a b\')'],
    ],
    [
      'no blank before a parameter',
      'Set-X -DisplayName "Flow Control"-DisplayValue Off',
      ['Set-X(-DisplayName "Flow Control" -DisplayValue Off)'],
    ],
    ['a quoted and a bare item', 'Copy-X -Include "a b",Inventory -Force', ['Copy-X(-Include ["a b" Inventory] -Force)']],
    ['bare items', 'Get-X -Name A,B , C', ['Get-X(-Name [A B C])']],
    ['items over lines', "Get-X -Name 'a',\n  'b',  # two\n  'c'", ["Get-X(-Name ['a' 'b' 'c'])"]],
    ['a value joined by a colon', 'Remove-X -Confirm:$false -Force: $true y', ['Remove-X(-Confirm:$false -Force:$true y)']],
    ['a switch before a parameter', 'Set-X -Access -VlanId 0x1F', ['Set-X(-Access -VlanId #31)']],
    ['numbers with units', 'Set-X -Weight 100MB -Max 1.5GB -Id 5d', ['Set-X(-Weight #104857600 -Max #1610612736 -Id #5)']],
    ['words that begin like numbers', 'ping 10.0.0.1 7zip 1..3', ['ping(10.0.0.1 7zip 1..3)']],
    ['names with stars', 'Get-NetAdapter *,NIC?', ['Get-NetAdapter([* NIC?])']],
    ['backtick continuation', 'New-X -Name a `\n  -Value b', ['New-X(-Name a -Value b)']],
    ['backtick continuation of Windows', 'New-X -Name a `\r\n  -Value b\r\nGet-Y', ['New-X(-Name a -Value b)', 'Get-Y()']],
    ['a backtick in front of a blank continues nothing', 'New-X -Name a ` \n-Value b', ['New-X(-Name a  )', '-Value(b)']],
    ['escaped characters', 'Get-X a`,b "c`"d`n"', ['Get-X(a,b "c"d\n")']],
    ['splatting', '$p = @{ Name = 1 }\nNew-X @p -Force', ['$p = @{Name=#1}', 'New-X(@p -Force)']],
    ['$using', 'Get-X $using:vSwitchName -B $script:x', ['Get-X($using:vSwitchName -B $script:x)']],
    ['braces around a name', 'Get-X \u0024{a b} \u0024{env:ProgramFiles(x86)}', ['Get-X($a b $env:ProgramFiles(x86))']],
    ['a path of a variable', 'Get-X $root\\a\\b $a.b\\c', ['Get-X(<$root>\\a\\b <$a.b>\\c)']],
    [
      'expressions as arguments',
      "Get-X ($a + 1) $b.Name $c[0] @('x','y') @{ k = 'v' } { $_ }",
      ["Get-X((($a + #1)) $b.Name $c[#0] @(['x' 'y']) @{k='v'} {$_})"],
    ],
    ['calls', "& 'a b' x; . .\\lib.ps1 y; & $x; .{ 1 }", ["& 'a b'(x)", '. .\\lib.ps1(y)', '& $x()', '. {#1}()']],
    [
      'pipelines',
      'Get-VMNetworkAdapter -ManagementOS |\n  Set-X -Access |\n\n # why\n Out-Null',
      ['Get-VMNetworkAdapter(-ManagementOS) | Set-X(-Access) | Out-Null()'],
    ],
    ['a pipe at the start of the next line', 'Get-A\n  # why\n  | Get-B', ['Get-A() | Get-B()']],
    ['redirections', 'ping x > $null 2>&1; y *>> out.txt z', ['ping(x)', 'y(z)']],
    ['several on one line', 'a 1; b 2;; c', ['a(#1)', 'b(#2)', 'c()']],
    ['only on failure', 'a || b && c & d', ['a()', 'if - {b()}', 'c()', '& d()']],
    ['a comment behind a word', 'a b#c # d\ne', ['a(b#c)', 'e()']],
    ['comments on both sides', '<# a\n b #> Get-X <# c #> -N 1 # d\n#region x\nGet-Y #e', ['Get-X(-N #1)', 'Get-Y()']],
    ['no final newline', 'Get-X -Name "a"', ['Get-X(-Name "a")']],
    ['an odd quote in a word', "Get-X a'b c'd", ['Get-X(ab cd)']],
    ['foreach as a command', '1,2 | foreach { $_ }', ['[#1 #2] | foreach({$_})']],
    ['keywords as arguments', 'Get-X if -For while; $if', ['Get-X(if -For while)', '$if']],
  ])('%s', (_name, text, expected) => {
    expect(parse(text)).toEqual(expected);
    checkRanges(text);
  });

  test('a parameter stands where it is written, with every dash', () => {
    const text = 'Set-X \u2013Name a -Value:"b c"';
    const [statement] = parseScript(text).root.statements;
    const command = (statement as unknown as { elements: CommandNode[] }).elements[0]!;
    expect(command.elements.map(({ range }) => text.slice(range.start, range.end))).toEqual(['\u2013Name', 'a', '-Value:"b c"']);
  });
});

describe('text', () => {
  test.each<[string, string, string[]]>([
    [
      'nested parts',
      '"a $( Get-X "b $(1 + 2) $c" ) $d.e \u0024{f}g $h:i $($j.k)"',
      ['"a <$(Get-X("b <$((#1 + #2))> <$c>"))> <$d>.e <$f>g <$h:i> <$($j.k)>"'],
    ],
    ['doubled quotes', `"a""b"; 'c''d'`, ['"a"b"', "'c'd'"]],
    ['a dollar that is one', '"$ 5$" + "`$x"', ['("$ 5$" + "$x")']],
    ['a colon behind a variable', '"$a: $b::c"', ['"<$a>: <$b>::c"']],
    ['a here-string', "$x = @'\na 'b' $c\n \"@\n'@\nGet-X", ['$x = "a \'b\' $c\n "@"', 'Get-X()']],
    ['a here-string that expands', '@"\r\nA $b\r\nC $(1)\r\n"@; y', ['"A <$b>\r\nC <$(#1)>"', 'y()']],
    ['an empty here-string', '@"\n"@\nx', ['""', 'x()']],
    ['code in a here-string is text', '@"\nNew-NetLbfoTeam T A\n# x\n<# y\n"@\nz', ['"New-NetLbfoTeam T A\n# x\n<# y"', 'z()']],
    ['text over lines', '$x = "a\nb"\ny', ['$x = "a\nb"', 'y()']],
  ])('%s', (_name, text, expected) => {
    expect(parse(text)).toEqual(expected);
    checkRanges(text);
  });
});

describe('expressions', () => {
  test.each<[string, string, string[]]>([
    ['precedence', '1 + 2 * 3 - 4', ['((#1 + (#2 * #3)) - #4)']],
    ['comparisons and logic', '$a -eq 1 -and -not $b -or $c -like "x*"', ['((($a -eq #1) -and (-not $b)) -or ($c -like "x*"))']],
    ['typographic dash operators', '$a \u2013eq 1; 5 \u2013 3', ['($a -eq #1)', '(#5 - #3)']],
    ['commas bind more tightly', "'{0}-{1}' -f $a, $b", ["('{0}-{1}' -f [$a $b])"]],
    ['ranges', '1..$n; 4..1; 1..3 | x', ['(#1 .. $n)', '(#4 .. #1)', '(#1 .. #3) | x()']],
    ['division by a unit', '$x/1GB; 100MB/1KB; (100MB)', ['($x / #1073741824)', '(#104857600 / #1024)', '(#104857600)']],
    ['numbers side by side', '5*2; 5-3; -4', ['(#5 * #2)', '(#5 - #3)', '#-4']],
    [
      'casts',
      '[int]"5"; [string[]]$x; [Math]::Max(1, 2); [int] $y',
      ['<int>"5"', '<string[]>$x', '<Math>::Max(#1 #2)', '<int>$y'],
    ],
    ['members', '$a.b.c(1).d[0]["x"]; $a."b c"; $a.$b', ['$a.b.c(#1).d[#0]["x"]', '$a."b c"', '$a.$b']],
    ['a method with a block', '$AllNodes.Where{$_.Role -eq 1}.NodeName', ['$AllNodes.Where({($_.Role -eq #1)}).NodeName']],
    ['counting', '$i++; $i--; ++$i', ['(++ $i)', '(-- $i)', '(++ $i)']],
    ['a list of one', ',5', ['[#5]']],
    ['unary words', '-join $x; !$y; -split "a b"', ['(-join $x)', '(! $y)', '(-split "a b")']],
    [
      'assignments',
      '$a = $b = 1; $c += 2; $d -= 1; $e, $f = 1, 2; $g.h = 3; $i["j"] = 4',
      ['$a = $b = #1', '$c += #2', '$d -= #1', '[$e $f] = [#1 #2]', '$g.h = #3', '$i["j"] = #4'],
    ],
    ['typed assignments', '[int]$a = 5; [ValidateSet("x","y")][string]$b = "x"', ['<int>$a = #5', '<string>$b = "x"']],
    ['statements as values', '$x = if ($a) { 1 } else { 2 }', ['$x = if $a {#1} else {#2}']],
    ['tables', "@{ a = 1; 'b c' = $x\n d.e=2,3\n\n f = @{ g = { 1 } } # h\n}", ["@{a=#1; 'b c'=$x; d.e=[#2 #3]; f=@{g={#1}}}"]],
    ['items separated by lines alone', "@(\n @{ a = 1 }\n\n @{ a = 2 }\n 'x'\n)", ["@(@{a=#1}; @{a=#2}; 'x')"]],
    ['a comment inside of a list', "$x = 'a', # one\n 'b'", ["$x = ['a' 'b']"]],
  ])('%s', (_name, text, expected) => {
    expect(parse(text)).toEqual(expected);
    checkRanges(text);
  });
});

describe('statements', () => {
  test.each<[string, string, string[]]>([
    ['if', 'if ($a) { b }\n# c\nelseif ($d) { e }\nelse\n{ f }\ng', ['if $a {b()} elseif $d {e()} else {f()}', 'g()']],
    ['foreach', 'foreach ($n in 1..3) { x $n }', ['foreach $n in (#1 .. #3) {x($n)}']],
    ['foreach of a workflow', 'foreach -Parallel -ThrottleLimit 5 ($n in $m) { x }', ['foreach $n in $m {x()}']],
    ['for', 'for ($i = 0; $i -lt 3; $i++) { x }; for (;;) { y }', ['for $i = #0 ($i -lt #3) (++ $i) {x()}', 'for - - - {y()}']],
    [
      'while and do',
      'while ($a) { b }\ndo { c } while ($d)\ndo { e }\nuntil ($f)',
      ['while - $a - {b()}', 'do - $d - {c()}', 'do - not $f - {e()}'],
    ],
    [
      'switch',
      'switch ($a){"A"{b} "B"{c; break}\n 3 { d }; $x { e } default { f }}',
      ['switch $a "A" {b()} "B" {c(); break} #3 {d()} $x {e()} default {f()}'],
    ],
    [
      'switch with options and blocks',
      'switch -Wildcard -CaseSensitive ($a) { a* { 1 } { $_ -gt 5 } { 2 } }',
      ['switch -wildcard -casesensitive $a a* {#1} {($_ -gt #5)} {#2}'],
    ],
    [
      'labels',
      ':outer foreach ($a in $b) { :in while (1) { continue outer; break in; break } }',
      [':outer foreach $a in $b {:in while - #1 - {continue outer; break in; break}}'],
    ],
    [
      'try',
      'try { a } catch [System.Exception], [X] { b } catch { c } finally { d }',
      ['try {a()} catch {b()} catch {c()} finally {d()}'],
    ],
    ['trap', 'trap { a; continue }', ['try {} catch {a(); continue}']],
    [
      'functions',
      'function A ($x, [switch]$y = $true) { return $x }\nfunction B { param([int]$z = 5) $z }\nfilter C { $_ }',
      ['function A {|$x ?$y=$true| return $x}', 'function B {|$z=#5| $z}', 'function C {$_}'],
    ],
    ['a function of parts', 'function A { begin { 1 } process { 2 } end { 3 } }', ['function A {{#1}; {#2}; {#3}}']],
    ['param and a command on one line', 'param($a = 1, $b) Get-X $a', ['{|$a=#1 $b| }', 'Get-X($a)']],
    [
      'no comma in a default',
      'param($a = 1 + 2, $b = @(1, 2), [string]$c = "x,y")',
      ['{|$a=(#1 + #2) $b=@([#1 #2]) $c="x,y"| }'],
    ],
    [
      'blocks',
      'Invoke-Command -ScriptBlock { param($n) x $n } -ArgumentList 1',
      ['Invoke-Command(-ScriptBlock {|$n| x($n)} -ArgumentList #1)'],
    ],
    ['classes and enumerations hold nothing', 'class A { [int] $b; C() { New-NetLbfoTeam X } }\nenum E { a; b }\nx', ['x()']],
    [
      'a configuration',
      "Configuration A { param($x) Node 'hv01' { VMSwitch B { Name = 'c' } } }",
      ["configuration A {|$x| Node('hv01' {VMSwitch(B {Name(= 'c')})})}"],
    ],
    ['Configuration as a command', 'Configuration -Name A', ['Configuration(-Name A)']],
    ['jumps', 'return; throw "x"; exit 1', ['return', 'throw "x"', 'exit #1']],
    ['a closing bracket too many', 'a } ) b', ['a()', 'b()']],
    ['a block that is never closed', 'if ($a) { b', ['if $a {b()}']],
    [
      'conflict marks',
      'a\n<<<<<<< HEAD\nb 1\n=======\nb 2\n>>>>>>> other\nc',
      ['a()', 'HEAD()', 'b(#1)', '=======()', 'b(#2)', 'other()', 'c()'],
    ],
    ['a line continued as in bash', 'az x \\\n  --name y\nb', ['az(x \\)', 'b()']],
  ])('%s', (_name, text, expected) => {
    const found = parse(text);
    if (_name.startsWith('a line continued')) expect([found[0], found.at(-1)]).toEqual(expected);
    else expect(found).toEqual(expected);
    checkRanges(text);
  });

  test('attributes and comments inside of param', () => {
    const text = `[CmdletBinding()]
param(
  [Parameter(Mandatory = $true, Position = 0)] [ValidateScript({ Test-Path $_ # ) ] }
  })] [string] $Path,
  <# [string] $Old = 'x', #>
  [Alias('a]b')] [ValidateSet("x", 'y)')]
  [switch] $Force,
  # $Never,
  $Vlans = @(10, 20),
  [Parameter(ValueFromPipelineByPropertyName)] $Last
)
x`;
    const { root } = parseScript(text);
    expect(root.parameters.map(({ name, isSwitch, fromPipeline }) => [name, isSwitch, fromPipeline])).toEqual([
      ['Path', false, false],
      ['Force', true, false],
      ['Vlans', false, false],
      ['Last', false, true],
    ]);
    expect(root.statements.map(say).at(-1)).toBe('x()');
    checkRanges(text);
  });

  test('comments, each once', () => {
    const text = '# a\nif ($x) { y } # b\n<# c #>\n# d\nz <# e #> + 1 #f';
    expect(parseScript(text).comments.map(({ start, end }) => text.slice(start, end))).toEqual([
      '# a',
      '# b',
      '<# c #>',
      '# d',
      '<# e #>',
      '#f',
    ]);
  });
});

/** A script with every construct, to be cut and disturbed. */
const SAMPLE = `#requires -Modules Hyper-V
param([Parameter(Mandatory)][ValidateScript({ $_ -match 'x' })][string]$Name = "a $(1 + (2))", [switch]$Force)
$map = @{ A = 1; 'b' = @(1, 2), $null; c = @{ d = "e\`n$($Name.Length)" } }
foreach ($n in 1..4) { New-VM "VM$n" -MemoryStartupBytes 4GB \`
  -SwitchName \u201cS\u201d \u2013Generation 2 | Out-Null }
switch -Wildcard ($Name) { 'a*' { break } { $_ } { continue outer } default { 1 } }
Invoke-Command -Session $s -ScriptBlock { param($x) & $using:f @x -Y:$x[0].z } -ArgumentList $map['a']
try { throw 'x' } catch [A.B], [C] { } finally { do { $i++ } until ($i -ge 5 -or -not $j) }
@"
here $Name $(Get-X -Y "z")
"@ -split "\`n" | % { $_.Trim() } | ? Name -EQ 'x'
function F([int[]]$a, $b = { 1 }) { begin { } process { return ,$a } }
Configuration C { Node 'n' { VMSwitch S { Name = 'x'; Ensure = 'Present' } } }
:outer for ($i = 0; $i -lt 3; $i += 1) { if ($a) { 1 } elseif ($b) { 2 } else { 3 } } # end
`;

describe('hostile input', () => {
  test('cut at every character', () => {
    for (let end = 0; end <= SAMPLE.length; end++) expect(() => parseScript(SAMPLE.slice(0, end))).not.toThrow();
    for (let start = 0; start <= SAMPLE.length; start += 3) expect(() => parseScript(SAMPLE.slice(start))).not.toThrow();
    checkRanges(SAMPLE);
  });

  test('random characters', () => {
    const random = seeded(7);
    const alphabet = [
      ...'(){}[]@$"\'`|;,&.:=-+*/<>#\n\r \\~%!?',
      '\u2013',
      '\u2011',
      '\u201c',
      '\u2019',
      '@{',
      '@(',
      '$(',
      '@"\n',
      '<#',
      '#>',
      'if',
      'foreach ',
      'function ',
      'param',
      'x',
      '1',
      '\u00e9',
      '\ud83d',
    ];
    for (let i = 0; i < 400; i++) {
      const text = Array.from({ length: 120 }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
      expect(() => checkRanges(text)).not.toThrow();
    }
  });

  test.each([
    ['groups', '(', ')'],
    ['blocks', '{', '}'],
    ['tables', '@{a=', '}'],
    ['text', '"$(', ')"'],
    ['words', 'x $(x $a[', '])z'],
    ['functions without a body', 'function f($x = $(', '))'],
    ['configurations without a body', 'configuration "$(', ')"'],
    ['defaults', 'param($a = 1, $b = $(', '))'],
    ['labels', ':a ', 'x'],
    ['not', '! ', '$x'],
    ['conditions', 'if (', ') {}'],
  ])('%s nested too deep', (_name, open, close) => {
    const nested = (n: number) => parseScript(open.repeat(n) + close.repeat(n));
    expect(nested(30).tooDeep).toBeUndefined();
    expect(nested(100_000).tooDeep).toBeGreaterThan(0);
  });

  test.each([
    ['statements', 'Set-X -Name a -Value "b $c"\n'],
    ['one line', 'a -b c; '],
    ['items', '1,'],
    ['terms', '1+'],
    ['members', '.a'],
    ['indexes', '[0]'],
    ['open brackets of types', '[['],
    ['open quotes', `'`],
    ['digits', '1'],
    ['a digit and a letter', '1a'],
    ['comments', '# x\n'],
    ['open comments', '<#'],
    ['blank lines', '\r\n'],
    ['backticks', '`'],
    ['pipes', '|'],
    ['equals', '$a='],
    ['keywords without anything', 'foreach -a;'],
    ['functions without a body', 'function x\n'],
    ['switches', 'switch -a;'],
    ['classes', 'class x;'],
    ['attributes', '[Parameter('],
    ['else', 'if(1){}else{}'],
    ['elseif and comments', 'if(1){}#x\nelseif(1){}#y\n'],
    ['dashes', '-'],
    ['dollars', '$'],
    ['text', '"a$b"'],
  ])('linear in %s', (_name, piece) => {
    const time = (n: number): number => {
      const text = piece.repeat(Math.ceil(n / piece.length));
      const start = performance.now();
      parseScript(text);
      return performance.now() - start;
    };
    time(20_000);
    // Eight times the text takes about eight times as long, not sixty-four times: generous, for machines that do other things too.
    const [small, large] = [time(25_000), time(200_000)];
    expect(large).toBeLessThan(Math.max(small, 4) * 40);
  });
});
