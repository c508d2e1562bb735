import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** Receive segment coalescing of an adapter has no effect below a Hyper-V switch; from 2019 on the switch coalesces itself. */
export default defineRule({
  about: 'host',
  severity: 'info',
  title: 'Receive segment coalescing is switched on below a Hyper-V switch, which does not pass it on',
  versions: RELEASES.noRscThroughSwitch,
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Feature compatibilities": Receive side coalescing',
  check(host, { network, report }) {
    const setting = host.data.offload?.receiveSegmentCoalescing;
    if (setting === 'Disabled') return;
    let said = false;
    for (const nic of host.nics) {
      const above = network.vmSwitchesOn(nic)[0];
      const on = ['*RscIPv4', '*RscIPv6'].flatMap((keyword) => {
        const found = nic.advancedNumber(keyword);
        return found?.value === 1 ? [{ keyword, place: at(nic, 'advancedProperties', found.key) }] : [];
      });
      // An export shows the driver's default, which is on.
      if (!above || !on[0] || !isDeclared(on[0].place)) continue;
      said = true;
      report(
        on[0].place,
        `${on.map((found) => found.keyword).join(' and ')} of ${nic.name} ${on.length > 1 ? 'have' : 'has'} no effect below the Hyper-V switch ${above.name}`,
        {
          related: [
            ...on.slice(1).map((found) => ({ at: found.place, message: 'and here' })),
            { at: at(above, 'name'), message: 'the Hyper-V switch above' },
          ],
          remedy: {
            on: host,
            shell: 'powershell',
            commands: [powershell`Disable-NetAdapterRsc -Name ${nic.name}`],
            disruptive: true,
          },
        },
      );
    }
    const place = at(host, 'offload', 'receiveSegmentCoalescing');
    if (said || setting === undefined || !isDeclared(place) || host.nics.length === 0) return;
    // For the whole host it is without effect only where no adapter stands outside the Hyper-V switches.
    if (!host.nics.every((nic) => network.vmSwitchesOn(nic).length > 0)) return;
    report(place, `receive segment coalescing is Enabled on ${host.name}, but all its adapters are below Hyper-V switches`, {
      related: host.vmSwitches
        .filter((vmSwitch) => network.uplink(vmSwitch).nics.length > 0)
        .map((vmSwitch) => ({ at: at(vmSwitch, 'name'), message: 'a Hyper-V switch above' })),
    });
  },
});
