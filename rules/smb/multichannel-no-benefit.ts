import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { adapterRss, lacksRdma } from '#model/interface-rdma';
import { networkText } from '#model/ip-prefix';
import { knowsInterfaces, smbPaths, smbPeers } from '#model/storage-network';

/** Over one adapter Multichannel makes several connections only where RSS or RDMA spreads them. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'SMB has one adapter without RSS and RDMA, so that Multichannel makes one connection',
  since: '0.1.0',
  hides: ['smb/single-network-path'],
  source:
    'https://learn.microsoft.com/windows-server/storage/file-server/smb-direct; Microsoft, "The basics of SMB Multichannel"',
  check(host, { network, report }) {
    const paths = smbPeers(network, host).flatMap((peer) => smbPaths(network, host, peer));
    const [only, ...others] = new Set(paths.map(({ from }) => from));
    if (!only || others.length > 0 || only.adapter.kind !== 'nic' || !knowsInterfaces(network, host)) return;
    const rss = adapterRss(only.adapter);
    if (rss?.on !== false || !lacksRdma(only)) return;
    const { to, network: common } = paths[0]!;
    report(
      rss.place,
      `${only.adapter.name} is the only adapter of ${host.name} in a network with ${to.host.name} (${networkText(common)}) and has neither RSS nor RDMA: SMB makes one connection, served by one processor`,
      {
        related: [{ at: paths[0]!.from.addresses[0]!.place, message: `the only adapter towards ${to.host.name}` }],
        remedy: {
          on: host,
          shell: 'powershell',
          commands: [
            host.data.offload?.receiveSideScaling === 'Disabled'
              ? powershell`Set-NetOffloadGlobalSetting -ReceiveSideScaling Enabled`
              : powershell`Enable-NetAdapterRss -Name ${only.adapter.name}`,
          ],
          disruptive: true,
        },
      },
    );
  },
});
