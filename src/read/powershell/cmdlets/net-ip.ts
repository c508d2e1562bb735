import type { Draft } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { takeEnumerated } from '../enumeration.ts';
import { sectionProperties } from '../properties.ts';
import { textOf, type Value } from '../value.ts';
import { subjectInterfaces } from './interface-names.ts';
import { isOneString } from './string-lists.ts';

const CIM = 'CimSession(Session) ThrottleLimit ?AsJob';
const INTERFACE = 'InterfaceAlias(ifAlias) InterfaceIndex(ifIndex)';
const ADDRESS = `IPAddress@0(LocalAddress) ${INTERFACE} AddressFamily Type PrefixLength ValidLifetime PreferredLifetime SkipAsSource PolicyStore`;
const FOUND = 'PrefixOrigin SuffixOrigin AddressState ?IncludeAllCompartments';

/**
 * Addresses and global offloads. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/nettcpip/ and
 * https://learn.microsoft.com/powershell/module/dnsclient/ (the union of the releases 2012 to 2025).
 */
export const NET_IP = [
  cmdlet('New-NetIPAddress', `${ADDRESS} DefaultGateway ${CIM}`, newAddress),
  cmdlet('Set-NetIPAddress', `${ADDRESS} ${FOUND} InputObject ?PassThru ${CIM}`, setAddress),
  cmdlet('Remove-NetIPAddress', `${ADDRESS} ${FOUND} DefaultGateway InputObject ?PassThru ${CIM}`, removeAddress),
  cmdlet('Get-NetIPAddress', `${ADDRESS} ${FOUND} AssociatedIPInterface ${CIM}`),
  cmdlet(
    'Set-DnsClientServerAddress',
    `InterfaceAlias@0 InterfaceIndex ServerAddresses(Addresses) ?ResetServerAddresses(ResetAddresses) ?Validate InputObject ?PassThru ${CIM}`,
    (call) => {
      isOneString(call, 'ServerAddresses', 'addresses');
      // Reported when the name was given up; the addresses themselves have no place in our documents.
      for (const _ of subjectInterfaces(call, 'InterfaceAlias'));
      return undefined;
    },
  ),
  cmdlet(
    'Set-NetOffloadGlobalSetting',
    `ReceiveSideScaling ReceiveSegmentCoalescing Chimney TaskOffload NetworkDirect NetworkDirectAcrossIPSubnets PacketCoalescingFilter InputObject ?PassThru ${CIM}`,
    setOffload,
  ),
  cmdlet('Get-NetOffloadGlobalSetting', `${CIM} more`),
];

function isIpv4(text: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(text);
}

/** An address with the length of its prefix; undefined where a part of it is not known. */
function prefixed(call: Call): { readonly text: string; readonly value: Value } | undefined {
  const value = call.arg('IPAddress');
  const address = textOf(value)?.trim();
  const length = textOf(call.arg('PrefixLength'))?.trim();
  // Without a length the address stands alone, as a host's.
  const own = call.given.has('prefixlength') ? length : address !== undefined && isIpv4(address) ? '32' : '128';
  return value && address && own !== undefined && /^\d+$/.test(own) ? { text: `${address}/${own}`, value } : undefined;
}

/** An address is added to those there are: what else an interface has is not known. */
function newAddress(call: Call): undefined {
  const address = prefixed(call);
  for (const { draft } of subjectInterfaces(call, 'InterfaceAlias')) {
    if (!address) {
      // One more address that nobody can tell: the list is a part in any case.
      if (!draft.has('ipAddresses')) draft.lose('ipAddresses');
      continue;
    }
    draft.addTo('ipAddresses', address.text, address.value.range);
    if (call.given.has('defaultgateway')) call.estate.gateways.add(draft);
  }
  return undefined;
}

function withoutLength(address: unknown): string {
  return String(address).replace(/\/.*$/, '').trim().toLowerCase();
}

/** Every interface of the computers a call is about, whatever it is. */
function allInterfaces(call: Call): readonly Draft[] {
  return call.computers.flatMap(({ draft }) => [
    ...(draft.listed('nics')?.all ?? []),
    ...(draft.listed('hostAdapters')?.all ?? []),
    ...(draft.listed('teams')?.all ?? []).flatMap((team) => team.listed('teamNics')?.all ?? []),
  ]);
}

/** Whether the pipeline hands in adapters, whose addresses are meant. */
function byAdapter({ input }: Call): boolean {
  return input?.sort === 'things' && input.things.of === 'nic';
}

/** Interfaces a call names, or all of them where it names none. */
function* touched(call: Call): Generator<Draft> {
  const named = ['interfacealias', 'interfaceindex'].some((key) => call.given.has(key)) || byAdapter(call);
  if (!named) yield* allInterfaces(call);
  else for (const { draft } of subjectInterfaces(call, 'InterfaceAlias')) yield draft;
}

/** Another length of the prefix of an address. */
function setAddress(call: Call): undefined {
  if (!call.given.has('prefixlength')) return undefined;
  const address = prefixed(call);
  for (const draft of touched(call)) {
    if (!draft.has('ipAddresses')) continue;
    if (!address) draft.lose('ipAddresses');
    else if ([draft.get('ipAddresses')].flat().some((each) => withoutLength(each) === withoutLength(address.text))) {
      draft.takeFrom('ipAddresses', (each) => withoutLength(each) === withoutLength(address.text));
      draft.addTo('ipAddresses', address.text, address.value.range);
    }
  }
  return undefined;
}

function removeAddress(call: Call): undefined {
  const value = call.given.get('ipaddress')?.value;
  const address = textOf(value);
  // Addresses that the pipeline picked, by whatever it picks them.
  const picked =
    (call.input !== undefined && !byAdapter(call)) ||
    call.given.has('inputobject') ||
    (value !== undefined && address === undefined);
  for (const draft of touched(call)) {
    if (!draft.has('ipAddresses')) continue;
    if (picked) draft.lose('ipAddresses');
    else draft.takeFrom('ipAddresses', (each) => address === undefined || withoutLength(each) === withoutLength(address));
  }
  return undefined;
}

function setOffload(call: Call): undefined {
  for (const computer of call.computers) {
    const offload = computer.draft.section('offload', call.nameRange);
    offload.created = false;
    offload.properties = sectionProperties('host', ['offload']);
    for (const parameter of ['Chimney', 'ReceiveSideScaling', 'ReceiveSegmentCoalescing', 'NetworkDirect', 'TaskOffload']) {
      const key = parameter[0]!.toLowerCase() + parameter.slice(1);
      if (call.arg(parameter)) takeEnumerated(call, offload, key, parameter, 'host', ['offload', key]);
    }
  }
  return undefined;
}
