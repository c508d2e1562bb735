import { defineRule } from '#lint/rule';
import type { VirtualAdapter } from '#model/entity';
import { lbfoUplink } from '#model/lbfo-uplink';
import { macOf, macText, ownerText } from '#model/mac-address';
import { inConflict, segmentOf } from '#model/mac-conflict';
import { residentAdapters } from '#model/resident-adapter';

/** One port of the Hyper-V switch may have the address of a team member, and usually has; with two the team mixes them up. */
export default defineRule({
  about: 'vm-switch',
  severity: 'warning',
  title: 'Two ports of a Hyper-V switch have the MAC address of a member of the team below it',
  versions: { from: '2012R2', to: '2019' },
  since: '0.1.0',
  source: 'Microsoft KB 2920261: event 16945',
  check(vmSwitch, { network, report }) {
    const team = lbfoUplink(network, vmSwitch)?.team;
    if (!team) return;
    const ports = new Map<string, VirtualAdapter[]>();
    for (const adapter of residentAdapters(network, vmSwitch)) {
      const key = macOf(adapter)?.key;
      if (key) ports.set(key, [...(ports.get(key) ?? []), adapter]);
    }
    for (const member of team.nics) {
      const mac = macOf(member);
      if (!mac) continue;
      const sharing = ports.get(mac.key) ?? [];
      const port = sharing.findLast((adapter) => adapter.kind === 'host-adapter');
      if (!port || sharing.length < 2) continue;
      // In one VLAN they take each other's frames, whatever is below: mac/duplicate-mac says that.
      const placed = sharing.filter((adapter) => segmentOf(network, adapter) !== undefined);
      if (placed.some((a) => placed.some((b) => a !== b && inConflict(network, a, b)))) continue;
      const others = sharing.filter((adapter) => adapter !== port);
      const own = macOf(port);
      if (!own) continue;
      report(
        own.place,
        `${ownerText(port)} and ${others.map(ownerText).join(', ')} have the MAC address ${macText(mac.key)} of ${member.name}, a member of the team ${team.name} below their Hyper-V switch ${vmSwitch.name}`,
        {
          key: `mac:${mac.key}`,
          related: [
            ...others.flatMap((adapter) => macOf(adapter) ?? []).map(({ place }) => ({ at: place, message: 'has it too' })),
            { at: mac.place, message: `the address of ${member.name}` },
          ],
        },
      );
    }
  },
});
