import { defineRule } from '#lint/rule';
import { isLeftOut } from '#model/left-out';
import { at } from '#model/place';

/** Replicas of servers that have no entry of their own need a default folder. */
export default defineRule({
  about: 'replica-server',
  severity: 'error',
  title: 'Every server may replicate to a Replica server that has no folder for what comes',
  // As it is written the setting is refused: nobody is let in.
  hides: ['replica/any-server-allowed'],
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmreplicationserver, -DefaultStorageLocation',
  check(server, { report }) {
    const { replicationAllowedFromAnyServer: any, defaultStorageLocation: folder } = server.data;
    if (any !== true || !(isLeftOut(server, 'defaultStorageLocation') || folder?.trim() === '')) return;
    report(
      at(server, 'replicationAllowedFromAnyServer'),
      `${server.name} is to accept replicas from every server, but has no defaultStorageLocation for them: Windows refuses the one without the other`,
    );
  },
});
