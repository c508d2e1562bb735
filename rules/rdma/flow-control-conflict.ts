import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { adapterFeature, isDeclared } from '#model/adapter-feature';
import { isRoce, rdmaAdapters } from '#model/dcb';
import { at } from '#model/place';

/** A link pauses by priority or as a whole, not both. */
export default defineRule({
  about: 'nic',
  severity: 'warning',
  title: 'Link-level flow control is on for an adapter with priority flow control',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'IEEE 802.1Qbb; Microsoft, "Enumeration Keywords": *FlowControl; https://github.com/microsoft/Validate-DCB',
  check(nic, { network, report }) {
    const { host } = nic;
    const pause = nic.advancedNumber('*FlowControl');
    if (!pause || pause.value === 0 || (host.data.qos?.flowControl ?? []).length === 0) return;
    const place = at(nic, 'advancedProperties', pause.key);
    // What an export shows is the default of most drivers, which give way to PFC by themselves.
    if (!isDeclared(place)) return;
    const dcb = adapterFeature(nic, 'qos')?.on;
    const mayBeRoce = rdmaAdapters(network, host).some(
      (adapter) => adapter.nic === nic && (adapter.technology === undefined || isRoce(adapter.technology)),
    );
    if (dcb === false || !(dcb || mayBeRoce)) return;
    report(
      place,
      `${nic.name} has link-level flow control (*FlowControl ${pause.value}), while ${host.name} has priority flow control on ${host.data.qos?.flowControl?.join(', ')}: a pause of the link stops every priority`,
      {
        related: [{ at: at(host, 'qos', 'flowControl'), message: 'priority flow control' }],
        fix: { title: 'Set it to 0: no link-level flow control', safe: false, changes: [{ at: place, value: 0 }] },
        remedy: {
          on: host,
          shell: 'powershell',
          commands: [
            powershell`Set-NetAdapterAdvancedProperty -Name ${nic.name} -RegistryKeyword '*FlowControl' -RegistryValue ${0}`,
          ],
          disruptive: true,
        },
      },
    );
  },
});
