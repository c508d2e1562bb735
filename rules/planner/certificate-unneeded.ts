import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { planSides } from '#model/plan-side';

/** A certificate serves nothing where the replica side takes Kerberos only. */
export default defineRule({
  about: 'replica-plan',
  severity: 'info',
  title: 'A capacity plan has a certificate that the replica side does not take',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { network, report }) {
    const sides = planSides(network, plan);
    const server = sides[1].endpoint?.server;
    if (!plan.data.certificateThumbprint?.trim() || server?.data.allowedAuthenticationType !== 'Kerberos') return;
    // Without a domain the certificate is right, and the replica side has to take it.
    if (sides.some((side) => side.hosts.some((host) => host.data.partOfDomain === false))) return;
    report(
      at(plan, 'certificateThumbprint'),
      `the plan ${plan.name} has a certificate, and ${server.name} takes Kerberos only: it is not used`,
      { related: [{ at: at(server, 'allowedAuthenticationType'), message: `what ${server.name} takes` }] },
    );
  },
});
