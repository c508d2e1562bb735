import type { Draft, DraftList } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { takeEnumerated } from '../enumeration.ts';
import { likes } from '../evaluate.ts';
import { listOf } from '../machine.ts';
import { propertiesOf } from '../properties.ts';
import { take } from '../take.ts';
import { itemsOf, textOf, type Value } from '../value.ts';

const CIM = 'CimSession(Session) ThrottleLimit ?AsJob';
const SHARE =
  'Description ConcurrentUserLimit CATimeout ContinuouslyAvailable FolderEnumerationMode CachingMode EncryptData CompressData LeasingMode SecurityDescriptor';
const ACCESS = `Name@0 ScopeName@1 SmbInstance InputObject AccountName ?Force ${CIM}`;

/**
 * Shares. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/smbshare/ (the union of the releases 2012 to
 * 2025).
 */
export const SMB_SHARES = [
  cmdlet(
    'New-SmbShare',
    `Name@0 Path@1 ScopeName@2 ?Temporary FullAccess ChangeAccess ReadAccess NoAccess ${SHARE} ${CIM} more`,
    newShare,
  ),
  cmdlet(
    'Set-SmbShare',
    `Name@0 ScopeName@1 SmbInstance InputObject ${SHARE} DirectoryHandleLeasing IsolatedTransport QoSPolicyId QoSFlowScope ?Force ?PassThru ${CIM} more`,
    setShare,
  ),
  cmdlet(
    'Get-SmbShare',
    `Name@0 ScopeName@1 ${CIM} more`,
    (call): Value => ({
      sort: 'things',
      things: {
        of: 'share',
        names: call.names('Name'),
        hosts: call.computers.map((each) => each.name),
        all: !call.given.has('name'),
      },
      range: call.range,
    }),
  ),
  cmdlet('Remove-SmbShare', `Name@0 ScopeName@1 SmbInstance InputObject ?Force ?PassThru ${CIM}`, removeShare),
  cmdlet('Grant-SmbShareAccess', `AccessRight ${ACCESS}`, grant),
  cmdlet('Revoke-SmbShareAccess', ACCESS, (call) => forgetAccess(call, ['fullAccess', 'changeAccess', 'readAccess'])),
  cmdlet('Block-SmbShareAccess', ACCESS, (call) => forgetAccess(call, ['noAccess'])),
];

function sharesOf(server: Draft, call: Call): DraftList {
  return listOf(server, 'shares', call.nameRange, propertiesOf('file-server/share'));
}

/**
 * The file servers a share is made on: the clustered role it is scoped to, else the computers themselves. A folder on a Cluster
 * Shared Volume is shared by a role that nobody named: none.
 */
function serversFor(call: Call): readonly Draft[] {
  const scope = call.given.get('scopename')?.value;
  const name = textOf(scope)?.trim();
  // `*` is the scope of the computer itself.
  if (scope && name !== '*') return name ? [call.estate.document('file-server', name, scope.range)] : [];
  const path = call.text('Path');
  if (path !== undefined && /^[a-z]:\\clusterstorage(?:\\|$)/i.test(path.trim())) return [];
  return call.computers.map((computer) => call.estate.document('file-server', computer.name, call.nameRange));
}

function newShare(call: Call): undefined {
  const name = call.arg('Name');
  const text = textOf(name);
  if (!name || text === undefined || text.trim() === '') return undefined;
  for (const server of serversFor(call)) {
    const share = sharesOf(server, call).at(text, name.range);
    share.created = true;
    take(share, 'path', call.arg('Path'), 'text');
    take(share, 'scopeName', call.arg('ScopeName'), 'text');
    if (call.on('Temporary') === true) share.set('temporary', true, call.given.get('temporary')!.nameRange);
    settings(call, share);
    for (const access of ['FullAccess', 'ChangeAccess', 'ReadAccess', 'NoAccess'])
      takeAccounts(share, access[0]!.toLowerCase() + access.slice(1), call.arg(access));
  }
  return undefined;
}

