import { powershell, type Remedy } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import type { Host } from '#model/entity';
import { interfaceRdma, lacksRdma } from '#model/interface-rdma';
import { at } from '#model/place';
import { directWish, plannedDirect } from '#model/smb-direct';
import { adapterName, interfaceText, knowsInterfaces, smbInterfaces } from '#model/storage-network';

/** SMB Direct that is planned for needs RDMA on the adapters that carry storage, and on the server as a whole. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'RDMA is off where SMB Direct is planned for',
  since: '0.1.0',
  aliases: ['rdma/not-enabled'],
  hides: ['smb/direct-one-sided'],
  source: 'https://learn.microsoft.com/windows-server/storage/file-server/smb-direct; microsoft/Validate-DCB',
  check(host, { network, report }) {
    if (host.data.offload?.networkDirect === 'Disabled') {
      const wish = directWish(network, host);
      if (wish)
        report(
          at(host, 'offload', 'networkDirect'),
          `${host.name} has RDMA switched off for the whole server (NetworkDirect Disabled), but SMB Direct is planned for: SMB goes over TCP`,
          {
            related: [{ at: wish, message: 'RDMA is counted on here' }],
            remedy: remedy(host, powershell`Set-NetOffloadGlobalSetting -NetworkDirect Enabled`),
          },
        );
      return;
    }
    for (const nic of host.nics) {
      // An LBFO team has no RDMA whatever its members have, which is the matter of another rule.
      const keyword = nic.data.rdma?.enabled && !network.teamOf(nic) ? nic.advancedNumber('*NetworkDirect') : undefined;
      if (keyword?.value === 0)
        report(
          at(nic, 'advancedProperties', keyword.key),
          `${nic.name} of ${host.name} is to use RDMA, but has it switched off (${keyword.key} 0): SMB goes over TCP`,
          {
            related: [{ at: at(nic, 'rdma', 'enabled'), message: 'RDMA is counted on here' }],
            remedy: remedy(host, powershell`Enable-NetAdapterRdma -Name ${nic.name}`),
          },
        );
    }
    const planned = plannedDirect(network, host);
    const interfaces = smbInterfaces(network, host);
    let said = false;
    for (const each of interfaces) {
      const { adapter, usage } = each;
      const own = adapter.kind === 'host-adapter' && adapter.data.rdma?.enabled ? at(adapter, 'rdma', 'enabled') : undefined;
      const wish = own ?? (usage === 'storage' ? planned : undefined);
      const rdma = interfaceRdma(each);
      if (!wish || rdma?.on !== false) continue;
      said = true;
      const nic = rdma.place.entity?.kind === 'nic' ? rdma.place.entity : undefined;
      const name = nic?.name ?? adapterName(each);
      const where = nic && nic !== adapter ? `, below ${interfaceText(each)}` : '';
      report(
        rdma.place,
        `RDMA is off for ${name} of ${host.name}${where}, but SMB Direct is planned for there: SMB goes over TCP`,
        {
          related: [{ at: wish, message: 'RDMA is counted on here' }],
          remedy: remedy(host, powershell`Enable-NetAdapterRdma -Name ${name}`),
        },
      );
    }
    // Whichever adapter is meant, none has it.
    if (said || !planned || interfaces.length === 0 || !knowsInterfaces(network, host)) return;
    if (interfaces.every(lacksRdma))
      report(
        planned,
        `SMB Direct is planned for, but no adapter of ${host.name} has RDMA (${interfaces.map(adapterName).join(', ')}): SMB goes over TCP`,
      );
  },
});

function remedy(host: Host, command: string | undefined): Remedy {
  return { on: host, shell: 'powershell', commands: [command], disruptive: true };
}
