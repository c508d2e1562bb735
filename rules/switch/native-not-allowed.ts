import { cli, switchRemedy, vlanInterface } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { allowedVlans } from '#model/defaults';
import { consumerText, portText, vlansText } from '#model/host-port';
import { at } from '#model/place';
import { portsBeside, untaggedUses, untaggedVlan } from '#model/untagged';

/** Systems whose list of allowed VLANs holds for untagged frames too. Sources: Cisco NX-OS and IOS: switchport trunk allowed vlan. */
const LIST_HOLDS_FOR_NATIVE = new Set(['nx-os', 'ios', 'ios-xe']);

/** A trunk drops untagged frames when its list lacks the native VLAN. */
export default defineRule({
  about: 'port',
  severity: 'info',
  title: 'A trunk does not carry its native VLAN, and a host behind it sends untagged',
  since: '0.1.0',
  source: 'Azure/AzureLocal-Supportability, top-of-rack reference configurations',
  check(port, { network, report }) {
    const { os, tagNativeVlan } = port.switch.data;
    if (!LIST_HOLDS_FOR_NATIVE.has(os ?? '') || tagNativeVlan === true) return;
    const native = untaggedVlan(network, port);
    if (native?.mode !== 'trunk' || network.setting(port, 'adminUp')?.value === false) return;
    const owner = network.setting(port, 'allowedVlans')?.entity ?? port;
    const allowed = allowedVlans(owner)?.value;
    if (!allowed || allowed.has(native.vlan)) return;
    const uses = untaggedUses(network, port);
    const [first] = uses;
    if (!first) return;
    const senders = new Set(uses.map((use) => use.consumer));
    const nic = network.nicOf(port)!;
    // Where the others of the team have a VLAN that passes here, the native VLAN is wrong: vlan/team-ports-vlan-asymmetric.
    const usual = portsBeside(network, nic).some((mate) => {
      const vlan = untaggedVlan(network, mate)?.vlan;
      return vlan !== undefined && allowed.has(vlan) && untaggedUses(network, mate).some((use) => senders.has(use.consumer));
    });
    if (usual) return;
    const others = uses.length - 1;
    report(
      at(owner, 'allowedVlans'),
      `${portText(owner)} does not carry its native VLAN ${native.vlan} (it allows ${vlansText(allowed)}), so untagged frames of ${consumerText(first.consumer)}${others > 0 ? ` and ${others} more` : ''} on ${nic.host.name} are lost`,
      {
        related: [
          { at: native.place, message: `native VLAN ${native.vlan}` },
          // The message says how many there are.
          ...uses.slice(0, 9).map(({ consumer, place }) => ({ at: place, message: `${consumerText(consumer)} sends untagged` })),
        ],
        remedy: switchRemedy(port.switch, [vlanInterface(owner), cli`switchport trunk allowed vlan add ${native.vlan}`]),
      },
    );
  },
});
