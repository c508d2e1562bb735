import { cli, switchRemedy, vlanInterface } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { allowedVlans } from '#model/defaults';
import type { Entity, HostAdapter, Port, PortChannel } from '#model/entity';
import { consumerText, portText, vlansText } from '#model/host-port';
import type { Network } from '#model/network';
import { at, type Place } from '#model/place';
import { portsBeside, type UntaggedVlan, untaggedUses, untaggedVlan } from '#model/untagged';
import type { VlanSet } from '#model/vlan-set';

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
    const drop = dropOf(network, port);
    if (!drop || isDown(network, port)) return;
    const { native, owner, allowed } = drop;
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
    // An adapter that is said to be untagged, and may leave over no other port, has no network at all.
    const cutOff = uses.map(({ consumer }) => consumer).find((consumer) => isCutOff(network, consumer));
    const lost = `untagged frames of ${consumerText(first.consumer)}${others > 0 ? ` and ${others} more` : ''} on ${nic.host.name} are lost`;
    report(
      at(owner, 'allowedVlans'),
      `${portText(owner)} does not carry its native VLAN ${native.vlan} (it allows ${vlansText(allowed)}), so ${lost}${cutOff ? `; no other port carries them, so nothing reaches ${consumerText(cutOff)}` : ''}`,
      {
        ...(cutOff ? { severity: 'warning' as const } : {}),
        related: [
          { at: native.place, message: `native VLAN ${native.vlan}` },
          // The message says how many there are.
          ...uses.slice(0, 9).map(({ consumer, place }) => ({ at: place, message: `${consumerText(consumer)} sends untagged` })),
        ],
        // A native VLAN that nobody wrote is hardly the one that is meant.
        remedy: isSamePlace(native.place, at(native.owner, 'mode'))
          ? undefined
          : switchRemedy(port.switch, [vlanInterface(owner), cli`switchport trunk allowed vlan add ${native.vlan}`]),
      },
    );
  },
});

interface Drop {
  readonly native: UntaggedVlan;
  readonly owner: Port | PortChannel;
  readonly allowed: VlanSet;
}

/** A trunk whose list lacks its native VLAN, on a system where the list holds for it. */
function dropOf(network: Network, port: Port): Drop | undefined {
  const { os, tagNativeVlan } = port.switch.data;
  if (!LIST_HOLDS_FOR_NATIVE.has(os ?? '') || tagNativeVlan === true) return undefined;
  const native = untaggedVlan(network, port);
  if (native?.mode !== 'trunk') return undefined;
  const owner = network.setting(port, 'allowedVlans')?.entity ?? port;
  const allowed = allowedVlans(owner)?.value;
  return allowed && !allowed.has(native.vlan) ? { native, owner, allowed } : undefined;
}

function isDown(network: Network, port: Port): boolean {
  return network.setting(port, 'adminUp')?.value === false;
}

/** Whether a host adapter, of those that send untagged, has that written, and every port it may leave over drops its frames or is shut down. */
function isCutOff(network: Network, consumer: Entity): consumer is HostAdapter {
  if (consumer.kind !== 'host-adapter') return false;
  const adapter = consumer as HostAdapter;
  return (
    adapter.data.vlan?.operationMode !== undefined &&
    network.nicsBehind(adapter).every((nic) => {
      const port = network.portOf(nic);
      return port !== undefined && (isDown(network, port) || dropOf(network, port) !== undefined);
    })
  );
}

/** A default of the system is placed where the mode is written. */
function isSamePlace(a: Place, b: Place): boolean {
  return a.file === b.file && a.range().start === b.range().start;
}
