import type { Host } from './entity.ts';
import { nameKey } from './names.ts';
import { isWhole } from './references.ts';

/**
 * Whether an account is a member of the local Administrators group of a host, directly or through a group. Undefined where the list
 * is not written, or holds what may be a group with the account in it.
 */
export function isLocalAdministrator(host: Host, account: string): boolean | undefined {
  // What Windows itself runs as has these rights and is in no list.
  if (!isWhole(host, 'administrators') || /^(?:NT AUTHORITY|BUILTIN)\\/i.test(account.trim())) return undefined;
  let unsure = false;
  for (const entry of host.data.administrators ?? []) {
    const { name, objectClass, members } = typeof entry === 'string' ? { name: entry } : entry;
    if (sameAccount(name, account) || members?.some((member) => sameAccount(member, account))) return true;
    unsure ||= !(objectClass === 'User' || members || isUserByName(name));
  }
  return unsure ? undefined : false;
}

/** The built-in account and computer accounts are no groups. */
function isUserByName(name: string): boolean {
  return /^(?:[^\\]+\\)?Administrator$/i.test(name.trim()) || name.trim().endsWith('$');
}

/** Whether two names may be one account: DOMAIN\user, user@domain and user meet by their user where only one form is known. */
function sameAccount(a: string, b: string): boolean {
  const [x, y] = [accountOf(a), accountOf(b)];
  return x.user === y.user && (x.domain === undefined || y.domain === undefined || x.domain === y.domain);
}

function accountOf(name: string): { user: string; domain: string | undefined } {
  const key = nameKey(name);
  const [domain, user] = key.includes('\\') ? key.split('\\', 2) : [undefined, key.split('@', 1)[0]];
  // A dot stands for the server itself, whatever its name is.
  return { user: user!, domain: domain === '.' || domain?.includes('.') ? undefined : domain };
}
