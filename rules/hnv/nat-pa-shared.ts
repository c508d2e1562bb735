import { moveRecordCommand, policyRemedy } from '#lint/policy-remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { fabrics, spareProviderAddress } from '#model/policy-fabric';

/** A rewritten packet has nothing but its provider address to tell whose it is: each customer address needs one of its own. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'Two rewritten customer addresses have one provider address',
  since: '0.1.0',
  source:
    'Windows Server 2012, "Network Virtualization": IP address rewrite maps each customer address to a unique provider address',
  check(network, { report }) {
    for (const fabric of fabrics(network))
      for (const address of fabric.providerAddresses) {
        const [first, second, ...more] = fabric
          .recordsBehind(address)
          .filter((record) => record.rule === 'TranslationMethodNat' && !record.first.isWildcard);
        if (!first || !second) continue;
        const { providerAddress } = second.first.data;
        const spare = spareProviderAddress(network, fabric, address);
        report(
          at(second.first, 'providerAddress'),
          `${second.first.text} is rewritten to ${providerAddress}, and so is ${first.first.text}${more.length > 0 ? ` and ${more.length} more` : ''}: the receiver cannot tell whose a packet is`,
          {
            key: `pa:${address}`,
            related: [first, ...more].map((other) => ({ at: at(other.first, 'providerAddress'), message: other.first.text })),
            remedy:
              spare === undefined
                ? undefined
                : policyRemedy(network, second.hosts, [moveRecordCommand(second.first.data, spare)]),
          },
        );
      }
  },
});
