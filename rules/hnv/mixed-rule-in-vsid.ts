import { policyRemedy } from '#lint/policy-remedy';
import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { fabrics } from '#model/policy-fabric';

/** VMs of one virtual subnet talk to each other: a request that is rewritten and an answer in a tunnel take different ways. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'warning',
  title: 'A virtual subnet is rewritten in part and tunnelled in part',
  since: '0.1.0',
  source: 'Windows Server 2012, "Network Virtualization": IP address rewrite and GRE are two techniques',
  check(network, { report }) {
    for (const fabric of fabrics(network))
      for (const vsid of fabric.vsids) {
        const records = fabric.recordsIn(vsid).filter((record) => record.first.isStatic);
        const rewritten = records.filter((record) => record.rule === 'TranslationMethodNat');
        const tunnels = records.filter((record) => record.rule === 'TranslationMethodEncap');
        if (rewritten.length === 0 || tunnels.length === 0) continue;
        // A rewritten record without a provider address of its own is a mistake that other rules report.
        if (rewritten.some((record) => fabric.recordsBehind(record.providerAddress ?? '').length > 1)) continue;
        const [few, many] = rewritten.length <= tunnels.length ? [rewritten, tunnels] : [tunnels, rewritten];
        const [odd, usual] = [few[0]!, many[0]!];
        const { customerAddress, rule } = odd.first.data;
        report(
          at(odd.first, 'rule'),
          `${odd.first.text} has the rule ${rule}, ${usual.first.text} ${usual.first.data.rule}: of ${records.length} records of the virtual subnet ${rewritten.length} ${rewritten.length === 1 ? 'is' : 'are'} rewritten and ${tunnels.length} tunnelled`,
          {
            key: `vsid:${vsid}`,
            related: [...few.slice(1), ...many]
              .slice(0, 10)
              .map((other) => ({ at: at(other.first, 'rule'), message: other.first.text })),
            remedy:
              few.length < many.length
                ? policyRemedy(network, odd.hosts, [
                    powershell`Set-NetVirtualizationLookupRecord -CustomerAddress ${customerAddress} -VirtualSubnetID ${vsid} -Rule ${usual.first.data.rule ?? ''}`,
                  ])
                : undefined,
          },
        );
      }
  },
});
