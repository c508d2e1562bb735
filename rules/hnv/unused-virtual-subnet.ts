import { policyRemedy, removeRoutesCommand } from '#lint/policy-remedy';
import { defineRule } from '#lint/rule';
import { vsidOf } from '#model/adapter-subnet';
import { groupBy } from '#model/group-by';
import { at } from '#model/place';
import { fabrics } from '#model/policy-fabric';
import { allReadable, knowsListOf } from '#model/policy-lists';

/** A virtual subnet that has customer routes is one that something is in. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'info',
  title: 'A virtual subnet has customer routes, but neither records nor VMs',
  preset: 'strict',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/remove-netvirtualizationcustomerroute',
  check(network, { report }) {
    if (!allReadable(network, 'lookupRecords')) return;
    const used = new Set([
      ...network.all('lookup-record').map((record) => record.data.virtualSubnetId),
      ...network.all('vm-adapter').flatMap((adapter) => [
        vsidOf(adapter),
        // The subnets a gateway's adapter is in at once.
        ...(adapter.data.routingDomainMappings ?? []).flatMap((mapping) => mapping.isolationId ?? []),
      ]),
    ]);
    for (const [vsid, routes] of fabrics(network).flatMap((fabric) => [
      ...groupBy(fabric.routes, (route) => route.data.virtualSubnetId),
    ])) {
      const [route, ...others] = routes;
      if (!route || used.has(vsid) || !routes.every(({ policy }) => knowsListOf(network, policy, 'lookupRecords'))) continue;
      report(at(route, 'virtualSubnetId'), `the virtual subnet ${vsid} has customer routes, but no record and no VM is in it`, {
        related: others.map((other) => ({ at: at(other, 'virtualSubnetId'), message: `customer route of ${vsid}` })),
        remedy: policyRemedy(network, route.policy.hosts, [removeRoutesCommand(route)]),
      });
    }
  },
});
