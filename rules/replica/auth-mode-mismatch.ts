import { authenticationRemedy, serverRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { offers } from '#model/replica-listener';
import { legsTo, legText, workgroupHosts } from '#model/replication-leg';

/** A VM can authenticate only in a way that the Replica server offers. */
export default defineRule({
  about: 'replica-server',
  severity: 'error',
  title: 'A VM authenticates in a way that its Replica server does not offer',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/enable-vmreplication',
  check(server, { network, report }) {
    const { allowedAuthenticationType: allowed } = server.data;
    // Where Kerberos cannot work at all, that is what is wrong with the VM.
    const legs = legsTo(network, server).filter(
      ({ data: { authenticationType: type }, ...leg }) =>
        type === 'Certificate' || (type === 'Kerberos' && workgroupHosts(network, { data: {}, ...leg }).length === 0),
    );
    const wrong = legs.flatMap((leg) => {
      const { authenticationType: type } = leg.data;
      return type && offers(server, type) === false ? [{ leg, type }] : [];
    });
    const [first, second] = wrong;
    const place = at(server, 'allowedAuthenticationType');
    // Where all VMs disagree with the server, the server is the odd one.
    if (first && second && wrong.length === legs.length) {
      report(
        place,
        `${server.name} accepts ${allowed} only, and the ${wrong.length} VMs that are replicated to it authenticate otherwise: ${legText(first.leg)} by ${first.type}`,
        {
          related: wrong.map(({ leg, type }) => ({ at: leg.at('authenticationType'), message: `${legText(leg)}: ${type}` })),
          remedy:
            first.type === 'Kerberos'
              ? serverRemedy(network, server, 'Set-VMReplicationServer -AllowedAuthenticationType CertificateAndKerberos')
              : undefined,
        },
      );
      return;
    }
    for (const { leg, type } of wrong) {
      report(
        leg.at('authenticationType'),
        `${legText(leg)} authenticates by ${type} at ${leg.data.replicaServerName}, which accepts ${allowed} only`,
        {
          related: [{ at: place, message: `${server.name} accepts ${allowed}` }],
          remedy: authenticationRemedy(network, leg, server),
        },
      );
    }
  },
});
