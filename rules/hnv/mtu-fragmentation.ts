import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import type { Nic } from '#model/entity';
import { largestFrame } from '#model/frame-size';
import { ownerText } from '#model/mac-address';
import type { Network } from '#model/network';
import { inRange } from '#model/os';
import { at } from '#model/place';
import { encapsulatedAdapters, encapsulation, narrows, providerUplinks } from '#model/provider-uplink';
import { RELEASES } from '#model/releases';

/** Payload of a guest that was told nothing. */
const STANDARD = 1500;

/** What Windows drivers offer above the normal size, header included. */
const JUMBO = 9014;

/** The way out of a host has room for NVGRE on top of the packets its guests send. */
export default defineRule({
  about: 'host',
  needs: ['network-virtualization'],
  severity: 'warning',
  title: 'The adapters of a host have no room for NVGRE on top of what its guests send',
  since: '0.1.0',
  source: RELEASES.netwnvInSwitch.source,
  check(host, { network, report }) {
    const sent = encapsulation(network, host);
    if (!sent) return;
    const adapters = encapsulatedAdapters(network, host);
    const legacy = adapters.find((adapter) => adapter.data.isLegacy === true);
    const old = inRange(host.os, RELEASES.netwnvFilter);
    if (!old && !(legacy && inRange(host.os, RELEASES.netwnvInSwitch))) return;
    const largest = (old ? adapters : [legacy!]).map((adapter) => adapter.data.mtuSize ?? STANDARD);
    const packet = (largest.length > 0 ? Math.max(...largest) : STANDARD) + sent.overhead;
    const tooSmall = providerUplinks(network, host).flatMap(({ nics }) =>
      nics.flatMap((nic) => narrows(network, nic, packet) ?? []),
    );
    const [first] = tooSmall;
    if (!first) return;
    const why = old
      ? 'Windows Server 2012 does not tell its guests'
      : `${ownerText(legacy!)} is a legacy adapter, which is not told`;
    report(
      first.place,
      `${host.name} sends NVGRE packets of up to ${packet} bytes (${packet - sent.overhead} and ${sent.overhead} of encapsulation), but ${first.text}, and ${why} a smaller MTU: packets are fragmented`,
      {
        related: [
          ...tooSmall.slice(1).map(({ place, text }) => ({ at: place, message: text })),
          { at: at(sent.record, 'rule'), message: `${sent.record.text} is encapsulated` },
        ],
        remedy: tooSmall.every(({ atNic, nic }) => atNic && portTakes(network, nic, JUMBO))
          ? {
              on: host,
              shell: 'powershell',
              commands: tooSmall.map(
                ({ nic }) =>
                  powershell`Set-NetAdapterAdvancedProperty -Name ${nic.name} -RegistryKeyword '*JumboPacket' -RegistryValue ${JUMBO}`,
              ),
              disruptive: true,
            }
          : undefined,
      },
    );
  },
});

/** Whether nothing says that the port of an adapter is smaller than a frame. */
function portTakes(network: Network, nic: Nic, frame: number): boolean {
  const port = network.portOf(nic);
  const mtu = port && network.setting(port, 'mtu');
  const passes = mtu && largestFrame(port.switch, mtu.value);
  return passes === undefined || passes >= frame;
}
