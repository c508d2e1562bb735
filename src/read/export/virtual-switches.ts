import type { Draft } from '../draft.ts';
import type { ExportEstate, ExportedHost } from './estate.ts';
import type { JsonObject } from './json-object.ts';
import { from, type Property, same, textsOf } from './take.ts';

const SWITCH: readonly Property[] = [
  ...same('word', 'switchType', 'bandwidthReservationMode'),
  ...same('boolean', 'allowManagementOS', 'embeddedTeamingEnabled', 'iovEnabled', 'packetDirectEnabled', 'softwareRscEnabled'),
  from('defaultQueueVrssEnabled', 'boolean', 'defaultqueuevrssenabledrequested', 'defaultqueuevrssenabled'),
  from('defaultQueueVmmqEnabled', 'boolean', 'defaultqueuevmmqenabledrequested', 'defaultqueuevmmqenabled'),
  ...same('positive', 'defaultFlowMinimumBandwidthWeight', 'defaultFlowMinimumBandwidthAbsolute'),
  from('defaultQueueVrssMinQueuePairs', 'positive', 'defaultqueuevrssminqueuepairsrequested', 'defaultqueuevrssminqueuepairs'),
  from('defaultQueueVrssMaxQueuePairs', 'positive', 'defaultqueuevrssmaxqueuepairsrequested', 'defaultqueuevrssmaxqueuepairs'),
  // VrssQueueSchedulingModeType of the Hyper-V module.
  from(
    'defaultQueueVrssQueueSchedulingMode',
    { numbers: { 0: 'Dynamic', 1: 'StaticVmq', 2: 'StaticVrss' } },
    'defaultqueuevrssqueueschedulingmoderequested',
    'defaultqueuevrssqueueschedulingmode',
  ),
];

/** Hyper-V switches. Exports name what they stand on by description; the names come from the adapters beside them. */
export function readSwitches(host: ExportedHost, estate: ExportEstate): void {
  const { taker } = estate;
  const whole = host.wholePlace('vmSwitch');
  if (whole) host.list('vmSwitches', whole).whole = true;
  for (const { object } of host.rows('vmSwitch')) {
    const draft = switchNamed(host, object);
    if (!draft) continue;
    taker.take(draft, object, SWITCH);
    readUplinks(host, draft, object, estate);
  }
  for (const { object } of host.rows('vmSwitchTeam')) {
    const draft = switchNamed(host, object);
    if (!draft) continue;
    taker.take(draft, object, same('word', 'teamingMode', 'loadBalancingAlgorithm'));
    // Only an embedded team is listed by Get-VMSwitchTeam.
    readUplinks(host, draft, object, estate);
  }
}

function switchNamed(host: ExportedHost, object: JsonObject): Draft | undefined {
  const name = object.text('name');
  if (name === undefined) return undefined;
  const draft = host.list('vmSwitches', object.place).at(name, object.place);
  draft.created = true;
  return draft;
}

/** What Get-VMSwitch calls the uplink of an embedded team of several adapters. */
const TEAMED = /^Teamed-Interface$/i;

function readUplinks(host: ExportedHost, draft: Draft, object: JsonObject, { taker }: ExportEstate): void {
  const found = object.at('netadapterinterfacedescriptions') ?? object.at('netadapterinterfacedescription');
  // A description has blanks: one text is one description, not a list that was joined.
  const descriptions = textsOf(found, (text) => !TEAMED.test(text))?.filter(({ text }) => !TEAMED.test(text)) ?? [];
  const [first] = descriptions;
  if (first)
    taker.say(
      draft,
      'netAdapterInterfaceDescriptions',
      descriptions.map(({ text }) => text),
      first.place,
      descriptions.map(({ place }) => place),
    );
  const written = textsOf(object.at('netadapternames', 'netadaptername'), (text) => host.interfaces.has(text.toLowerCase()));
  const byName = written?.length
    ? written
    : descriptions.map(({ text, place }) => ({ text: host.byDescription.get(text.toLowerCase()), place }));
  if (byName.length === 0 || !byName.every((item): item is { text: string; place: typeof item.place } => item.text !== undefined))
    return;
  taker.say(
    draft,
    'netAdapterName',
    byName.map(({ text }) => text),
    byName[0]!.place,
    byName.map(({ place }) => place),
  );
}
