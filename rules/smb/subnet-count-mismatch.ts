import { defineRule } from '#lint/rule';
import { networkText } from '#model/ip-prefix';
import { smbRelations } from '#model/smb-share';
import { type InterfaceAddress, interfaceText, type SmbInterface, smbInterfaces } from '#model/storage-network';

/** Each storage network of a host is one of the server it speaks SMB with: what has no counterpart carries nothing. */
export default defineRule({
  about: 'network',
  severity: 'warning',
  title: 'Storage networks of a host and of the server its VMs lie on do not match',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/failover-clustering/smb-multichannel',
  check(network, { report }) {
    const storage = new Map(
      network.all('host').map((host) => {
        const interfaces = smbInterfaces(network, host).filter((each) => each.usage === 'storage');
        return [host, interfaces.every(({ settled }) => settled) ? networksOf(interfaces) : new Map<string, End>()];
      }),
    );
    const counts = new Map<string, number>();
    for (const networks of storage.values()) for (const name of networks.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
    const odd = new Map<End, { other: End; name: string; there: string }>();
    for (const [host, mine] of storage)
      for (const server of smbRelations(network, host).servers) {
        const theirs = storage.get(server)!;
        const lone = [...mine].filter(([name]) => !theirs.has(name));
        const loneThere = [...theirs].filter(([name]) => !mine.has(name));
        // A network that one side alone has may lead elsewhere. One on each side, beside a common one, is a pair that does not match.
        if (loneThere.length === 0 || lone.length === mine.size) continue;
        for (const [i, [name, end]] of lone.entries()) {
          const [there, other] = loneThere[i] ?? loneThere[0]!;
          // The network that fewer hosts are in is the wrong one.
          const [guilty, why] =
            counts.get(name)! > counts.get(there)!
              ? [other, { other: end, name: there, there: name }]
              : [end, { other, name, there }];
          if (!odd.has(guilty)) odd.set(guilty, why);
        }
      }
    for (const [{ each, address }, { other, name, there }] of odd) {
      const far = other.each.host.name;
      report(
        address.place,
        `${interfaceText(each)} of ${each.host.name} is in the storage network ${name}, where ${far} has no adapter; ${far} has one in ${there} instead`,
        { related: [{ at: other.address.place, message: `${interfaceText(other.each)} of ${far} has no counterpart either` }] },
      );
    }
  },
});

interface End {
  readonly each: SmbInterface;
  readonly address: InterfaceAddress;
}

function networksOf(interfaces: readonly SmbInterface[]): ReadonlyMap<string, End> {
  return new Map(interfaces.flatMap((each) => each.addresses.map((address) => [networkText(address.prefix), { each, address }])));
}
