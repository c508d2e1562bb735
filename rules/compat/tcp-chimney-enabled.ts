import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import type { Nic } from '#model/entity';
import { inRange } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

const KEYWORDS = ['*TCPConnectionOffloadIPv4', '*TCPConnectionOffloadIPv6'];

/** A team cannot hand whole connections over to one of its members. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'TCP Chimney is on, which no LBFO team supports',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Feature compatibilities": TCP Chimney Offload',
  check(host, { network, report }) {
    if (host.teams.length === 0) return;
    const remedy = {
      on: host,
      shell: 'powershell' as const,
      commands: ['Set-NetOffloadGlobalSetting -Chimney Disabled'],
      disruptive: false,
    };
    const chimney = host.data.offload?.chimney;
    const members = host.teams.flatMap((team) => team.members);
    if (chimney !== undefined) {
      // Where every member has it off by its own keywords, it is on for other adapters only.
      const offBelow = members.length > 0 && members.every(({ nic }) => nic && KEYWORDS.every((k) => keywordValue(nic, k) === 0));
      if (chimney === 'Disabled' || offBelow) return;
      const place = at(host, 'offload', 'chimney');
      const names = host.teams.map((team) => `the team ${team.name}`).join(' and ');
      report(place, `TCP Chimney is ${chimney} on ${host.name}, but not supported through ${names}`, {
        // Later releases have deprecated it, and an unknown release may be one of them.
        severity: inRange(host.os, RELEASES.chimney) ? 'error' : 'info',
        related: host.teams.map((team) => ({ at: at(team, 'name'), message: 'an LBFO team' })),
        fix: { title: 'Disable it', safe: true, changes: [{ at: place, value: 'Disabled' }] },
        remedy,
      });
      return;
    }
    for (const { nic, team } of members) {
      const keyword = nic && KEYWORDS.find((k) => keywordValue(nic, k) === 1);
      if (!nic || !keyword || network.teamOf(nic) !== team) continue;
      const place = at(nic, 'advancedProperties', nic.advanced(keyword)!.key);
      // An export shows the driver's default, which does nothing while the setting of the host is off.
      if (!isDeclared(place)) continue;
      report(place, `${nic.name} offers TCP Chimney (${keyword} 1), which is not supported through its team ${team.name}`, {
        severity: 'info',
        related: [{ at: at(team, 'name'), message: 'the LBFO team' }],
        remedy,
      });
    }
  },
});

function keywordValue(nic: Nic, keyword: string): number | undefined {
  return nic.advancedNumber(keyword)?.value;
}
