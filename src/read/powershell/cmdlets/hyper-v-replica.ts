import type { Draft } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { takeEnumerated } from '../enumeration.ts';
import type { Computer } from '../machine.ts';
import { propertiesOf, sectionProperties } from '../properties.ts';
import { take } from '../take.ts';
import { itemsOf, textOf, type Value } from '../value.ts';
import { adaptersOf, vmDraft } from './hyper-v-adapters.ts';

const HOST = 'CimSession ComputerName(PSComputerName) Credential';
const VM = 'VMName@0(Name) VM';
const SETTINGS = [
  'ReplicaServerName@1(ReplicaServer) ReplicaServerPort@2(ReplicaPort) AuthenticationType@3(AuthType) CertificateThumbprint(Thumbprint,Cert)',
  'CompressionEnabled ReplicateHostKvpItems BypassProxyServer EnableWriteOrderPreservationAcrossDisks VSSSnapshotFrequencyHour(VSSFreq)',
  'VSSSnapshotFrequency RecoveryHistory(RecHist) ReplicationFrequencySec(RepFreq) AutoResynchronizeEnabled(AutoResync)',
  'AutoResynchronizeIntervalStart(AutoResyncStart) AutoResynchronizeIntervalEnd(AutoResyncEnd) ?AsReplica AllowedPrimaryServer(AllowedPS)',
  '?AsJob ?Passthru',
].join(' ');

/**
 * Hyper-V Replica. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/hyper-v/ (the union of the releases
 * 2012 to 2025).
 */
export const HYPER_V_REPLICA = [
  cmdlet(
    'Set-VMReplicationServer',
    `ReplicationEnabled@0(RepEnabled) AllowedAuthenticationType@1(AuthType) ReplicationAllowedFromAnyServer@2(AllowAnyServer) CertificateThumbprint(Thumbprint) DefaultStorageLocation(StorageLoc) KerberosAuthenticationPort(KerbAuthPort) CertificateAuthenticationPort(CertAuthPort) KerberosAuthenticationPortMapping CertificateAuthenticationPortMapping MonitoringInterval MonitoringStartTime ?Force ?Passthru ${HOST}`,
    setServer,
  ),
  cmdlet('Get-VMReplicationServer', HOST.replace('ComputerName', 'ComputerName@0')),
  cmdlet(
    'New-VMReplicationAuthorizationEntry',
    `AllowedPrimaryServer@0(AllowedPS) ReplicaStorageLocation@1(StorageLoc) TrustGroup@2 ${HOST}`,
    (call) => authorize(call, true),
  ),
  cmdlet(
    'Set-VMReplicationAuthorizationEntry',
    `AllowedPrimaryServer@0(AllowedPS) VMReplicationAuthorizationEntry(VMRepAuthEntry) ReplicaStorageLocation@1(StorageLoc) TrustGroup@2 ?Passthru ${HOST}`,
    (call) => authorize(call, false),
  ),
  cmdlet(
    'Remove-VMReplicationAuthorizationEntry',
    `AllowedPrimaryServer@0(AllowedPS) VMReplicationAuthorizationEntry(VMRepAuthEntry) TrustGroup ?Passthru ${HOST}`,
    removeAuthorization,
  ),
  cmdlet('Enable-VMReplication', `${VM} ${SETTINGS} ExcludedVhd ExcludedVhdPath ${HOST}`, (call) => replicate(call, true)),
  cmdlet(
    'Set-VMReplication',
    `${VM} VMReplication ${SETTINGS} InitialReplicationStartTime(IRTime) ?DisableVSSSnapshotReplication(DisableVSS) ReplicatedDisks ReplicatedDiskPaths ?Reverse ?UseBackup ${HOST}`,
    (call) => replicate(call, false),
  ),
  cmdlet(
    'Remove-VMReplication',
    `${VM} VMReplication ReplicationRelationshipType(Relationship) ?Passthru ${HOST}`,
    removeReplication,
  ),
  cmdlet(
    'Start-VMInitialReplication',
    `${VM} VMReplication DestinationPath(IRLoc) InitialReplicationStartTime(IRTime) ?UseBackup ?AsJob ?Passthru ${HOST}`,
  ),
  cmdlet(
    'Set-VMNetworkAdapterFailoverConfiguration',
    `VMName@0 VM VMNetworkAdapter VMNetworkAdapterName IPv4Address IPv6Address IPv4SubnetMask IPv6SubnetPrefixLength IPv4PreferredDNSServer IPv4AlternateDNSServer IPv6PreferredDNSServer IPv6AlternateDNSServer IPv4DefaultGateway IPv6DefaultGateway ?ClearFailoverIPv4Settings ?ClearFailoverIPv6Settings ?Passthru ${HOST}`,
    failover,
  ),
];

// ---- the side that receives ----

function serverOf(call: Call, computer: Computer): Draft {
  return call.estate.document('replica-server', computer.name, call.nameRange);
}

