import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import type { VmSwitch } from '#model/entity';
import { consumerText } from '#model/host-port';
import { at, type Place } from '#model/place';

type Unit = 'minimumBandwidthWeight' | 'minimumBandwidthAbsolute';

/** What a Hyper-V switch refuses, by its mode; what Default means is not certain. */
const REFUSED: Readonly<Record<string, { readonly units: readonly Unit[]; readonly because: string }>> = {
  Absolute: { units: ['minimumBandwidthWeight'], because: 'counts minimum bandwidth in bits per second (mode Absolute)' },
  Weight: { units: ['minimumBandwidthAbsolute'], because: 'counts minimum bandwidth by weight (mode Weight)' },
  None: { units: ['minimumBandwidthWeight', 'minimumBandwidthAbsolute'], because: 'takes no minimum bandwidth (mode None)' },
};

/** A Hyper-V switch counts minimum bandwidth by weight, in bits per second or not at all, for good from its creation on. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'A minimum bandwidth is given in another unit than its Hyper-V switch counts in',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/new-vmswitch',
  check(network, { report }) {
    const wrong = new Map<string, { place: Place; text: string; on: VmSwitch[] }>();
    for (const vmSwitch of network.all('vm-switch')) {
      const mode = REFUSED[vmSwitch.data.bandwidthReservationMode ?? ''];
      if (!mode) continue;
      for (const adapter of network.adaptersOn(vmSwitch))
        for (const unit of mode.units) {
          const value = adapter.data[unit];
          const place = adapter.kind === 'vm-adapter' ? at(adapter, unit) : at(adapter, unit);
          // 0 is none. What a machine shows may be left over from another switch.
          if (!value || !isDeclared(place)) continue;
          // A VM of a cluster may meet such a switch on every node.
          const known = wrong.get(`${adapter.id}/${unit}`);
          if (known) known.on.push(vmSwitch);
          else
            wrong.set(`${adapter.id}/${unit}`, {
              place,
              text: `${consumerText(adapter)} has ${valueText(unit, value)}`,
              on: [vmSwitch],
            });
        }
    }
    for (const { place, text, on } of wrong.values()) {
      const [first, ...more] = on.map((vmSwitch) => ({
        name: `${vmSwitch.name} on ${vmSwitch.host.name}`,
        because: REFUSED[vmSwitch.data.bandwidthReservationMode ?? '']?.because,
      }));
      report(
        place,
        `${text}, but the Hyper-V switch ${first?.name}${more.length > 0 ? ` (and ${more.length} more)` : ''} ${first?.because}`,
        {
          related: on.map((vmSwitch) => ({
            at: at(vmSwitch, 'bandwidthReservationMode'),
            message: `the mode of ${vmSwitch.name} on ${vmSwitch.host.name}`,
          })),
        },
      );
    }
  },
});

function valueText(unit: Unit, value: number): string {
  return unit === 'minimumBandwidthWeight' ? `the minimum bandwidth weight ${value}` : `a minimum bandwidth of ${value} bit/s`;
}
