import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { type AdapterFeature, adapterFeature } from '#model/adapter-feature';
import { hasLocalDcb } from '#model/dcb';
import type { Nic } from '#model/entity';
import { teamText } from '#model/offload-gap';
import { at } from '#model/place';

/** DCB works below the team, adapter by adapter: an adapter without it loses what the others keep. */
export default defineRule({
  about: 'nic',
  severity: 'warning',
  title: 'Data-centre bridging is on for some members of a team only',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Feature compatibilities": Datacenter bridging',
  check(nic, { network, report }) {
    const team = network.teamingOf(nic);
    const used = nic.host.data.qos && hasLocalDcb(nic.host);
    if (!team || used === false) return;
    const own = dcb(nic);
    if (!own || own.on) return;
    // Without any class or lossless priority in the file, what an export shows may be nothing but the driver's default.
    const mates = [...new Set(network.nicsBehind(team))]
      .flatMap((mate) => (mate === nic ? [] : (dcb(mate) ?? [])))
      .filter((mate) => mate.on && (used || mate.declared));
    if (mates.length === 0) return;
    const unable = nic.data.qos?.supported === false;
    report(
      own.place,
      `${nic.name} ${unable ? 'cannot do DCB' : 'has DCB off'} while ${mates[0]!.nic.name} has it on: traffic that ${teamText(team)} moves to ${nic.name} loses its PFC and ETS`,
      {
        related: [
          ...mates.map((mate) => ({ at: mate.place, message: `on here, on ${mate.nic.name}` })),
          { at: at(team, 'name'), message: teamText(team) },
        ],
        remedy: unable
          ? undefined
          : {
              on: nic.host,
              shell: 'powershell',
              commands: [powershell`Enable-NetAdapterQos -Name ${nic.name}`],
              disruptive: true,
            },
      },
    );
  },
});

function dcb(nic: Nic): AdapterFeature | undefined {
  if (nic.data.qos?.supported === false) return { nic, on: false, place: at(nic, 'qos', 'supported'), declared: true };
  return adapterFeature(nic, 'qos');
}
