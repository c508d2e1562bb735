import { type Compared, type Drift, driftsOf } from './drift.ts';
import type { Host } from './entity.ts';
import type { Network } from './network.ts';
import { virtualAdapters } from './virtual-vlan.ts';

const POLICY = [
  'template',
  'netDirectPortMatchCondition',
  'ipPortMatchCondition',
  'priorityValue8021Action',
  'dscpAction',
  'minBandwidthWeightAction',
  'throttleRateActionBitsPerSecond',
];
const TRAFFIC_CLASS = ['priority', 'algorithm', 'bandwidthPercentage'];
const ADAPTER: readonly Compared[] = [
  { path: ['minimumBandwidthWeight'] },
  { path: ['minimumBandwidthAbsolute'] },
  { path: ['maximumBandwidth'] },
  { path: ['ieeePriorityTag'] },
];
const SWITCH: readonly Compared[] = [
  { path: ['defaultFlowMinimumBandwidthWeight'] },
  { path: ['defaultFlowMinimumBandwidthAbsolute'] },
];
const PORT: readonly Compared[] = [{ path: ['pfc', 'mode'] }, { path: ['pfc', 'priorities'] }];

/** QoS that is declared otherwise than it was seen: of hosts, their virtual adapters and Hyper-V switches, VMs and ports. */
export function qosDrift(network: Network): readonly Drift[] {
  return [
    ...network.all('host').flatMap((host) => driftsOf(host, ofHost(host))),
    ...network.all('vm-switch').flatMap((vmSwitch) => driftsOf(vmSwitch, SWITCH)),
    ...virtualAdapters(network).flatMap((adapter) => driftsOf(adapter, ADAPTER)),
    ...[...network.all('port'), ...network.all('port-channel')].flatMap((port) => driftsOf(port, PORT)),
  ];
}

function ofHost({ data: { qos } }: Host): readonly Compared[] {
  const items = (list: string, count: number, properties: readonly string[]): Compared[] =>
    Array.from({ length: count }, (_, i) => properties.map((property) => ({ path: ['qos', list, i, property] }))).flat();
  return [
    ...items('policies', qos?.policies?.length ?? 0, POLICY),
    ...items('trafficClasses', qos?.trafficClasses?.length ?? 0, TRAFFIC_CLASS),
    { path: ['qos', 'flowControl'] },
    { path: ['qos', 'dcbx', 'willing'] },
  ];
}
