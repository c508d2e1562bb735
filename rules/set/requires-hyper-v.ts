import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { embeddedTeam } from '#model/embedded-team';
import { at } from '#model/place';
import { isWhole } from '#model/references';

/** Names of features that only manage Hyper-V on other servers. */
const TOOLS = /^rsat|tools|management|powershell/;

/** SET is a part of the Hyper-V switch, so a host needs the role for it. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'A host without the Hyper-V role has an embedded team',
  since: '0.1.0',
  source:
    'Microsoft networking blog, "Teaming in Azure Stack HCI"; https://learn.microsoft.com/powershell/module/hyper-v/new-vmswitch',
  check(host, { network, report }) {
    const roles = host.data.roles ?? [];
    // An empty list is rather one that nobody has filled in yet; client releases and Azure Local have no such roles to list.
    if (roles.length === 0 || !isWhole(host, 'roles') || host.os === 'azure-local' || host.os?.startsWith('windows-')) return;
    // A machine that was seen with its Hyper-V switches has Hyper-V.
    if (host.tree.documents.some((document) => document.stance === 'observed')) return;
    const words = roles.map((role) => role.toLowerCase().replace(/[^a-z]/g, ''));
    // The Containers feature brings a Hyper-V switch of its own.
    if (words.some((word) => (word.includes('hyperv') && !TOOLS.test(word)) || word.startsWith('container'))) return;
    const teamed = host.vmSwitches.filter((vmSwitch) => embeddedTeam(network, vmSwitch));
    const [first] = teamed;
    if (!first) return;
    report(
      at(host, 'roles'),
      `${host.name} has the roles ${roles.join(', ')}, but not Hyper-V, which the embedded team of its Hyper-V switch ${first.name} is a part of`,
      {
        related: teamed.map((vmSwitch) => ({ at: at(vmSwitch, 'name'), message: 'a Hyper-V switch with an embedded team' })),
        remedy: {
          on: host,
          shell: 'powershell',
          commands: [powershell`Install-WindowsFeature -Name Hyper-V -IncludeManagementTools -Restart`],
          disruptive: true,
        },
      },
    );
  },
});
