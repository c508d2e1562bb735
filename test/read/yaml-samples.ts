/** Numbers in all forms of the YAML 1.2 core schema, and what only looks like one. */
const NUMBERS = [
  ...['0', '00', '-0', '+1', '0711', '0899', '12345678901234567890', '9007199254740993', '1_000', '0b1', '0o17', '0o8', '-0o17'],
  ...['0x1F', '0X1F', '0x', '-0x1F', '0x1G', '1e3', '1E3', '1.5e+3', '1e', 'e3', '1e400', '-1e400', '1e-400', '.5', '5.', '-.5'],
  ...['+.5', '.', '-', '+', '.5e3', '1.e3', '1.5.2', '16.10', '1.0', '.inf', '-.INF', '+.Inf', '.nan', '.NaN', '.NAN', '+.nan'],
  ...['nan', 'inf', '00155E500101', '60E000000005', '101010101105', '10:20:30:40:50:59', '18:30', '2001-01-01', '192.168.1.1'],
];

/** Words that YAML 1.1 or 1.2 may take for something. */
const WORDS = [
  '~',
  'null',
  'Null',
  'NULL',
  'nUll',
  'true',
  'True',
  'TRUE',
  'tRUE',
  'y',
  'yes',
  'no',
  'On',
  'off',
  'OFF',
  '',
  'é',
  '😀',
];

