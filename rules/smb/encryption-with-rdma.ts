import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';
import { directUse } from '#model/smb-direct';

/** Before Windows Server 2022 data that is encrypted is not placed directly: SMB Direct is then slower than TCP. */
export default defineRule({
  about: 'network',
  severity: 'warning',
  title: 'SMB encryption is on where SMB Direct carries storage, before Windows Server 2022',
  versions: RELEASES.noDirectPlacement,
  since: '0.1.0',
  source: RELEASES.noDirectPlacement.source,
  check(network, { report }) {
    for (const server of [...network.all('file-server'), ...network.all('host')]) {
      const shares = server.kind === 'file-server' ? server.shares.filter((share) => share.data.encryptData) : [];
      for (const each of server.data.smbServer?.encryptData ? [server] : shares) {
        const direct = directUse(network, server, RELEASES.noDirectPlacement);
        if (!direct) continue;
        const what =
          each.kind === 'share'
            ? `the share ${each.name} of ${server.name} is encrypted`
            : `${server.name} encrypts all SMB traffic`;
        report(
          each.kind === 'share' ? at(each, 'encryptData') : at(each, 'smbServer', 'encryptData'),
          `${what}, and ${direct.text}: before Windows Server 2022 encrypted data is not placed directly`,
          {
            related: [{ at: direct.place, message: 'SMB Direct' }],
            remedy: {
              on: server,
              shell: 'powershell',
              commands: [
                each.kind === 'share'
                  ? powershell`Set-SmbShare -Name ${each.name} -EncryptData $false -Force`
                  : powershell`Set-SmbServerConfiguration -EncryptData $false -Force`,
              ],
              disruptive: false,
            },
          },
        );
      }
    }
  },
});
