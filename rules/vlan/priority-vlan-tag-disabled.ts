import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { consumerText } from '#model/host-port';
import { at } from '#model/place';
import { vlansAbove } from '#model/vlan-use';
import { wayPlaces } from '#model/way-places';

/** The adapter inserts the VLAN tags of what stands on it, and hands them up. */
export default defineRule({
  about: 'nic',
  severity: 'error',
  title: 'An adapter that does not handle VLAN tags, below something that uses VLANs',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Microsoft, "Enumeration Keywords"; Microsoft, "Standardized INF Keywords for NDIS QoS"',
  check(nic, { network, report }) {
    const tag = nic.advancedNumber('*PriorityVLANTag');
    const above = network.teamingOf(nic) ?? network.vmSwitchesOn(nic)[0];
    // 2 and 3 handle VLANs, with NDIS QoS and without.
    if (!tag || !above || (tag.value !== 0 && tag.value !== 1)) return;
    const uses = vlansAbove(network, nic).filter((use) => use.vlan !== undefined);
    const [first] = uses;
    if (!first) return;
    const place = at(nic, 'advancedProperties', tag.key);
    const handles = tag.value === 0 ? 'no VLAN tags' : 'priorities, but no VLAN tags';
    const others = uses.length - 1;
    const who = `${consumerText(first.consumer)} needs VLAN ${first.vlan}`;
    const what = above.kind === 'team' ? 'team' : 'Hyper-V switch';
    report(
      place,
      `${nic.name} handles ${handles} (*PriorityVLANTag ${tag.value}), but ${who}${others > 0 ? `, with ${others} more,` : ''} through the ${what} ${above.name}`,
      {
        related: [
          ...wayPlaces(network, nic, first).filter(({ hop }) => hop !== 'nic'),
          ...uses.slice(1).map((use) => ({ at: use.place, message: `${consumerText(use.consumer)} uses VLAN ${use.vlan}` })),
        ].slice(0, 10),
        fix: { title: 'Set it to 3: priorities and VLANs', safe: true, changes: [{ at: place, value: 3 }] },
        remedy: {
          on: nic.host,
          shell: 'powershell',
          commands: [
            powershell`Set-NetAdapterAdvancedProperty -Name ${nic.name} -RegistryKeyword '*PriorityVLANTag' -RegistryValue ${3}`,
          ],
          disruptive: true,
        },
      },
    );
  },
});