function setServer(call: Call): undefined {
  for (const computer of call.computers) {
    const server = serverOf(call, computer);
    take(server, 'replicationEnabled', call.arg('ReplicationEnabled'), 'boolean');
    if (call.arg('AllowedAuthenticationType'))
      takeEnumerated(call, server, 'allowedAuthenticationType', 'AllowedAuthenticationType', 'replica-server', [
        'allowedAuthenticationType',
      ]);
    take(server, 'replicationAllowedFromAnyServer', call.arg('ReplicationAllowedFromAnyServer'), 'boolean');
    take(server, 'kerberosAuthenticationPort', call.arg('KerberosAuthenticationPort'), 'number');
    take(server, 'certificateAuthenticationPort', call.arg('CertificateAuthenticationPort'), 'number');
    take(server, 'certificateThumbprint', call.arg('CertificateThumbprint'), 'text');
    take(server, 'defaultStorageLocation', call.arg('DefaultStorageLocation'), 'text');
    take(server, 'monitoringInterval', call.arg('MonitoringInterval'), 'text');
    takeTime(server, 'monitoringStartTime', call.arg('MonitoringStartTime'));
    for (const kind of ['kerberos', 'certificate'] as const) takeMapping(call, server, `${kind}AuthenticationPortMapping`);
  }
  return undefined;
}

function takeMapping(call: Call, server: Draft, key: string): void {
  const value = call.arg(key);
  if (!value) return;
  if (value.sort !== 'table') {
    server.lose(key);
    return;
  }
  const mapping = server.section(key, value.range);
  for (const { key: name, value: port } of value.entries.values()) take(mapping, name, port, 'number');
}

