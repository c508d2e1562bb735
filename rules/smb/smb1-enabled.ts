import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';

/** SMB 1 is of no use to Hyper-V, and every server that still answers to it is a target. */
export default defineRule({
  about: 'network',
  severity: 'warning',
  title: 'A server still answers to SMB 1',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/storage/file-server/troubleshoot/detect-enable-and-disable-smbv1-v2-v3',
  check(network, { report }) {
    for (const server of [...network.all('file-server'), ...network.all('host')]) {
      if (server.data.smbServer?.enableSMB1Protocol !== true) continue;
      report(
        at(server, 'smbServer', 'enableSMB1Protocol'),
        `${server.name} has SMB 1 switched on, which has known holes and which neither Hyper-V nor a cluster uses`,
        {
          remedy: {
            on: server,
            shell: 'powershell',
            commands: [powershell`Set-SmbServerConfiguration -EnableSMB1Protocol $false -Force`],
            disruptive: false,
          },
        },
      );
    }
  },
});
