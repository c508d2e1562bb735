import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { adapterFeature } from '#model/adapter-feature';
import { isNativeTeam } from '#model/native-team';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** An adapter offers no SR-IOV while it is a member of an LBFO team. SET (2016 and later) does pass it on. */
export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'SR-IOV is wanted above an LBFO team, whose members do not offer it',
  versions: RELEASES.lbfoBelowSwitch,
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Feature compatibilities": SR-IOV',
  check(team, { network, report }) {
    const { host } = team;
    const members = host.nics
      .filter((nic) => network.teamOf(nic) === team)
      .flatMap((nic) => adapterFeature(nic, 'sriov') ?? [])
      .filter((sriov) => sriov.on);
    const above = { at: at(team, 'name'), message: 'the LBFO team' };
    const switches = network.vmSwitchesOnTeam(team);
    let said = false;
    for (const vmSwitch of switches) {
      const asking = network
        .adaptersOn(vmSwitch)
        .flatMap((adapter) => (adapter.kind === 'vm-adapter' && adapter.data.iovWeight ? [adapter] : []));
      const [first] = asking;
      const enabled = vmSwitch.data.iovEnabled === true;
      if (!enabled && !first) continue;
      said = true;
      const who = first
        ? `${first.vm.name} ${first.name}${asking.length > 1 ? ` and ${asking.length - 1} more` : ''} on the Hyper-V switch ${vmSwitch.name}`
        : '';
      report(
        enabled ? at(vmSwitch, 'iovEnabled') : at(vmSwitch, 'netAdapterName'),
        enabled
          ? `the Hyper-V switch ${vmSwitch.name} has SR-IOV on, but stands on the LBFO team ${team.name}, whose members offer none`
          : `${who} ${asking.length > 1 ? 'ask' : 'asks'} for SR-IOV (iovWeight ${first!.data.iovWeight}), but the LBFO team ${team.name} below offers none`,
        {
          related: [
            above,
            ...asking.map((adapter) => ({ at: at(adapter, 'iovWeight'), message: `${adapter.vm.name} asks for it` })),
          ],
        },
      );
    }
    // Where no Hyper-V switch can use it, or each says it does not, the driver's setting is of no interest.
    const unused = switches.length > 0 ? switches.every((s) => s.data.iovEnabled === false) : isNativeTeam(network, team);
    if (said || unused) return;
    for (const { nic, place, declared } of members) {
      if (!declared) continue;
      report(place, `${nic.name} has SR-IOV on, but offers none while it is a member of the LBFO team ${team.name}`, {
        severity: 'info',
        related: [above],
        remedy: {
          on: host,
          shell: 'powershell',
          commands: [powershell`Disable-NetAdapterSriov -Name ${nic.name}`],
          disruptive: true,
        },
      });
    }
  },
});
