import { defineRule } from '#lint/rule';
import { vsidOf } from '#model/adapter-subnet';
import { groupBy } from '#model/group-by';
import { guestAddresses } from '#model/guest-address';
import { parseIp } from '#model/ip-prefix';
import { macOf, macText } from '#model/mac-address';
import { nameKey } from '#model/names';
import { at } from '#model/place';
import { type FabricRecord, fabrics } from '#model/policy-fabric';

/** Within a virtual subnet a frame goes to the one adapter that has its MAC address. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'Two VMs of a virtual subnet have one MAC address',
  since: '0.1.0',
  source: 'Microsoft, sample script of simple Hyper-V Network Virtualization; RFC 7637, section 3',
  check(network, { report }) {
    const vms = new Set(network.all('vm').map((vm) => nameKey(vm.name)));
    const adapters = groupBy(network.all('vm-adapter'), (adapter) => macOf(adapter)?.key);
    for (const fabric of fabrics(network))
      for (const vsid of fabric.vsids) {
        const named = fabric.recordsIn(vsid).filter(({ first }) => !first.isWildcard && first.data.vmName !== undefined);
        for (const [mac, records] of groupBy(named, (record) => record.mac)) {
          // SQL, "SQL (cluster)" and sql.contoso.com are one VM: each under the shortest of its names.
          const labels = records.map(labelOf).sort((a, b) => a.length - b.length);
          const short = new Map(records.map((record) => [record, labels.find((label) => areOneName(label, labelOf(record)))]));
          const having = adapters.get(mac) ?? [];
          const owners = having.filter((adapter) => vsidOf(adapter) === vsid);
          const isShared = owners.some((owner) => !areOneName(owner.vm.name, owners[0]!.vm.name));
          // The name in a record is a label for whatever one likes: two of them are two VMs only where nothing else may be.
          const mayBeOneVm = (a: FabricRecord, b: FabricRecord): boolean => {
            if (short.get(a) === short.get(b)) return true;
            if (isShared || (vms.has(labelOf(a)) && vms.has(labelOf(b)))) return false;
            const [addressA, addressB] = [a, b].map((record) => parseIp(record.first.data.customerAddress));
            if (isLearned(a) || isLearned(b) || addressA?.kind() !== addressB?.kind()) return true;
            return having.some((adapter) => {
              const own = guestAddresses(adapter).filter(({ address }) => address.kind() === addressA?.kind());
              if (own.length === 0) return owners.includes(adapter);
              return [addressA, addressB].every((each) => own.some(({ address }) => `${address}` === `${each}`));
            });
          };
          const strangersOf = (record: FabricRecord) => records.filter((other) => !mayBeOneVm(record, other));
          const first = records.find((record) => strangersOf(record).length > 0);
          if (!first) continue;
          const [second, ...more] = strangersOf(first);
          report(
            at(second!.first, 'macAddress'),
            `${second!.first.text} has the MAC address ${macText(mac)} of ${[first, ...more].map((other) => other.first.data.vmName).join(', ')} in the same virtual subnet`,
            {
              key: `mac:${mac}`,
              related: [first, ...more].map((other) => ({ at: at(other.first, 'macAddress'), message: other.first.text })),
            },
          );
        }
      }
  },
});

function labelOf({ first }: FabricRecord): string {
  return nameKey(first.data.vmName!);
}

/** Whether the host may have learned the address from the VM. */
function isLearned({ copies }: FabricRecord): boolean {
  return copies.some((copy) => !copy.isStatic);
}

/** Whether one name of a VM is the other, perhaps with what an address is for. */
function areOneName(a: string, b: string): boolean {
  const [short = '', long = ''] = [nameKey(a), nameKey(b)].sort((x, y) => x.length - y.length);
  return long === short || (long.startsWith(short) && /^[\s.,:;/(]/.test(long.slice(short.length)));
}