/** A time of day; dates and computed times are not known. */
function takeTime(draft: Draft, key: string, value: Value | undefined): void {
  if (!value) return;
  const text = textOf(value)?.trim();
  if (text !== undefined && /^(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(text)) draft.set(key, text, value.range);
  else draft.lose(key);
}

/** Primary servers that may replicate to a server. An entry that is changed was made elsewhere when it was not made here. */
function authorize(call: Call, made: boolean): undefined {
  const primary = call.arg('AllowedPrimaryServer');
  const text = textOf(primary);
  if (!primary || text === undefined) return undefined;
  for (const computer of call.computers) {
    const list = serverOf(call, computer).list('authorizationEntries', call.nameRange, 'allowedPrimaryServer');
    list.properties = propertiesOf('shared/replicationAuthorization');
    const entry = list.at(text, primary.range);
    entry.created ||= made;
    take(entry, 'replicaStorageLocation', call.arg('ReplicaStorageLocation'), 'text');
    take(entry, 'trustGroup', call.arg('TrustGroup'), 'text');
  }
  return undefined;
}

function removeAuthorization(call: Call): undefined {
  const name = call.text('AllowedPrimaryServer');
  for (const computer of call.computers) {
    const list = serverOf(call, computer).listed('authorizationEntries');
    if (name !== undefined && !/[*?]/.test(name.replace(/^\*(?=\.|$)/, ''))) list?.remove(name);
    else if (list) serverOf(call, computer).lose('authorizationEntries');
  }
  return undefined;
}

// ---- the side that sends ----

/** VMs a call names, on the hosts it acts on. */
function* machines(call: Call): Generator<{ readonly computer: Computer; readonly name: Value; readonly vm: () => Draft }> {
  for (const computer of call.computers)
    for (const name of call.subjects('VMName', 'vm') ?? []) {
      const text = textOf(name);
      if (text === undefined || text.trim() === '' || /[*?]/.test(text)) continue;
      yield { computer, name, vm: () => vmDraft(call, computer, name) };
    }
}

const FLAGS: readonly (readonly [parameter: string, key: string])[] = [
  ['CompressionEnabled', 'compressionEnabled'],
  ['ReplicateHostKvpItems', 'replicateHostKvpItems'],
  ['BypassProxyServer', 'bypassProxyServer'],
  ['EnableWriteOrderPreservationAcrossDisks', 'enableWriteOrderPreservationAcrossDisks'],
  ['AutoResynchronizeEnabled', 'autoResynchronizeEnabled'],
];

function replicate(call: Call, made: boolean): undefined {
  for (const { computer, vm, name } of machines(call)) {
    if (!made && call.on('Reverse') !== false) {
      // The two sides change their parts.
      vm().lose('replication');
      continue;
    }
    const replication = made && call.on('AsReplica') !== true ? extended(call, computer, name) : undefined;
    const section = replication ?? replicationOf(call, vm(), made);
    settings(call, section, replication !== undefined);
  }
  return undefined;
}

function replicationOf(call: Call, vm: Draft, made: boolean): Draft {
  const known = vm.inner('replication');
  const section = vm.section('replication', call.nameRange);
  if (made) section.created = true;
  else if (!known) {
    section.created = false;
    section.properties = sectionProperties('vm', ['replication']);
  }
  return section;
}

/** On the server that has the replica, Enable-VMReplication extends the replication to a third one. */
function extended(call: Call, computer: Computer, name: Value): Draft | undefined {
  const short = (text: unknown): string => String(text).trim().toLowerCase().replace(/\..*$/, '');
  const primary = call.estate.named('vm', textOf(name)!).find((vm) => {
    const to = vm.inner('replication')?.get('replicaServerName');
    return to !== undefined && short(to) === short(computer.name);
  });
  if (!primary || short(primary.get('host')) === short(computer.name)) return undefined;
  return primary.inner('replication')!.section('extended', call.nameRange);
}

function settings(call: Call, section: Draft, isExtended: boolean): void {
  take(section, 'replicaServerName', call.arg('ReplicaServerName'), 'text');
  take(section, 'replicaServerPort', call.arg('ReplicaServerPort'), 'number');
  if (call.arg('AuthenticationType'))
    takeEnumerated(call, section, 'authenticationType', 'AuthenticationType', 'vm', ['replication', 'authenticationType']);
  // Windows looks at a thumbprint with certificates only.
  if (section.get('authenticationType') === 'Kerberos' && !call.arg('CertificateThumbprint'))
    section.clear('certificateThumbprint');
  take(section, 'certificateThumbprint', call.arg('CertificateThumbprint'), 'text');
  take(section, 'replicationFrequencySec', call.arg('ReplicationFrequencySec'), 'number');
  take(section, 'recoveryHistory', call.arg('RecoveryHistory'), 'number');
  take(section, 'vssSnapshotFrequencyHour', call.arg('VSSSnapshotFrequencyHour') ?? call.arg('VSSSnapshotFrequency'), 'number');
  if (isExtended) {
    take(section, 'compressionEnabled', call.arg('CompressionEnabled'), 'boolean');
    return;
  }
  for (const [parameter, key] of FLAGS) take(section, key, call.arg(parameter), 'boolean');
  takeTime(section, 'autoResynchronizeIntervalStart', call.arg('AutoResynchronizeIntervalStart'));
  takeTime(section, 'autoResynchronizeIntervalEnd', call.arg('AutoResynchronizeIntervalEnd'));
  if (call.on('AsReplica') === true) section.set('asReplica', true, call.given.get('asreplica')!.nameRange);
  take(section, 'allowedPrimaryServer', call.arg('AllowedPrimaryServer'), 'text');
  if (call.on('DisableVSSSnapshotReplication') === true) section.set('vssSnapshotFrequencyHour', 0, call.nameRange);
  excluded(call, section);
}

/** Disks that are left out: by path, or by objects that nobody knows. */
function excluded(call: Call, section: Draft): void {
  const paths = call.arg('ExcludedVhdPath');
  if (paths) {
    const items = itemsOf(paths);
    if (items?.every((item) => textOf(item) !== undefined))
      section.set(
        'excludedVhdPath',
        items.map((item) => textOf(item)!),
        paths.range,
        items.map((item) => item.range),
      );
    else section.lose('excludedVhdPath');
  }
  if (['excludedvhd', 'replicateddisks', 'replicateddiskpaths'].some((key) => call.given.has(key)))
    section.lose('excludedVhdPath');
}

/** A VM that is no longer replicated says so with an empty section. */
function removeReplication(call: Call): undefined {
  for (const each of machines(call)) {
    const vm = each.vm();
    if (call.estate.certainty.level !== 'certain' || call.given.has('replicationrelationshiptype')) {
      vm.lose('replication');
      continue;
    }
    vm.clear('replication');
    vm.section('replication', call.nameRange);
  }
  return undefined;
}

const FAILOVER: readonly (readonly [parameter: string, key: string])[] = [
  ['IPv4Address', 'ipv4Address'],
  ['IPv4SubnetMask', 'ipv4SubnetMask'],
  ['IPv4DefaultGateway', 'ipv4DefaultGateway'],
  ['IPv4PreferredDNSServer', 'ipv4PreferredDNSServer'],
  ['IPv4AlternateDNSServer', 'ipv4AlternateDNSServer'],
  ['IPv6Address', 'ipv6Address'],
  ['IPv6DefaultGateway', 'ipv6DefaultGateway'],
];

function failover(call: Call): undefined {
  for (const { draft, vm } of adaptersOf(call, 'VMNetworkAdapterName')) {
    if (vm === undefined) continue;
    const section = draft.section('failover', call.nameRange);
    for (const [parameter, key] of FAILOVER) take(section, key, call.arg(parameter), 'text');
    take(section, 'ipv6SubnetPrefixLength', call.arg('IPv6SubnetPrefixLength'), 'number');
    if (call.on('ClearFailoverIPv4Settings')) for (const [, key] of FAILOVER) if (key.startsWith('ipv4')) section.clear(key);
    if (call.on('ClearFailoverIPv6Settings'))
      for (const key of ['ipv6Address', 'ipv6DefaultGateway', 'ipv6SubnetPrefixLength']) section.clear(key);
  }
  return undefined;
}
