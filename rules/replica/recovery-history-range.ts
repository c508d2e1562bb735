import { powershell } from '#lint/remedy';
import { legRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { osText } from '#model/os';
import { at } from '#model/place';
import { aimedLegsOf, hostOn2012, legText } from '#model/replication-leg';

/** A replica keeps up to 24 additional recovery points, on Windows Server 2012 up to 15. */
export default defineRule({
  about: 'vm',
  severity: 'error',
  title: 'More additional recovery points are to be kept than Windows keeps',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/enable-vmreplication, -RecoveryHistory',
  check(vm, { network, report }) {
    for (const leg of aimedLegsOf(network, vm)) {
      const { recoveryHistory: points = 0 } = leg.data;
      const host = hostOn2012(network, leg);
      const most = host ? 15 : 24;
      if (points >= 0 && points <= most) continue;
      report(
        leg.at('recoveryHistory'),
        `${legText(leg)} is to have ${points} additional recovery points; ${host ? `Windows Server 2012 on ${host.name}` : 'Windows'} takes 0 to ${most}`,
        {
          related: host ? [{ at: at(host, 'os'), message: `${host.name} runs ${osText(host.os!)}` }] : [],
          remedy: points > most ? legRemedy(network, leg, powershell`-RecoveryHistory ${most}`) : undefined,
        },
      );
    }
  },
});
