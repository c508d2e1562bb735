import { defineRule } from '#lint/rule';
import type { VmAdapter } from '#model/entity';
import { switchesOf } from '#model/guest-team';
import { nameKey } from '#model/names';
import { at } from '#model/place';

/** A team in a VM protects against the loss of an uplink, which two members on one Hyper-V switch share. */
export default defineRule({
  about: 'guest-team',
  severity: 'error',
  title: 'Two members of a team in a VM are on one Hyper-V switch',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC teaming on Virtual Machines" and "VLANs in a Hyper-V VM"',
  check(team, { network, report }) {
    const groups = new Map<string, VmAdapter[]>();
    for (const adapter of new Set(team.adapters)) {
      const [vmSwitch] = switchesOf(network, adapter);
      // A switch without an uplink is no place for a member at all, which is another finding.
      if (!vmSwitch || vmSwitch.data.switchType === 'Internal' || vmSwitch.data.switchType === 'Private') continue;
      const key = nameKey(vmSwitch.name);
      groups.set(key, [...(groups.get(key) ?? []), adapter]);
    }
    for (const [key, [first, second, ...more]] of groups) {
      if (!first || !second) continue;
      const names = [first, second, ...more].map((adapter) => adapter.name);
      report(
        at(second, 'switchName'),
        `the team ${team.name} in ${team.vm.name} has ${names.slice(0, -1).join(', ')} and ${names.at(-1)} on one Hyper-V switch (${second.data.switchName}); each member needs an external switch of its own`,
        {
          key,
          related: [first, ...more].map((adapter) => ({
            at: at(adapter, 'switchName'),
            message: `${adapter.name} is on it too`,
          })),
        },
      );
    }
  },
});
