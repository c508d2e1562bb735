import { defineRule } from '#lint/rule';
import { allowedVlans } from '#model/defaults';
import { consumerText, hostPort, portText } from '#model/host-port';
import { isStray } from '#model/stray-link';
import { untaggedVlan } from '#model/untagged';
import type { VlanUse } from '#model/vlan-use';

/** Who tags a VLAN must get it back with the tag: it may not be the native VLAN of the port. */
export default defineRule({
  about: 'port',
  severity: 'warning',
  title: 'A host tags the native VLAN of its switch port',
  since: '0.1.0',
  source:
    'Azure/AzureLocal-Supportability, top-of-rack reference configurations; Cisco NX-OS interfaces guide, "Native VLAN IDs"',
  check(port, { network, report }) {
    const native = untaggedVlan(network, port);
    if (native?.mode !== 'trunk' || port.switch.data.tagNativeVlan === true) return;
    // A VLAN that does not pass at all is the matter of vlan/trunk-missing-vlan.
    const allowed = allowedVlans(network.setting(port, 'allowedVlans')?.entity ?? port)?.value;
    const host = hostPort(network, port);
    if (!host || isStray(network, port) || (allowed && !allowed.has(native.vlan))) return;
    const uses = host.uses.filter((use) => use.vlan === native.vlan && needsTag(use));
    const [first] = uses;
    if (!first) return;
    const others = uses.length - 1;
    report(
      native.place,
      `${portText(native.owner)} sends its native VLAN ${native.vlan} without a tag, but ${consumerText(first.consumer)}${others > 0 ? ` and ${others} more` : ''} on ${host.nic.host.name} ${others > 0 ? 'take' : 'takes'} that VLAN with a tag only`,
      {
        // The message says how many there are.
        related: uses.slice(0, 10).map(({ consumer, place }) => ({
          at: place,
          message: `${consumerText(consumer)} uses VLAN ${native.vlan}`,
        })),
      },
    );
  },
});

/** What an adapter with a VLAN of its own does with untagged frames is its driver's affair, and a VM in trunk mode may use only a part of its list. */
function needsTag({ consumer, place }: VlanUse): boolean {
  return consumer.kind !== 'nic' && !place.property.endsWith('/allowedVlanIdList');
}
