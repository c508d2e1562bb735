import { cli, shellOf, switchRemedy } from '#lint/remedy';
import { defineRule, type RuleContext } from '#lint/rule';
import type { Switch } from '#model/entity';
import { portText } from '#model/host-port';
import { at } from '#model/place';
import { type AppliedPolicy, appliedPolicies } from '#model/switch-qos';
import { nearest } from '#text/nearest';

/** A QoS policy works only where it is applied, under the name it is defined with. */
export default defineRule({
  about: 'switch',
  severity: 'error',
  title: 'A QoS policy is applied under a name no policy has, or a lossless class is not applied at all',
  since: '0.1.0',
  source: 'Azure/AzureLocal-Supportability, switch configurations; Cisco Nexus 9000 QoS guide, "Using Modular QoS CLI"',
  check(device, context) {
    undefinedNames(device, context);
    losslessClass(device, context);
  },
});

/** Policies the system brings itself: default-8q-out-policy, fcoe-default-nq-policy, 8e-4q4q-in. */
const BUILT_IN = /(?:^|-)default(?:-|$)|^\d/i;

function undefinedNames(device: Switch, { report }: RuleContext): void {
  const defined = device.data.qos?.policyMaps;
  // Another document about the switch may define the policy.
  if (!defined || device.tree.documents.length > 1) return;
  const missing = new Map<string, AppliedPolicy[]>();
  for (const applied of appliedPolicies(device)) {
    const alike = defined.filter((p) => applied.type === undefined || p.type === undefined || p.type === applied.type);
    if (alike.length === 0 || BUILT_IN.test(applied.name) || alike.some((p) => p.name === applied.name)) continue;
    const id = `${applied.type}\n${applied.name}`;
    missing.set(id, [...(missing.get(id) ?? []), applied]);
  }
  for (const [first, ...others] of missing.values()) {
    const names = defined.filter((p) => (p.type ?? first!.type) === first!.type).map((p) => p.name);
    const guess = nearest(first!.name, names);
    const known = guess === undefined ? names.slice(0, 3) : [guess];
    const where = first!.on.kind === 'switch' ? device.name : portText(first!.on);
    const more = others.length > 0 ? ` and ${others.length} more places` : '';
    const sort = first!.type === undefined ? 'QoS policy' : `${first!.type} policy`;
    report(
      first!.place,
      `the ${sort} ${first!.name} is applied to ${where}${more}, but ${device.name} defines no such policy (it has ${known.join(', ')})`,
      { key: `policy:${first!.name}`, related: others.map((o) => ({ at: o.place, message: 'applied here too' })) },
    );
  }
}

/** On NX-OS a lossless class works only in the one network-qos policy below `system qos`. */
function losslessClass(device: Switch, { report }: RuleContext): void {
  const { qos } = device.data;
  const pausing = device.ports.filter((port) => port.data.pfc?.mode === 'on' && port.data.adminUp !== false);
  if (shellOf(device) !== 'nx-os' || !qos?.policyMaps || !qos.servicePolicies || pausing.length === 0) return;
  if (device.tree.documents.length > 1 || qos.servicePolicies.some((p) => (p.type ?? 'network-qos') === 'network-qos')) return;
  const classes = qos.classes ?? [];
  const idle = classes.filter((c) => c.noDrop && c.policy !== undefined);
  const [first] = idle;
  if (!first) return;
  const policy = first.policy!;
  const single = idle.every((c) => c.policy === policy);
  report(
    at(device, 'qos', 'classes', classes.indexOf(first), 'policy'),
    `the network-qos policy ${policy} with the lossless class ${first.name} is not applied to ${device.name}, whose ports have priority flow control`,
    {
      key: `policy:${policy}`,
      related: pausing.map((port) => ({ at: at(port, 'pfc', 'mode'), message: `${portText(port)} has priority flow control` })),
      // Which of several is meant, nobody can tell.
      remedy: single ? switchRemedy(device, ['system qos', cli`service-policy type network-qos ${policy}`], true) : undefined,
    },
  );
}
