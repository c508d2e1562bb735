import { defineRule } from '#lint/rule';
import { type Mac, type MacOwner, macOf, macText, ownerText } from '#model/mac-address';
import { inConflict, segmentOf } from '#model/mac-conflict';

interface Owned {
  readonly owner: MacOwner;
  readonly mac: Mac;
}

/** Where more adapters have one address (each in a VLAN of its own), the others are compared with this many: time stays linear. */
const MOST = 100;

/** Switches send the frames of an address to where they saw it last: of two adapters that have it, each takes them from the other. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'Two adapters in one network have the same MAC address',
  since: '0.1.0',
  source: 'learn.microsoft.com: NIC Teaming MAC address use and management; KB 968703',
  check(network, { report }) {
    // Nearly every address is unique: a list is made only for those that are not.
    const found = new Map<string, Owned>();
    const repeated = new Map<string, Owned[]>();
    for (const kind of ['nic', 'team-nic', 'host-adapter', 'vm-adapter'] as const)
      for (const owner of network.all(kind)) {
        const mac = macOf(owner);
        if (!mac) continue;
        const first = found.get(mac.key);
        const known = repeated.get(mac.key);
        if (known) known.push({ owner, mac });
        else if (first) repeated.set(mac.key, [first, { owner, mac }]);
        else found.set(mac.key, { owner, mac });
      }
    for (const [key, all] of repeated) {
      const segments = new Map<string, Owned[]>();
      for (const each of all) {
        const segment = segmentOf(network, each.owner);
        if (segment === undefined) continue;
        const known = segments.get(segment);
        if (known) known.push(each);
        else segments.set(segment, [each]);
      }
      for (const group of segments.values()) {
        const collides = (a: Owned, b: Owned): boolean => a !== b && inConflict(network, a.owner, b.owner);
        const second = group.find((each, i) => group.slice(0, Math.min(i, MOST)).some((other) => collides(other, each)));
        if (!second) continue;
        const others = group.filter((other) => collides(other, second));
        const [first, ...more] = others;
        if (!first) continue;
        report(
          second.mac.place,
          `${ownerText(second.owner)} has the MAC address ${macText(key)} of ${ownerText(first.owner)}${more.length > 0 ? ` and of ${more.length} more` : ''}`,
          {
            key: `mac:${key}`,
            related: others.slice(0, 10).map(({ owner, mac }) => ({ at: mac.place, message: `${ownerText(owner)} has it too` })),
          },
        );
      }
    }
  },
});
