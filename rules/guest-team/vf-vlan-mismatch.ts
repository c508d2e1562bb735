import { defineRule } from '#lint/rule';
import { onHosts, virtualFunctionsOf } from '#model/guest-team';
import { memberVlanText, vlanMismatch } from '#model/guest-vlan';

/** Each virtual function takes its VLAN from its own port of its own Hyper-V switch, so two of them easily differ. */
export default defineRule({
  about: 'guest-team',
  severity: 'error',
  title: 'SR-IOV members of a team in a VM are in different VLANs',
  hides: ['guest-team/vlan-mismatch'],
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "VLANs in a Hyper-V VM"',
  check(team, { network, report }) {
    const found = network.hostsOf(team.vm).flatMap((host) => {
      const here = team.adapters.filter((adapter) => virtualFunctionsOf(network, adapter).some((s) => s.host === host));
      const mismatch = vlanMismatch(network, here);
      return mismatch ? [{ ...mismatch, host }] : [];
    });
    const [mismatch] = found;
    if (!mismatch) return;
    const { first, other } = mismatch;
    const where = onHosts(
      team.vm,
      found.map((each) => each.host),
    );
    report(
      other.place,
      `the team ${team.name} in ${team.vm.name} is made of SR-IOV virtual functions in different VLANs${where}: ${memberVlanText(first)}, ${memberVlanText(other)}`,
      { related: [{ at: first.place, message: memberVlanText(first) }] },
    );
  },
});
