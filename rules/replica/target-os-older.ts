import { defineRule } from '#lint/rule';
import type { Host } from '#model/entity';
import { isOlder, osText } from '#model/os';
import { at } from '#model/place';
import { clusterOf } from '#model/replica-endpoint';
import { legsText, legsToHost, legText, sourceHosts } from '#model/replication-leg';

/** The side that receives replicas must be as new as the side that sends them. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'VMs are replicated to a host with an older Windows',
  since: '0.1.0',
  source:
    'Microsoft Virtualization blog, "Upgrading to Windows Server 2012 R2 with Hyper-V Replica"; Supported VM configuration versions',
  check(host, { network, report }) {
    const upgrading = (each: Host): boolean => clusterOf(network, each)?.data.rollingUpgrade === true;
    const sent = legsToHost(network, host).flatMap((leg) => {
      const source = sourceHosts(network, leg).find((each) => isOlder(host.os, each.os) && !upgrading(each));
      return source ? [{ leg, source }] : [];
    });
    const [first] = sent;
    if (!first || upgrading(host)) return;
    const is2012 = host.os === '2012';
    report(
      at(host, 'os'),
      `${host.name} runs ${osText(host.os!)}, and ${legsText(sent.map(({ leg }) => leg))} replicated to it from ${first.source.name}, which runs ${osText(first.source.os!)}${is2012 ? '' : ': it takes only VMs whose configuration version it knows'}`,
      {
        severity: is2012 ? 'error' : 'warning',
        related: sent.map(({ leg, source }) => ({
          at: leg.at('replicaServerName'),
          message: `${legText(leg)} comes from ${source.name} (${osText(source.os!)})`,
        })),
      },
    );
  },
});
