import { defineRule } from '#lint/rule';
import type { Host } from '#model/entity';
import type { Network } from '#model/network';
import { oneSwitch } from '#model/one-switch';
import { at } from '#model/place';
import {
  interfaceText,
  knowsInterfaces,
  listsAdapters,
  type SmbInterface,
  smbPaths,
  smbPeers,
  toldStorage,
} from '#model/storage-network';

/** Multichannel survives the loss of a path only where there are two: over two adapters, and over two switches. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'All SMB storage of a host goes over one adapter or one physical switch',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/failover-clustering/smb-multichannel',
  check(host, { network, report }) {
    const peers = smbPeers(network, host);
    const used = interfacesUsed(network, host, peers);
    if (!used.every((each) => each.complete)) return;
    const nics = [...new Set(used.flatMap((each) => each.nics))];
    const [first, ...others] = nics;
    if (!first) return;
    const above = used.filter(({ adapter }) => adapter.kind !== 'nic');
    const related = above.map((each) => ({ at: at(each.adapter), message: `${interfaceText(each)} carries SMB` }));
    if (others.length === 0) {
      const by = above.length > 0 ? ` (${above.map(interfaceText).join(', ')})` : '';
      const more = peers.length > 1 ? ` and ${peers.length - 1} more` : '';
      report(
        at(first, 'name'),
        `SMB storage between ${host.name} and ${peers[0]!.name}${more} goes over ${first.name} alone${by}: when it fails, there is no second path`,
        { related },
      );
      return;
    }
    const device = oneSwitch(network, nics);
    // Adapters of one team that end on one switch are the matter of another rule.
    const team = network.teamingOf(first);
    if (!device || (team && others.every((nic) => network.teamingOf(nic) === team))) return;
    const cables = nics.flatMap((nic) => network.cableOf(nic) ?? []);
    report(
      cables.at(-1)!.place,
      `SMB storage of ${host.name} goes over ${nics.map((nic) => nic.name).join(', ')}, which all end on ${device.name}: when it fails, there is no second path`,
      {
        related: [...cables.slice(0, -1).map(({ place }) => ({ at: place, message: `ends on ${device.name} too` })), ...related],
      },
    );
  },
});

/** The interfaces SMB uses: those told apart as storage, else all that share a network with a peer. None where one leads elsewhere, or others may. */
function interfacesUsed(network: Network, host: Host, peers: readonly Host[]): readonly SmbInterface[] {
  const common = new Set(peers.flatMap((peer) => smbPaths(network, host, peer).map(({ from }) => from)));
  const told = toldStorage(network, host);
  if (told.length === 0) return knowsInterfaces(network, host) ? [...common] : [];
  return listsAdapters(host) && told.every((each) => common.has(each)) ? told : [];
}
