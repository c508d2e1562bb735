import type { Document } from '#read/document';
import { isAddress } from './addresses.ts';
import { alternatives, isEnumerated, itemsOf, memberOf, type Node, nodeOf } from './schema-words.ts';

/** A name that stands in documents, and what it is the name of. */
export interface FoundName {
  readonly text: string;
  readonly kind: string;
  /** Whether the thing it names is described where it stands. */
  readonly defines: boolean;
}

/** Keys whose texts name nobody: versions, times, numbers, words of Windows and of makers. */
const PUBLIC_KEYS: ReadonlySet<string> = new Set([
  '$schema',
  'accessVlan',
  'allowedVlanIdList',
  'allowedVlans',
  'autoResynchronizeIntervalEnd',
  'autoResynchronizeIntervalStart',
  'collectionStart',
  'dialect',
  'driverFileName',
  'driverProvider',
  'driverVersion',
  'end',
  'failureReason',
  'features',
  'firmwareVersion',
  'holidays',
  'kind',
  'linkSpeed',
  'localPort',
  'monitoringInterval',
  'monitoringStartTime',
  'os',
  'physicalMediaType',
  'product',
  'protocol',
  'receiveLinkSpeed',
  'remotePort',
  'replicationState',
  'roles',
  'secondaryVlanIdList',
  'speed',
  'sriovSupport',
  'start',
  'transmitLinkSpeed',
  'vendor',
  'virtualSubnetId',
]);

/** Parts of documents whose keys are names of settings, and whose values are settings. */
const SETTINGS: ReadonlySet<string> = new Set(['advancedProperties', 'bindings']);
/** Parts that no rule looks at. */
const UNREAD = /^(?:metadata|\$hvlint|x-.*)$/;

/** What a name is the name of, by the list it stands in or by its key. */
const KINDS_OF: Readonly<Record<string, string>> = {
  host: 'host',
  nodes: 'host',
  possibleOwners: 'host',
  appliesTo: 'host',
  runsOn: 'host',
  'replica-server': 'host',
  nics: 'nic',
  nic: 'nic',
  members: 'nic',
  netAdapterName: 'nic',
  teams: 'team',
  thirdPartyTeams: 'team',
  teamNics: 'team-nic',
  vmSwitches: 'hv-switch',
  switchName: 'hv-switch',
  hostAdapters: 'adapter',
  networkAdapters: 'adapter',
  guestName: 'adapter',
  nicNames: 'adapter',
  switch: 'switch',
  connectedTo: 'switch',
  systemName: 'switch',
  ports: 'port',
  portChannels: 'port',
  port: 'port',
  portId: 'port',
  vlans: 'vlan-name',
  vm: 'vm',
  vms: 'vm',
  vmName: 'vm',
  cluster: 'cluster',
  networks: 'network',
  migrationNetworks: 'network',
  'file-server': 'file-server',
  serverName: 'file-server',
  shares: 'share',
  domain: 'domain',
  site: 'site',
  policies: 'policy',
  trafficClasses: 'policy',
  servicePolicies: 'policy',
  firewallRules: 'firewall-rule',
  'network-virtualization': 'policy',
  'replica-plan': 'plan',
  description: 'description',
  interfaceDescription: 'description',
};

/** Words in the place of names that name nobody, lower-case. */
const WELL_KNOWN =
  /^(?:any|all|none|default|localsubnet|everyone|builtin|administrators|users|nt authority|system|authenticated users|[a-z]\$|[a-z]:|\?|clusterstorage|volume\d+|https?|tcp|udp|@firewallapi\.dll,-?\d+)$/;

