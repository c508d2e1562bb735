import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import type { Host } from '#model/entity';
import type { FileServer } from '#model/file-server-entity';
import { inRange, osText } from '#model/os';
import { at, type Place } from '#model/place';
import { RELEASES } from '#model/releases';
import { vmsClause } from '#model/smb-share';

/** VMs need SMB 3.0 on the server their files lie on: with less there are no handles that survive a failover. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'A server that VMs lie on does not speak SMB 3.0',
  since: '0.1.0',
  source: RELEASES.noSmb3.source,
  check(network, { report }) {
    for (const server of [...network.all('file-server'), ...network.all('host')]) {
      const low = lowDialect(server);
      const vms = low && vmsClause(network, server);
      if (!low || !vms) continue;
      report(low.place, `${server.name} ${low.why}, but ${vms.text}; VMs need SMB 3.0`, {
        related: vms.places,
        remedy: low.limit
          ? {
              on: server,
              shell: 'powershell',
              commands: [powershell`Set-SmbServerConfiguration -Smb2DialectMax SMB311 -Force`],
              disruptive: true,
            }
          : undefined,
      });
    }
  },
});

const LOW: Readonly<Record<string, string>> = { SMB202: '2.0.2', SMB210: '2.1' };

/** What keeps a server below SMB 3.0: its release, the dialect it is said to have, or a limit that somebody set. */
function lowDialect(server: FileServer | Host): { why: string; place: Place; limit: boolean } | undefined {
  const { os } = server.kind === 'host' ? server : server.data;
  if (os !== undefined && inRange(os, RELEASES.noSmb3))
    return { why: `runs ${osText(os)}, which has SMB 2.1`, place: at(server, 'os'), limit: false };
  const own = server.kind === 'file-server' ? LOW[server.data.dialect ?? ''] : undefined;
  if (server.kind === 'file-server' && own !== undefined)
    return { why: `speaks SMB ${own} at most`, place: at(server, 'dialect'), limit: false };
  const highest = LOW[server.data.smbServer?.smb2DialectMax ?? ''];
  return highest === undefined
    ? undefined
    : { why: `offers SMB ${highest} at most (Smb2DialectMax)`, place: at(server, 'smbServer', 'smb2DialectMax'), limit: true };
}