function settings(call: Call, share: Draft): void {
  for (const [parameter, key] of [
    ['ContinuouslyAvailable', 'continuouslyAvailable'],
    ['EncryptData', 'encryptData'],
    ['CompressData', 'compressData'],
  ] as const)
    take(share, key, call.arg(parameter), 'boolean');
  take(share, 'concurrentUserLimit', call.arg('ConcurrentUserLimit'), 'number');
  take(share, 'catimeout', call.arg('CATimeout'), 'number');
  for (const parameter of ['CachingMode', 'FolderEnumerationMode', 'LeasingMode']) {
    const key = parameter[0]!.toLowerCase() + parameter.slice(1);
    if (call.arg(parameter)) takeEnumerated(call, share, key, parameter, 'file-server', ['shares', 0, key]);
  }
  if (call.given.has('securitydescriptor'))
    for (const key of ['fullAccess', 'changeAccess', 'readAccess', 'noAccess']) share.lose(key);
}

function takeAccounts(share: Draft, key: string, value: Value | undefined): void {
  if (!value) return;
  const items = itemsOf(value);
  const texts = items?.map(textOf);
  if (!items || texts!.some((text) => text === undefined)) share.lose(key);
  else
    share.set(
      key,
      texts as string[],
      value.range,
      items.map((item) => item.range),
    );
}

/**
 * The known shares a call is about, and whether it may be about others of that name: without a scope, a clustered role may have
 * it.
 */
function shares(call: Call): readonly { readonly share: Draft; readonly isSure: boolean }[] {
  const names = call.subjects('Name', 'share')?.map((name) => textOf(name)!);
  if (!names) return [];
  const scope = call.given.has('scopename');
  const own = scope ? [call.text('ScopeName')] : call.computers.map((computer) => computer.name);
  return call.estate.drafts('file-server').flatMap((server) => {
    const isOwn = own.some((each) => each?.trim().toLowerCase() === String(server.get('name')).toLowerCase());
    if (scope && !isOwn) return [];
    return (server.listed('shares')?.all ?? [])
      .filter((share) => names.some((name) => likes(String(share.get('name')), name)))
      .map((share) => ({ share, isSure: isOwn }));
  });
}

function setShare(call: Call): undefined {
  for (const { share, isSure } of shares(call)) {
    if (isSure) settings(call, share);
    else
      for (const parameter of call.given.keys()) {
        const key = KEYS.get(parameter);
        if (key !== undefined) share.lose(key);
      }
  }
  return undefined;
}

/** Settings of Set-SmbShare in lower case, and the properties they are. */
const KEYS: ReadonlyMap<string, string> = new Map(
  [
    'continuouslyAvailable',
    'encryptData',
    'compressData',
    'concurrentUserLimit',
    'catimeout',
    'cachingMode',
    'folderEnumerationMode',
    'leasingMode',
  ].map((key) => [key.toLowerCase(), key]),
);

function removeShare(call: Call): undefined {
  const gone = new Set(shares(call).map(({ share }) => share));
  for (const server of call.estate.drafts('file-server')) server.listed('shares')?.removeWhere((share) => gone.has(share));
  return undefined;
}

const RIGHTS: Readonly<Record<string, string>> = { full: 'fullAccess', change: 'changeAccess', read: 'readAccess' };

function grant(call: Call): undefined {
  const right = RIGHTS[call.text('AccessRight')?.trim().toLowerCase() ?? ''];
  const accounts = itemsOf(call.arg('AccountName'));
  for (const { share, isSure } of shares(call)) {
    if (!right) forgetAll(share);
    else if (!isSure || !accounts?.every((account) => textOf(account) !== undefined)) share.lose(right);
    else for (const account of accounts) share.addTo(right, textOf(account)!, account.range);
  }
  return undefined;
}

function forgetAll(share: Draft): void {
  for (const key of Object.values(RIGHTS)) share.lose(key);
}

/** Who loses access, or is blocked: what the lists say from here on is not known. */
function forgetAccess(call: Call, keys: readonly string[]): undefined {
  for (const { share } of shares(call)) for (const key of keys) share.lose(key);
  return undefined;
}
