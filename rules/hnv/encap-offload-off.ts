import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { encapsulation, providerUplinks } from '#model/provider-uplink';
import { RELEASES } from '#model/releases';

/** An adapter that can take NVGRE apart does so, or VMQ and LSO stop working for encapsulated packets. */
export default defineRule({
  about: 'nic',
  needs: ['network-virtualization'],
  severity: 'info',
  title: 'An adapter that could offload NVGRE does not, on a host that sends it',
  versions: RELEASES.netwnvInSwitch,
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netadapter/enable-netadapterencapsulatedpackettaskoffload',
  check(nic, { network, report }) {
    const { enabled, supported } = nic.data.encapsulatedPacketTaskOffload ?? {};
    if (enabled !== false || supported !== true) return;
    const { host } = nic;
    const sent = encapsulation(network, host);
    if (!sent || !providerUplinks(network, host).some(({ nics }) => nics.includes(nic))) return;
    const place = at(nic, 'encapsulatedPacketTaskOffload', 'enabled');
    report(
      place,
      `${nic.name} of ${host.name} can offload NVGRE and does not, while the host sends it: VMQ and LSO do not work for encapsulated packets`,
      {
        related: [{ at: at(sent.record, 'rule'), message: `${sent.record.text} is encapsulated` }],
        fix: { title: 'Switch the offload on', safe: false, changes: [{ at: place, value: true }] },
        remedy: {
          on: host,
          shell: 'powershell',
          commands: [powershell`Enable-NetAdapterEncapsulatedPacketTaskOffload -Name ${nic.name}`],
          disruptive: true,
        },
      },
    );
  },
});
