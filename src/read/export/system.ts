import type { ExportEstate, ExportedHost } from './estate.ts';
import { hostName } from './host-name.ts';
import { type JsonObject, type Located, placeOf } from './json-object.ts';
import { from, plainOf, same } from './take.ts';

/** Releases of Windows Server by build. Source: https://learn.microsoft.com/windows/release-health/windows-server-release-info */
const SERVER_BUILDS = new Map([
  [7601, '2008R2'],
  [9200, '2012'],
  [9600, '2012R2'],
  [14393, '2016'],
  [17763, '2019'],
  [20348, '2022'],
  [26100, '2025'],
]);
/** Operating system SKU of Azure Stack HCI and Azure Local. Source: PRODUCT_AZURESTACKHCI_SERVER_CORE, GetProductInfo. */
const AZURE_SKU = 406;

/** Operating system, processors, roles and what the Hyper-V host itself is set to. */
export function readSystem(host: ExportedHost, { taker }: ExportEstate): void {
  for (const { object } of [...host.rows('operatingSystem'), ...host.rows('computerInfo')])
    readOs(host, object, taker.say.bind(taker));
  for (const { object } of [...host.rows('computerSystem'), ...host.rows('computerInfo')]) {
    taker.take(host.draft, object, [from('partOfDomain', 'boolean', 'partofdomain', 'cspartofdomain')]);
    if (host.draft.get('partOfDomain') === true) taker.take(host.draft, object, [from('domain', 'text', 'domain', 'csdomain')]);
    taker.section(host.draft, 'processors', object, [
      from('logicalProcessors', 'positive', 'numberoflogicalprocessors', 'csnumberoflogicalprocessors'),
    ]);
  }
  for (const { object } of host.rows('vmHost')) readVmHost(host, object, { taker });
  readHyperThreading(host);
  readRoles(host);
}

function readOs(host: ExportedHost, object: JsonObject, say: ExportEstate['taker']['say']): void {
  const found = object.at('caption', 'osname');
  const caption = String(found?.value ?? '');
  const build = Number(object.at('buildnumber', 'osbuildnumber')?.value ?? Number.NaN);
  const sku = object.at('operatingsystemsku', 'osoperatingsystemsku')?.value;
  const type = object.at('producttype', 'osproducttype')?.value;
  const os = releaseOf(caption, build, sku, type);
  if (os !== undefined && found) say(host.draft, 'os', os, placeOf(found));
}

function releaseOf(caption: string, build: number, sku: unknown, type: unknown): string | undefined {
  if (/azure\s*(?:stack hci|local)/i.test(caption) || sku === AZURE_SKU) return 'azure-local';
  const isClient = type === 1 || /workstation/i.test(String(type)) || /\bwindows (?:7|8|8\.1|10|11)\b/i.test(caption);
  if (isClient) {
    if (build >= 22000) return 'windows-11';
    return build >= 10240 ? 'windows-10' : build === 9600 ? 'windows-8.1' : build === 9200 ? 'windows-8' : undefined;
  }
  // Names are the same in every language; builds are those of one release, but for its Azure Edition.
  const year = /\bserver\D{0,12}(2008 R2|2012 R2|2012|2016|2019|2022|2025)(?!\d| R2)/i
    .exec(caption)?.[1]
    ?.replace(' ', '')
    .toUpperCase();
  const byBuild = SERVER_BUILDS.get(build);
  return year === undefined || byBuild === undefined || year === byBuild ? (year ?? byBuild) : undefined;
}

/** MigrationAuthenticationType of the Hyper-V module. */
const MIGRATION_AUTHENTICATION = { numbers: { 0: 'CredSSP', 1: 'Kerberos' } } as const;

function readVmHost(host: ExportedHost, object: JsonObject, { taker }: Pick<ExportEstate, 'taker'>): void {
  const processors = object.at('logicalprocessorcount');
  if (processors)
    taker.section(host.draft, 'processors', object, [from('logicalProcessors', 'positive', 'logicalprocessorcount')]);
  taker.section(host.draft, 'liveMigration', object, [
    ...same('boolean', 'virtualMachineMigrationEnabled', 'useAnyNetworkForMigration'),
    ...same('natural', 'maximumVirtualMachineMigrations', 'maximumStorageMigrations'),
    ...same(MIGRATION_AUTHENTICATION, 'virtualMachineMigrationAuthenticationType'),
    ...same('word', 'virtualMachineMigrationPerformanceOption'),
  ]);
  const networks = host.rows('migrationNetwork').flatMap((row) => row.object.at('subnet') ?? []);
  if (networks.length > 0 && host.draft.has('liveMigration'))
    sayTexts(host.section('liveMigration', object.place), 'migrationNetworks', networks, taker);
}

/** A list of plain texts. */
function sayTexts(
  draft: Parameters<ExportEstate['taker']['say']>[0],
  key: string,
  items: readonly Located[],
  taker: ExportEstate['taker'],
): void {
  const texts = items.flatMap((item) => {
    const text = plainOf(item, 'text');
    return text === undefined ? [] : [{ text, place: placeOf(item) }];
  });
  const [first] = texts;
  if (first)
    taker.say(
      draft,
      key,
      texts.map(({ text }) => text),
      first.place,
      texts.map(({ place }) => place),
    );
}

/** More logical processors than cores: each core shows two. */
function readHyperThreading(host: ExportedHost): void {
  const rows = host.firstList('processor');
  const [first] = rows;
  const counts = rows.map(({ object }) => ({
    cores: object.at('numberofcores')?.value,
    logical: object.at('numberoflogicalprocessors')?.value,
  }));
  if (!first || !counts.every(({ cores, logical }) => typeof cores === 'number' && typeof logical === 'number' && cores > 0))
    return;
  const place = placeOf(first.object.at('numberoflogicalprocessors')!);
  const more = counts.every(({ cores, logical }) => (logical as number) > (cores as number));
  if (more || counts.every(({ cores, logical }) => cores === logical))
    host.section('processors', place).set('hyperThreading', more, place);
}

function readRoles(host: ExportedHost): void {
  const installed = host.firstList('feature').flatMap(({ object }) => {
    const name = object.at('name');
    const state = object.at('installed')?.value ?? object.at('installstate')?.value;
    const text = name && plainOf(name, 'text');
    // InstallState: Available 0, Installed 1.
    return text !== undefined && (state === true || state === 1 || /^installed$/i.test(String(state)))
      ? [{ text, place: placeOf(name!) }]
      : [];
  });
  const [first] = installed;
  if (first)
    host.draft.set(
      'roles',
      installed.map(({ text }) => text),
      first.place,
      installed.map(({ place }) => place),
    );
}

/** The name of a cluster a property gives: as text, or as an object with a name. */
export function namedBy(object: JsonObject, key: string): string | undefined {
  return hostName(object.text(key) ?? object.object(key)?.text('name'));
}

/**
 * Whether an export was made inside a VM of Hyper-V that is no Hyper-V host itself: what it shows is the guest's.
 * Source: Win32_ComputerSystem, Model of virtual machines of Hyper-V.
 */
export function isGuest(host: ExportedHost): boolean {
  const model = [...host.rows('computerSystem'), ...host.rows('computerInfo')].some(
    ({ object }) =>
      /^Virtual Machine$/i.test(object.text('model', 'csmodel') ?? '') &&
      /microsoft/i.test(object.text('manufacturer', 'csmanufacturer') ?? ''),
  );
  const roles = [host.draft.get('roles') ?? []].flat();
  return model && !host.draft.listed('vmSwitches')?.all.length && !roles.some((role) => /^hyper-v$/i.test(String(role)));
}
