import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { adapterFeature } from '#model/adapter-feature';
import type { Team } from '#model/entity';
import type { Network } from '#model/network';
import { at, type Place } from '#model/place';
import { rdmaUse } from '#model/rdma-use';

/** An LBFO team passes no RDMA on: what counts on it falls back to TCP without a word. SET (2016 and later) does pass it. */
export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'RDMA is on for members of an LBFO team',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Feature compatibilities": RDMA; microsoft/Validate-DCB',
  check(team, { network, report }) {
    const { host } = team;
    if (host.data.offload?.networkDirect === 'Disabled') return;
    const members = host.nics
      .filter((nic) => network.teamOf(nic) === team)
      .flatMap((nic) => adapterFeature(nic, 'rdma') ?? [])
      .filter((rdma) => rdma.on);
    const above = { at: at(team, 'name'), message: 'the LBFO team' };
    const planned = plannedAbove(network, team);
    for (const { name, place } of planned)
      report(place, `RDMA is to be used on ${name}, but the LBFO team ${team.name} below it passes none on`, {
        related: [above, ...members.map((rdma) => ({ at: rdma.place, message: `RDMA is on for the member ${rdma.nic.name}` }))],
      });
    if (planned.length > 0) return;
    for (const { nic, place, declared } of members) {
      const use = rdmaUse(nic, (other) => network.teamOf(other) !== undefined);
      report(
        place,
        `${nic.name} has RDMA on, but is a member of the LBFO team ${team.name}, which passes none on${use ? `; ${use.why}` : ''}`,
        {
          severity: use ? 'error' : declared ? 'warning' : 'info',
          related: use ? [above, { at: use.place, message: 'RDMA is counted on here' }] : [above],
          // Where RDMA is wanted the adapter must leave the team or the team become SET: no command decides that.
          remedy: use
            ? undefined
            : {
                on: host,
                shell: 'powershell',
                commands: [powershell`Disable-NetAdapterRdma -Name ${nic.name}`],
                disruptive: true,
              },
        },
      );
    }
  },
});

/** The interfaces of a team, and host adapters on Hyper-V switches on it, that are to use RDMA. */
function plannedAbove(network: Network, team: Team): { name: string; place: Place }[] {
  const interfaces = team.teamNics
    .filter((teamNic) => teamNic.data.rdma?.enabled)
    .map((teamNic) => ({ name: `the team interface ${teamNic.name}`, place: at(teamNic, 'rdma', 'enabled') }));
  const adapters = network
    .vmSwitchesOnTeam(team)
    .flatMap((vmSwitch) => network.adaptersOn(vmSwitch))
    .flatMap((adapter) => (adapter.kind === 'host-adapter' && adapter.data.rdma?.enabled ? [adapter] : []))
    .map((adapter) => ({ name: `the host adapter ${adapter.name}`, place: at(adapter, 'rdma', 'enabled') }));
  return [...interfaces, ...adapters];
}
