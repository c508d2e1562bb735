import { removePolicyRemedy } from '#lint/qos-policy-remedy';
import { defineRule } from '#lint/rule';
import type { Host, VmSwitch } from '#model/entity';
import type { Network } from '#model/network';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** Quality of service in the host itself does not go with Switch Embedded Teaming. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'A QoS policy guarantees a minimum bandwidth on a host whose traffic goes through embedded teaming',
  versions: RELEASES.set,
  since: '0.1.0',
  source: 'Microsoft, "Remote Direct Memory Access (RDMA) and Switch Embedded Teaming (SET)": what SET is not compatible with',
  check(host, { network, report }) {
    const switches = onlyWay(network, host);
    if (switches.length === 0) return;
    const names = switches.map((vmSwitch) => `the Hyper-V switch ${vmSwitch.name}`).join(' and ');
    for (const [i, policy] of (host.data.qos?.policies ?? []).entries()) {
      const { name, minBandwidthWeightAction: weight } = policy;
      // RDMA does not pass the queues of the host.
      if (weight === undefined || policy.netDirectPortMatchCondition !== undefined) continue;
      report(
        at(host, 'qos', 'policies', i, 'minBandwidthWeightAction'),
        `the QoS policy ${name} guarantees the minimum bandwidth weight ${weight}, but all traffic of ${host.name} goes through ${names} with embedded teaming, which does not go with it`,
        {
          related: switches.map((vmSwitch) => ({
            at: at(vmSwitch, 'name'),
            message: 'the Hyper-V switch with embedded teaming',
          })),
          remedy: removePolicyRemedy(host, policy),
        },
      );
    }
  },
});

/** The Hyper-V switches with embedded teaming that carry the host's own traffic, where no adapter beside them can carry any. */
function onlyWay(network: Network, host: Host): readonly VmSwitch[] {
  const uplinks = host.vmSwitches.map((vmSwitch) => network.uplink(vmSwitch));
  if (uplinks.some(({ sort }) => sort !== 'set' && sort !== 'none')) return [];
  const members = new Set(uplinks.flatMap(({ nics }) => nics));
  const beside = host.nics.filter(
    (nic) =>
      !members.has(nic) &&
      nic.data.virtual !== true &&
      nic.data.connectorPresent !== false &&
      nic.data.status !== 'Disabled' &&
      nic.data.status !== 'Not Present',
  );
  if (beside.length > 0) return [];
  const own = new Set(host.hostAdapters.map(({ data }) => data.switchName && host.vmSwitch(data.switchName)));
  return host.vmSwitches.filter(
    (vmSwitch) => network.uplink(vmSwitch).sort === 'set' && (own.has(vmSwitch) || vmSwitch.data.allowManagementOS === true),
  );
}
