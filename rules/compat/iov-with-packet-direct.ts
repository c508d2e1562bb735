import { defineRule } from '#lint/rule';
import { inRange } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** SR-IOV and Packet Direct take the adapter in two ways that exclude each other. */
export default defineRule({
  about: 'vm-switch',
  severity: 'error',
  title: 'A Hyper-V switch has both SR-IOV and Packet Direct on',
  fixable: 'safe',
  since: '0.1.0',
  source: 'PowerShell Gallery, cHyper-V: checks of the switch resource',
  check(vmSwitch, { report }) {
    const { host, data } = vmSwitch;
    if (data.iovEnabled !== true || data.packetDirectEnabled !== true) return;
    // A release that has no Packet Direct has another mistake.
    if (host.os !== undefined && !inRange(host.os, RELEASES.packetDirect)) return;
    const place = at(vmSwitch, 'packetDirectEnabled');
    report(place, `the Hyper-V switch ${vmSwitch.name} has both SR-IOV and Packet Direct on, which exclude each other`, {
      related: [{ at: at(vmSwitch, 'iovEnabled'), message: 'SR-IOV' }],
      fix: { title: 'Switch Packet Direct off', safe: true, changes: [{ at: place, value: false }] },
    });
  },
});
