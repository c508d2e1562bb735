import type { Host } from './entity.ts';

type FirewallRule = NonNullable<Host['data']['firewallRules']>[number];

/** Rules that remote WMI needs, both of them, by name and English display name; names of rules without a scope end in NoScope. */
const NEEDED = [
  { name: /^WMI-RPCSS-In-TCP/i, displayName: /^Windows Management Instrumentation \(DCOM-In\)/i },
  { name: /^WMI-WINMGMT-In-TCP/i, displayName: /^Windows Management Instrumentation \(WMI-In\)/i },
] as const;

/** The resource that names the group in every language, and its English name. */
const GROUP = /^(?:@FirewallAPI\.dll,-34251|Windows Management Instrumentation \(WMI\))$/i;

/**
 * Index of the firewall rule of a host that keeps remote WMI out: of one of the two rules that it needs every entry, or the group as a
 * whole, is off. Undefined where something lets it in, or nothing tells.
 */
export function wmiBlocker(host: Host): number | undefined {
  const rules = host.data.firewallRules ?? [];
  for (const needed of NEEDED) {
    const about = rules.flatMap((rule, i) => (concerns(rule, needed) ? [{ i, enabled: rule.enabled }] : []));
    if (about.length > 0 && about.every(({ enabled }) => !enabled)) return about[0]!.i;
  }
  return undefined;
}

function concerns({ name, displayName, group }: FirewallRule, needed: (typeof NEEDED)[number]): boolean {
  if (name !== undefined) return needed.name.test(name.trim());
  if (displayName !== undefined && !GROUP.test(displayName.trim())) return needed.displayName.test(displayName.trim());
  return [group, displayName].some((text) => text !== undefined && GROUP.test(text.trim()));
}
