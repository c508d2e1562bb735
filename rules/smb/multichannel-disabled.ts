import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { vmsClause } from '#model/smb-share';
import { usesSmbStorage } from '#model/storage-network';

/** Without Multichannel SMB has one connection, and no SMB Direct. */
export default defineRule({
  about: 'network',
  severity: 'warning',
  title: 'SMB Multichannel is switched off where VMs lie on shares',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/storage/file-server/smb-direct',
  check(network, { report }) {
    for (const host of network.all('host')) {
      if (host.data.smbClient?.enableMultiChannel !== false) continue;
      const use = usesSmbStorage(network, host);
      if (!use) continue;
      report(
        at(host, 'smbClient', 'enableMultiChannel'),
        `${host.name} has Multichannel of its SMB client switched off, but ${use.text}: it gets one connection to a server, and no SMB Direct`,
        {
          related: [{ at: use.place, message: use.text }],
          remedy: {
            on: host,
            shell: 'powershell',
            commands: [powershell`Set-SmbClientConfiguration -EnableMultiChannel $true -Force`],
            disruptive: false,
          },
        },
      );
    }
    for (const server of [...network.all('file-server'), ...network.all('host')]) {
      const vms = server.data.smbServer?.enableMultiChannel === false ? vmsClause(network, server) : undefined;
      if (!vms) continue;
      report(
        at(server, 'smbServer', 'enableMultiChannel'),
        `${server.name} has Multichannel of its SMB server switched off, but ${vms.text}: each client gets one connection, and no SMB Direct`,
        {
          related: vms.places,
          remedy: {
            on: server,
            shell: 'powershell',
            commands: [powershell`Set-SmbServerConfiguration -EnableMultiChannel $true -Force`],
            disruptive: false,
          },
        },
      );
    }
  },
});
