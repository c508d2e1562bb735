import { bitRateText } from './bit-rate.ts';
import { knownSpeed } from './embedded-team.ts';
import type { Nic } from './entity.ts';
import { at, type Place } from './place.ts';

/** A property of an adapter as it is known: a text for people, and a form in which two spellings of one value meet. */
interface Fact {
  readonly nic: Nic;
  readonly text: string;
  readonly key: string;
  readonly place: Place;
}

/** Something in which members of one team differ. */
export interface Difference {
  /** "link speed", "driver version" … */
  readonly what: string;
  /** Every member of which it is known. */
  readonly facts: readonly Fact[];
  /** A member with what most have. */
  readonly usual: Fact;
  /** The first member with something else. */
  readonly odd: Fact;
}

/**
 * Makers by the words in descriptions and driver providers. Companies that sell one family of chips under several names count as
 * one: ConnectX was Mellanox and is NVIDIA, NetXtreme II was Broadcom, QLogic and Cavium and is Marvell. Server makers print their
 * own name on chips of all of them, so theirs say nothing.
 */
const MAKERS: readonly (readonly [string, RegExp])[] = [
  ['Intel', /\bintel\b/i],
  ['Mellanox (NVIDIA)', /\b(?:mellanox|nvidia|connectx)/i],
  ['Broadcom (Marvell)', /\b(?:broadcom|marvell|qlogic|cavium|fastlinq|netxtreme|emulex|bcm\d)/i],
  ['Chelsio', /\bchelsio\b/i],
  ['Solarflare (AMD)', /\b(?:solarflare|xilinx)\b/i],
  ['Realtek', /\brealtek\b/i],
];

/** Windows brings drivers of its own: another provider, whatever the chip. */
const PROVIDERS: typeof MAKERS = [...MAKERS, ['Microsoft', /\bmicrosoft\b/i]];

/**
 * In what the members of a team are known to differ, the graver first: maker, driver, link speed, versions. A member of which
 * something is not written is left out. Models are not compared: one chip has many descriptions.
 */
export function memberDifferences(nics: readonly Nic[]): Difference[] {
  const maker = difference('maker', nics, ({ data }) => named(MAKERS, data.interfaceDescription), 'interfaceDescription');
  const file = difference('driver', nics, ({ data }) => plain(data.driverFileName?.replace(/^.*[\\/]/, '')), 'driverFileName');
  const provider = difference('driver provider', nics, ({ data }) => named(PROVIDERS, data.driverProvider), 'driverProvider');
  const sameFile = nics.every((nic) => nic.data.driverFileName) && !file;
  const driver = maker ?? file ?? (sameFile ? undefined : provider);
  const version = difference('driver version', nics, ({ data }) => plain(data.driverVersion), 'driverVersion');
  const firmware = difference('firmware', nics, ({ data }) => plain(data.firmwareVersion), 'firmwareVersion');
  // Versions of different drivers, and of different chips, cannot be the same.
  const versions = driver ? [] : [version, firmware];
  return [driver, speedDifference(nics), ...versions].filter((found) => found !== undefined);
}

function difference(
  what: string,
  nics: readonly Nic[],
  read: (nic: Nic) => { text: string; key: string } | undefined,
  property: 'interfaceDescription' | 'driverFileName' | 'driverProvider' | 'driverVersion' | 'firmwareVersion',
): Difference | undefined {
  // Nearly always all say the same, but for the number Windows adds.
  const same = nics.every((nic) => bare(nic.data[property]) === bare(nics[0]?.data[property]));
  if (same) return undefined;
  return among(
    what,
    nics.flatMap((nic) => {
      const value = read(nic);
      return value ? [{ nic, ...value, place: at(nic, property) }] : [];
    }),
  );
}

function bare(text: string | undefined): string | undefined {
  const end = text?.lastIndexOf(' #') ?? -1;
  return end > 0 ? text?.slice(0, end) : text;
}

function speedDifference(nics: readonly Nic[]): Difference | undefined {
  return among(
    'link speed',
    nics.flatMap((nic) => {
      const speed = knownSpeed(nic);
      return speed ? [{ nic, text: bitRateText(speed.bits), key: String(speed.bits), place: speed.place }] : [];
    }),
  );
}

function among(what: string, facts: readonly Fact[]): Difference | undefined {
  const count = (fact: Fact): number => facts.filter((other) => other.key === fact.key).length;
  const usual = facts.reduce<Fact | undefined>((best, fact) => (best && count(best) >= count(fact) ? best : fact), undefined);
  const odd = facts.find((fact) => fact.key !== usual?.key);
  return usual && odd ? { what, facts, usual, odd } : undefined;
}

/** The one maker a text names; undefined where it names none, or several. */
function named(makers: typeof MAKERS, text: string | undefined): { text: string; key: string } | undefined {
  const found = makers.filter(([, words]) => words.test(text ?? ''));
  return found.length === 1 ? { text: found[0]![0], key: found[0]![0] } : undefined;
}

/** A text as it is written; its key without case and without zeros at the end of a version. */
function plain(text: string | undefined): { text: string; key: string } | undefined {
  const written = text?.trim();
  return written ? { text: written, key: written.toLowerCase().replace(/(?:\.0+)+$/, '') } : undefined;
}
