import { defineRule } from '#lint/rule';
import { adapterFeature } from '#model/adapter-feature';
import type { VmSwitch } from '#model/entity';
import type { Network } from '#model/network';
import { at } from '#model/place';
import { rdmaUse } from '#model/rdma-use';
import { RELEASES } from '#model/releases';

/** Before Windows Server 2016 a Hyper-V switch passes no RDMA on: neither the adapter below it nor a host adapter above it has any. */
export default defineRule({
  about: 'vm-switch',
  severity: 'error',
  title: 'RDMA is to be used through a Hyper-V switch before Windows Server 2016',
  versions: RELEASES.noSet,
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/windows-server/storage/file-server/smb-direct; Microsoft, "Remote Direct Memory Access (RDMA) and Switch Embedded Teaming (SET)"',
  check(vmSwitch, { network, report }) {
    const { host, name } = vmSwitch;
    const uplink = network.uplink(vmSwitch);
    // An LBFO team has its own rule, and so has an embedded team on these releases.
    if (uplink.sort !== 'nic' || host.data.offload?.networkDirect === 'Disabled') return;
    const here = { at: at(vmSwitch, 'name'), message: 'the Hyper-V switch' };
    const says = `the Hyper-V switch ${name} passes none on before Windows Server 2016`;
    const planned = network
      .adaptersOn(vmSwitch)
      .flatMap((adapter) => (adapter.kind === 'host-adapter' && adapter.data.rdma?.enabled ? [adapter] : []));
    for (const adapter of planned)
      report(
        at(adapter, 'rdma', 'enabled'),
        `RDMA is to be used on the host adapter ${adapter.name} of ${host.name}, but ${says}`,
        {
          related: [here],
        },
      );
    if (planned.length > 0) return;
    for (const nic of uplink.nics) {
      const rdma = adapterFeature(nic, 'rdma');
      if (!rdma?.on) continue;
      const carries = rdma.declared ? MAY_USE_SMB[nic.data.usage ?? ''] : undefined;
      const use =
        rdmaUse(nic, (other) => network.vmSwitchesOn(other).length > 0) ??
        (carries ? { why: `it is to carry ${carries}`, place: at(nic, 'usage') } : undefined);
      // Drivers switch RDMA on by themselves, and VMs have none of it on these releases: what nobody counts on is no loss.
      const wish = rdma.declared && nic.data.usage === undefined && hostMayUse(network, vmSwitch);
      report(
        rdma.place,
        `${nic.name} of ${host.name} has RDMA on below a Hyper-V switch, but ${says}${use ? `; ${use.why}` : ''}`,
        {
          severity: use ? 'error' : wish ? 'warning' : 'info',
          related: use ? [here, { at: use.place, message: 'RDMA is counted on here' }] : [here],
        },
      );
    }
  },
});

/** What goes over SMB Direct where somebody sees to it. */
const MAY_USE_SMB: Readonly<Record<string, string>> = { cluster: 'traffic of the cluster', 'live-migration': 'live migration' };

/** Whether the host itself may have an adapter on the switch. */
function hostMayUse(network: Network, vmSwitch: VmSwitch): boolean {
  return (
    vmSwitch.data.allowManagementOS !== false || network.adaptersOn(vmSwitch).some((adapter) => adapter.kind === 'host-adapter')
  );
}
