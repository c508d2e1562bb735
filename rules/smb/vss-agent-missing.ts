import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import type { Host } from '#model/entity';
import type { FileServer } from '#model/file-server-entity';
import { isWholeList, nodesOfServer } from '#model/file-server-nodes';
import { inRange, osText } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';
import { clientsOf, vmPlaces, vmsText } from '#model/smb-share';

/**
 * Backups of databases on a share, and of VMs up to Windows Server 2012 R2, ask the VSS agent of the file server for a consistent copy.
 */
export default defineRule({
  about: 'file-server',
  severity: 'warning',
  title: 'The VSS agent is missing on a file server that VMs or databases lie on',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/archive/blogs/clausjor/ (VSS for SMB file shares)',
  check(server, { network, report }) {
    const databases = server.shares.find((share) => share.data.usage === 'sql');
    const client = clientsOf(network, server).find(({ os }) => inRange(os, RELEASES.backupByShadowCopy));
    const vms = client ? vmsText(network, server) : undefined;
    const holds = databases ? `has the share ${databases.name}, which is meant for databases` : vms;
    const { features = [], vendor } = server.data;
    if (holds === undefined || vendor !== undefined || hasAgent(features)) return;
    const nodes = nodesOfServer(network, server);
    // The list of the file server is about every node, unless a node has what it lacks. An empty one nobody has filled in.
    const whole = features.length > 0 && isWholeList(features) && !nodes.some(({ data }) => hasAgent(data.roles ?? []));
    const lacking: readonly (FileServer | Host)[] = whole
      ? [server]
      : nodes.filter(({ data: { roles = [] } }) => roles.some(isFileFeature) && isWholeList(roles) && !hasAgent(roles));
    for (const each of lacking) {
      const where = each === server ? server.name : `${each.name}, a node of ${server.name},`;
      report(
        each.kind === 'host' ? at(each, 'roles') : at(each, 'features'),
        `${where} has no File Server VSS Agent (FS-VSS-Agent), but ${each === server ? 'it' : server.name} ${holds}: backups get no application-consistent copy`,
        {
          related: client
            ? [{ at: at(client, 'os'), message: `${client.name} runs ${osText(client.os!)}` }, ...vmPlaces(network, server)]
            : [],
          remedy: {
            on: each,
            shell: 'powershell',
            commands: [powershell`Install-WindowsFeature FS-VSS-Agent`],
            disruptive: false,
          },
        },
      );
    }
  },
});

function hasAgent(features: readonly string[]): boolean {
  return features.some((feature) => /^(?:fs|fileserver)vssagent(?:service)?$/i.test(feature.replaceAll(/[^a-z]/gi, '')));
}

/** A feature of the file services by name: a list that has one goes into that detail. */
function isFileFeature(role: string): boolean {
  return /^FS-/i.test(role.trim());
}
