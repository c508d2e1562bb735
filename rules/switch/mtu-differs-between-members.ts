import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import type { Port, Team, VmSwitch } from '#model/entity';
import { countAlike, type JumboPacket, jumboPacket, largestFrame, maySizeAlike } from '#model/frame-size';
import { aboveText, portText } from '#model/host-port';
import type { Network } from '#model/network';
import { at, type Place } from '#model/place';

/** Every member of a team, and every port below it, carries frames of one size. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'Members of one team, or their ports, carry frames of different size',
  since: '0.1.0',
  source: 'Microsoft, "Host network requirements for Azure Local"; derived',
  check(host, { network, report }) {
    const teamings: (Team | VmSwitch)[] = [...host.teams, ...host.vmSwitches.filter((s) => network.uplink(s).sort === 'set')];
    for (const teaming of teamings) {
      const sizes = [...new Set(network.nicsBehind(teaming))].flatMap((nic) => jumboPacket(nic) ?? []);
      const sized = ends(sizes, (s) => s.size);
      if (sized && !maySizeAlike(sized[0].size, sized[1].size)) {
        const [smallest, largest] = sized;
        report(
          smallest.place,
          `${smallest.nic.name} sends frames of up to ${smallest.size} bytes, ${largest.nic.name} of up to ${largest.size}; both are in ${aboveText(teaming)}`,
          {
            related: sizes.filter((s) => s !== smallest).map(sizeText),
            remedy: {
              on: host,
              shell: 'powershell',
              commands: [
                powershell`Set-NetAdapterAdvancedProperty -Name ${smallest.nic.name} -RegistryKeyword '*JumboPacket' -RegistryValue ${largest.size}`,
              ],
              disruptive: true,
            },
          },
        );
        continue;
      }
      const mtus = portMtus(network, teaming);
      const ported = ends(mtus, (m) => m.mtu);
      if (!ported) continue;
      const [lower, upper] = ported;
      // A port that is known to be large enough for its adapter, or to be too small for it, is not a matter of the team.
      if (lower.mtu === upper.mtu || !mtus.every((m) => countAlike(m.port, lower.port)) || lower.known) continue;
      report(
        lower.place,
        `${portText(lower.owner)} passes ${lower.mtu} bytes, ${portText(upper.owner)} passes ${upper.mtu}; both lead to ${aboveText(teaming)}`,
        {
          severity: 'warning',
          related: mtus
            .filter((m) => m.owner !== lower.owner)
            .map((m) => ({ at: m.place, message: `${portText(m.owner)}: ${m.mtu}` })),
        },
      );
    }
  },
});

function sizeText({ nic, size, place }: JumboPacket): { at: Place; message: string } {
  return { at: place, message: `*JumboPacket of ${nic.name} is ${size}` };
}

/** The first item with the lowest value and the first with the highest; undefined where there is none. */
function ends<T>(items: readonly T[], value: (item: T) => number): [T, T] | undefined {
  const values = items.map(value);
  if (values.length === 0) return undefined;
  return [items[values.indexOf(Math.min(...values))]!, items[values.indexOf(Math.max(...values))]!];
}

function portMtus(network: Network, teaming: Team | VmSwitch) {
  return [...new Set(network.nicsBehind(teaming))].flatMap((nic) => {
    const port: Port | undefined = network.portOf(nic);
    const mtu = port && network.setting(port, 'mtu');
    if (!port || !mtu || largestFrame(port.switch, mtu.value) === undefined) return [];
    const { entity: owner } = mtu;
    const place = owner.kind === 'port' ? at(owner, 'mtu') : at(owner, 'mtu');
    return [{ port, owner, mtu: mtu.value, place, known: jumboPacket(nic) !== undefined }];
  });
}
