import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { at } from '#model/place';
import { brokerNames, nodeServers, serverOf } from '#model/replica-endpoint';
import type { ReplicaServer } from '#model/replica-entity';

/** What must be the same on every node. Certificates and mapped ports may be a node's own. */
const SAME = [
  'replicationEnabled',
  'allowedAuthenticationType',
  'replicationAllowedFromAnyServer',
  'defaultStorageLocation',
] as const;

/** The nodes of a cluster get their settings from the Replica Broker, which keeps them alike. */
export default defineRule({
  about: 'cluster',
  severity: 'error',
  title: 'Replica settings are made on the nodes of a cluster',
  since: '0.1.0',
  source: 'Microsoft Virtualization blog, "Why is the Hyper-V Replica Broker required?" and "Replica clusters behind a NAT"',
  check(cluster, { network, report }) {
    const nodes = nodeServers(network, cluster).filter((server) => SAME.some((property) => server.data[property] !== undefined));
    const broker = serverOf(network, cluster);
    const [name] = brokerNames(network, cluster);
    // An export shows on each node what the broker gave it.
    const made = nodes.filter((server) => isDeclared(at(server)));
    const [first, ...more] = made;
    if (first && name !== undefined) {
      report(
        at(first),
        `the replica settings of ${first.name}${more.length > 0 ? ` and ${more.length} more` : ''} are made on the node, but ${first.name} is a node of the cluster ${cluster.name}, whose Replica Broker ${name} gives them to all nodes`,
        {
          related: [
            ...more.map((server) => ({ at: at(server), message: `settings of the node ${server.name}` })),
            { at: at(broker ?? cluster), message: `the Replica Broker ${name}` },
          ],
        },
      );
      return;
    }
    const all = broker ? [broker, ...nodes] : nodes;
    for (const property of SAME) {
      const text = (server: ReplicaServer): string => String(server.data[property]).toLowerCase();
      const [one, ...others] = all.filter((server) => server.data[property] !== undefined);
      const other = others.find((server) => text(server) !== text(one!));
      if (!one || !other) continue;
      report(
        at(other, property),
        `${other.name}, a node of the cluster ${cluster.name}, has ${property} ${other.data[property]}, and ${one.name} has ${one.data[property]}`,
        {
          related: [{ at: at(one, property), message: one === broker ? 'the Replica Broker' : 'another node' }],
        },
      );
    }
  },
});
