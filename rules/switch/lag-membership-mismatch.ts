import { defineRule } from '#lint/rule';
import type { Port } from '#model/entity';
import type { Network } from '#model/network';
import { at } from '#model/place';
import { type StrayLink, strayLinks } from '#model/stray-link';

/** All links of a static or LACP team belong in one LAG, and nothing else belongs in it. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'A LAG and a team do not have the same links',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Configurations for NIC Teaming"',
  check(network, { report }) {
    for (const stray of strayLinks(network)) {
      const { port } = stray;
      const cable = network.cableTo(port)!;
      const others = (stray.home ?? stray.holder)!;
      report(at(port, 'lag', 'id'), message(network, stray), {
        related: [
          ...others.ports.map((other) => ({
            at: at(other, 'lag', 'id'),
            message: `${endOf(network, other)} is cabled to ${other.switch.name} ${other.name}`,
          })),
          { at: cable.place, message: 'the cable' },
        ],
      });
    }
  },
});

function message(network: Network, { port, home, holder }: StrayLink): string {
  const here = `${port.switch.name} ${port.name}`;
  if (!home)
    return `${here} is in LAG ${port.data.lag!.id} with the links of ${holder!.end.name}, but is cabled to ${endOf(network, port)}`;
  const other = home.ports.find((p) => p.switch === port.switch) ?? home.ports[0]!;
  // Numbers of port-channels mean nothing across two switches: there the number of the domain tells them apart.
  const lag = (p: Port): string => {
    const vpc = network.portChannelOf(p)?.data.vpc;
    const across = other.switch === port.switch ? '' : ` (${vpc === undefined ? 'no vPC' : `vPC ${vpc}`})`;
    return `LAG ${p.data.lag!.id}${across}`;
  };
  const where = other.switch === port.switch ? '' : ` on ${other.switch.name}`;
  return `${here} leads to ${home.end.name} and is in ${lag(port)}, but ${endOf(network, other)} is in ${lag(other)}${where}`;
}

function endOf(network: Network, port: Port): string {
  const cable = network.cableTo(port)!;
  return `${cable.nic} of ${cable.host}`;
}
