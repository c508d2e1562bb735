import { defineRule } from '#lint/rule';
import { bitRateText } from '#model/bit-rate';
import { knownSpeed } from '#model/embedded-team';
import type { VirtualAdapter } from '#model/entity';
import { consumerText } from '#model/host-port';
import { at } from '#model/place';

/** A Hyper-V switch cannot guarantee more than its uplinks carry. */
export default defineRule({
  about: 'vm-switch',
  severity: 'warning',
  title: 'More bandwidth is guaranteed than the uplinks of a Hyper-V switch have',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmnetworkadapter',
  check(vmSwitch, { network, report }) {
    const { bandwidthReservationMode: mode } = vmSwitch.data;
    // There no such guarantee can be given at all, which is another mistake.
    if (mode === 'Weight' || mode === 'None') return;
    const adapters = network.adaptersOn(vmSwitch).filter((each) => each.data.minimumBandwidthAbsolute && staysHere(each));
    if (adapters.length === 0) return;
    const uplink = network.uplink(vmSwitch);
    const speeds = [...new Set(uplink.nics)].map(knownSpeed);
    if (!uplink.complete || speeds.length === 0 || speeds.includes(undefined)) return;
    const capacity = speeds.reduce((sum, speed) => sum + (speed?.bits ?? 0), 0);
    const promised = adapters
      .map((adapter) => {
        const bits = adapter.data.minimumBandwidthAbsolute ?? 0;
        const property = 'minimumBandwidthAbsolute';
        const place = adapter.kind === 'vm-adapter' ? at(adapter, property) : at(adapter, property);
        return { bits, place, text: `${consumerText(adapter)}: ${bitRateText(bits)}` };
      })
      .sort((a, b) => b.bits - a.bits);
    const total = promised.reduce((sum, { bits }) => sum + bits, 0);
    const [largest, ...others] = promised;
    if (!largest || total <= capacity) return;
    const uplinks = speeds.flatMap((speed) =>
      speed ? [{ at: speed.place, message: `an uplink: ${bitRateText(speed.bits)}` }] : [],
    );
    report(
      largest.place,
      `the Hyper-V switch ${vmSwitch.name} on ${vmSwitch.host.name} guarantees ${bitRateText(total)} to ${promised.length === 1 ? 'one adapter' : `${promised.length} adapters`}, but its uplinks have ${bitRateText(capacity)} in all`,
      { related: [...uplinks, ...others.map(({ place, text }) => ({ at: place, message: text }))] },
    );
  },
});

/** Whether an adapter is on this host for certain: the VMs of a cluster may be on another node. */
function staysHere(adapter: VirtualAdapter): boolean {
  return adapter.kind === 'host-adapter' || adapter.vm.data.cluster === undefined;
}
