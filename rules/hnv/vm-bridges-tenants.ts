import { defineRule } from '#lint/rule';
import { virtualSubnetOf } from '#model/adapter-subnet';
import type { VmAdapter } from '#model/entity';
import { virtualNetworks } from '#model/virtual-networks';
import { isGateway, recordsAbout } from '#model/virtual-subnet';

/** A VM that is no gateway has a foot in one routing domain only, and none outside of it. */
export default defineRule({
  about: 'vm',
  severity: 'warning',
  title: 'A VM that is no gateway stands in two isolated networks at once',
  since: '0.1.0',
  source: 'Windows Server 2012 network virtualization guidance: virtual machines of two customers never communicate',
  check(vm, { network, report }) {
    if (vm.adapters.length < 2) return;
    const connected = vm.adapters.flatMap((adapter) => {
      const subnet = virtualSubnetOf(adapter);
      return subnet ? [{ adapter, ...subnet }] : [];
    });
    const inside = connected.filter(({ vsid }) => vsid > 0);
    const [first] = inside;
    if (!first || isGateway(network, vm)) return;
    const virtual = virtualNetworks(network);
    const domains = virtual.domainsOf(first.vsid);
    // Two virtual subnets are two networks only where routes say which routing domain each is of.
    const elsewhere = inside.find(({ vsid }) => {
      const others = virtual.domainsOf(vsid);
      return domains.length > 0 && others.length > 0 && others.every((domain) => !domains.includes(domain));
    });
    const other = elsewhere ?? connected.find(({ adapter, vsid }) => vsid === 0 && isOutside(adapter));
    if (!other) return;
    const text = elsewhere
      ? `in virtual subnet ${first.vsid} (adapter ${first.adapter.name}) and in ${other.vsid} (adapter ${other.adapter.name}), which are of two routing domains`
      : `in virtual subnet ${first.vsid} (adapter ${first.adapter.name}) and, with adapter ${other.adapter.name}, on the physical network`;
    report(other.place, `the VM ${vm.name} is no gateway, but is ${text}`, {
      related: [{ at: first.place, message: `virtual subnet ${first.vsid}` }],
    });

    /** Whether an adapter without a virtual subnet is connected to the physical network. One with a record has lost its subnet by mistake. */
    function isOutside(adapter: VmAdapter): boolean {
      const { switchName } = adapter.data;
      if (switchName === undefined || recordsAbout(network, adapter).length > 0) return false;
      return network.hostsOf(vm).some((host) => host.vmSwitch(switchName)?.data.switchType === 'External');
    }
  },
});
