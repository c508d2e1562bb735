import type { Range } from '#text/source-file';
import type { Draft } from '../draft.ts';
import { Estate } from './machine.ts';
import { propertiesOf } from './properties.ts';
import type { BlockNode, Expression, Statement } from './syntax-tree.ts';
import { itemsOf, listValue, type TableEntry, textOf, unknown, type Value } from './value.ts';

type Table = Extract<Value, { sort: 'table' }>;

/**
 * What a data file (.psd1) holds that hvlint knows: the VMs of a configuration of SDN Express. Its values are never worked out: $env:, $( … ) and
 * commands are unknown. Source: https://github.com/microsoft/SDN, SDNExpress/scripts (what the script makes of each value).
 */
export function readData(root: BlockNode, source: string): Estate | undefined {
  const data = dataOf(root);
  if (data?.sort !== 'table' || !isSdnExpress(data)) return undefined;
  const estate = new Estate('data', source);
  const management = { vlan: at(data, 'ManagementVLANID'), subnet: at(data, 'ManagementSubnet') };
  const provider = { vlan: at(data, 'PAVLANID'), subnet: at(data, 'PASubnet') };
  const switchName = at(data, 'SwitchName');
  for (const [list, adapters] of VMS)
    for (const vm of tablesOf(at(data, list))) {
      const name = at(vm, 'ComputerName');
      const text = textOf(name)?.trim();
      if (!name || !text) continue;
      const host = at(vm, 'HostName');
      const draft = estate.document('vm', text, name.range, textOf(host) ?? '');
      say(draft, 'host', host);
      for (const [adapterName, mac, address, network] of adapters) {
        const adapter = adapterOf(draft, adapterName, at(vm, mac)?.range ?? name.range);
        const net = network === 'provider' ? provider : management;
        say(adapter, 'switchName', switchName);
        say(adapter, 'macAddress', at(vm, mac));
        addAddress(adapter, address === undefined ? undefined : at(vm, address), net.subnet);
        if (network !== 'gateway') addVlan(adapter, net.vlan);
      }
    }
  return estate;
}

/** The adapters of each sort of VM: name, keys of its MAC and its address, and the network whose VLAN it gets. */
type AdapterRow = readonly [
  name: string,
  mac: string,
  address: string | undefined,
  network: 'management' | 'provider' | 'gateway',
];
const MANAGEMENT: AdapterRow = ['Management', 'MacAddress', 'ManagementIP', 'management'];
const VMS: readonly (readonly [list: string, adapters: readonly AdapterRow[]])[] = [
  ['NCs', [MANAGEMENT]],
  ['Muxes', [MANAGEMENT, ['HNVPA', 'PAMacAddress', 'PAIPAddress', 'provider']]],
  // The network controller takes the other two over: their VLANs are its business.
  ['Gateways', [MANAGEMENT, ['FrontEnd', 'FrontEndMac', undefined, 'gateway'], ['BackEnd', 'BackEndMac', undefined, 'gateway']]],
];

function isSdnExpress(data: Table): boolean {
  const keys = ['NCs', 'Muxes', 'Gateways', 'HyperVHosts', 'SDNMacPoolStart', 'PASubnet', 'RestName'];
  return keys.filter((key) => data.entries.has(key.toLowerCase())).length >= 3;
}

function at(table: Table, key: string): Value | undefined {
  return table.entries.get(key.toLowerCase())?.value;
}

function tablesOf(value: Value | undefined): readonly Table[] {
  return (itemsOf(value) ?? []).filter((item): item is Table => item.sort === 'table');
}

function say(draft: Draft, key: string, value: Value | undefined): void {
  const text = textOf(value)?.trim();
  if (value && text) draft.set(key, text, value.range);
  else if (value?.sort === 'unknown') draft.lose(key);
}

function adapterOf(vm: Draft, name: string, range: Range): Draft {
  const list = vm.list('networkAdapters', range);
  list.properties = propertiesOf('vm/networkAdapters');
  return list.at(name, range);
}

function addAddress(adapter: Draft, address: Value | undefined, subnet: Value | undefined): void {
  const [text, bits] = [textOf(address)?.trim(), /\/(\d{1,3})\s*$/.exec(textOf(subnet) ?? '')?.[1]];
  if (address && text && bits !== undefined) adapter.addTo('ipAddresses', `${text}/${bits}`, address.range);
}

function addVlan(adapter: Draft, vlan: Value | undefined): void {
  const text = textOf(vlan)?.trim();
  // 0 and nothing are untagged, which is how an adapter is anyway.
  if (!vlan || !text || !/^[1-9]\d{0,3}$/.test(text)) return;
  const section = adapter.section('vlan', vlan.range);
  section.set('operationMode', 'Access', vlan.range);
  section.set('accessVlanId', Number(text), vlan.range);
}

/** The table of a data file. */
function dataOf({ statements }: BlockNode): Value | undefined {
  const [only, ...more] = statements;
  return only && more.length === 0 ? literalStatement(only) : undefined;
}

function literalStatement(statement: Statement): Value {
  const [only, ...more] = statement.sort === 'pipeline' ? statement.elements : [];
  return only && more.length === 0 && only.sort !== 'command' ? literal(only) : unknown(statement.range);
}

/** A value that is written out; all that would have to be worked out is unknown. The depth is that of the text, which is limited. */
function literal(expression: Expression): Value {
  const { range } = expression;
  switch (expression.sort) {
    case 'text': {
      const parts = expression.parts.filter((part) => typeof part === 'string');
      return parts.length === expression.parts.length ? { sort: 'text', text: parts.join(''), range } : unknown(range);
    }
    case 'number':
      return { sort: 'number', value: expression.value, text: expression.text, range };
    case 'variable': {
      const name = expression.scope === '' ? expression.name.toLowerCase() : '';
      if (name === 'true' || name === 'false') return { sort: 'boolean', value: name === 'true', range };
      return name === 'null' ? { sort: 'null', range } : unknown(range);
    }
    case 'list':
      return listValue(expression.items.map(literal), range);
    case 'group': {
      if (expression.open !== '@(') return unknown(range);
      const items = expression.statements.map(literalStatement);
      return listValue(
        items.flatMap((item) => (item.sort === 'list' ? item.items : [item])),
        range,
      );
    }
    case 'table': {
      const entries = new Map<string, TableEntry>();
      for (const { key, value } of expression.entries) {
        const name = textOf(literal(key));
        if (name !== undefined)
          entries.set(name.toLowerCase(), {
            key: name,
            keyRange: key.range,
            value: value ? literalStatement(value) : unknown(key.range),
          });
      }
      return { sort: 'table', entries, range };
    }
    default:
      return unknown(range);
  }
}
