import type { Range } from '#text/source-file';
import type { Draft } from '../draft.ts';
import { markPartial } from '../forgotten.ts';
import type { ExportEstate, ExportedHost } from './estate.ts';
import { itemsOf, type JsonObject, placeOf } from './json-object.ts';
import type { ShapeName } from './shapes.ts';
import { from, type Property, plainOf, same } from './take.ts';

/** Numbers of MSFT_NetQosPolicySettingData, TemplateMatchCondition; that of Cluster is not documented. */
const TEMPLATE = { numbers: { 1: 'Default', 2: 'iSCSI', 3: 'FCoE', 4: 'SMB', 5: 'NFS', 6: 'LiveMigration' } } as const;

const POLICY: readonly Property[] = [
  from('template', TEMPLATE, 'templatematchcondition', 'template'),
  from('netDirectPortMatchCondition', 'positive', 'netdirectportmatchcondition', 'netdirectport'),
  from('ipPortMatchCondition', 'positive', 'ipportmatchcondition', 'ipport'),
  from('priorityValue8021Action', 'natural', 'priorityvalue8021action', 'priorityvalue'),
  from('dscpAction', 'natural', 'dscpaction', 'dscpvalue'),
  from('minBandwidthWeightAction', 'positive', 'minbandwidthweightaction', 'minbandwidthweight'),
  ...same('natural', 'precedence'),
  ...same({ numbers: {} }, 'networkProfile'),
];

/** Numbers of MSFT_NetQosTrafficClassSettingData, Algorithm. */
const ALGORITHM = { numbers: { 0: 'Strict', 2: 'ETS' } } as const;
/** Numbers of MSFT_NetOffloadGlobalSetting. */
const SWITCHED = { numbers: { 0: 'Disabled', 1: 'Enabled' } } as const;
const CHIMNEY = { numbers: { ...SWITCHED.numbers, 2: 'Automatic' } } as const;

/** Settings of a host that are one object, by the cmdlet that shows them. */
const SECTIONS: readonly { readonly shape: ShapeName; readonly key: string; readonly properties: readonly Property[] }[] = [
  {
    shape: 'offload',
    key: 'offload',
    properties: [
      from('chimney', CHIMNEY, 'chimney'),
      ...same(SWITCHED, 'receiveSideScaling', 'receiveSegmentCoalescing', 'networkDirect', 'taskOffload'),
    ],
  },
  {
    shape: 'smbServer',
    key: 'smbServer',
    properties: [
      ...same('boolean', 'enableMultiChannel', 'encryptData', 'rejectUnencryptedAccess', 'enableSecuritySignature'),
      ...same('boolean', 'requireSecuritySignature', 'enableSMB1Protocol', 'enableSMB2Protocol'),
      ...same({ numbers: {} }, 'smb2DialectMin', 'smb2DialectMax'),
    ],
  },
  {
    shape: 'smbClient',
    key: 'smbClient',
    properties: [
      ...same(
        'boolean',
        'enableMultiChannel',
        'enableLargeMtu',
        'enableBandwidthThrottling',
        'requireSecuritySignature',
        'enableSecuritySignature',
      ),
      ...same('positive', 'connectionCountPerRssNetworkInterface', 'maximumConnectionCountPerServer'),
    ],
  },
];

/** Lists of settings of a host, by the cmdlet that shows them. */
const LISTS: readonly {
  readonly shape: ShapeName;
  readonly key: string;
  readonly naming: string;
  readonly by: string;
  readonly properties: readonly Property[];
}[] = [
  { shape: 'smbMapping', key: 'smbMappings', naming: 'localPath', by: 'localpath', properties: same('text', 'remotePath') },
  {
    shape: 'smbLimit',
    key: 'smbBandwidthLimits',
    naming: 'category',
    by: 'category',
    properties: same('natural', 'bytesPerSecond'),
  },
  {
    shape: 'firewallRule',
    key: 'firewallRules',
    naming: 'name',
    by: 'name',
    properties: [...same('text', 'displayName', 'group'), ...same('boolean', 'enabled')],
  },
];

/** QoS, offloads, SMB and firewall settings of a host. */
export function readServices(host: ExportedHost, estate: ExportEstate): void {
  const { taker } = estate;
  for (const { shape, key, properties } of SECTIONS)
    for (const { object } of host.rows(shape)) taker.section(host.draft, key, object, properties);
  for (const { shape, key, naming, by, properties } of LISTS)
    for (const { object } of host.rows(shape)) {
      const name = object.text(by);
      if (name === undefined) continue;
      const item = host.draft.list(key, object.place, naming).at(name, placeOf(object.at(by)!));
      item.created = true;
      taker.take(item, object, properties);
    }
  readConstraints(host);
  readPolicies(host, estate);
  readClasses(host, estate);
  readFlowControl(host, estate);
  for (const { object } of host.rows('dcbx'))
    if (isGlobal(object)) taker.section(host.section('qos', object.place), 'dcbx', object, same('boolean', 'willing'));
}

