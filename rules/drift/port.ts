import { reportDrift } from '#lint/report-drift';
import { defineRule } from '#lint/rule';
import { type Compared, driftsOf } from '#model/drift';
import { sameLag } from '#model/switch-groups';

const COMPARED: readonly Compared[] = [
  { path: ['adminUp'] },
  { path: ['mtu'] },
  { path: ['speed'] },
  { path: ['lag', 'id'], same: (a, b) => sameLag(a as string, b as string) },
  { path: ['lag', 'mode'] },
  { path: ['stp', 'edge'] },
  { path: ['vpc'] },
  { path: ['peerLink'] },
];

/** Ports of a switch that were configured otherwise than they are declared. */
export default defineRule({
  about: 'switch',
  severity: 'warning',
  title: 'A port of a switch is not as it is declared',
  needs: ['observation'],
  since: '0.1.0',
  source: 'hvlint: the input language',
  check(device, { report }) {
    for (const port of [...device.ports, ...device.portChannels]) reportDrift(report, driftsOf(port, COMPARED));
  },
});
