import { defineRule } from '#lint/rule';
import type { Cable, CableSource } from '#model/cable';

/** How a cable is said, where that is not by its own words. */
const HOW: Readonly<Record<CableSource, string>> = {
  adapter: '',
  map: '',
  port: '',
  neighbor: ' by the neighbour of the port',
  description: ' by the description of the port',
  lldp: ' by what LLDP heard',
};

/** One of two sources is out of date, or a cable is in the wrong port: nothing else is said of its ends. */
export default defineRule({
  about: 'network',
  severity: 'warning',
  title: 'Two sources disagree about a cable',
  since: '0.1.0',
  source: 'hvlint: the input language',
  check(network, { report }) {
    for (const { cable, others } of network.cablingDisagreements) {
      const { cable: other, about } = others[0]!;
      const [end, here, there] =
        about === 'adapter' ? [nicOf(cable), portOf(cable), portOf(other)] : [portOf(cable), nicOf(cable), nicOf(other)];
      report(
        cable.place,
        `${end} is cabled to ${here}${HOW[cable.source]}, but to ${there}${HOW[other.source]} in ${elsewhere(cable, other)}`,
        {
          key: `${nicOf(cable)} ${portOf(cable)}`,
          related: others.map((each) => ({
            at: each.cable.place,
            message: `the cable of ${nicOf(each.cable)} to ${portOf(each.cable)}`,
          })),
        },
      );
    }
  },
});

function nicOf({ host, nic }: Cable): string {
  return `${nic} of ${host}`;
}

function portOf(cable: Cable): string {
  return `${cable.switch} ${cable.port}`;
}

function elsewhere(cable: Cable, { place }: Cable): string {
  return place.file === cable.place.file
    ? 'another place of this file'
    : place.file.path.slice(place.file.path.lastIndexOf('/') + 1);
}
