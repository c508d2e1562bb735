import type { Hover, HoverParams } from 'vscode-languageserver/node';
import type { Finding } from '#lint/finding';
import { docsOf } from '#report/report';
import { ruleHelp } from '#report/rule-help';
import type { Path, Range, SourceFile } from '#text/source-file';
import { describe, describeVlan } from './describe.ts';
import type { Feature, ServerContext } from './feature.ts';
import { Markup } from './markup.ts';
import { type NamedAt, namedAt } from './named-at.ts';
import { defaultText, expectedText, schemaAt } from './schema-help.ts';
import type { ValueAt } from './session.ts';

/** Most findings and hosts of one thing that are told of. */
const MOST = 3;

/** What a key means, what a name is connected to, why something is reported. */
export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register(context) {
    context.connection.onHover((params) => hoverAt(context, params));
  },
};

async function hoverAt(context: ServerContext, { textDocument, position }: HoverParams): Promise<Hover | null> {
  const { session, places, client } = context;
  const file = places.pathOf(textDocument.uri);
  if (file === undefined) return null;
  await session.settled(file);
  const read = session.file(file);
  if (!read) return null;
  const offset = places.offsetAt(read.file, position);
  const markup = new Markup(client.hoverFormat === 'markdown');
  const findings = session.findingsIn(file, { start: offset, end: offset });
  for (const finding of findings.slice(0, MOST)) explain(context, finding, markup);
  const value = session.valueAt(file, offset);
  const named = value?.part === 'key' ? undefined : namedAt(session, file, offset);
  if (named) connections(named, markup);
  if (value && (value.part === 'key' || !named)) meaning(value, markup);
  if (markup.isEmpty) return null;
  const range = named?.range ?? rangeOf(value, read.file, offset) ?? findings[0]?.place.range();
  return { contents: markup.content, ...(range ? { range: places.range(read.file, range) } : {}) };
}

/** Why a finding is one, and what repairs it. */
function explain({ pageOf, version }: ServerContext, { rule, remedy }: Finding, markup: Markup): void {
  const page = pageOf(rule.id);
  markup.heading(rule.id).text(page === undefined ? rule.title : ruleHelp(page).summary);
  if (remedy) {
    markup.text(`On ${remedy.on} (${remedy.shell}${remedy.disruptive ? ', interrupts service' : ''}):`);
    markup.code(remedy.shell === 'powershell' ? 'powershell' : '', remedy.commands);
  }
  markup.link('More about this rule', rule.docs || docsOf(rule.id, version));
}

function connections({ estate, vlan, things, mentions }: NamedAt, markup: Markup): void {
  const { network } = estate;
  const told =
    vlan === undefined
      ? things.slice(0, MOST).map((thing) => describe(network, thing))
      : [describeVlan(network, vlan, mentions())];
  for (const each of told) if (each) markup.heading(each.heading).list(each.lines);
}

/** What the schema says of a key or value. */
function meaning({ document, path }: ValueAt, markup: Markup): void {
  const own = describable(path);
  const schema = schemaAt(document.kind, own);
  if (!schema) return;
  const key = own.filter((step) => typeof step === 'string').at(-1);
  markup.heading(String(key ?? document.kind)).text(schema.description ?? '');
  const expected = expectedText(schema);
  if (expected !== '') markup.text(`Value: ${expected}`);
  const byDefault = defaultText(document.kind, own);
  if (byDefault !== undefined) markup.text(`Not written: ${byDefault}.`);
}

/** An item of a list means what its list does. */
function describable(path: Path): Path {
  return typeof path.at(-1) === 'number' ? path.slice(0, -1) : path;
}

function rangeOf(value: ValueAt | undefined, file: SourceFile, offset: number): Range | undefined {
  if (!value) return undefined;
  const range = value.document.rangeOf(value.path, value.part);
  return value.document.file === file && range.start <= offset && offset <= range.end ? range : undefined;
}
