import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { bitRateText, bitsPerSecond } from '#model/bit-rate';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** Below 10 Gb/s one processor does the work easily, and the drivers of many gigabit adapters do VMQ badly. */
export default defineRule({
  about: 'nic',
  severity: 'warning',
  title: 'VMQ is switched on for an adapter slower than 10 Gb/s below a Hyper-V switch',
  versions: RELEASES.vmqOffBelowTenGig,
  fixable: 'safe',
  since: '0.1.0',
  source: 'Standardized INF keywords for VMQ; Microsoft KB 2902166',
  check(nic, { network, report }) {
    const above = network.vmSwitchesOn(nic)[0];
    const speed = bitsPerSecond(nic.data.linkSpeed) ?? bitsPerSecond(nic.data.speed);
    if (!above || speed === undefined || speed >= 10e9 || nic.data.vmq?.enabled === false) return;
    const keyword = nic.advancedNumber('*VMQ');
    const written = [
      ...(nic.data.vmq?.enabled ? [{ at: at(nic, 'vmq', 'enabled'), value: false }] : []),
      ...(keyword?.value === 1 ? [{ at: at(nic, 'advancedProperties', keyword.key), value: 0 }] : []),
    ].filter((change) => isDeclared(change.at));
    const [first] = written;
    if (!first) return;
    // Names of the makers of servers hide whose chip it is; Intel's own do not.
    const intel = /\bintel\b/i.test(`${nic.data.interfaceDescription} ${nic.data.driverProvider}`);
    const trouble = intel ? '' : ' and lets some adapters of 1 Gb/s, those with Broadcom NetXtreme chips above all, lose packets';
    report(
      first.at,
      `${nic.name} (${bitRateText(speed)}) below the Hyper-V switch ${above.name} has VMQ on, which gains nothing below 10 Gb/s${trouble}`,
      {
        severity: intel ? 'info' : 'warning',
        related: [{ at: at(above, 'name'), message: 'the Hyper-V switch above' }],
        fix: { title: 'Switch it off', safe: true, changes: written },
        remedy: {
          on: nic.host,
          shell: 'powershell',
          commands: [powershell`Disable-NetAdapterVmq -Name ${nic.name}`],
          disruptive: true,
        },
      },
    );
  },
});
