import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { nameKey } from '#model/names';
import { at } from '#model/place';
import { adapterName, interfaceByAlias, interfaceText, storageInterfaces } from '#model/storage-network';

/** A constraint tells SMB which adapters it may use for a server; one adapter is no redundancy. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'A Multichannel constraint leaves SMB one of several storage adapters',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/smbshare/new-smbmultichannelconstraint',
  check(host, { network, report }) {
    const constraints = host.data.smbMultichannelConstraints ?? [];
    for (const [i, { serverName }] of constraints.entries()) {
      const same = constraints.filter((each) => nameKey(each.serverName) === nameKey(serverName));
      if (same[0] !== constraints[i]) continue;
      const all = same.flatMap((each) => each.interfaceAlias);
      const [alias, ...more] = new Set(all.map(nameKey));
      const only = alias === undefined || more.length > 0 ? undefined : interfaceByAlias(network, host, alias);
      // A team, or a host adapter on an embedded one, has a second adapter below it.
      if (!only?.complete || only.nics.length !== 1) continue;
      const storage = storageInterfaces(network, host);
      const others = storage.filter((each) => each !== only);
      if (!storage.includes(only) || others.length === 0) continue;
      const names = storage.map(adapterName);
      report(
        at(host, 'smbMultichannelConstraints', i, 'interfaceAlias'),
        `${host.name} may reach ${serverName} by ${interfaceText(only)} only, although it has ${others.map(interfaceText).join(' and ')} for storage too: there is no second path`,
        {
          key: `server:${nameKey(serverName)}`,
          related: others.map(({ adapter }) => ({ at: at(adapter), message: 'not used for this server' })),
          remedy: {
            on: host,
            shell: 'powershell',
            commands: [powershell`New-SmbMultichannelConstraint -ServerName ${serverName} -InterfaceAlias ${names} -Force`],
            disruptive: false,
          },
        },
      );
    }
  },
});
