import { defineRule } from '#lint/rule';
import { virtualSubnetOf } from '#model/adapter-subnet';
import { ownerText } from '#model/mac-address';
import { at } from '#model/place';

/** An adapter in a virtual subnet is on an External Hyper-V switch, the only kind that reaches the provider network. */
export default defineRule({
  about: 'vm-adapter',
  severity: 'error',
  title: 'An adapter in a virtual subnet is on a Hyper-V switch without an uplink',
  since: '0.1.0',
  source: 'Windows Server 2012 network virtualization guidance: packets leave the host under its provider address',
  check(adapter, { network, report }) {
    const { switchName } = adapter.data;
    const subnet = virtualSubnetOf(adapter);
    if (switchName === undefined || !subnet || subnet.vsid === 0) return;
    const inside = network.hostsOf(adapter.vm).flatMap((host) => {
      const vmSwitch = host.vmSwitch(switchName);
      const type = vmSwitch?.data.switchType;
      return vmSwitch && (type === 'Internal' || type === 'Private') ? [{ vmSwitch, type }] : [];
    });
    const [first, ...others] = inside;
    if (!first) return;
    const more = others.length > 0 ? ` (and on ${others.length} more of its hosts)` : '';
    report(
      at(adapter, 'switchName'),
      `${ownerText(adapter)} is in virtual subnet ${subnet.vsid}, but ${switchName} on ${first.vmSwitch.host.name} is ${first.type} and has no way to the provider network${more}`,
      {
        related: inside.map(({ vmSwitch, type }) => ({
          at: at(vmSwitch, 'switchType'),
          message: `${vmSwitch.host.name}: ${type}`,
        })),
      },
    );
  },
});
