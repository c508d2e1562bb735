import type { Cmdlet } from '../cmdlet.ts';
import { FAILOVER_CLUSTERS } from './failover-clusters.ts';
import { HYPER_V } from './hyper-v.ts';
import { HYPER_V_NETWORK_ADAPTERS } from './hyper-v-network-adapters.ts';
import { HYPER_V_REPLICA } from './hyper-v-replica.ts';
import { HYPER_V_SWITCHES } from './hyper-v-switches.ts';
import { NET_ADAPTER } from './net-adapter.ts';
import { NET_ADAPTER_FEATURES } from './net-adapter-features.ts';
import { NET_ADAPTER_PROPERTIES } from './net-adapter-properties.ts';
import { NET_FIREWALL } from './net-firewall.ts';
import { NET_IP } from './net-ip.ts';
import { NET_LBFO } from './net-lbfo.ts';
import { NET_LBFO_TEAM_NICS } from './net-lbfo-team-nics.ts';
import { NET_QOS } from './net-qos.ts';
import { NET_VIRTUALIZATION } from './net-virtualization.ts';
import { NETWORK_ATC } from './network-atc.ts';
import { SMB_SETTINGS } from './smb-settings.ts';
import { SMB_SHARES } from './smb-share.ts';
import { WINDOWS_FEATURES } from './windows-feature.ts';

/** Every cmdlet hvlint knows, by its name in lower case. */
const CMDLETS: ReadonlyMap<string, Cmdlet> = new Map(
  [
    ...NET_LBFO,
    ...NET_LBFO_TEAM_NICS,
    ...NET_ADAPTER,
    ...NET_ADAPTER_FEATURES,
    ...NET_ADAPTER_PROPERTIES,
    ...NET_IP,
    ...NET_QOS,
    ...NET_FIREWALL,
    ...NET_VIRTUALIZATION,
    ...NETWORK_ATC,
    ...HYPER_V,
    ...HYPER_V_SWITCHES,
    ...HYPER_V_NETWORK_ADAPTERS,
    ...HYPER_V_REPLICA,
    ...SMB_SHARES,
    ...SMB_SETTINGS,
    ...FAILOVER_CLUSTERS,
    ...WINDOWS_FEATURES,
  ].map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet]),
);

export function cmdletNamed(name: string): Cmdlet | undefined {
  return CMDLETS.get(name.toLowerCase());
}
