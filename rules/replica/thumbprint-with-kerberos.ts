import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { aimedLegsOf, legText } from '#model/replication-leg';

/** Kerberos takes no certificate: one of the two settings is not meant. */
export default defineRule({
  about: 'vm',
  severity: 'error',
  title: 'A VM is to authenticate by Kerberos and has a certificate for it',
  since: '0.1.0',
  source: 'Checks of Enable-VMReplication (Hyper-V module)',
  check(vm, { network, report }) {
    for (const leg of aimedLegsOf(network, vm)) {
      const { authenticationType: type, certificateThumbprint: thumbprint = '' } = leg.data;
      const place = leg.at('certificateThumbprint');
      if (type !== 'Kerberos' || thumbprint.trim() === '' || !isDeclared(place)) continue;
      report(
        place,
        `${legText(leg)} is to authenticate by Kerberos, but has the certificate ${thumbprint}: Windows refuses the two together`,
        { related: [{ at: leg.at('authenticationType'), message: 'the authentication type' }] },
      );
    }
  },
});
