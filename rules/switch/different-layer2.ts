import { defineRule } from '#lint/rule';
import { teamingMode } from '#model/defaults';
import { aboveText } from '#model/host-port';
import { areSeparate } from '#model/lag';
import { haveNothingInCommon, routedSubnets } from '#model/routed-subnets';
import { forwardedVlans } from '#model/switch-vlans';
import { portsBeside } from '#model/untagged';

/** The members of a switch-independent team must reach the same networks: whatever VLAN is used, on whichever member. */
export default defineRule({
  about: 'port',
  severity: 'error',
  title: 'The members of one team end in different layer-2 networks',
  since: '0.1.0',
  source: 'Microsoft Learn, NIC Teaming and Switch Embedded Teaming: all members in one subnet or VLAN',
  check(port, { network, report }) {
    if (!port.switch.data.svis?.length) return;
    const nic = network.nicOf(port);
    const teaming = nic && network.teamingOf(nic);
    if (!teaming) return;
    if (teaming.kind === 'team' && teamingMode(teaming)?.value !== 'SwitchIndependent') return;
    const ports = portsBeside(network, nic);
    for (const other of ports.slice(0, ports.indexOf(port))) {
      if (!areSeparate(network, other.switch, port.switch)) continue;
      const there = forwardedVlans(network, other);
      const apart = [...forwardedVlans(network, port)].flatMap(([vlan, uses]) => {
        const use = uses.find(({ consumer }) => there.get(vlan)?.some((same) => same.consumer === consumer));
        const [own, others] = [routedSubnets(port.switch, vlan), routedSubnets(other.switch, vlan)];
        return use && own && others && haveNothingInCommon(own, others) ? [{ vlan, use, own: own[0]!, others: others[0]! }] : [];
      });
      const [first] = apart;
      if (!first) continue;
      const more = apart.length > 1 ? `; the same goes for ${apart.length - 1} more` : '';
      const ends = `where ${network.nicOf(other)!.name} of ${aboveText(teaming)} ends`;
      report(
        network.cableOf(nic)!.place,
        `VLAN ${first.vlan} on ${port.switch.name} (${first.own.address}), where ${nic.name} ends, is another network than on ${other.switch.name} (${first.others.address}), ${ends}${more}`,
        {
          related: [
            { at: first.own.place, message: `VLAN ${first.vlan} on ${port.switch.name}` },
            { at: first.others.place, message: `VLAN ${first.vlan} on ${other.switch.name}` },
            { at: first.use.place, message: `VLAN ${first.vlan} is used` },
          ],
        },
      );
      return;
    }
  },
});
