import { defineRule } from '#lint/rule';
import { adapterTarget } from '#lint/virtual-adapter-remedy';
import { virtualSubnetOf } from '#model/adapter-subnet';
import { ownerText } from '#model/mac-address';
import { at } from '#model/place';
import { tagging } from '#model/virtual-vlan';

/** An adapter is isolated by a virtual subnet or by a VLAN, never by both. */
export default defineRule({
  about: 'vm-adapter',
  severity: 'error',
  title: 'An adapter is in a virtual subnet and in a VLAN',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmnetworkadapterisolation',
  check(adapter, { network, report }) {
    const subnet = virtualSubnetOf(adapter);
    if (!subnet || subnet.vsid === 0) return;
    const own = tagging(adapter);
    const byIsolation = adapter.data.isolation?.isolationMode === 'Vlan';
    if (!own && !byIsolation) return;
    const target = adapterTarget(network, adapter, 'VMNetworkAdapterName');
    report(
      own ? at(adapter, 'vlan', own.key) : at(adapter, 'isolation', 'isolationMode'),
      `${ownerText(adapter)} is in virtual subnet ${subnet.vsid} and has ${own ? `VLAN mode ${own.text}` : 'isolation in mode Vlan'} as well; the two exclude each other`,
      {
        related: [{ at: subnet.place, message: `virtual subnet ${subnet.vsid}` }],
        remedy: target && {
          on: target.on,
          shell: 'powershell',
          commands: [
            own
              ? `Set-VMNetworkAdapterVlan ${target.who} -Untagged`
              : `Set-VMNetworkAdapterIsolation ${target.who} -IsolationMode None`,
          ],
          disruptive: true,
        },
      },
    );
  },
});
