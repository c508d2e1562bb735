import type { Draft } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { takeEnumerated } from '../enumeration.ts';
import type { Computer } from '../machine.ts';
import { sectionProperties } from '../properties.ts';
import { take } from '../take.ts';
import { itemsOf, textOf, type Value } from '../value.ts';

const CIM = 'CimSession(Session) ThrottleLimit ?AsJob';

/** Settings by the parameter that sets them; all have the same name in our documents. */
const SERVER: readonly (readonly [parameter: string, key: string])[] = [
  ['EnableMultiChannel', 'enableMultiChannel'],
  ['EncryptData', 'encryptData'],
  ['RejectUnencryptedAccess', 'rejectUnencryptedAccess'],
  ['EnableSecuritySignature', 'enableSecuritySignature'],
  ['RequireSecuritySignature', 'requireSecuritySignature'],
  ['EnableSMB1Protocol', 'enableSMB1Protocol'],
  ['EnableSMB2Protocol', 'enableSMB2Protocol'],
];
const CLIENT: readonly (readonly [parameter: string, key: string])[] = [
  ['EnableMultiChannel', 'enableMultiChannel'],
  ['EnableLargeMtu', 'enableLargeMtu'],
  ['EnableBandwidthThrottling', 'enableBandwidthThrottling'],
  ['RequireSecuritySignature', 'requireSecuritySignature'],
  ['EnableSecuritySignature', 'enableSecuritySignature'],
];

/**
 * SMB settings of a host. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/smbshare/ (the union of the
 * releases 2012 to 2025; the two configurations grow with updates).
 */
export const SMB_SETTINGS = [
  cmdlet(
    'Set-SmbServerConfiguration',
    `${SERVER.map(([parameter]) => parameter).join(' ')} Smb2DialectMin Smb2DialectMax AnnounceComment AnnounceServer AsynchronousCredits AuditSmb1Access AuditInsecureGuestLogon AuditClientDoesNotSupportEncryption AuditClientDoesNotSupportSigning AutoDisconnectTimeout AutoShareServer AutoShareWorkstation CachedOpenLimit DisableCompression DisableSmbEncryptionOnSecureConnection DurableHandleV2TimeoutInSeconds EnableAuthenticateUserSharing EnableDirectoryHandleLeasing EnableDownlevelTimewarp EnableForcedLogoff EnableLeasing EnableMailslots EnableOplocks EnableSMBQUIC EnableStrictNameChecking EncryptionCiphers InvalidAuthenticationDelayTimeInMs IrpStackSize KeepAliveTime MaxChannelPerSession MaxMpxCount MaxSessionPerConnection MaxThreadsPerQueue MaxWorkItems NullSessionPipes NullSessionShares OplockBreakWait PendingClientTimeoutInSeconds RequestCompression RestrictNamedpipeAccessViaQuic ServerHidden Smb2CreditsMax Smb2CreditsMin SmbServerNameHardeningLevel TreatHostAsStableStorage ValidateAliasNotCircular ValidateShareScope ValidateShareScopeNotAliased ValidateTargetName ?Force ${CIM} more`,
    (call) => {
      for (const computer of call.computers) {
        const section = settingsOf(computer, call, 'smbServer');
        for (const [parameter, key] of SERVER) take(section, key, call.arg(parameter), 'boolean');
        for (const parameter of ['Smb2DialectMin', 'Smb2DialectMax']) {
          const key = parameter[0]!.toLowerCase() + parameter.slice(1);
          if (call.arg(parameter)) takeEnumerated(call, section, key, parameter, 'host', ['smbServer', key]);
        }
      }
      return undefined;
    },
  ),
  cmdlet(
    'Set-SmbClientConfiguration',
    `${CLIENT.map(([parameter]) => parameter).join(' ')} ConnectionCountPerRssNetworkInterface MaximumConnectionCountPerServer AuditInsecureGuestLogon BlockNTLM CompressibilitySamplingSize CompressibleThreshold DirectoryCacheEntriesMax DirectoryCacheEntrySizeMax DirectoryCacheLifetime DisableCompression DormantFileLimit EnableByteRangeLockingOnReadOnlyFiles EnableCompressibilitySampling EnableInsecureGuestLogons EnableLoadBalanceScaleOut EnableMailslots EnableSMBQUIC EncryptionCiphers ExtendedSessionTimeout FileInfoCacheEntriesMax FileInfoCacheLifetime FileNotFoundCacheEntriesMax FileNotFoundCacheLifetime ForceSMBEncryptionOverQuic InvalidAuthenticationCacheLifetime KeepConn MaxCmds OplocksDisabled RequestCompression RequireEncryption SessionTimeout SkipCertificateCheck Smb2DialectMin Smb2DialectMax UseOpportunisticLocking WindowSizeThreshold ?Force ${CIM} more`,
    (call) => {
      for (const computer of call.computers) {
        const section = settingsOf(computer, call, 'smbClient');
        for (const [parameter, key] of CLIENT) take(section, key, call.arg(parameter), 'boolean');
        for (const parameter of ['ConnectionCountPerRssNetworkInterface', 'MaximumConnectionCountPerServer'])
          take(section, parameter[0]!.toLowerCase() + parameter.slice(1), call.arg(parameter), 'number');
      }
      return undefined;
    },
  ),
  cmdlet('New-SmbMultichannelConstraint', `ServerName@0 InterfaceIndex InterfaceAlias@1 ?Force ${CIM}`, constrain),
  cmdlet(
    'Remove-SmbMultichannelConstraint',
    `ServerName@0 InterfaceIndex InterfaceAlias@1 InputObject ?Force ?PassThru ${CIM}`,
    (call) => {
      for (const { draft } of call.computers)
        if (draft.listed('smbMultichannelConstraints')) draft.lose('smbMultichannelConstraints');
      return undefined;
    },
  ),
  cmdlet('Set-SmbBandwidthLimit', `Category BytesPerSecond ${CIM}`, limit),
  cmdlet('Remove-SmbBandwidthLimit', `Category@0 InputObject ?PassThru ${CIM}`, (call) => {
    const category = call.text('Category');
    for (const { draft } of call.computers) {
      const list = draft.listed('smbBandwidthLimits');
      if (category !== undefined) list?.remove(category);
      else if (list) draft.lose('smbBandwidthLimits');
    }
    return undefined;
  }),
  cmdlet(
    'New-SmbMapping',
    `LocalPath@0 RemotePath@1 UserName Password ?SaveCredentials ?HomeFolder Persistent RequireIntegrity RequirePrivacy UseWriteThrough ${CIM} more`,
    map,
  ),
];

