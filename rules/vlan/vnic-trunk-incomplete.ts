import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { adapterTarget } from '#lint/virtual-adapter-remedy';
import { isDeclared } from '#model/adapter-feature';
import { adapterText, lacks, virtualAdapters, vlanPlace } from '#model/virtual-vlan';
import { MAX_VLAN, VlanSet } from '#model/vlan-set';

/** Trunk mode takes a list of VLANs and the VLAN of untagged frames, always both. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'A virtual adapter in Trunk mode lacks its list of VLANs or its native VLAN',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmnetworkadaptervlan',
  check(network, { report }) {
    for (const adapter of virtualAdapters(network)) {
      const { vlan } = adapter.data;
      const place = vlanPlace(adapter, 'vlan', 'operationMode');
      // What an export does not show may be set all the same.
      if (vlan?.operationMode !== 'Trunk' || !isDeclared(place)) continue;
      const missing = (['allowedVlanIdList', 'nativeVlanId'] as const).filter((key) => lacks(adapter, key));
      if (missing.length === 0) continue;
      const list = VlanSet.of(vlan.allowedVlanIdList);
      const target = adapterTarget(network, adapter, 'VMNetworkAdapterName');
      // Which VLANs pass nobody but the author can say; 0 is no native VLAN.
      const ids = list?.size ? powershell`${list.size === MAX_VLAN ? `1-${MAX_VLAN}` : list.toString()}` : undefined;
      report(
        place,
        `${adapterText(adapter)} is in Trunk mode without ${missing.join(' and ')}; it needs a list and a native VLAN`,
        {
          remedy:
            target && ids
              ? {
                  on: target.on,
                  shell: 'powershell',
                  commands: [`Set-VMNetworkAdapterVlan ${target.who} -Trunk -AllowedVlanIdList ${ids} -NativeVlanId 0`],
                  disruptive: false,
                }
              : undefined,
        },
      );
    }
  },
});
