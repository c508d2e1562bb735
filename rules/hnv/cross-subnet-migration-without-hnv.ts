import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { virtualSubnetOf } from '#model/adapter-subnet';
import { guestAddresses } from '#model/guest-address';
import { inPrefix } from '#model/ip-prefix';
import { areSeparate } from '#model/lag';
import { ownerText } from '#model/mac-address';
import { recordsAbout } from '#model/virtual-subnet';
import { type NetworkOnHost, networkOnHost } from '#model/vm-subnets';

/** A VM outside of virtual networks finds the subnet of its address on every host it may move to. */
export default defineRule({
  about: 'vm-adapter',
  severity: 'warning',
  title: 'A VM may move to a host where its VLAN is another subnet than that of its address',
  since: '0.1.0',
  source: 'Windows Server 2012 network virtualization guidance: live migration across subnets',
  check(adapter, { network, report }) {
    const { vm } = adapter;
    const hosts = network.hostsOf(vm);
    if (hosts.length < 2 || adapter.data.dhcp === true || virtualSubnetOf(adapter)?.vsid !== 0) return;
    const written = guestAddresses(adapter).filter(({ address, place }) => address.kind() === 'ipv4' && isDeclared(place));
    if (written.length === 0 || recordsAbout(network, adapter).length > 0) return;
    const known = hosts.flatMap((host) => networkOnHost(network, adapter, host) ?? []);
    for (const { text, address, place } of written) {
      const isHome = ({ subnets }: NetworkOnHost): boolean => subnets.some(({ prefix }) => inPrefix(prefix, address));
      const home = known.find(isHome);
      // One layer-2 network with two subnets is another mistake.
      const away = home
        ? known.filter(
            (other) => !isHome(other) && other.devices.every((a) => home.devices.every((b) => areSeparate(network, a, b))),
          )
        : [];
      const [first, ...others] = away;
      if (!home || !first) continue;
      const more = others.length > 0 ? `, nor on ${others.length} more of its hosts` : '';
      const owners = hosts.filter((host) => !away.some((each) => each.host === host)).map((host) => host.name);
      report(
        place,
        `${ownerText(adapter)} has ${text}, which VLAN ${home.vlan} holds on ${home.host.name} (${home.subnets[0]!.address}), but not on ${first.host.name} (${first.subnets[0]!.address})${more}: it loses its network when it moves there`,
        {
          key: text,
          related: [home, ...away].map(({ host, subnets, devices }) => ({
            at: subnets[0]!.place,
            message: `${devices[0]!.name}, behind ${host.name}`,
          })),
          remedy: {
            on: home.host,
            shell: 'powershell',
            commands: [powershell`Set-ClusterOwnerNode -Group ${vm.name} -Owners ${owners}`],
            disruptive: false,
          },
        },
      );
    }
  },
});
