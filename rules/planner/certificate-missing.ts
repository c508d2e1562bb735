import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { planSides } from '#model/plan-side';

/** Where Kerberos cannot be used, the planner needs the certificate of the primary side. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'A capacity plan has no certificate, and Kerberos cannot be used',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { network, report }) {
    if (plan.data.certificateThumbprint?.trim()) return;
    const sides = planSides(network, plan);
    const outside = sides.flatMap((side) => side.hosts).find((host) => host.data.partOfDomain === false);
    const server = sides[1].endpoint?.server;
    const reason = outside
      ? { at: at(outside, 'partOfDomain'), message: `${outside.name} is in no domain` }
      : server?.data.allowedAuthenticationType === 'Certificate'
        ? { at: at(server, 'allowedAuthenticationType'), message: `${server.name} takes certificates only` }
        : undefined;
    if (!reason) return;
    report(
      at(plan, 'certificateThumbprint'),
      `the plan ${plan.name} has no certificate (certificateThumbprint), and ${reason.message}: Kerberos cannot be used`,
      { key: 'certificateThumbprint', related: [reason] },
    );
  },
});
