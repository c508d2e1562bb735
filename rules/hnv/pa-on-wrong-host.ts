import { defineRule } from '#lint/rule';
import { ipKey } from '#model/ip-prefix';
import { at } from '#model/place';
import { fabricRecord } from '#model/policy-fabric';
import { namesText, runPlaces, tenantHosts } from '#model/tenant-hosts';
import { virtualNetworks } from '#model/virtual-networks';

/** Packets for a VM go to the host that has the provider address of its record: that must be where the VM runs. */
export default defineRule({
  about: 'lookup-record',
  severity: 'error',
  title: 'The provider address of a record is on a host that does not run the VM',
  since: '0.1.0',
  source: 'Windows Server 2012 Hyper-V Network Virtualization guidance, example of Blue Corp and Yellow Corp',
  check(record, { network, report }) {
    const known = fabricRecord(network, record);
    if (!known) return;
    const { providerAddress: address = '' } = record.data;
    const same = known.copies.filter(({ data }) => ipKey(data.providerAddress ?? '-') === ipKey(address));
    if (same[0] !== record) return;
    const { fabric } = known;
    const virtual = virtualNetworks(network);
    const hosts = tenantHosts(network);
    const owners = hosts.ownersOf(address, fabric);
    const vms = hosts.vmsOf(record, fabric);
    const where = vms.map((vm) => hosts.hostsOf(vm));
    const names = where.includes(undefined) ? [] : [...new Set(where.flatMap((each) => each ?? []))];
    if (owners.length === 0) return;
    // A VM on hosts without a policy lacks more than this address: hnv/lm-target-without-policy.
    if (!names.some((host) => hosts.fabricOfHost(host) === fabric)) return;
    if (owners.some((owner) => owner.address.data.managedByCluster === true)) return;
    if (owners.some((owner) => names.some((host) => virtual.hostKey(host) === virtual.hostKey(owner.host)))) return;
    const run = vms.some((vm) => vm.data.cluster !== undefined) ? 'may run' : 'runs';
    report(
      at(record, 'providerAddress'),
      `${record.text} has the provider address ${address}, which is on ${namesText(owners.map(({ host }) => host))}, but ${namesText(vms.map((vm) => vm.name))} ${run} on ${namesText(names)}`,
      {
        related: [
          ...owners.map((owner) => ({ at: at(owner.address, 'providerAddress'), message: `on ${owner.host}` })),
          ...runPlaces(vms),
          ...same.slice(1).map((copy) => ({ at: at(copy, 'providerAddress'), message: 'copy of the record' })),
        ],
      },
    );
  },
});
