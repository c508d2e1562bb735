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

/** A team of either kind offers transmit checksum offload only when every member does. */
export default defineRule({
  about: 'nic',
  severity: 'warning',
  title: 'Transmit checksum offload is on for some members of a team only',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Feature compatibilities": Transmit-side Checksum offloads',
  check(nic, { network, report }) {
    const team = network.teamingOf(nic);
    if (!team) return;
    const gaps = offloadGaps(network, team, nic, CHECKSUM_KEYWORDS, 1);
    if (gaps.length === 0) return;
    const enable = powershell`Enable-NetAdapterChecksumOffload -Name ${nic.name}`;
    report(
      gaps[0]!.own.place,
      `${nic.name} lacks the transmit checksum offload of ${matesText(gaps)} (${gapText(gaps)}), so ${teamText(team)} does not offer it`,
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
