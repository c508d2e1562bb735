import { defineRule } from '#lint/rule';
import { adapterText, notVlans, virtualAdapters, vlanPlace } from '#model/virtual-vlan';
import { MAX_VLAN } from '#model/vlan-set';

/** Single VLANs are limited in the schema; lists, and IDs that are VLANs in one mode only, are looked at here. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'A VLAN of a virtual adapter is none: VLANs are 1 to 4094',
  since: '0.1.0',
  source: 'IEEE 802.1Q; https://learn.microsoft.com/powershell/module/hyper-v/set-vmnetworkadaptervlan',
  check(network, { report }) {
    for (const adapter of virtualAdapters(network)) {
      const { vlan, isolation } = adapter.data;
      for (const key of ['allowedVlanIdList', 'secondaryVlanIdList'] as const) {
        const wrong = notVlans(vlan?.[key]);
        if (wrong.length === 0) continue;
        const place = vlanPlace(adapter, 'vlan', key);
        report(place, `${key} of ${adapterText(adapter)} names ${wrong.join(', ')}; VLANs are 1 to ${MAX_VLAN}`);
      }
      const id = isolation?.isolationMode === 'Vlan' ? isolation.defaultIsolationId : undefined;
      if (id !== undefined && id > MAX_VLAN)
        report(
          vlanPlace(adapter, 'isolation', 'defaultIsolationId'),
          `defaultIsolationId of ${adapterText(adapter)} is ${id}, a VLAN in isolation mode Vlan; VLANs are 1 to ${MAX_VLAN}`,
        );
    }
  },
});
