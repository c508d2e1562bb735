import { defineRule } from '#lint/rule';
import { groupBy } from '#model/group-by';
import { ipKey, isLinkLocal, noUnicast, parseIp } from '#model/ip-prefix';
import { at } from '#model/place';

/** A provider address travels through the physical network, so it is one that routers forward and one host has. */
export default defineRule({
  about: 'network-virtualization',
  severity: 'error',
  title: 'A provider address is none that can travel through the physical network',
  hides: ['hnv/pa-not-assigned'],
  since: '0.1.0',
  source:
    'Windows Server 2012, "Network Virtualization": the provider address is in the packets on the wire; RFC 1122, 3927 and 4291',
  check(policy, { report }) {
    const uses = [...policy.providerAddresses, ...policy.records].flatMap((user) =>
      user.data.providerAddress === undefined ? [] : [{ user, text: user.data.providerAddress }],
    );
    for (const [key, [first, ...others]] of groupBy(uses, ({ text }) => ipKey(text))) {
      const address = parseIp(first!.text);
      const what = address && (isLinkLocal(address) ? 'a link-local address' : noUnicast(address));
      if (what === undefined) continue;
      const place = ({ user }: (typeof uses)[number]) =>
        user.kind === 'lookup-record' ? at(user, 'providerAddress') : at(user, 'providerAddress');
      report(
        place(first!),
        `the policy ${policy.name} has the provider address ${first!.text}, which is ${what}: no packet finds its way to it`,
        { key: `pa:${key}`, related: others.map((other) => ({ at: place(other), message: 'the same address' })) },
      );
    }
  },
});
