import { cli, shellOf, switchRemedy, vlanInterface } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { definedFirst } from '#lint/switch-commands';
import { allowedVlans } from '#model/defaults';
import { consumerText, hostPort, portText, vlansText } from '#model/host-port';
import { at } from '#model/place';
import { isStray } from '#model/stray-link';
import { type PrivateVlanUse, privateVlansAbove, type VlanUse } from '#model/vlan-use';
import { wayPlaces } from '#model/way-places';

/** Every VLAN that something on the host uses must be in the list of every trunk it may travel over. */
export default defineRule({
  about: 'port',
  severity: 'error',
  title: 'A trunk does not carry a VLAN that the host behind it uses',
  hides: ['switch/different-layer2'],
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Using VLANs"',
  check(port, { network, report }) {
    if (network.setting(port, 'mode')?.value !== 'trunk') return;
    const owner = network.setting(port, 'allowedVlans')?.entity ?? port;
    const allowed = allowedVlans(owner)?.value;
    const host = allowed && hostPort(network, port);
    // Another host belongs there, or another LAG: switch/lag-membership-mismatch.
    if (!host || isStray(network, port)) return;
    const missing = new Map<number, VlanUse[]>();
    for (const use of host.uses) {
      if (use.vlan === undefined || allowed.has(use.vlan)) continue;
      const known = missing.get(use.vlan);
      if (known) known.push(use);
      else missing.set(use.vlan, [use]);
    }
    const { above, nic } = host;
    const where = above === nic ? `on ${nic.host.name}` : `through ${above.name} on ${nic.host.name}`;
    for (const [vlan, uses] of missing) {
      const others = uses.length - 1;
      const who = `${consumerText(uses[0]!.consumer)}${others > 0 ? ` and ${others} more use` : ' uses'}`;
      report(
        at(owner, 'allowedVlans'),
        `${portText(owner)} does not carry VLAN ${vlan} (it allows ${vlansText(allowed)}), which ${who} ${where}`,
        {
          key: `vlan:${vlan}`,
          // The way of the first, then who else uses the VLAN; the message says how many there are.
          related: [
            ...wayPlaces(network, nic, uses[0]).filter(({ hop }) => hop !== 'port'),
            ...uses
              .slice(1)
              .map(({ consumer, place }) => ({ at: place, message: `${consumerText(consumer)} uses VLAN ${vlan}` })),
          ].slice(0, 10),
          // A trunk carries only what its switch has. OS10 has no `add`; whether its list is replaced or extended is not certain, so no
          // command is claimed.
          remedy:
            shellOf(port.switch) === 'os10'
              ? undefined
              : switchRemedy(port.switch, [
                  ...definedFirst(network, port.switch, [vlan]),
                  vlanInterface(owner),
                  cli`switchport trunk allowed vlan add ${vlan}`,
                ]),
        },
      );
    }
    // Of a private VLAN nobody can tell which of its VLANs the wire carries, but one it is; so no command is claimed.
    const lost = new Map<string, PrivateVlanUse[]>();
    for (const use of privateVlansAbove(network, nic)) {
      if ([...use.vlans].some((vlan) => allowed.has(vlan))) continue;
      const key = use.vlans.toString();
      lost.set(key, [...(lost.get(key) ?? []), use]);
    }
    for (const [key, [first, ...others]] of lost) {
      const who = `${consumerText(first!.consumer)}${others.length > 0 ? ` and ${others.length} more have` : ' has'}`;
      report(
        at(owner, 'allowedVlans'),
        `${portText(owner)} carries none of ${vlansText(first!.vlans)} (it allows ${vlansText(allowed)}), in which ${who} a private VLAN ${where}`,
        {
          key: `private:${key}`,
          related: [first!, ...others]
            .slice(0, 10)
            .map(({ consumer, place }) => ({ at: place, message: `the private VLAN of ${consumerText(consumer)}` })),
        },
      );
    }
  },
});
