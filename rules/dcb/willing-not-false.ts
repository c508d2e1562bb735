import { defineRule } from '#lint/rule';
import { hasLocalDcb, leavesWillingOut, madeClasses } from '#model/dcb';
import { at } from '#model/place';

/** While a host is willing, Windows keeps its own lossless priorities and classes from the adapters. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'A host has DCB settings of its own and takes those of the switch',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/dcbqos/set-netqosdcbxsetting; https://github.com/microsoft/Validate-DCB',
  check(host, { network, report }) {
    const { qos } = host.data;
    if (!qos || !hasLocalDcb(host)) return;
    const written = qos.dcbx?.willing;
    if (written !== true && !leavesWillingOut(network, host)) return;
    const own = [
      ...((qos.flowControl ?? []).length > 0 ? ['lossless priorities'] : []),
      ...(madeClasses(host).length > 0 ? ['traffic classes'] : []),
    ].join(' and ');
    report(
      written ? at(host, 'qos', 'dcbx', 'willing') : at(host, 'qos'),
      `${host.name} has ${own} of its own, but ${written ? 'is' : 'says nothing of DCBX, so that it is'} willing to take those of the switch: Windows does not give its own to the adapters`,
      {
        related: qos.flowControl ? [{ at: at(host, 'qos', 'flowControl'), message: 'not used' }] : [],
        remedy: {
          on: host,
          shell: 'powershell',
          commands: ['Set-NetQosDcbxSetting -Willing $false -Confirm:$false'],
          disruptive: false,
        },
      },
    );
  },
});
