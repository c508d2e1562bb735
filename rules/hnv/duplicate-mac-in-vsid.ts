import { defineRule } from '#lint/rule';
import { groupBy } from '#model/group-by';
import { macText } from '#model/mac-address';
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
    for (const fabric of fabrics(network))
      for (const vsid of fabric.vsids) {
        const named = fabric.recordsIn(vsid).filter(({ first }) => !first.isWildcard && first.data.vmName !== undefined);
        for (const [mac, [first, ...others]] of groupBy(named, (record) => record.mac)) {
          const [second, ...more] = others.filter((other) => !areOneVm(first!, other));
          if (!second) continue;
          report(
            at(second.first, 'macAddress'),
            `${second.first.text} has the MAC address ${macText(mac)} of ${[first!, ...more].map((other) => other.first.data.vmName).join(', ')} in the same virtual subnet`,
            {
              key: `mac:${mac}`,
              related: [first!, ...more].map((other) => ({ at: at(other.first, 'macAddress'), message: other.first.text })),
            },
          );
        }
      }
  },
});

/** Records of one VM, which may have several addresses: its name, perhaps with what the address is for (SQL, "SQL (cluster)"). */
function areOneVm(a: FabricRecord, b: FabricRecord): boolean {
  const [short = '', long = ''] = [a, b]
    .map((record) => nameKey(record.first.data.vmName ?? ''))
    .sort((x, y) => x.length - y.length);
  return long === short || (long.startsWith(short) && /^[\s.,:;/(]/.test(long.slice(short.length)));
}
