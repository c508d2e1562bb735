import { defineRule } from '#lint/rule';
import { keyOf } from '#model/place';
import { RELEASES } from '#model/releases';

/** Windows Server 2012 migrates over TCP/IP and has no option for it. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'A transport of live migration is set on Windows Server 2012, which has no such option',
  versions: RELEASES.noMigrationPerformanceOption,
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmhost (help of 2012 and of 2012 R2)',
  check(host, { report }) {
    const option = host.data.liveMigration?.virtualMachineMigrationPerformanceOption;
    if (option === undefined) return;
    report(
      keyOf(host, 'liveMigration', 'virtualMachineMigrationPerformanceOption'),
      `${host.name} is to migrate VMs by ${option}, but Windows Server 2012 has no VirtualMachineMigrationPerformanceOption: Set-VMHost refuses it`,
    );
  },
});
