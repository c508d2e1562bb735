import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { interfaceRdma } from '#model/interface-rdma';
import { networkText } from '#model/ip-prefix';
import { countsOnRdma } from '#model/smb-direct';
import { adapterName, interfaceText, mayCarryStorage, type SmbPath, smbPaths, smbPeers } from '#model/storage-network';

/** SMB Direct needs RDMA at both ends of a network; with one end only, SMB goes over TCP and nobody is told. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'RDMA is on at one end of a storage network only',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/storage/file-server/smb-direct',
  check(host, { network, report }) {
    const oneSided = new Map<SmbPath['from'], SmbPath[]>();
    for (const peer of smbPeers(network, host)) {
      const paths = smbPaths(network, host, peer).filter(({ from, to }) => mayCarryStorage(from) && mayCarryStorage(to));
      const direct = paths.some(({ from, to }) => interfaceRdma(from)?.on && interfaceRdma(to)?.on);
      for (const path of paths) {
        // Beside a network with RDMA at both ends, one without may be meant for something else, unless it is said to carry storage.
        const meant = path.from.usage !== undefined || !direct;
        // LBFO teams have no RDMA; one whose members have it on is the matter of another rule.
        if (!meant || path.from.adapter.kind === 'team-nic' || interfaceRdma(path.from)?.on !== false) continue;
        if (!countsOnRdma(network, path.to)) continue;
        const known = oneSided.get(path.from);
        if (known) known.push(path);
        else oneSided.set(path.from, [path]);
      }
    }
    for (const [own, [first, ...more]] of oneSided) {
      const rdma = interfaceRdma(own)!;
      const adapterToEnable = rdma.place.entity?.kind === 'nic' ? rdma.place.entity.name : adapterName(own);
      const { to } = first!;
      report(
        rdma.place,
        `${interfaceText(own)} of ${host.name} has RDMA off, but ${interfaceText(to)} of ${to.host.name} in the same network (${networkText(first!.network)}) has it on: SMB between them goes over TCP`,
        {
          related: [first!, ...more].map((path) => ({
            at: interfaceRdma(path.to)!.place,
            message: `RDMA is on for ${interfaceText(path.to)} of ${path.to.host.name}`,
          })),
          remedy: {
            on: host,
            shell: 'powershell',
            commands: [
              host.data.offload?.networkDirect === 'Disabled'
                ? powershell`Set-NetOffloadGlobalSetting -NetworkDirect Enabled`
                : powershell`Enable-NetAdapterRdma -Name ${adapterToEnable}`,
            ],
            disruptive: true,
          },
        },
      );
    }
  },
});
