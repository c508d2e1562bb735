import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { vmsClause } from '#model/smb-share';

/** The switch of SMB 2 is that of SMB 3 too: without it no VM can lie on the server. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'A server that VMs lie on has SMB 2 and 3 switched off',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/smbshare/set-smbserverconfiguration',
  check(network, { report }) {
    for (const server of [...network.all('file-server'), ...network.all('host')]) {
      const vms = server.data.smbServer?.enableSMB2Protocol === false ? vmsClause(network, server) : undefined;
      if (!vms) continue;
      report(
        at(server, 'smbServer', 'enableSMB2Protocol'),
        `${server.name} has SMB 2 switched off, and with it SMB 3, but ${vms.text}`,
        {
          related: vms.places,
          remedy: {
            on: server,
            shell: 'powershell',
            commands: [powershell`Set-SmbServerConfiguration -EnableSMB2Protocol $true -Force`],
            disruptive: true,
          },
        },
      );
    }
  },
});
