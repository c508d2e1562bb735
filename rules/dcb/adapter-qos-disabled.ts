import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { adapterFeature } from '#model/adapter-feature';
import { hasLocalDcb, roceAdapters } from '#model/dcb';
import { at } from '#model/place';

/** An adapter takes the priorities and classes of the host only while DCB is on for it. */
export default defineRule({
  about: 'nic',
  severity: 'warning',
  title: 'Data-centre bridging is off for an adapter that carries RoCE',
  since: '0.1.0',
  source:
    'https://github.com/microsoft/Validate-DCB; https://learn.microsoft.com/powershell/module/netadapter/enable-netadapterqos',
  check(nic, { network, report }) {
    const { host } = nic;
    const qos = adapterFeature(nic, 'qos');
    if (qos?.on !== false || !hasLocalDcb(host)) return;
    if (!roceAdapters(network, host).some((roce) => roce.nic === nic)) return;
    // Where a team mate has it on, the difference within the team is the mistake.
    const teaming = network.teamingOf(nic);
    if (teaming && network.nicsBehind(teaming).some((mate) => adapterFeature(mate, 'qos')?.on)) return;
    report(
      qos.place,
      `${nic.name} carries RoCE with DCB off: the lossless priorities and traffic classes of ${host.name} do not reach it`,
      {
        related: [{ at: at(host, 'qos'), message: 'the settings of the host' }],
        remedy: {
          on: host,
          shell: 'powershell',
          commands: [powershell`Enable-NetAdapterQos -Name ${nic.name}`],
          disruptive: true,
        },
      },
    );
  },
});
