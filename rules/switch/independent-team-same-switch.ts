import { defineRule } from '#lint/rule';
import { teamingMode } from '#model/defaults';
import type { Team, VmSwitch } from '#model/entity';
import { aboveText } from '#model/host-port';
import { nameKey } from '#model/names';
import type { Network } from '#model/network';
import { at } from '#model/place';

/** Only switch-independent teams can end on unrelated switches; one that ends on a single switch falls with it. */
export default defineRule({
  about: 'host',
  severity: 'info',
  title: 'All members of a switch-independent team are cabled to one switch',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Configurations for NIC Teaming" and "Using teaming modes"',
  check(host, { network, report }) {
    for (const teaming of [...host.teams, ...host.vmSwitches]) {
      const cables = cablesOf(network, teaming);
      const [first] = cables;
      // On an adapter name that is no member's cable nothing is known; with one cable there is nothing to spread.
      if (!first || cables.length < 2 || new Set(cables.map(deviceOf)).size > 1) continue;
      const device = network.switch(first.switch);
      // Members of a stack described as one switch are several devices; hosts may be cabled to each other.
      if (device?.data.stackId !== undefined || network.host(first.switch)) continue;
      const place = teaming.kind === 'team' ? at(teaming, 'members') : at(teaming, 'netAdapterName');
      const names = cables.map((cable) => cable.nic);
      report(
        place,
        `${aboveText(teaming)} ends on ${device?.name ?? first.switch} with all its members (${names.join(', ')}): when that switch fails, the team fails`,
        { related: cables.map((cable) => ({ at: cable.place, message: `${cable.nic} goes to ${cable.switch} ${cable.port}` })) },
      );
    }

    function deviceOf({ switch: name, port }: { switch: string; port: string }): string {
      // A slot, stack member or fabric extender is a device of its own: Ethernet101/1/5, GigabitEthernet2/0/1.
      const part = /^\D*(\d+)\//.exec(port)?.[1] ?? '';
      return `${nameKey(network.switch(name)?.name ?? name)}\n${part}`;
    }
  },
});

/** The cables of all members of a switch-independent team; none where a member or its cable is not known. */
function cablesOf(network: Network, teaming: Team | VmSwitch) {
  const known =
    teaming.kind === 'team'
      ? teamingMode(teaming)?.value === 'SwitchIndependent' && teaming.members.every((member) => member.nic)
      : network.uplink(teaming).sort === 'set' && network.uplink(teaming).complete;
  const nics = known ? [...new Set(network.nicsBehind(teaming))] : [];
  const cables = nics.flatMap((nic) => network.cableOf(nic) ?? []);
  return cables.length === nics.length ? cables : [];
}
