import { moveRecordCommand, policyRemedy } from '#lint/policy-remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { fabrics, spareProviderAddress } from '#model/policy-fabric';

/** The provider address of a rewritten customer address is its alone, so that no NVGRE tunnel can end there too. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'A provider address is that of a rewritten VM and of NVGRE tunnels',
  since: '0.1.0',
  source:
    'Windows Server 2012, "Network Virtualization": IP address rewrite maps each customer address to a unique provider address',
  check(network, { report }) {
    for (const fabric of fabrics(network))
      for (const address of fabric.providerAddresses) {
        const users = fabric.recordsBehind(address).filter((record) => !record.first.isWildcard);
        const tunnels = users.filter((record) => record.rule === 'TranslationMethodEncap');
        const [rewritten, ...others] = users.filter((record) => record.rule === 'TranslationMethodNat');
        const [tunnel] = tunnels;
        // Several that are rewritten to one address are a mistake of their own, which other rules report.
        if (!rewritten || !tunnel || others.length > 0) continue;
        const { providerAddress } = rewritten.first.data;
        const more = tunnels.length - 1;
        const spare = spareProviderAddress(network, fabric, address);
        report(
          at(rewritten.first, 'providerAddress'),
          `${rewritten.first.text} is rewritten to ${providerAddress}, where the NVGRE tunnel of ${tunnel.first.text}${more > 0 ? ` and ${more} more` : ''} ends: packets of others are taken for its own`,
          {
            key: `pa:${address}`,
            related: [
              { at: at(rewritten.first, 'rule'), message: `rule of ${rewritten.first.text}` },
              ...tunnels.map((other) => ({ at: at(other.first, 'providerAddress'), message: other.first.text })),
            ],
            remedy:
              spare === undefined
                ? undefined
                : policyRemedy(network, rewritten.hosts, [moveRecordCommand(rewritten.first.data, spare)]),
          },
        );
      }
  },
});
