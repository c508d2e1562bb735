import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { adapterFeature } from '#model/adapter-feature';
import { at } from '#model/place';

/** An LBFO team offers IPsec task offload only when every member does. SET does not offer it at all and is not asked. */
export default defineRule({
  about: 'nic',
  severity: 'info',
  title: 'IPsec task offload is counted on, but not every member of the team has it on',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Feature compatibilities": IPsec Task Offload',
  check(nic, { network, report }) {
    const { host } = nic;
    const team = network.teamOf(nic);
    if (!team || host.data.ipsec?.taskOffload !== true || host.data.offload?.taskOffload === 'Disabled') return;
    const own = adapterFeature(nic, 'ipsecOffload');
    if (!own || own.on) return;
    const mates = [...new Set(team.nics)].flatMap((mate) => adapterFeature(mate, 'ipsecOffload') ?? []).filter((mate) => mate.on);
    if (mates.length === 0) return;
    report(
      own.place,
      `${nic.name} has IPsec task offload off while ${mates[0]!.nic.name} has it on: the team ${team.name} does not offer it, though ${host.name} counts on it`,
      {
        related: [
          ...mates.map((mate) => ({ at: mate.place, message: `on here, on ${mate.nic.name}` })),
          { at: at(host, 'ipsec', 'taskOffload'), message: 'counted on' },
        ],
        remedy: {
          on: host,
          shell: 'powershell',
          commands: [powershell`Enable-NetAdapterIPsecOffload -Name ${nic.name}`],
          disruptive: true,
        },
      },
    );
  },
});
