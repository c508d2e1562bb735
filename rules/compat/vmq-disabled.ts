import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { adapterFeature } from '#model/adapter-feature';
import { bitRateText, bitsPerSecond } from '#model/bit-rate';
import { at } from '#model/place';
import { fitsWhenOn } from '#model/queue-proposal';

/** VMQ belongs on wherever a Hyper-V switch uses an adapter of 10 Gb/s or more. Slower adapters gain nothing by it. */
export default defineRule({
  about: 'nic',
  severity: 'warning',
  title: 'VMQ is off on an adapter of 10 Gb/s or more below a Hyper-V switch',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC Teaming and Virtual Machine Queues"; Hyper-V BPA rule 76',
  check(nic, { network, report }) {
    const above = network.vmSwitchesOn(nic)[0];
    const vmq = adapterFeature(nic, 'vmq');
    if (!above || !vmq || vmq.on) return;
    const speed = bitsPerSecond(nic.data.linkSpeed) ?? bitsPerSecond(nic.data.speed);
    if (speed === undefined || speed < 10e9) return;
    // No queues: the adapter has no VMQ. A team interface among the adapters of an export has none of its own.
    if (nic.data.vmq?.numberOfReceiveQueues === 0 || nic.data.virtual === true) return;
    const team = network.teamOf(nic);
    report(
      vmq.place,
      `${nic.name} (${bitRateText(speed)}) has VMQ off, so one processor does its receive work for the Hyper-V switch ${above.name}`,
      {
        related: [
          { at: at(above, 'name'), message: 'the Hyper-V switch above' },
          ...(team ? [{ at: at(team, 'name'), message: 'the team between them' }] : []),
        ],
        fix: {
          title: 'Switch it on',
          // A layout that nobody minded while it was off would count then.
          safe: fitsWhenOn(network, nic),
          changes: [{ at: vmq.place, value: nic.data.vmq?.enabled === undefined ? 1 : true }],
        },
        remedy: {
          on: nic.host,
          shell: 'powershell',
          commands: [powershell`Enable-NetAdapterVmq -Name ${nic.name}`],
          disruptive: true,
        },
      },
    );
  },
});
