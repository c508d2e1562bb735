import { defineRule } from '#lint/rule';
import { adapterTarget } from '#lint/virtual-adapter-remedy';
import { inRange } from '#model/os';
import { RELEASES } from '#model/releases';
import { adapterText, tagging, virtualAdapters, vlanPlace } from '#model/virtual-vlan';

/** A virtual adapter is put into its VLAN in one of two ways; both at once contradict each other. */
export default defineRule({
  about: 'network',
  severity: 'warning',
  title: 'A virtual adapter has both a VLAN and isolation in mode Vlan',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmnetworkadapterisolation',
  check(network, { report }) {
    for (const adapter of virtualAdapters(network)) {
      const { vlan, isolation } = adapter.data;
      const own = tagging(adapter);
      if (!own || isolation?.isolationMode !== 'Vlan') continue;
      const hosts = adapter.kind === 'vm-adapter' ? network.hostsOf(adapter.vm) : [adapter.host];
      if (hosts.length === 0 || !hosts.every((host) => inRange(host.os, RELEASES.isolationById))) continue;
      const id = isolation.defaultIsolationId;
      const target = adapterTarget(network, adapter, 'VMNetworkAdapterName');
      report(
        vlanPlace(adapter, 'isolation', 'isolationMode'),
        `${adapterText(adapter)} has isolation in mode Vlan${id ? ` (VLAN ${id})` : ''} and is in ${own.text} as well; only one of them can take effect`,
        {
          related: [{ at: vlanPlace(adapter, 'vlan', own.key), message: own.text }],
          // Where both say the same VLAN nothing is lost with one of them; else nobody but the author knows which is meant.
          remedy:
            target && own.key === 'accessVlanId' && vlan?.accessVlanId === id
              ? {
                  on: target.on,
                  shell: 'powershell',
                  commands: [`Set-VMNetworkAdapterVlan ${target.who} -Untagged`],
                  disruptive: true,
                }
              : undefined,
        },
      );
    }
  },
});
