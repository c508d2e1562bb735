import { defineRule } from '#lint/rule';
import { adapterTarget } from '#lint/virtual-adapter-remedy';
import { guaranteesOn } from '#model/minimum-bandwidth';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** Minimum bandwidth of virtual adapters and Switch Embedded Teaming do not know of each other. */
export default defineRule({
  about: 'vm-switch',
  severity: 'info',
  title: 'Virtual adapters have a minimum bandwidth on a Hyper-V switch with embedded teaming',
  versions: RELEASES.set,
  preset: 'strict',
  since: '0.1.0',
  source: 'Microsoft, "Remote Direct Memory Access (RDMA) and Switch Embedded Teaming (SET)": compatibility with VM-QoS',
  check(vmSwitch, { network, report }) {
    const uplink = network.uplink(vmSwitch);
    // With one member there is nothing to distribute.
    if (uplink.sort !== 'set' || (uplink.complete && uplink.nics.length < 2)) return;
    const guarantees = guaranteesOn(network, vmSwitch);
    const [first, ...more] = guarantees;
    if (!first) return;
    const commands = guarantees.map(({ adapter, property }) => {
      const target = adapterTarget(network, adapter, 'Name');
      return (
        target &&
        `Set-VMNetworkAdapter ${target.who} -${property === 'minimumBandwidthWeight' ? 'MinimumBandwidthWeight' : 'MinimumBandwidthAbsolute'} 0`
      );
    });
    report(
      at(vmSwitch, 'bandwidthReservationMode'),
      `the Hyper-V switch ${vmSwitch.name} teams its adapters itself (SET), where ${first.text}${more.length > 0 ? ` (and of ${more.length} more)` : ''} is unpredictable`,
      {
        related: guarantees.map(({ place, text }) => ({ at: place, message: text })),
        remedy: { on: vmSwitch.host, shell: 'powershell', commands, disruptive: false },
      },
    );
  },
});
