import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { canChoose, interfaceTechnology, type RdmaTechnology, rdmaNics } from '#model/interface-rdma';
import { networkText } from '#model/ip-prefix';
import type { Place } from '#model/place';
import { interfaceText, type SmbInterface, smbGroups, storageInterfaces } from '#model/storage-network';

/** iWARP, InfiniBand, RoCE and RoCEv2 do not understand each other: adapters of one storage network have the same. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'Adapters of one storage network have different RDMA technologies',
  since: '0.1.0',
  aliases: ['rdma/technology-mixed'],
  source: 'https://learn.microsoft.com/azure/azure-local/concepts/host-network-requirements',
  check(network, { report }) {
    for (const group of smbGroups(network)) {
      const networks = new Map<string, End[]>();
      for (const each of group.flatMap((host) => storageInterfaces(network, host))) {
        const found = interfaceTechnology(each);
        if (!found) continue;
        for (const name of new Set(each.addresses.map(({ prefix }) => networkText(prefix))))
          networks.set(name, [...(networks.get(name) ?? []), { each, ...found }]);
      }
      for (const [name, ends] of networks) {
        const usual = mostOf(ends);
        const other = ends.find(({ technology }) => technology === usual)!;
        for (const { each, technology, place } of ends) {
          if (technology === usual) continue;
          const value = KEYWORD[usual];
          const nics = rdmaNics(each);
          report(
            place,
            `${interfaceText(each)} of ${each.host.name} does RDMA by ${technology}, but ${interfaceText(other.each)} of ${other.each.host.name} in the same network (${name}) by ${usual}: they cannot connect, and SMB goes over TCP`,
            {
              related: [{ at: other.place, message: `${usual} for ${interfaceText(other.each)} of ${other.each.host.name}` }],
              remedy:
                value !== undefined && nics.every((nic) => canChoose(nic, usual))
                  ? {
                      on: each.host,
                      shell: 'powershell',
                      commands: nics.map(
                        (nic) =>
                          powershell`Set-NetAdapterAdvancedProperty -Name ${nic.name} -RegistryKeyword '*NetworkDirectTechnology' -RegistryValue ${value}`,
                      ),
                      disruptive: true,
                    }
                  : undefined,
            },
          );
        }
      }
    }
  },
});

interface End {
  readonly each: SmbInterface;
  readonly technology: RdmaTechnology;
  readonly place: Place;
}

/** Value of *NetworkDirectTechnology, of adapters that have several. */
const KEYWORD: Readonly<Partial<Record<RdmaTechnology, number>>> = { iWARP: 1, RoCE: 3, RoCEv2: 4 };

/** The technology most ends have; the one written first among equals. */
function mostOf(ends: readonly End[]): RdmaTechnology {
  const counts = new Map<RdmaTechnology, number>();
  for (const { technology } of ends) counts.set(technology, (counts.get(technology) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
