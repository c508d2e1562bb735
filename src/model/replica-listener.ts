import { isForgotten } from '#read/forgotten';
import { isDeclared } from './adapter-feature.ts';
import { nameKey } from './names.ts';
import { at, type Place } from './place.ts';
import { sameMachine } from './replica-endpoint.ts';
import type { ReplicaServer, ReplicationData } from './replica-entity.ts';

export type AuthenticationType = NonNullable<ReplicationData['authenticationType']>;

/** Ports Windows listens on unless told otherwise: HTTP with Kerberos, HTTPS with certificates. Set-VMReplicationServer. */
export const DEFAULT_PORTS: Readonly<Record<AuthenticationType, number>> = { Kerberos: 80, Certificate: 443 };

const PORTS = { Kerberos: 'kerberosAuthenticationPort', Certificate: 'certificateAuthenticationPort' } as const;
const MAPPINGS = { Kerberos: 'kerberosAuthenticationPortMapping', Certificate: 'certificateAuthenticationPortMapping' } as const;

/** Whether a server takes an authentication type; undefined where it does not say. */
export function offers(server: ReplicaServer, type: AuthenticationType): boolean | undefined {
  const { allowedAuthenticationType: allowed } = server.data;
  return allowed === undefined ? undefined : allowed === type || allowed === 'CertificateAndKerberos';
}

/**
 * The port a server listens on for an authentication type, where a primary asks it under some name: of the mapping where there
 * is one, else as written. Undefined where it is not written; see `mixedUp` for that.
 */
export function listenerPort(
  server: ReplicaServer,
  type: AuthenticationType,
  name: string,
): { readonly port: number; readonly place: Place } | undefined {
  const mapping = Object.entries(server.data[MAPPINGS[type]] ?? {});
  const mapped = mapping.find(([own]) => sameMachine(own, name));
  if (mapped) return { port: mapped[1], place: at(server, MAPPINGS[type], mapped[0]) };
  const port = server.data[PORTS[type]];
  return mapping.length > 0 || port === undefined ? undefined : { port, place: at(server, PORTS[type]) };
}

/** The port at which to ask a server in a way it offers: what it says, else Windows' own. Undefined where it says something that does not tell. */
export function portToAsk(server: ReplicaServer, type: AuthenticationType, name: string): number | undefined {
  const { data } = server;
  const says = [PORTS[type], MAPPINGS[type]].some((property) => data[property] !== undefined || isForgotten(data, property));
  return listenerPort(server, type, name)?.port ?? (says ? undefined : DEFAULT_PORTS[type]);
}

/**
 * Whether a port is that of the other authentication type, at a server that is described without a port for this one: 443 for
 * Kerberos, 80 for certificates, or what the server says of the other. A default is reckoned with only for this.
 */
export function mixedUp(server: ReplicaServer, type: AuthenticationType, port: number): boolean {
  const other = type === 'Kerberos' ? 'Certificate' : 'Kerberos';
  const { data } = server;
  const silent = [PORTS[type], MAPPINGS[type], MAPPINGS[other]].every(
    (property) => data[property] === undefined && !isForgotten(data, property),
  );
  return silent && isDeclared(at(server)) && port === (data[PORTS[other]] ?? DEFAULT_PORTS[other]);
}

/** A rule of Windows' firewall that lets one of the two listeners in, by its name, its English display name or its group. */
export function isListenerRule(
  rule: { readonly name?: string; readonly displayName?: string; readonly group?: string },
  type: AuthenticationType,
): boolean {
  const [name, display, group] = [rule.name, rule.displayName, rule.group].map((text) => nameKey(text ?? ''));
  const scheme = type === 'Kerberos' ? 'http' : 'https';
  const short = type === 'Kerberos' ? 'virt-hvrhttpl-' : 'virt-hvrhttpsl-';
  return (
    name!.startsWith(short) || display === `hyper-v replica ${scheme} listener (tcp-in)` || group === `hyper-v replica ${scheme}`
  );
}
