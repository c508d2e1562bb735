import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { at } from '#model/place';

/** Traffic of a virtual function passes by the Hyper-V switch, so the switch can guarantee it nothing. */
export default defineRule({
  about: 'vm-switch',
  severity: 'warning',
  title: 'A Hyper-V switch is to have both SR-IOV and minimum bandwidth',
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/powershell/module/hyper-v/new-vmswitch: -MinimumBandwidthMode; PowerShell Gallery, cHyper-V',
  check(vmSwitch, { report }) {
    const { iovEnabled, bandwidthReservationMode: mode } = vmSwitch.data;
    if (iovEnabled !== true || (mode !== 'Weight' && mode !== 'Absolute')) return;
    const place = at(vmSwitch, 'bandwidthReservationMode');
    const iov = at(vmSwitch, 'iovEnabled');
    // What a machine shows exists, and nobody asks for it here.
    if (!isDeclared(place) || !isDeclared(iov)) return;
    report(
      place,
      `the Hyper-V switch ${vmSwitch.name} is to share out bandwidth by ${mode}, but has SR-IOV on, whose traffic passes it by`,
      { related: [{ at: iov, message: 'SR-IOV' }] },
    );
  },
});
