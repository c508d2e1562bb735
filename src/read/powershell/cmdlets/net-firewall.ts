import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { listOf } from '../machine.ts';
import { propertiesOf } from '../properties.ts';
import { booleanOf } from '../take.ts';
import { itemsOf, textOf, type Value } from '../value.ts';

const FOUND = [
  'Name@0(ID) DisplayName Group DisplayGroup PolicyStore Description Owner Enabled Action Direction EdgeTraversalPolicy',
  'LooseSourceMapping(LSM) LocalOnlyMapping PrimaryStatus Status PolicyStoreSource PolicyStoreSourceType ?TracePolicyStore ?All GPOSession',
  'AssociatedNetFirewallAddressFilter AssociatedNetFirewallApplicationFilter AssociatedNetFirewallInterfaceFilter',
  'AssociatedNetFirewallInterfaceTypeFilter AssociatedNetFirewallPortFilter AssociatedNetFirewallProfile',
  'AssociatedNetFirewallSecurityFilter AssociatedNetFirewallServiceFilter InputObject ?PassThru CimSession(Session) ThrottleLimit ?AsJob more',
].join(' ');

/** Parameters that name rules, and the property that is the same. */
const NAMED_BY = [
  ['DisplayName', 'displayName'],
  ['Name', 'name'],
  ['Group', 'group'],
  ['DisplayGroup', 'group'],
] as const;

/**
 * Firewall rules. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/netsecurity/ (the union of the
 * releases 2012 to 2025).
 */
export const NET_FIREWALL = [
  cmdlet('Enable-NetFirewallRule', FOUND, (call) => switchRules(call, true)),
  cmdlet('Disable-NetFirewallRule', FOUND, (call) => switchRules(call, false)),
  cmdlet('Get-NetFirewallRule', FOUND, (call): Value => {
    const setting = NAMED_BY.flatMap(([parameter]) => {
      const value = call.given.get(parameter.toLowerCase())?.value;
      return value ? [{ parameter, value }] : [];
    })[0];
    return {
      sort: 'things',
      things: { of: 'firewall-rule', names: undefined, setting, hosts: call.computers.map((each) => each.name) },
      range: call.range,
    };
  }),
  cmdlet(
    'Set-NetFirewallRule',
    'Name@0(ID) DisplayName Group DisplayGroup Enabled InputObject ?PassThru CimSession(Session) ThrottleLimit ?AsJob more',
    (call) => (call.given.has('enabled') ? switchRules(call, booleanOf(call.arg('Enabled'))) : undefined),
  ),
];

/** Rules and groups of rules that are named are on or off; patterns fit rules nobody knows of. */
function switchRules(call: Call, enabled: boolean | undefined): undefined {
  const handed = call.input?.sort === 'things' ? call.input.things.setting : undefined;
  for (const [parameter, property] of NAMED_BY) {
    const value = call.given.get(parameter.toLowerCase())?.value ?? (handed?.parameter === parameter ? handed.value : undefined);
    for (const name of itemsOf(value) ?? []) {
      const text = textOf(name)?.trim();
      if (text === undefined || text === '' || /[*?[]/.test(text)) continue;
      for (const computer of call.computers) setRule(call, computer.draft, { property, name, text, enabled });
    }
  }
  return undefined;
}

function setRule(
  call: Call,
  host: Parameters<typeof listOf>[0],
  { property, name, text, enabled }: { property: string; name: Value; text: string; enabled: boolean | undefined },
): void {
  const list = listOf(host, 'firewallRules', call.nameRange, propertiesOf('shared/firewallRule'));
  const key = `${property} ${text}`;
  const known = list.get(key);
  if (enabled === undefined) {
    if (known) list.drop(known);
    return;
  }
  const rule = known ?? list.add(name.range, key);
  rule.set(property, text, known?.rangeOf(property) ?? name.range);
  rule.set('enabled', enabled, call.nameRange);
}
