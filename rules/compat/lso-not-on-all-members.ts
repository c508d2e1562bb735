import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import type { Nic } from '#model/entity';
import { gapPlaces, gapText, matesText, offloadGaps } from '#model/offload-gap';

const PARAMETERS = new Map([
  ['*LsoV2IPv4', '-IPv4Enabled'],
  ['*LsoV2IPv6', '-IPv6Enabled'],
  ['*LsoV1IPv4', '-V1IPv4Enabled'],
]);

/** An LBFO team offers large send offload only when every member does. */
export default defineRule({
  about: 'nic',
  severity: 'warning',
  title: 'Large send offload is on for some members of a team only',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Feature compatibilities": Large Send Offload',
  check(nic, { network, report }) {
    const team = network.teamOf(nic);
    if (!team) return;
    const gaps = offloadGaps(network, team, nic, ['*LsoV2IPv4', '*LsoV2IPv6'], 1);
    // Version 1 matters only between adapters that are known not to use version 2.
    const old = offloadGaps(network, team, nic, ['*LsoV1IPv4'], 1)
      .map((gap) => ({ ...gap, mates: gap.mates.filter((mate) => withoutV2(mate.nic)) }))
      .filter((gap) => withoutV2(nic) && gap.mates.length > 0 && gaps[0]?.keyword !== '*LsoV2IPv4');
    const all = [...gaps, ...old];
    if (all.length === 0) return;
    const set = powershell`Set-NetAdapterLso -Name ${nic.name}`;
    report(
      all[0]!.own.place,
      `${nic.name} lacks the large send offload of ${matesText(all)} (${gapText(all)}), so the team ${team.name} does not offer it`,
      {
        related: gapPlaces(all),
        fix: {
          title: `Switch it on for ${nic.name} too`,
          // Somebody may have switched it off for a defect of the driver; then the others are wrong.
          safe: false,
          changes: all.map((gap) => ({ at: gap.own.place, value: 1 })),
        },
        remedy: {
          on: nic.host,
          shell: 'powershell',
          commands: [set && set + all.map((gap) => ` ${PARAMETERS.get(gap.keyword)} $true`).join('')],
          disruptive: true,
        },
      },
    );
  },
});

function withoutV2(nic: Nic): boolean {
  return nic.advancedNumber('*LsoV2IPv4')?.value === 0;
}
