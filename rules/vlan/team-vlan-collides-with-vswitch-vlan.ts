import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { consumerText } from '#model/host-port';
import { at } from '#model/place';
import { switchesBeside, switchOn } from '#model/team-vlan';
import { vlansOfAdapter } from '#model/vlan-use';

/** A VLAN that a team interface takes never reaches the virtual adapters that use it through the Hyper-V switch on that team. */
export default defineRule({
  about: 'team-nic',
  severity: 'error',
  title: 'A team interface takes the VLAN of virtual adapters above the same team',
  hides: ['vlan/lbfo-vlan-on-hyperv-host', 'vmswitch/team-with-extra-interfaces'],
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "VLANs in a Hyper-V host"',
  check(teamNic, { network, report }) {
    const vlan = teamNic.data.vlanId;
    const { team } = teamNic;
    const uses = switchesBeside(network, teamNic).flatMap((vmSwitch) =>
      network
        .adaptersOn(vmSwitch)
        .flatMap((adapter) => vlansOfAdapter(adapter).map((use) => ({ ...use, vmSwitch })))
        .filter((use) => use.vlan === vlan),
    );
    const [first, ...others] = uses;
    if (!first || !vlan) return;
    const who = `${consumerText(first.consumer)}${others.length > 0 ? ` and ${others.length} more use` : ' uses'}`;
    // The host keeps its own way into the VLAN, through the switch.
    const has = uses.some(({ consumer }) => consumer.kind === 'host-adapter');
    const adapter = `Vlan${vlan}`;
    report(
      at(teamNic, 'vlanId'),
      `the team interface ${teamNic.name} takes VLAN ${vlan}, which ${who} through the Hyper-V switch ${first.vmSwitch.name} on the same team`,
      {
        related: [
          { at: first.place, message: `${consumerText(first.consumer)} uses VLAN ${vlan}` },
          { at: at(first.vmSwitch, 'name'), message: `through the Hyper-V switch ${first.vmSwitch.name}` },
          { at: at(team, 'name'), message: `on the team ${team.name}` },
          ...others.map(({ consumer, place }) => ({ at: place, message: `${consumerText(consumer)} uses VLAN ${vlan}` })),
        ].slice(0, 10),
        // A Hyper-V switch on the interface itself would go with it.
        remedy: switchOn(network, teamNic)
          ? undefined
          : {
              on: team.host,
              shell: 'powershell',
              commands: [
                powershell`Remove-NetLbfoTeamNic -Team ${team.name} -VlanID ${vlan}`,
                ...(has
                  ? []
                  : [
                      powershell`Add-VMNetworkAdapter -ManagementOS -Name ${adapter} -SwitchName ${first.vmSwitch.name}`,
                      powershell`Set-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName ${adapter} -Access -VlanId ${vlan}`,
                    ]),
              ],
              disruptive: true,
            },
      },
    );
  },
});
