// Turns schemas/*.schema.json into src/read/generated/: standalone ajv validators and TypeScript types of the documents.
// Generated at build time because compiling the schemas costs more than a whole small lint.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv2020, { _ } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}src/read/generated/`;
/** Kinds of documents; the report and configuration schemas validate other things. */
const KINDS = [
  'host',
  'switch',
  'vm',
  'cluster',
  'cabling',
  'network-virtualization',
  'replica-server',
  'replica-plan',
  'file-server',
];
const OTHER = ['config', 'suppressions'];

const schemas = new Map(
  readdirSync(`${root}schemas`)
    .filter((f) => f.endsWith('.schema.json'))
    .map((f) => [f, JSON.parse(readFileSync(`${root}schemas/${f}`, 'utf8'))]),
);

/** Every form a value of an enumeration may be written in (lower-case), to its canonical form. */
function enumTable(node) {
  const table = {};
  for (const value of node.enum) table[String(value).toLowerCase()] = value;
  for (const [form, value] of Object.entries(node['x-synonyms'] ?? {})) table[form.toLowerCase()] = value;
  for (const [number, value] of Object.entries(node['x-numbers'] ?? {})) table[number] = value;
  const legacy = Object.keys(node['x-legacy'] ?? {});
  for (const form of legacy) table[form] = node['x-legacy'][form];
  return { table, legacy };
}

/** The schema as ajv gets it: enumerations in any case, text that may look like a number, our own annotations out of the way. */
function forAjv(node) {
  if (Array.isArray(node)) return node.map(forAjv);
  if (node === null || typeof node !== 'object') return node;
  const copy = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties' || key === '$defs' || key === 'patternProperties')
      copy[key] = Object.fromEntries(Object.entries(value).map(([k, v]) => [k, forAjv(v)]));
    else if (key === 'enum' && value.every((v) => typeof v === 'string')) copy['x-enum'] = enumTable(node);
    else if (!key.startsWith('x-') && key !== 'description' && key !== 'title') copy[key] = forAjv(value);
  }
  return copy;
}

const ajv = new Ajv2020({
  code: { source: true, esm: true, lines: false },
  allErrors: true,
  strict: false,
  inlineRefs: 4,
  messages: true,
  ownProperties: false,
});
ajv.addKeyword({
  keyword: 'x-enum',
  error: {
    message: 'must be one of the known values',
    params: ({ params }) => _`{ canonical: ${params.canonical}, written: ${params.written} }`,
  },
  code(cxt) {
    const { gen, data, schema, it } = cxt;
    const table = gen.scopeValue('obj', {
      key: JSON.stringify(schema),
      ref: schema,
      code: new Function('_', `return _\`new Map(${JSON.stringify(Object.entries(schema.table))})\``)(_),
    });
    const exact = gen.scopeValue('obj', {
      key: `=${JSON.stringify(schema)}`,
      ref: schema,
      code: new Function('_', `return _\`new Set(${JSON.stringify([...new Set(Object.values(schema.table))])})\``)(_),
    });
    const legacy = gen.scopeValue('obj', {
      key: `~${JSON.stringify(schema)}`,
      ref: schema,
      code: new Function('_', `return _\`new Set(${JSON.stringify(schema.legacy)})\``)(_),
    });
    gen.if(_`!${exact}.has(${data})`, () => {
      const written = gen.const('written', data);
      const canonical = gen.const(
        'canonical',
        _`typeof ${data} === 'object' ? undefined : ${table}.get(String(${data}).trim().toLowerCase())`,
      );
      cxt.setParams({ canonical, written });
      gen.if(_`${canonical} !== undefined`, () => gen.assign(_`${it.parentData}[${it.parentDataProperty}]`, canonical));
      // Made canonical and still reported: the same word in other letters (reading/enum-casing), and a name of former times.
      gen.if(
        _`${canonical} === undefined || ${legacy}.has(String(${written}).trim().toLowerCase()) || (typeof ${written} === 'string' && ${written}.trim().toLowerCase() === ${canonical}.toLowerCase())`,
        () => cxt.error(),
      );
    });
  },
});
for (const [file, schema] of schemas) ajv.addSchema(forAjv(schema), file);

