import type { Document } from '#read/document';
import type { Host, Nic, Port, Switch } from './entity.ts';
import { macKey } from './mac-address.ts';
import { nameKey } from './names.ts';
import { at, inDocument, type Place } from './place.ts';
import { DescriptionForms, type Named } from './port-description.ts';

/** Where a cable is written, the nearest first: of two that agree, the first is the cable. */
export type CableSource = 'adapter' | 'map' | 'port' | 'neighbor' | 'description' | 'lldp';

/** A cable between an adapter and a switch port, as one source has it. */
export interface Cable {
  readonly host: string;
  readonly nic: string;
  readonly switch: string;
  readonly port: string;
  readonly place: Place;
  readonly source: CableSource;
  /** Whether it is said of the port what is at its end. */
  readonly ofPort: boolean;
}

/** What sources of cables are looked up in. */
export interface CableNames {
  readonly documents: readonly Document[];
  all(kind: 'nic'): readonly Nic[];
  all(kind: 'port'): readonly Port[];
  host(name: string): Host | undefined;
  switch(name: string): Switch | undefined;
  port(switchName: string, portName: string): Port | undefined;
}

/**
 * Every cable that is written somewhere, nearest source first. What only names things by the way (a neighbour, a description, LLDP) is
 * a cable where host and adapter, or switch and port, are described under these names; else it may be about something else.
 */
export function writtenCables(names: CableNames, descriptions: readonly string[]): Cable[] {
  return [
    ...names.all('nic').flatMap((nic) => ofAdapter(nic) ?? []),
    ...ofMaps(names.documents),
    ...names.all('port').flatMap((port) => ofPort(port) ?? []),
    ...names.all('port').flatMap((port) => ofNeighbor(port, names) ?? []),
    ...ofDescriptions(names, descriptions),
    ...ofLldp(names),
  ];
}

function ofAdapter(nic: Nic): Cable | undefined {
  const to = nic.data.connectedTo;
  if (to === undefined) return undefined;
  const [device, port] = typeof to === 'string' ? halves(to) : [to.switch, to.port];
  const place = at(nic, 'connectedTo');
  return {
    host: nic.host.name,
    nic: nic.name,
    switch: device.trim(),
    port: port.trim(),
    place,
    source: 'adapter',
    ofPort: false,
  };
}

function ofMaps(documents: readonly Document[]): Cable[] {
  return documents
    .filter(({ kind }) => kind === 'cabling')
    .flatMap((document) =>
      (document.data as { links: readonly Pick<Cable, 'host' | 'nic' | 'switch' | 'port'>[] }).links.map(
        (link, i): Cable => ({ ...link, place: rowPlace(document, i), source: 'map', ofPort: false }),
      ),
    );
}

/** Rows have no names, and a fingerprint must not count them. */
function rowPlace(document: Document, i: number): Place {
  return { ...inDocument(document, ['links', i, 'port']), property: '/links/port' };
}

function ofPort(port: Port): Cable | undefined {
  const to = port.data.connectedTo;
  if (to === undefined) return undefined;
  const [host, nic] = typeof to === 'string' ? halves(to) : [to.host, to.nic];
  return toPort(port, { host: host.trim(), nic: nic.trim() }, at(port, 'connectedTo'), 'port');
}

function halves(text: string): [string, string] {
  const slash = text.indexOf('/');
  return [text.slice(0, slash), text.slice(slash + 1)];
}

function toPort(port: Port, { host, nic }: Named, place: Place, source: CableSource): Cable {
  return { host, nic, switch: port.switch.name, port: port.name, place, source, ofPort: true };
}

function ofNeighbor(port: Port, names: CableNames): Cable | undefined {
  const { name, port: end } = port.data.neighbor ?? {};
  const nic = name !== undefined && end !== undefined ? adapterOf({ host: name, nic: end }, names) : undefined;
  return nic && toPort(port, { host: nic.host.name, nic: nic.name }, at(port, 'neighbor'), 'neighbor');
}

