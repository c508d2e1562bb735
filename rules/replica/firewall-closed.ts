import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { type AuthenticationType, DEFAULT_PORTS, isListenerRule, listenerPort } from '#model/replica-listener';
import { legsText, legsToHost, legText } from '#model/replication-leg';

/** The firewall rules of the two listeners are off until somebody turns them on, on every host a replica may live on. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'The firewall of a host that receives replicas keeps them out',
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-R2-and-2012/jj134207(v=ws.11), on the firewall; rules VIRT-HVRHTTPL-In-TCP-NoScope and VIRT-HVRHTTPSL-In-TCP-NoScope',
  check(host, { network, report }) {
    const { firewallRules: rules } = host.data;
    if (!rules) return;
    const to = legsToHost(network, host);
    for (const type of ['Kerberos', 'Certificate'] satisfies AuthenticationType[]) {
      const port = DEFAULT_PORTS[type];
      // Windows' own rules are about the usual ports; whoever uses others has rules of his own.
      const legs = to.filter(({ data, target }) => {
        const { authenticationType, replicaServerPort = port, replicaServerName = '' } = data;
        const listens = target?.server && listenerPort(target.server, type, replicaServerName)?.port;
        return authenticationType === type && replicaServerPort === port && (listens ?? port) === port;
      });
      const [first] = legs;
      const own = rules.findIndex((rule) => isListenerRule(rule, type));
      const isOpen = rules.some((rule) => rule.enabled && (isListenerRule(rule, type) || mayOpen(rule)));
      if (!first || isOpen || (own < 0 && rules.length > 0)) continue;
      const scheme = type === 'Kerberos' ? 'HTTP' : 'HTTPS';
      const listener = type === 'Kerberos' ? 'VIRT-HVRHTTPL-In-TCP-NoScope' : 'VIRT-HVRHTTPSL-In-TCP-NoScope';
      report(
        own < 0 ? at(host, 'firewallRules') : at(host, 'firewallRules', own, 'enabled'),
        `the firewall of ${host.name} keeps out replicas by ${type}: its rule for the Hyper-V Replica ${scheme} Listener is ${own < 0 ? 'not on' : 'off'}, and ${legsText(legs)} replicated to ${first.data.replicaServerName}`,
        {
          key: scheme,
          related: legs.map((leg) => ({ at: leg.at('replicaServerName'), message: `${legText(leg)} comes in by ${type}` })),
          remedy: {
            on: host,
            shell: 'powershell',
            commands: [powershell`Enable-NetFirewallRule -Name ${listener}`],
            disruptive: false,
          },
        },
      );
    }
  },
});

/** Whether another rule may let replicas in: one of somebody's own, or that of a web server. */
function mayOpen({ name = '', displayName = '', group = '' }: { name?: string; displayName?: string; group?: string }): boolean {
  const text = `${name} ${displayName} ${group}`;
  return (
    /replica|world wide web|\b(?:80|443)\b|IIS-/i.test(text) && !/HVRHTTPS?L|Replica HTTPS? Listener|Replica HTTPS?$/i.test(text)
  );
}
