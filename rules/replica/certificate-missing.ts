import { defineRule } from '#lint/rule';
import { isLeftOut } from '#model/left-out';
import { at } from '#model/place';
import { aimedLegs, leavesOut, legText } from '#model/replication-leg';

/** Certificates are used only where it is said which one, on both sides. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'Replication by certificate is set without a certificate',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmreplicationserver, -CertificateThumbprint',
  check(network, { report }) {
    for (const server of network.all('replica-server')) {
      const { allowedAuthenticationType: allowed, certificateThumbprint: thumbprint } = server.data;
      if (allowed !== 'Certificate' && allowed !== 'CertificateAndKerberos') continue;
      if (isLeftOut(server, 'certificateThumbprint') || thumbprint?.trim() === '')
        report(
          at(server, 'allowedAuthenticationType'),
          `${server.name} is to accept ${allowed}, but no certificateThumbprint says with which certificate`,
        );
    }
    for (const leg of aimedLegs(network)) {
      const { authenticationType: type, certificateThumbprint: thumbprint } = leg.data;
      if (type === 'Certificate' && (leavesOut(leg, 'certificateThumbprint') || thumbprint?.trim() === ''))
        report(
          leg.at('authenticationType'),
          `${legText(leg)} is to authenticate by Certificate, but no certificateThumbprint says with which certificate`,
        );
    }
  },
});
