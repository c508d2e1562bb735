import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isWholeList, nodesOfServer } from '#model/file-server-nodes';
import { inRange } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';
import { vmPathsOn } from '#model/smb-share';

/** A host opens the files of its VMs under its own computer account, which needs full access to the share. */
export default defineRule({
  about: 'share',
  severity: 'warning',
  title: 'A host has no full access to the share its VMs lie on',
  since: '0.1.0',
  source: 'Microsoft, "Deploy Hyper-V over SMB"; https://learn.microsoft.com/powershell/module/smbshare/grant-smbshareaccess',
  check(share, { network, report }) {
    const granted = share.data.fullAccess;
    // Whatever is not a computer account may be a group that holds the hosts.
    if (!granted || !isWholeList(granted) || granted.some((account) => !isComputer(account) && !holdsNoHost(account))) return;
    const paths = vmPathsOn(network, share);
    const hosts = [...new Set(paths.flatMap(({ vm }) => network.hostsOf(vm)))];
    const accounts = new Set(granted.map(accountKey));
    const missing = hosts.filter((host) => !accounts.has(accountKey(`${host.name.split('.', 1)[0]!.slice(0, 15)}$`)));
    const [first] = missing;
    if (!first) return;
    const vms = [
      ...new Set(paths.filter(({ vm }) => network.hostsOf(vm).some((host) => missing.includes(host))).map(({ vm }) => vm)),
    ];
    const names = missing.map((host) => host.name).join(', ');
    const domain = granted.map((account) => /^([^\\]+)\\.*\$\s*$/.exec(account.trim())?.[1]).find((each) => each !== undefined);
    report(
      at(share, 'fullAccess'),
      `the share ${share.name} of ${share.server.name} gives no full access to ${missing.length > 1 ? 'the computer accounts' : 'the computer account'} of ${names}, which ${missing.length > 1 ? 'are' : 'is'} to run ${vms[0]!.name}${vms.length > 1 ? ` and ${vms.length - 1} more` : ''} from there`,
      {
        related: vms.map((vm) => ({ at: at(vm, 'name'), message: `the VM ${vm.name} lies there` })),
        remedy: {
          on: share.server,
          shell: 'powershell',
          commands:
            domain === undefined
              ? []
              : [
                  ...missing.map(
                    (host) =>
                      powershell`Grant-SmbShareAccess -Name ${share.name} -AccountName ${`${domain}\\${host.name.split('.', 1)[0]!.slice(0, 15)}$`} -AccessRight Full -Force`,
                  ),
                  ...(nodesOfServer(network, share.server).some(({ os }) => inRange(os, RELEASES.noPathAcl))
                    ? []
                    : [powershell`Set-SmbPathAcl -ShareName ${share.name}`]),
                ],
          disruptive: false,
        },
      },
    );
  },
});

/** The name of an account without its domain: CONTOSO\HV01$ and hv01$@contoso.com are the same. */
function accountKey(account: string): string {
  return account.replace(/^.*\\/, '').replace(/@.*$/, '').trim().toLowerCase();
}

function isComputer(account: string): boolean {
  return accountKey(account).endsWith('$');
}

/** Accounts that are no groups of computers: administrators by their usual names, and the system. */
function holdsNoHost(account: string): boolean {
  return /^(?:administrator|domain admins|enterprise admins|system|local ?system|creator owner)$/.test(accountKey(account));
}