/** The physical adapter of a name on a described host. */
function adapterOf({ host, nic }: Named, names: CableNames): Nic | undefined {
  return names.host(host)?.nics.find((each) => !each.isTeamInterface && nameKey(each.name) === nameKey(nic));
}

function ofDescriptions(names: CableNames, descriptions: readonly string[]): Cable[] {
  if (descriptions.length === 0) return [];
  const forms = new DescriptionForms(descriptions);
  return names.all('port').flatMap((port) => {
    const { description } = port.data;
    if (description === undefined) return [];
    const found = new Set<Nic>();
    for (const named of forms.named(description)) {
      const nic = adapterOf(named, names);
      if (nic) found.add(nic);
    }
    const nic = only(found);
    return nic ? [toPort(port, { host: nic.host.name, nic: nic.name }, at(port, 'description'), 'description')] : [];
  });
}

function only<T>(things: ReadonlySet<T>): T | undefined {
  return things.size === 1 ? things.values().next().value : undefined;
}

type Neighbors = NonNullable<Port['data']['lldpNeighbors']>;

function ofLldp(names: CableNames): Cable[] {
  const cables: Cable[] = [];
  for (const nic of names.all('nic')) {
    const port = nic.data.lldpNeighbors && heardPort(nic.data.lldpNeighbors, names);
    const place = at(nic, 'lldpNeighbors');
    if (port)
      cables.push({
        ...{ host: nic.host.name, nic: nic.name, switch: port.switch.name, port: port.name },
        ...{ place, source: 'lldp', ofPort: false },
      });
  }
  const ports = names.all('port').filter((port) => port.data.lldpNeighbors !== undefined);
  const macs = ports.length > 0 ? adaptersByMac(names.all('nic')) : undefined;
  for (const port of ports) {
    const nic = heardAdapter(port.data.lldpNeighbors!, names, macs!);
    if (nic) cables.push(toPort(port, { host: nic.host.name, nic: nic.name }, at(port, 'lldpNeighbors'), 'lldp'));
  }
  return cables;
}

/** The one port all neighbours that are described switches name, by its ID or its description. */
function heardPort(neighbors: Neighbors, names: CableNames): Port | undefined {
  const found = new Set<Port>();
  for (const { systemName, portId, portDescription } of neighbors)
    for (const text of [portId, portDescription]) {
      const port = systemName !== undefined && text !== undefined ? names.port(systemName, text) : undefined;
      if (port) found.add(port);
    }
  return only(found);
}

/** The one adapter the neighbours of a port are: a host's port ID is the MAC address of the adapter. */
function heardAdapter(neighbors: Neighbors, names: CableNames, macs: ReadonlyMap<string, Nic | undefined>): Nic | undefined {
  const found = new Set<Nic>();
  for (const { systemName, portId, portDescription } of neighbors) {
    const mac = portId === undefined ? undefined : macKey(portId);
    const byMac = mac === undefined ? undefined : macs.get(mac);
    const byName = [portId, portDescription].map((text) =>
      systemName !== undefined && text !== undefined ? adapterOf({ host: systemName, nic: text }, names) : undefined,
    );
    for (const nic of [byMac, ...byName]) if (nic) found.add(nic);
  }
  return only(found);
}

/** Adapters by the address they are made with, and by the one they use where that is no other's; members of a team may share it. */
function adaptersByMac(nics: readonly Nic[]): ReadonlyMap<string, Nic | undefined> {
  const map = new Map<string, Nic | undefined>();
  for (const property of ['permanentAddress', 'macAddress'] as const) {
    const own = new Map<string, Nic | undefined>();
    for (const nic of nics) {
      const written = nic.data[property];
      const key = written === undefined || nic.isTeamInterface || nic.data.virtual ? undefined : macKey(written);
      if (key !== undefined) own.set(key, own.has(key) ? undefined : nic);
    }
    for (const [key, nic] of own) if (!map.has(key)) map.set(key, nic);
  }
  return map;
}
