import { defineRule } from '#lint/rule';
import { vlanDisagreements } from '#model/vlan-subnets';

/** A VLAN is one network: whoever has an address in it on one layer-2 network has one in the same subnet. */
export default defineRule({
  about: 'network',
  severity: 'warning',
  title: 'One VLAN holds several subnets',
  since: '0.1.0',
  source: 'Windows Server 2012 network virtualization guidance: a VLAN cannot span subnets',
  check(network, { report }) {
    for (const { vlan, device, subnets, others } of vlanDisagreements(network)) {
      const [first] = others;
      const more = others.length > 1 ? `, and ${others.length - 1} more have addresses outside of it` : '';
      report(
        subnets[0]!.place,
        `VLAN ${vlan} is ${subnets.map(({ address }) => address).join(', ')} on ${device.name}, but ${first!.who} has ${first!.subnets.map(({ address }) => address).join(', ')} in it${more}`,
        {
          key: `vlan:${vlan}`,
          related: others.map(({ who, subnets: theirs }) => ({ at: theirs[0]!.place, message: who })),
        },
      );
    }
  },
});
