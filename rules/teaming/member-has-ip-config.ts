import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { parseIp } from '#model/ip-prefix';
import { at } from '#model/place';

/** TCP/IP as components of an adapter: https://learn.microsoft.com/powershell/module/netadapter/get-netadapterbinding */
const PROTOCOLS = ['ms_tcpip', 'ms_tcpip6'] as const;

export default defineRule({
  about: 'nic',
  severity: 'warning',
  title: 'A team member has an IP address or TCP/IP of its own',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/networking/technologies/nic-teaming/nic-teaming; microsoft/Validate-DCB',
  check(nic, { network, report }) {
    const team = network.teamOf(nic);
    if (!team || nic.isTeamInterface) return;
    const member = `${nic.name} of ${nic.host.name}`;
    const related = [{ at: at(team, 'name'), message: 'the team' }];
    const all = nic.data.ipAddresses ?? [];
    const addresses = all.filter(isAssigned);
    if (addresses.length > 0) {
      report(
        at(nic, 'ipAddresses', all.findIndex(isAssigned)),
        `${member} has the IP address${addresses.length > 1 ? 'es' : ''} ${addresses.join(', ')}, but is a member of the team ${team.name}, whose interface has to have it`,
        { related },
      );
      return;
    }
    const { bindings = {} } = nic.data;
    const bound = Object.keys(bindings).filter(
      (key) =>
        bindings[key] && PROTOCOLS.some((protocol) => protocol === key.toLowerCase()) && isDeclared(at(nic, 'bindings', key)),
    );
    const [first] = bound;
    if (first === undefined) return;
    report(
      at(nic, 'bindings', first),
      `${member} is bound to ${bound.join(' and ')}, but is a member of the team ${team.name}, which leaves TCP/IP to its interfaces`,
      {
        related,
        remedy: {
          on: nic.host,
          shell: 'powershell',
          commands: bound.map((key) => powershell`Disable-NetAdapterBinding -Name ${nic.name} -ComponentID ${key}`),
          disruptive: true,
        },
      },
    );
  },
});

/** An IP address that somebody or DHCP gave: what an adapter takes itself (169.254.0.0/16, fe80::/10) says nothing, nor does other text. */
function isAssigned(text: string): boolean {
  const range = parseIp(text.split(/[/%]/)[0] ?? '')?.range();
  return range !== undefined && range !== 'linkLocal' && range !== 'loopback' && range !== 'unspecified';
}