/** Multichannel constraints: one object for each interface of a server. */
function readConstraints(host: ExportedHost): void {
  const byServer = new Map<string, { name: string; place: Range; aliases: Map<string, Range> }>();
  for (const { object } of host.rows('smbConstraint')) {
    const name = object.text('servername');
    if (name === undefined) continue;
    const server = byServer.get(name.toLowerCase()) ?? { name, place: object.place, aliases: new Map() };
    byServer.set(name.toLowerCase(), server);
    for (const item of itemsOf(object.at('interfacealias'))) {
      const alias = plainOf(item, 'text');
      if (typeof alias === 'string') server.aliases.set(alias, placeOf(item));
    }
  }
  for (const { name, place, aliases } of byServer.values()) {
    if (aliases.size === 0) continue;
    const item = host.draft.list('smbMultichannelConstraints', place, 'serverName').at(name, place);
    item.created = true;
    const places = [...aliases.values()];
    item.set('interfaceAlias', [...aliases.keys()], places[0]!, places);
  }
}

/** Whether a setting of data-centre bridging is that of the whole host, not of one interface. */
function isGlobal(object: JsonObject): boolean {
  return object.text('interfacealias', 'ifalias') === undefined && !object.at('ifindex', 'interfaceindex')?.value;
}

function readPolicies(host: ExportedHost, { taker }: ExportEstate): void {
  const whole = host.wholePlace('qosPolicy');
  if (whole) host.section('qos', whole).list('policies', whole).whole = true;
  for (const { object } of host.firstList('qosPolicy')) {
    const item = itemOf(host, object, 'policies');
    if (item) taker.take(item, object, POLICY);
  }
}

function itemOf(host: ExportedHost, object: JsonObject, key: 'policies' | 'trafficClasses'): Draft | undefined {
  const name = object.text('name');
  if (name === undefined) return undefined;
  const item = host
    .section('qos', object.place)
    .list(key, object.place)
    .at(name, placeOf(object.at('name')!));
  item.created = true;
  return item;
}

function readClasses(host: ExportedHost, { taker }: ExportEstate): void {
  const rows = host.firstList('trafficClass').filter(({ object }) => isGlobal(object));
  const whole = host.wholePlace('trafficClass');
  if (whole) host.section('qos', whole).list('trafficClasses', whole).whole = true;
  let share = 0;
  for (const { object } of rows) {
    const item = itemOf(host, object, 'trafficClasses');
    if (!item) continue;
    taker.take(item, object, [
      from('algorithm', ALGORITHM, 'algorithm'),
      from('bandwidthPercentage', 'positive', 'bandwidthpercentage', 'bandwidth'),
    ]);
    share += Number(item.get('bandwidthPercentage') ?? 0);
    const priority = object.at('priority', 'priorityfriendly');
    const priorities = prioritiesOf(priority?.value);
    if (priority && priorities) taker.say(item, 'priority', priorities, placeOf(priority));
  }
  // The built-in class owns the rest: with it, a hundred percent is everything.
  const list = host.draft.has('qos') ? host.section('qos', rows[0]?.object.place ?? whole!).listed('trafficClasses') : undefined;
  if (list?.get('[Default]') && share === 100) list.whole = true;
}

/** Priorities as numbers, or as Get-NetQosTrafficClass prints them: "0-2,4-7". */
function prioritiesOf(value: unknown): number[] | undefined {
  if (typeof value === 'number') return [value];
  if (Array.isArray(value)) return value.length > 0 && value.every((each) => typeof each === 'number') ? value : undefined;
  if (typeof value !== 'string' || !/^[0-7](?:[-,\s]+[0-7])*$/.test(value.trim())) return undefined;
  return value
    .trim()
    .split(/[,\s]+/)
    .flatMap((part) => {
      const [low, high = low] = part.split('-').map(Number) as [number, number?];
      return Array.from({ length: Math.max(0, high! - low + 1) }, (_, i) => low + i);
    });
}

function readFlowControl(host: ExportedHost, { taker }: ExportEstate): void {
  const rows = host.firstList('flowControl').filter(({ object }) => isGlobal(object));
  const shown = rows.flatMap(({ object }) => {
    const priority = object.at('priority');
    const enabled = object.at('enabled');
    const [number, on] = [priority && plainOf(priority, 'natural'), enabled && plainOf(enabled, 'boolean')];
    return typeof number === 'number' && on !== undefined ? [{ number, on, place: placeOf(priority!) }] : [];
  });
  const [first] = shown;
  if (!first) return;
  const on = shown.filter((each) => each.on);
  const numbers = on.map(({ number }) => number);
  // The cmdlet shows all eight priorities.
  if (new Set(shown.map(({ number }) => number)).size < 8) markPartial(numbers);
  const place = on[0]?.place ?? first.place;
  taker.say(
    host.section('qos', place),
    'flowControl',
    numbers,
    place,
    on.map((each) => each.place),
  );
}
