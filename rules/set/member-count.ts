import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { embeddedTeam } from '#model/embedded-team';
import { at } from '#model/place';

const MOST = 8;

/** An embedded team has one to eight members. */
export default defineRule({
  about: 'vm-switch',
  severity: 'error',
  title: 'An embedded team has no member, or more than eight',
  since: '0.1.0',
  source: 'Microsoft, "Remote Direct Memory Access (RDMA) and Switch Embedded Teaming (SET)"',
  check(vmSwitch, { network, report }) {
    const team = embeddedTeam(network, vmSwitch);
    if (!team) return;
    const { data, host } = vmSwitch;
    const who = `the embedded team of the Hyper-V switch ${vmSwitch.name} on ${host.name}`;
    const ninth = team.named[MOST];
    if (ninth) {
      report(ninth.place, `${who} has ${team.named.length} members, but Switch Embedded Teaming takes at most ${MOST}`);
      return;
    }
    const list = data.netAdapterName;
    const described = data.netAdapterInterfaceDescriptions ?? data.netAdapterInterfaceDescription;
    const place = at(vmSwitch, 'netAdapterName');
    if (Array.isArray(list) && list.length === 0 && team.whole && described === undefined && isDeclared(place))
      report(place, `${who} has no member, but New-VMSwitch needs at least one adapter`);
  },
});
