import { defineRule } from '#lint/rule';
import { at, type Place } from '#model/place';
import { isUnsettled } from '#model/references';
import { aimedLegs, legText } from '#model/replication-leg';

/** What the certificate window shows beside the digits: blanks between them, and a mark of direction in front that nobody sees. */
const BESIDE = /[\s\p{Cf}]/gu;

/** A certificate is found by the 40 hexadecimal digits of its thumbprint, and by nothing else. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'The thumbprint of a certificate is not 40 hexadecimal digits',
  fixable: 'safe',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmreplicationserver, -CertificateThumbprint',
  check(network, { report }) {
    const ask = (thumbprint: string | undefined, place: () => Place, whose: string): void => {
      const digits = thumbprint?.replace(BESIDE, '') ?? '';
      if (thumbprint === undefined || isUnsettled(thumbprint) || /^[0-9a-f]{40}$/i.test(thumbprint)) return;
      const isHex = /^[0-9a-f]*$/i.test(digits);
      const found = isHex && digits.length === 40;
      const blanks = thumbprint.match(/\s/g)?.length ?? 0;
      const hidden = thumbprint.match(/\p{Cf}/gu)?.length ?? 0;
      const what = found
        ? `has ${[count(blanks, 'blank'), count(hidden, 'invisible character')].filter(Boolean).join(' and ')} among its digits`
        : isHex
          ? `has ${digits.length} digits, not 40`
          : `is '${thumbprint}', which is not 40 hexadecimal digits`;
      report(place(), `the certificate thumbprint of ${whose} ${what}: no certificate is found by it`, {
        fix: found ? { title: `Write ${digits}`, safe: true, changes: [{ at: place(), value: digits }] } : undefined,
      });
    };
    for (const server of network.all('replica-server'))
      ask(server.data.certificateThumbprint, () => at(server, 'certificateThumbprint'), server.name);
    for (const leg of aimedLegs(network))
      ask(leg.data.certificateThumbprint, () => leg.at('certificateThumbprint'), legText(leg));
    for (const plan of network.all('replica-plan'))
      ask(plan.data.certificateThumbprint, () => at(plan, 'certificateThumbprint'), `the plan ${plan.name}`);
  },
});

function count(times: number, what: string): string {
  return times === 0 ? '' : `${times} ${what}${times === 1 ? '' : 's'}`;
}
