import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { vlansAbove } from '#model/vlan-use';
import { wayPlaces } from '#model/way-places';

/** Rule 2 of "Using VLANs" in the NIC Teaming guidance: no VLAN filter on an adapter below a team or a Hyper-V switch. */
export default defineRule({
  about: 'nic',
  severity: 'error',
  title: 'A VLAN filter is set on an adapter below a team or a Hyper-V switch',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Using VLANs"; microsoft/Validate-DCB',
  check(nic, { network, report }) {
    const above = network.teamingOf(nic) ?? network.vmSwitchesOn(nic)[0];
    if (!above) return;
    const keyword = nic.advancedNumber('VlanID');
    // Both name the same setting of the driver; where both are written, the property of the adapter is the one people read.
    const filter = nic.data.vlanId
      ? { vlan: nic.data.vlanId, place: at(nic, 'vlanId') }
      : keyword?.value
        ? { vlan: keyword.value, place: at(nic, 'advancedProperties', keyword.key) }
        : undefined;
    if (!filter) return;
    // Who loses most by it: somebody with a VLAN of his own.
    const lost = vlansAbove(network, nic).find((use) => use.vlan !== undefined);
    const what = above.kind === 'team' ? 'team' : 'Hyper-V switch';
    report(filter.place, `${nic.name} drops every VLAN but ${filter.vlan} before the ${what} ${above.name} sees it`, {
      related: wayPlaces(network, nic, lost).filter(({ hop }) => hop !== 'nic'),
      fix: { title: 'Set it to 0: no filter', safe: true, changes: [{ at: filter.place, value: 0 }] },
      remedy: {
        on: nic.host,
        shell: 'powershell',
        commands: [powershell`Set-NetAdapter -Name ${nic.name} -VlanID 0`],
        disruptive: true,
      },
    });
  },
});
