import { defineRule } from '#lint/rule';
import { isGateway } from '#model/customer-routes';
import { ipKey } from '#model/ip-prefix';
import { at } from '#model/place';
import { fabricRecord } from '#model/policy-fabric';
import { knowsList } from '#model/policy-lists';
import { namesText, runPlaces, tenantHosts } from '#model/tenant-hosts';

/** The provider address of a record is on the host that runs the VM. */
export default defineRule({
  about: 'lookup-record',
  severity: 'error',
  title: 'No host has the provider address of a record',
  since: '0.1.0',
  source: 'Windows Server 2012 Hyper-V Network Virtualization guidance: the host assigns the provider address',
  check(record, { network, report }) {
    const known = fabricRecord(network, record);
    if (!known || record.isWildcard) return;
    const { providerAddress: address = '' } = record.data;
    const same = known.copies.filter(({ data }) => ipKey(data.providerAddress ?? '-') === ipKey(address));
    const { fabric } = known;
    const hosts = tenantHosts(network);
    if (same[0] !== record || hosts.isAssigned(address)) return;
    const vms = hosts.vmsOf(record, fabric);
    // Without the VM only a whole inventory tells all hosts it may be on; a gateway need not be on one at all.
    if (vms.length === 0 && (!network.inventory.hosts || isGateway(network, fabric, record))) return;
    const where = vms.length > 0 ? vms.map((vm) => hosts.hostsOf(vm)) : [fabric.policies.flatMap((policy) => policy.hosts)];
    const names = where.includes(undefined) ? [] : [...new Set(where.flatMap((each) => each ?? []))];
    if (names.length === 0) return;
    if (!names.every((host) => hosts.fabricOfHost(host) === fabric && knowsList(network, host, 'providerAddresses'))) return;
    const has = names.flatMap((host) => hosts.addressesOf(host).map(({ data }) => data.providerAddress));
    const listed =
      has.length > 0
        ? `${namesText(names)} ${names.length > 1 ? 'have' : 'has'} ${namesText(has)}`
        : `${namesText(names)} has none`;
    const on = vms[0] ? `, where ${vms[0].name} runs` : '';
    report(
      at(record, 'providerAddress'),
      `${record.text} has the provider address ${address}, which no host has (${listed}${on})`,
      {
        related: [
          ...runPlaces(vms),
          ...same.slice(1).map((copy) => ({ at: at(copy, 'providerAddress'), message: 'copy of the record' })),
        ],
      },
    );
  },
});
