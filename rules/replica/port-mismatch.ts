import { powershell } from '#lint/remedy';
import { legRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { DEFAULT_PORTS, listenerPort, mixedUp, offers } from '#model/replica-listener';
import { legsTo, legText } from '#model/replication-leg';

/** A VM must ask the port at which its Replica server listens for its way of authentication. */
export default defineRule({
  about: 'replica-server',
  severity: 'error',
  title: 'A VM is replicated to a port at which nothing listens for its way of authentication',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/enable-vmreplication',
  check(server, { network, report }) {
    const legs = legsTo(network, server).flatMap((leg) => {
      const { authenticationType: type, replicaServerPort: port, replicaServerName: name = '' } = leg.data;
      // A way of authentication that the server does not offer is another mistake.
      if (!type || port === undefined || offers(server, type) === false) return [];
      const listener = listenerPort(server, type, name);
      const wanted = listener?.port ?? (mixedUp(server, type, port) ? DEFAULT_PORTS[type] : undefined);
      return wanted === undefined ? [] : [{ leg, type, port, wanted, place: listener?.place }];
    });
    const wrong = legs.filter(({ port, wanted }) => port !== wanted);
    const [first, second] = wrong;
    // Where all VMs ask the same other port, the server's is the odd one.
    const one = legs.every((each) => each.port !== each.wanted && each.port === first?.port && each.type === first.type);
    if (first?.place && second && one) {
      report(
        first.place,
        `${server.name} listens for ${first.type} at port ${first.wanted}, and the ${wrong.length} VMs that are replicated to it ask port ${first.port}`,
        { related: wrong.map(({ leg }) => ({ at: leg.at('replicaServerPort'), message: `${legText(leg)}: ${first.port}` })) },
      );
      return;
    }
    for (const { leg, type, port, wanted, place } of wrong) {
      const here = leg.at('replicaServerPort');
      const told = place ? 'listens for it at' : 'is described without a port for it, which is then';
      report(
        here,
        `${legText(leg)} is replicated by ${type} to port ${port} of ${leg.data.replicaServerName}, which ${told} port ${wanted}`,
        {
          related: [{ at: place ?? at(server), message: `${server.name} as a Replica server` }],
          fix: { title: `Ask port ${wanted}`, safe: false, changes: [{ at: here, value: wanted }] },
          remedy: legRemedy(network, leg, powershell`-ReplicaServerPort ${wanted}`),
        },
      );
    }
  },
});
