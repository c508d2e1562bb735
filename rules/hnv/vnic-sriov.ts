import { defineRule } from '#lint/rule';
import { adapterTarget } from '#lint/virtual-adapter-remedy';
import { virtualSubnetOf } from '#model/adapter-subnet';
import { ownerText } from '#model/mac-address';
import { at } from '#model/place';

/** An adapter in a virtual subnet asks for no SR-IOV: a virtual function passes by the Hyper-V switch, which translates. */
export default defineRule({
  about: 'vm-adapter',
  severity: 'error',
  title: 'An adapter in a virtual subnet asks for SR-IOV, which passes by the Hyper-V switch',
  fixable: 'unsafe',
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/windows-server/networking/sdn/technologies/hyper-v-network-virtualization/hyper-v-network-virtualization',
  check(adapter, { network, report }) {
    const { iovWeight: weight, switchName } = adapter.data;
    const subnet = weight ? virtualSubnetOf(adapter) : undefined;
    if (!subnet || subnet.vsid === 0) return;
    const switches = network
      .hostsOf(adapter.vm)
      .map((host) => (switchName === undefined ? undefined : host.vmSwitch(switchName)));
    // Above a switch without SR-IOV the weight is without effect.
    if (switches.length > 0 && switches.every((vmSwitch) => vmSwitch?.data.iovEnabled === false)) return;
    const place = at(adapter, 'iovWeight');
    const target = adapterTarget(network, adapter, 'Name');
    report(
      place,
      `${ownerText(adapter)} is in virtual subnet ${subnet.vsid} and asks for SR-IOV (iovWeight ${weight}), whose frames pass by the Hyper-V switch untranslated`,
      {
        related: [{ at: subnet.place, message: `virtual subnet ${subnet.vsid}` }],
        fix: { title: 'Ask for no SR-IOV', safe: false, changes: [{ at: place, value: 0 }] },
        remedy: target && {
          on: target.on,
          shell: 'powershell',
          commands: [`Set-VMNetworkAdapter ${target.who} -IovWeight 0`],
          disruptive: true,
        },
      },
    );
  },
});
