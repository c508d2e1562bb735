import type { OsData } from '#read/generated/documents';

/** A Windows release as documents name it. */
export type Os = OsData;

/** Windows Server releases, oldest first. Azure Local follows the newest server release it is built on. */
export const SERVER_RELEASES = ['2008R2', '2012', '2012R2', '2016', '2019', '2022', '2025'] as const;
export type ServerRelease = (typeof SERVER_RELEASES)[number];

/** A range of Windows Server releases, both ends included; a missing end is open. */
export interface OsRange {
  readonly from?: ServerRelease;
  readonly to?: ServerRelease;
}

const ORDER = new Map<string, number>(SERVER_RELEASES.map((release, i) => [release, i]));
/** Azure Local 22H2 and later build on Windows Server 2022 and newer: https://learn.microsoft.com/azure/azure-local/release-information-23h2 */
ORDER.set('azure-local', ORDER.get('2022')!);

/** Whether a release lies in a range. Client releases lie in none, and neither does an unknown one. */
export function inRange(os: Os | undefined, { from, to }: OsRange): boolean {
  const at = os === undefined ? undefined : ORDER.get(os);
  if (at === undefined) return false;
  return (from === undefined || at >= ORDER.get(from)!) && (to === undefined || at <= ORDER.get(to)!);
}

/**
 * Whether a server release is older than another. False where one of them is unknown or a client's, and for Azure Local, whose
 * release moves; that line is newer than what came before it.
 */
export function isOlder(os: Os | undefined, than: Os | undefined): boolean {
  const [a, b] = [os, than].map((each) => (each === undefined ? undefined : ORDER.get(each)));
  return a !== undefined && b !== undefined && a < b && os !== 'azure-local';
}

/** The range in words: "2012 to 2019", "2016 and later". */
export function rangeText({ from, to }: OsRange): string {
  if (from && to) return from === to ? from : `${from} to ${to}`;
  if (from) return `${from} and later`;
  return to ? `up to ${to}` : 'all';
}

/** A release as people say it: "Windows Server 2012 R2", "Azure Local", "Windows 10". */
export function osText(os: Os): string {
  if (os === 'azure-local') return 'Azure Local';
  return os.startsWith('windows-') ? os.replace('windows-', 'Windows ') : `Windows Server ${os.replace('R2', ' R2')}`;
}