/** YAML texts of every sort, right and wrong. */
export const YAML_TEXTS: readonly string[] = [
  ...[...NUMBERS, ...WORDS].flatMap((word) => [`a: ${word}`, `- ${word}`, `[${word}]`]),
  // documents
  ...[
    '',
    '\n',
    '# only\n',
    '---\n',
    '---\n---\n',
    'a: 1\n...\n',
    '---\na: 1\n...\n---\nb: 2\n',
    '--- a\n--- b',
    '--- {a: 1}\n---\n- 1\n',
  ],
  ...[
    '--- |\n x\n--- >\n y\n',
    'a: 1\n---\nb: 2\n---\n',
    'a: 1\n---x\n',
    '---x: 1',
    'a: 1\n... # c\nb: 2',
    '[]',
    '{}',
    '""',
    'plain text',
  ],
  // block collections
  ...[
    'a:\n  b: 1\n  c:\n    - 1\n    - d: 2\n      e: 3\n',
    '- - a\n  - b',
    '- - -',
    '-\n- a',
    '- a: 1\n  b: 2\n- c',
    'a:\n- 1\n- 2\nb: 3',
  ],
  ...[
    'a:   \n  \n  b: 1\n',
    'a: - b',
    'a: b: c',
    'a:\n  b: 1\n c: 2',
    'a: 1\n b: 2',
    'a: 1\n  b: 2',
    '- 1\n 2',
    '-a',
    '-a: 1',
    ':a: 1',
    ':',
    '-',
    '?',
  ],
  ...['? a\n: 1', '? a\n? b', '? [a, b]\n: 1', '? {a: 1}\n: 2', '- ? a\n  : b', '? ""\n: 1', 'a\n b: 1', '"a\n b": 1'],
  // keys that are no text
  ...[
    'null: 1',
    '~: 1',
    ': 1',
    '1: 2',
    '1.0: 2',
    '0x10: 1',
    'true: 3',
    'True: 3',
    '-0: 1',
    '.inf: 1',
    '"": 1',
    '[a]: 1',
    '{a: 1}: 2',
  ],
  // flow collections
  ...[
    '[a, b: 1, {c: d}]',
    '{a, b: 1}',
    '{a: , b: }',
    '[,]',
    '[a,]',
    '{a: 1,}',
    '[a,,b]',
    '{a: 1, , b: 2}',
    '{"a":1}',
    '{a:1}',
    '["a":1]',
  ],
  ...[
    'a: [x\n]',
    'a: [\nx\n]',
    'a: [\n  x,\n  y\n]\n',
    'a:\n  {x: 1,\n y: 2}\n',
    'a: [1, # c\n 2]',
    'a: [x]y',
    'a: {b: c}d',
    'a: [',
    'a: {',
    'a: ]',
  ],
  ...[
    'a: {b1000000-0000-0000-0000-000000000000}',
    '- ::',
    'a: ::',
    'a: [ :: ]',
    'a: [fe80::, ::1]',
    'a: {{ x }}',
    'a: << Replace >>',
  ],
  // quotes
  ...[
    'a: "x\\n\\u00e9\\x41"',
    "a: 'it''s'",
    'a: "multi\n  line"\n',
    'a: "esc\\\n  line"\n',
    "a: 'x\n\n  y'",
    'a: "\\q"',
    'a: "\\x4"',
    'a: "x',
    "a: 'x",
  ],
  ...['a: "x"y', "a: 'x'y", "a: 'b'\n c: d", 'a: "   x  "', '"a" : 1\n"b": 2'],
  // plain and block scalars
  ...[
    'a: plain\n  multi\n  line\n',
    'a: x\n\n  y',
    'a:    x   ',
    'a: x#y',
    'a: x #y',
    'a: #x',
    'a: @x',
    'a: `x',
    'a: %x',
    'a: ,x',
    'a: ?x',
    'a: -x',
  ],
  ...[
    'a: |\n  x\n  y\n',
    'a: |-\n  x\n',
    'a: |+\n  x\n\n',
    'a: >\n  x\n  y\n\n  z\n',
    'a: >-\n  x\n   y\n',
    'a: |2\n   x\n',
    'a: |\n\n  x\n',
  ],
  ...[
    'a: |\n   x\n  y\n',
    'a: >\n\n\n',
    'a: |\n',
    'a: |\nb: 1',
    'a: |x',
    'a: >2\n x',
    'a: |1-\n x',
    'a: |-1\n x',
    'a: |0\n x',
    'a: |10\n x',
  ],
  // comments, tabs, line ends
  ...[
    '#c\na: 1\n  # d\nb: 2',
    'a: 1 # c',
    'a: 1# c',
    'a: # c\n  b',
    '\ta: 1',
    'a:\t1',
    'a: 1\t',
    'a: 1\t# c',
    'a:\n\tb: 1',
    'a:\n  - x\n\t- y',
    '- \ta',
  ],
  ...[
    'a: 1\r\nb: 2\r\n',
    'a: |\r\n  x\r\n  y\r\n',
    'a: "x\r\n  y"\r\n',
    'a: x\r\n  y\r\n',
    '- a\r\n-\r\n  b: c\r\n',
    '\ufeffa: 1',
    'a: \u0085x',
    'a: \u2028x',
    'a: \u0000',
    'a: \u0007',
  ],
  // anchors, aliases, merge keys
  ...[
    'a: &x 1\nb: *x',
    'a: &x {k: 1}\nb: *x',
    '- &x\n- *x',
    'a: &x\nb: *x',
    '&a a: 1',
    '&x a: *x',
    'a: &x b\n*x : 1',
    'a: *nope',
    'a: &x 1\nb: &x 2\nc: *x',
  ],
  ...['a: &x\n  k: &x 1\nb: *x', 'a: &x 1\n---\nb: *x', 'a: &a &b c', 'a: &x *x', 'a: &', 'a: *', '*x : 1'],
  ...[
    'a: &x {k: 1}\nb: {<<: *x, l: 2}',
    'a: &x {k: 1}\nb: {k: 3, <<: *x}',
    'a: &x {k: 1}\nb: &y {l: 2}\nc:\n  <<: [*x, *y, {k: 9, m: 3}]\n  l: 4\n',
  ],
  ...[
    '<<: {a: 1}\n<<: {b: 2}',
    '<<: {a: 1}\n<<: {a: 2}',
    'a: &x {k: 1}\nb: &y {<<: *x, l: 1}\nc: {<<: *y}',
    '"<<": {a: 1}',
    '<<: 1',
    '<<: [1]',
    '<<: null',
    '<<:',
  ],
  // tags and directives
  ...[
    'a: !!str 12',
    'a: ! 12',
    'a: !!int "12"',
    'a: !!null ""',
    'a: !!str',
    'a: !!str\nb: 1',
    'a: !foo 1',
    'a: !',
    '!!map {a: 1}',
    'a: !!str !!str x',
  ],
  ...[
    '%TAG ! tag:x,2000:\n---\na: !b 1',
    '%YAML 1.2\n---\na: yes',
    '%YAML 1.1\n---\na: yes',
    '%YAML 1.1\n---\na: 0711',
    '%FOO bar\n---\na: 1',
    '%x',
  ],
  // names that objects have already
  ...[
    '__proto__: 1',
    '__proto__: {a: 1}',
    'constructor: 1',
    'toString: {a: 1}',
    'a: {<<: {__proto__: 1}}',
    'a: {<<: {__proto__: {x: 1}}, y: 2}',
  ],
  // the files hvlint is for
  'kind: host\nname: hv01\nnics:\n  - name: NIC1\n    vlanId: 42 # c\n  - { name: NIC2, advancedProperties: { VlanID: 0, "*Jumbo": 9014 } }\nteams:\n- name: Team1\n  members: [NIC1, NIC2]\n',
  '# head\n---\nkind: switch\nname: "tor1"\nports:\n  - &p\n    name: Ethernet1/1\n    allowedVlans: "1,10-20"\n  - <<: *p\n    name: Ethernet1/2\n...\n---\nkind: vm\nname: web01\nmetadata: |\n  any # text\n  hvlint-disable\n',
];