function settingsOf({ draft }: Computer, call: Call, key: 'smbServer' | 'smbClient'): Draft {
  const section = draft.section(key, call.nameRange);
  section.created = false;
  section.properties = sectionProperties('host', [key]);
  return section;
}

/** The interfaces SMB may use for a server: those of several calls together. */
function constrain(call: Call): undefined {
  const server = call.arg('ServerName');
  const index = call.given.get('interfaceindex')?.value;
  const named: Value | undefined = index ?? call.arg('InterfaceAlias');
  const names = named?.sort === 'things' ? named.things.names : itemsOf(named);
  const text = textOf(server)?.trim();
  if (!server || !text) return undefined;
  for (const { draft } of call.computers) {
    const list = draft.list('smbMultichannelConstraints', call.nameRange, 'serverName');
    const known = !index || index.sort === 'things' ? names?.every((name) => textOf(name) !== undefined) : false;
    // Interfaces that nobody can tell: without them the constraint says nothing.
    if (!known || !names) {
      list.remove(text);
      continue;
    }
    const entry = list.at(text, server.range);
    entry.created = true;
    for (const name of names) entry.addTo('interfaceAlias', textOf(name)!.trim(), name.range);
    entry.completeList('interfaceAlias', named!.range);
  }
  return undefined;
}

const CATEGORIES = ['Default', 'VirtualMachine', 'LiveMigration'];

/** One limit a category; StorageReplication, which came later, has no place in our documents. */
function limit(call: Call): undefined {
  const category = call.arg('Category');
  const bytes = call.arg('BytesPerSecond');
  const text = textOf(category)?.trim().toLowerCase();
  const known = text ? CATEGORIES.find((each) => each.toLowerCase().startsWith(text)) : undefined;
  if (!category || !known) return undefined;
  for (const { draft } of call.computers) {
    const list = draft.list('smbBandwidthLimits', call.nameRange, 'category');
    const entry = list.at(known, category.range);
    entry.created = true;
    take(entry, 'bytesPerSecond', bytes, 'number');
    // A limit without a number says nothing.
    if (!entry.has('bytesPerSecond')) list.drop(entry);
  }
  return undefined;
}

function map(call: Call): undefined {
  const local = call.arg('LocalPath');
  const text = textOf(local)?.trim();
  if (!local || !text) return undefined;
  for (const { draft } of call.computers) {
    const list = draft.list('smbMappings', call.nameRange, 'localPath');
    const entry = list.at(text, local.range);
    entry.created = true;
    take(entry, 'remotePath', call.arg('RemotePath'), 'text');
    if (!entry.has('remotePath')) list.drop(entry);
  }
  return undefined;
}
