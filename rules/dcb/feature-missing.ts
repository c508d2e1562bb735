import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { hasLocalDcb, roceAdapters } from '#model/dcb';
import { at } from '#model/place';

/** Traffic classes and flow control of a host are made with the feature Data-Center-Bridging. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'A host with RoCE lacks the feature Data-Center-Bridging',
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/windows-server/networking/technologies/dcb/dcb-manage; https://github.com/microsoft/Validate-DCB',
  check(host, { network, report }) {
    const { roles } = host.data;
    // A host that leaves DCB to the switch does not need the feature.
    if (!roles || !hasLocalDcb(host)) return;
    if (roles.some((role) => role.toLowerCase().replaceAll(/[^a-z]/g, '') === 'datacenterbridging')) return;
    const [roce] = roceAdapters(network, host);
    if (!roce) return;
    const listed = roles.length > 0 ? roles.join(', ') : 'none';
    report(
      at(host, 'roles'),
      `${host.name} has lossless priorities or traffic classes for RoCE on ${roce.nic.name}, but not the feature Data-Center-Bridging that makes them (roles: ${listed})`,
      {
        related: [{ at: at(host, 'qos'), message: 'what needs the feature' }],
        remedy: {
          on: host,
          shell: 'powershell',
          commands: [powershell`Install-WindowsFeature -Name ${'Data-Center-Bridging'}`],
          disruptive: false,
        },
      },
    );
  },
});
