import { defineRule } from '#lint/rule';
import type { GuestTeam, Host, Nic, Switch } from '#model/entity';
import { switchesOf } from '#model/guest-team';
import type { Network } from '#model/network';
import { oneSwitch } from '#model/one-switch';
import { at } from '#model/place';

/** The Hyper-V switches below a team in a VM on one host, when everything they stand on ends on one physical switch. */
interface OneSwitch {
  readonly host: Host;
  readonly device: Switch;
  readonly nics: readonly Nic[];
  readonly teams: GuestTeam[];
}

/** A team in a VM survives a physical switch only if its Hyper-V switches are cabled to different ones. */
export default defineRule({
  about: 'network',
  severity: 'info',
  title: 'The Hyper-V switches below a team in a VM are cabled to one physical switch',
  since: '0.1.0',
  source: 'Microsoft Learn, Create a new NIC Team: network configuration requirements',
  check(network, { report }) {
    const found = new Map<string, OneSwitch>();
    for (const team of network.all('guest-team'))
      for (const host of network.hostsOf(team.vm)) {
        const one = belowTeam(network, team, host);
        if (!one) continue;
        const key = one.nics.map((nic) => nic.id).join(' ');
        const known = found.get(key);
        if (known) known.teams.push(team);
        else found.set(key, one);
      }
    for (const { host, device, nics, teams } of found.values()) {
      const [team, ...more] = teams;
      const cables = nics.flatMap((nic) => network.cableOf(nic) ?? []);
      const last = cables.at(-1);
      const names = nics.map((nic) => nic.name);
      const also = more.length > 0 ? ` and ${more.length} more do` : ' does';
      report(
        last!.place,
        `${names.slice(0, -1).join(', ')} and ${names.at(-1)} of ${host.name} ${names.length > 2 ? 'all' : 'both'} end on ${device.name}, whose loss the team ${team!.name} in ${team!.vm.name}${also} not survive`,
        {
          related: [
            ...cables.slice(0, -1).map((cable) => ({ at: cable.place, message: `${cable.nic} ends there too` })),
            ...teams.map((each) => ({ at: at(each, 'name'), message: `the team in ${each.vm.name}` })),
          ],
        },
      );
    }
  },
});

function belowTeam(network: Network, team: GuestTeam, host: Host): OneSwitch | undefined {
  const below = team.members.map(({ adapter }) => adapter && switchesOf(network, adapter).find((s) => s.host === host));
  const uplinks = [...new Set(below)].map((vmSwitch) => vmSwitch && network.uplink(vmSwitch));
  if (uplinks.length < 2 || !uplinks.every((uplink) => uplink?.complete)) return undefined;
  const nics = [...new Set(uplinks.flatMap((uplink) => uplink?.nics ?? []))];
  const device = nics.length > 1 ? oneSwitch(network, nics) : undefined;
  return device && { host, device, nics, teams: [team] };
}
