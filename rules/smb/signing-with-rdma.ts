import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';
import { directUse } from '#model/smb-direct';

/** Before Windows Server 2022 data that is signed is not placed directly: SMB Direct is then slower than TCP. */
export default defineRule({
  about: 'network',
  severity: 'warning',
  title: 'SMB signing is required where SMB Direct carries storage, before Windows Server 2022',
  versions: RELEASES.noDirectPlacement,
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/storage/file-server/smb-direct; microsoft/Validate-DCB',
  check(network, { report }) {
    for (const server of [...network.all('file-server'), ...network.all('host')]) {
      const client = server.kind === 'host' && server.data.smbClient?.requireSecuritySignature ? server : undefined;
      const serves = server.data.smbServer?.requireSecuritySignature;
      const direct = client || serves ? directUse(network, server, RELEASES.noDirectPlacement) : undefined;
      if (!direct) continue;
      const related = [{ at: direct.place, message: 'SMB Direct' }];
      const because = `${direct.text}: before Windows Server 2022 signed data is not placed directly`;
      if (serves)
        report(
          at(server, 'smbServer', 'requireSecuritySignature'),
          `the SMB server of ${server.name} requires signing, and ${because}`,
          {
            related,
            remedy: {
              on: server,
              shell: 'powershell',
              commands: [powershell`Set-SmbServerConfiguration -RequireSecuritySignature $false -Force`],
              disruptive: false,
            },
          },
        );
      if (client)
        report(
          at(client, 'smbClient', 'requireSecuritySignature'),
          `the SMB client of ${server.name} requires signing, and ${because}`,
          {
            related,
            remedy: {
              on: server,
              shell: 'powershell',
              commands: [powershell`Set-SmbClientConfiguration -RequireSecuritySignature $false -Force`],
              disruptive: false,
            },
          },
        );
    }
  },
});