/** Descriptions that Windows gives adapters which are none of hardware: what they are is told by nothing else. */
const WINDOWS_ADAPTER =
  /^(?:Microsoft Network Adapter Multiplexor Driver|Microsoft Kernel Debug Network Adapter|Microsoft Hyper-V Network Adapter|Hyper-V Virtual Ethernet Adapter)(?: #\d+)?$/i;

/** Names of interfaces as the systems of switches give them. */
const STANDARD_PORT =
  /^(?:(?:[a-z]*ethernet|[a-z]*gig[a-z]*|hundredgige|eth?|te?|gi|fa|fo|hu|twe?|po|port-?channel|lag|mgmt|swp|vlan|loopback|bond)[ -]?)?\d+(?:[/.:]\d+)*$/i;

/** Extensions of files whose names are names. */
const EXTENSION = /\.(?:a?vhdx?|iso|xml|vmcx|ya?ml|json|txt|ps1|cfg|conf|log|csv)$/i;

/** Whether a name says nothing about whose it is: a single character, a number, a word of Windows, an interface of a switch. */
export function isPublicName(text: string): boolean {
  return (
    text.length < 2 ||
    !/\p{L}/u.test(text) ||
    WELL_KNOWN.test(text.toLowerCase()) ||
    STANDARD_PORT.test(text) ||
    WINDOWS_ADAPTER.test(text.trim())
  );
}

/** A text of a document that may be a name, or hold one. */
export interface NameText {
  readonly text: string;
  /** The key it stands behind. */
  readonly key: string;
  readonly kind: string;
  /** Whether the thing it names is described there. */
  readonly defines: boolean;
}

/** A copy of the data of a document without what no rule looks at, in which every text that may be a name is what `replace` makes of it. */
export function mapNames({ kind, data }: Document, replace: (name: NameText) => string): unknown {
  const visit = (value: unknown, nodes: readonly Node[], key: string, list: string): unknown => {
    if (typeof value === 'string') {
      if (PUBLIC_KEYS.has(key) || isEnumerated(nodes, value)) return value;
      const defines = key === 'name' || key === 'alias';
      return replace({
        text: value,
        key,
        defines,
        kind: (defines ? KINDS_OF[list] : (KINDS_OF[key] ?? KINDS_OF[list])) ?? 'name',
      });
    }
    if (Array.isArray(value)) return value.map((item) => visit(item, itemsOf(nodes), key, key));
    if (value === null || typeof value !== 'object') return value;
    const members = Object.entries(value).filter(([name]) => !UNREAD.test(name));
    return Object.fromEntries(
      members.map(([name, child]) => {
        const { node, named } = memberOf(nodes, name);
        const below = node ? alternatives(node) : [];
        const written =
          named || SETTINGS.has(key) ? name : replace({ text: name, key, kind: KINDS_OF[key] ?? 'name', defines: false });
        return [written, visit(child, below, named ? name : key, Array.isArray(value) || key === '' ? kind : list)];
      }),
    );
  };
  return visit(data, alternatives(nodeOf(kind)), '', kind);
}

/** Every name in documents that is not public, each as often as it stands there. */
export function namesIn(documents: readonly Document[]): FoundName[] {
  const found: FoundName[] = [];
  for (const document of documents)
    mapNames(document, (name) => {
      found.push(...parts(name.text, name.key, name.kind).map((part) => ({ ...part, defines: name.defines })));
      return name.text;
    });
  return found.filter(({ text }) => !isPublicName(text));
}

/** The names within a text: of a path, an account or a full name each part, of a composed name what it is composed of. */
function parts(written: string, key: string, kind: string): Omit<FoundName, 'defines'>[] {
  const text = written.trim();
  if (text === '' || isAddress(text)) return [];
  const composed = /^vEthernet \((.+)\)$/i.exec(text)?.[1] ?? /^(.+?) - VLAN \d+$/i.exec(text)?.[1];
  if (composed !== undefined) return parts(composed, key, kind);
  if (key === 'connectedTo' && text.includes('/')) {
    const [device = '', ...port] = text.split('/');
    return [{ text: device, kind: 'switch' }, ...parts(port.join('/'), '', 'port')];
  }
  if (text.includes('\\') || /^[a-z]:[\\/]/i.test(text))
    return text
      .split(/[\\/]+/)
      .flatMap((step, i, all) => parts(step.replace(/(?<=..)\$$/, ''), '', i === all.length - 1 ? kind : 'name'));
  if (EXTENSION.test(text)) return parts(text.replace(EXTENSION, ''), '', 'name');
  const at = /^([^@\s]+)@([\w.-]+)$/.exec(text);
  if (at) return [...parts(at[1]!, '', 'name'), ...parts(at[2]!, '', 'domain')];
  const full = /^([\w-]+)\.((?:[\w-]+\.)*[a-z][\w-]*)$/i.exec(text);
  if (full) {
    if (kind === 'domain')
      return [
        { text, kind },
        { text: full[1]!, kind },
      ];
    return [
      { text: full[1]!, kind },
      { text: full[2]!, kind: 'domain' },
    ];
  }
  if (kind !== 'description') return [{ text, kind }];
  // A part of a description may be a name that stands nowhere else.
  const words = text.split(/[^\p{L}\p{N}.-]+/u).filter((word) => /\p{L}/u.test(word) && /\p{N}/u.test(word));
  return [{ text, kind }, ...words.map((word) => ({ text: word, kind: 'name' }))];
}