/** Numbers from 0 (inclusive) to n (exclusive), the same for the same seed. */
export function random(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  };
}

/** A random document that is right: nested collections in both styles, all sorts of scalars, comments, anchors and aliases. */
export function generateYaml(seed: number): string {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;
  const anchors: string[] = [];
  const scalars = [
    ...NUMBERS.filter((n) => n !== '-'),
    'x',
    'two words',
    'a-b',
    'http://x/y',
    'ümlaut',
    '😀',
    'true',
    'On',
    '~',
    'null',
    'C:\\x',
    'a#b',
    '-x',
    '(z)',
  ];
  const quoted = (): string => pick([`'it''s'`, `"tab\\t"`, `"\\u00e9 \\\\"`, `''`, `"a: b # c"`, `'[x]'`, `"Ethernet1/1"`]);
  const scalar = (): string => {
    if (anchors.length > 0 && next(12) === 0) return `*${pick(anchors)}`;
    const text = next(3) === 0 ? quoted() : pick(scalars);
    if (next(15) > 0) return text;
    const name = `s${anchors.length}`;
    anchors.push(name);
    return `&${name} ${text}`;
  };
  const flow = (depth: number): string => {
    const inner = (): string =>
      depth > 0 && next(3) === 0 ? flow(depth - 1) : pick([quoted(), 'x', '7', 'NIC1', 'true', '0x1F']);
    const many = Array.from({ length: next(4) }, inner);
    return next(2) === 0 ? `[${many.join(', ')}]` : `{ ${many.map((value, i) => `k${i}: ${value}`).join(', ')} }`;
  };
  const comment = (): string => (next(6) === 0 ? ' # note' : '');
  const node = (indent: string, depth: number): string => {
    const sort = next(depth > 0 ? 8 : 4);
    if (sort < 2) return ` ${scalar()}${comment()}\n`;
    if (sort === 2) return ` ${flow(2)}${comment()}\n`;
    if (sort === 3)
      return ` ${pick(['|', '>', '|-', '>-', '|+'])}\n${indent}  first # line\n${indent}   more\n${next(2) ? '\n' : ''}${indent}  last\n`;
    return `${comment()}\n${next(5) === 0 ? `${indent}  # above\n` : ''}${sort < 6 ? mapping(`${indent}  `, depth - 1) : list(`${indent}  `, depth - 1)}`;
  };
  const mapping = (indent: string, depth: number): string =>
    Array.from(
      { length: 1 + next(4) },
      (_, i) => `${indent}${pick([`key${i}`, `"key${i}"`, `'key ${i}'`, `k${i}.x`])}:${node(indent, depth)}`,
    ).join('');
  const list = (indent: string, depth: number): string =>
    Array.from({ length: 1 + next(4) }, () => (next(9) === 0 ? `${indent}-\n` : `${indent}-${node(indent, depth)}`)).join('');
  const document = (): string => {
    anchors.length = 0;
    return next(4) === 0 ? list('', 3) : mapping('', 3);
  };
  const text = `${next(5) === 0 ? '# head\n' : ''}${Array.from({ length: 1 + next(3) }, document).join('---\n')}`;
  return next(4) === 0 ? text.replaceAll('\n', '\r\n') : text;
}

/** A text with one to three small accidents. */
export function mutate(text: string, seed: number): string {
  const next = random(seed);
  const bits = [
    ' ',
    '  ',
    '\n',
    '\n  ',
    '- ',
    '-',
    ': ',
    ':',
    '#',
    ' #',
    '[',
    ']',
    '{',
    '}',
    ',',
    "'",
    '"',
    '&a ',
    '*a',
    '|',
    '>',
    '!',
    '!!str ',
    '%',
    '---\n',
    '...\n',
    '? ',
    '<<: ',
    '\t',
    '\\',
    '@',
    '0',
    'x',
    '.',
    '~',
    'é',
    '`',
    '=',
  ];
  let result = text;
  for (let i = next(3); i >= 0; i--) {
    const at = next(result.length + 1);
    const bit = bits[next(bits.length)]!;
    const sort = next(4);
    const from = next(result.length);
    if (sort === 0) result = result.slice(0, at) + result.slice(at + 1 + next(3));
    else if (sort === 1) result = result.slice(0, at) + bit + result.slice(at + bit.length);
    else if (sort === 2) result = result.slice(0, at) + result.slice(from, from + next(12)) + result.slice(at);
    else result = result.slice(0, at) + bit + result.slice(at);
  }
  return result.replace(/\r(?!\n)/g, '');
}
