import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { namedMembers } from '#model/embedded-team';
import { inRange } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** Several adapters below one Hyper-V switch are an embedded team; there is no other way to use them. */
export default defineRule({
  about: 'vm-switch',
  severity: 'error',
  title: 'A Hyper-V switch has several adapters, but embedded teaming is off',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Microsoft, "Remote Direct Memory Access (RDMA) and Switch Embedded Teaming (SET)"; dsccommunity/HyperVDsc',
  check(vmSwitch, { report }) {
    const { data, host } = vmSwitch;
    const place = at(vmSwitch, 'embeddedTeamingEnabled');
    // What a machine says of itself is so: then its adapters are written elsewhere, as a wish.
    if (data.embeddedTeamingEnabled !== false || !isDeclared(place)) return;
    if (data.switchType === 'Internal' || data.switchType === 'Private' || inRange(host.os, RELEASES.noSet)) return;
    const members = namedMembers(vmSwitch);
    if (members.length < 2) return;
    const names = members.map(({ name }) => name);
    // Members of an embedded team are physical adapters; client releases are not known to have it.
    const can = names.every((name) => host.adapter(name)?.kind !== 'team-nic');
    const knows = host.os === undefined || inRange(host.os, RELEASES.set);
    report(
      place,
      `the Hyper-V switch ${vmSwitch.name} on ${host.name} has ${names.length} adapters (${names.join(', ')}), but embedded teaming is off, and without it a Hyper-V switch takes one`,
      {
        related: members.map((member) => ({ at: member.place, message: 'one of the adapters' })),
        fix: can && knows ? { title: 'Turn embedded teaming on', safe: true, changes: [{ at: place, value: true }] } : undefined,
      },
    );
  },
});
