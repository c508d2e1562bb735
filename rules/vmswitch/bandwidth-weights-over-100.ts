import { defineRule } from '#lint/rule';
import { consumerText } from '#model/host-port';
import { at, type Place } from '#model/place';
import { residentAdapters } from '#model/resident-adapter';

/** A weight is a share of the sum of all weights: with a sum of 100 at most, it is what people read in it, per cent. */
export default defineRule({
  about: 'vm-switch',
  severity: 'warning',
  title: 'The bandwidth weights on a Hyper-V switch total more than 100',
  since: '0.1.0',
  source: 'learn.microsoft.com: QoS Minimum Bandwidth Best Practices',
  check(vmSwitch, { network, report }) {
    const { bandwidthReservationMode: mode, iovEnabled, defaultFlowMinimumBandwidthWeight: flow } = vmSwitch.data;
    // Default means Weight on a switch without SR-IOV. Unwritten, the mode may be Absolute, in which no weight counts.
    if (mode !== 'Weight' && !(mode === 'Default' && iovEnabled === false)) return;
    const weights: { readonly weight: number; readonly who: string; readonly place: Place }[] = [];
    if (flow) weights.push({ weight: flow, who: 'everything else', place: at(vmSwitch, 'defaultFlowMinimumBandwidthWeight') });
    for (const adapter of residentAdapters(network, vmSwitch)) {
      const weight = adapter.data.minimumBandwidthWeight;
      const place = adapter.kind === 'vm-adapter' ? at(adapter, 'minimumBandwidthWeight') : at(adapter, 'minimumBandwidthWeight');
      if (weight) weights.push({ weight, who: consumerText(adapter), place });
    }
    const sum = weights.reduce((total, { weight }) => total + weight, 0);
    if (sum <= 100) return;
    const largest = weights.toSorted((a, b) => b.weight - a.weight);
    const list = largest.slice(0, 3).map(({ weight, who }) => `${weight} for ${who}`);
    const more = weights.length > 3 ? ` and ${weights.length - 3} more` : '';
    report(
      at(vmSwitch, 'name'),
      `the bandwidth weights on the Hyper-V switch ${vmSwitch.name} of ${vmSwitch.host.name} total ${sum}: ${list.join(', ')}${more}`,
      { related: largest.slice(0, 10).map(({ weight, who, place }) => ({ at: place, message: `weight ${weight} for ${who}` })) },
    );
  },
});
