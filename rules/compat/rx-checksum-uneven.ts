import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import {
  CHECKSUM_KEYWORDS,
  checksumParameters,
  closing,
  gapPlaces,
  gapText,
  matesText,
  offloadGaps,
  teamText,
} from '#model/offload-gap';

/** A team offers receive checksum offload when any member does; what arrives at the others costs processor time. */
export default defineRule({
  about: 'nic',
  severity: 'info',
  title: 'Receive checksum offload differs between the members of a team',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Feature compatibilities": Receive-side Checksum offloads',
  check(nic, { network, report }) {
    const team = network.teamingOf(nic);
    if (!team) return;
    // An adapter that lacks transmit too is one mistake, and the graver half has a rule of its own.
    const transmit = new Set(offloadGaps(network, team, nic, CHECKSUM_KEYWORDS, 1).map((gap) => gap.keyword));
    const gaps = offloadGaps(network, team, nic, CHECKSUM_KEYWORDS, 2).filter((gap) => !transmit.has(gap.keyword));
    if (gaps.length === 0) return;
    const enable = powershell`Enable-NetAdapterChecksumOffload -Name ${nic.name}`;
    report(
      gaps[0]!.own.place,
      `${nic.name} lacks the receive checksum offload of ${matesText(gaps)} (${gapText(gaps)}): what ${teamText(team)} receives there costs processor time`,
      {
        related: gapPlaces(gaps),
        fix: {
          title: `Switch it on for ${nic.name} too`,
          safe: true,
          changes: gaps.map((gap) => ({ at: gap.own.place, value: closing(gap) })),
        },
        remedy: {
          on: nic.host,
          shell: 'powershell',
          commands: [enable && `${enable} ${checksumParameters(gaps)}`],
          disruptive: true,
        },
      },
    );
  },
});
