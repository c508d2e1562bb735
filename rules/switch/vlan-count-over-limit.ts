import { defineRule } from '#lint/rule';
import { at, keyOf } from '#model/place';

export default defineRule({
  about: 'switch',
  severity: 'warning',
  title: 'More VLANs are defined than the switch holds',
  since: '0.1.0',
  source: 'VLANs with Hyper-V Network Virtualization: a typical switch supports no more than 1,000 VLANs',
  check(device, { report }) {
    const { maxVlans, vlans } = device.data;
    const count = new Set(vlans?.map(({ id }) => id)).size;
    if (maxVlans === undefined || count <= maxVlans) return;
    report(keyOf(device, 'vlans'), `${device.name} defines ${count} VLANs, but holds ${maxVlans} at most`, {
      related: [{ at: at(device, 'maxVlans'), message: `${device.name} holds ${maxVlans}` }],
    });
  },
});
