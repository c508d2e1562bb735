import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { virtualSubnetOf } from '#model/adapter-subnet';
import { STANDARD_FRAME } from '#model/frame-size';
import { guestNameOf } from '#model/guest-name';
import { ownerText } from '#model/mac-address';
import { at } from '#model/place';
import { encapsulation, narrows, providerUplinks } from '#model/provider-uplink';
import { domainSubnets } from '#model/virtual-subnet';

/** Ethernet header, which *JumboPacket counts. */
const HEADER = 14;

/** Large frames of a guest still fit through the uplinks of its hosts when NVGRE is put around them. */
export default defineRule({
  about: 'vm-adapter',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'Large frames of a guest do not fit through the uplinks with NVGRE around them',
  since: '0.1.0',
  source: 'RFC 7637; Microsoft, "Keywords That Can Be Edited"',
  check(adapter, { network, report }) {
    const { advancedProperties: all = {} } = adapter.data;
    const key = Object.keys(all).find((each) => each.toLowerCase() === '*jumbopacket');
    const size = key === undefined ? 0 : Number(all[key]);
    if (key === undefined || !(size > STANDARD_FRAME)) return;
    const subnet = virtualSubnetOf(adapter);
    if (!subnet || subnet.vsid === 0) return;
    const peers = domainSubnets(network, subnet.vsid);
    for (const host of network.hostsOf(adapter.vm)) {
      const sent = encapsulation(network, host, peers);
      if (!sent) continue;
      const packet = size - HEADER + sent.overhead;
      const tooSmall = providerUplinks(network, host).flatMap(({ nics }) =>
        nics.flatMap((nic) => narrows(network, nic, packet) ?? []),
      );
      const [first] = tooSmall;
      if (!first) continue;
      const alias = guestNameOf(adapter);
      report(
        at(adapter, 'advancedProperties', key),
        `${ownerText(adapter)} sends frames of up to ${size}, NVGRE packets of ${packet} bytes on ${host.name}, but ${first.text}`,
        {
          related: tooSmall.map(({ place, text }) => ({ at: place, message: text })),
          remedy:
            alias === undefined
              ? undefined
              : {
                  on: adapter.vm,
                  shell: 'powershell',
                  commands: [
                    powershell`Set-NetAdapterAdvancedProperty -Name ${alias} -RegistryKeyword '*JumboPacket' -RegistryValue ${1514}`,
                  ],
                  disruptive: true,
                },
        },
      );
      return;
    }
  },
});