const validator = (name) => `validate_${name.replaceAll('-', '_')}`;
const names = [...KINDS, ...OTHER].filter((name) => schemas.has(`${name}.schema.json`));
const code = standaloneCode.default(ajv, Object.fromEntries(names.map((name) => [validator(name), `${name}.schema.json`])));
const table = `export const VALIDATORS = { ${names.map((name) => `'${name}': ${validator(name)}`).join(', ')} };`;
mkdirSync(out, { recursive: true });
// ajv's own run-time helpers are CommonJS: bundling them makes the module plain ESM.
await build({
  stdin: { contents: `${code}\n${table}\n`, resolveDir: root, loader: 'js' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  outfile: `${out}validators.js`,
  logLevel: 'error',
});
writeFileSync(
  `${out}validators.d.ts`,
  `export interface SchemaError { instancePath: string; schemaPath: string; keyword: string; params: Record<string, unknown>; message?: string }
interface Validate { (data: unknown): boolean; errors?: SchemaError[] | null }
export const VALIDATORS: { ${names.map((n) => `readonly '${n}': Validate`).join('; ')} };
`,
);

const deref = (file, ref) => {
  const [target, pointer] = ref.split('#');
  const base = target || file;
  return {
    file: base,
    node: (pointer ?? '')
      .split('/')
      .slice(1)
      .reduce((n, step) => n[step], schemas.get(base)),
  };
};

/** TypeScript type of a schema node; every named definition becomes its own interface. */
function typeOf(file, node) {
  if (node.$ref) {
    const target = deref(file, node.$ref);
    return target.node.type === 'object' || (Array.isArray(target.node.type) && target.node.properties) || target.node.enum
      ? typeName(node.$ref.split('/').pop())
      : typeOf(target.file, target.node);
  }
  if (node['x-vlan-list']) return 'VlanListText';
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum) return node.enum.map((v) => JSON.stringify(v)).join(' | ');
  const types = [node.type ?? 'unknown'].flat();
  return types
    .map((type) => {
      if (type === 'integer') return 'number';
      if (type === 'array') return `readonly (${typeOf(file, node.items)})[]`;
      if (type !== 'object') return type;
      if (node.properties) return objectType(file, node);
      return node.additionalProperties?.type
        ? `Readonly<Record<string, ${typeOf(file, node.additionalProperties)}>>`
        : 'Readonly<Record<string, unknown>>';
    })
    .join(' | ');
}
function objectType(file, node) {
  const required = new Set(node.required ?? []);
  return `{ ${Object.entries(node.properties)
    .filter(([key]) => key !== '$hvlint' && key !== 'metadata')
    .map(
      ([key, value]) => `/** ${describe(file, value)} */ readonly ${key}${required.has(key) ? '' : '?'}: ${typeOf(file, value)}`,
    )
    .join('; ')} }`;
}
const describe = (file, node) =>
  (node.description ?? (node.$ref ? deref(file, node.$ref).node.description : '') ?? '').replaceAll('*/', '* /');
const typeName = (name) => `${name[0].toUpperCase()}${name.slice(1).replaceAll(/-./g, (part) => part[1].toUpperCase())}Data`;
let types =
  '// Types of the documents, generated from schemas/ by scripts/generate-validators.mjs.\n\n/** VLAN IDs as written: "1,10-20", "all", "none", a number, or a list. */\nexport type VlanListText = string | number | readonly (string | number)[];\n';
for (const [file, schema] of schemas) {
  if (!KINDS.some((kind) => file === `${kind}.schema.json`) && file !== 'shared.schema.json') continue;
  for (const [name, node] of Object.entries(schema.$defs ?? {})) {
    if (node.type !== 'object' && !node.enum && !(Array.isArray(node.type) && node.properties)) continue;
    types += `\n/** ${describe(file, node)} */\nexport type ${typeName(name)} = ${Array.isArray(node.type) && node.properties ? objectType(file, node) : typeOf(file, node)};\n`;
  }
  if (file !== 'shared.schema.json')
    types += `\n/** ${schema.description} */\nexport type ${typeName(schema.title)} = ${objectType(file, schema)};\n`;
}
types += `\n/** The data of each kind of document. */\nexport interface KindData { ${KINDS.map((kind) => `readonly '${kind}': ${typeName(kind)}`).join('; ')} }\n`;

types += `\nexport type Kind = keyof KindData;\nexport const KINDS: readonly Kind[] = ${JSON.stringify(KINDS)};\n`;
writeFileSync(`${out}documents.ts`, types);

/** The schemas without descriptions: validation messages look up keys, values and rules in them. */
const bare = (node) =>
  Array.isArray(node)
    ? node.map(bare)
    : node && typeof node === 'object'
      ? Object.fromEntries(
          Object.entries(node).flatMap(([k, v]) => (k === 'description' && typeof v === 'string' ? [] : [[k, bare(v)]])),
        )
      : node;
writeFileSync(
  `${out}schemas.ts`,
  `// schemas/ for the messages of validation, generated by scripts/generate-validators.mjs.\nimport type { SchemaNode } from '#read/schema-node';\nconst schemas: unknown = ${JSON.stringify(Object.fromEntries([...schemas].filter(([f]) => !/^(?:report|trace|capacity)\./.test(f)).map(([f, n]) => [f, bare(n)])))};\nexport const SCHEMAS = schemas as Readonly<Record<string, SchemaNode>>;\n`,
);

/** The schemas of documents with their descriptions, for editors; notes and suppressions are the same everywhere. */
writeFileSync(
  `${out}described.ts`,
  `// schemas/ with their descriptions, for help while typing, generated by scripts/generate-validators.mjs.\nimport type { SchemaNode } from '#read/schema-node';\nconst schemas: unknown = ${JSON.stringify(Object.fromEntries([...KINDS, 'shared'].map((kind) => [`${kind}.schema.json`, schemas.get(`${kind}.schema.json`)])))};\nexport const DESCRIBED = schemas as Readonly<Record<string, SchemaNode>>;\n`,
);
